import { indented, lineRest } from "../syntax/trivia.ts";

/**
 * Code whose lines but the first were indented from `from` on, by two spaces a step, for a place indented by `to` in a file
 * that indents by `unit`. Code with a template literal over several lines stays as it is: those lines are text.
 */
export function relaid(code: string, from: string, to: string, unit: string): string {
  if (/`[^`]*\n[^`]*`/.test(code)) return code;
  const [first, ...others] = code.split("\n");
  const moved = others.map((line) => (line.startsWith(from) ? line.slice(from.length) : line));
  return indented([first, ...moved].join("\n"), to, unit);
}

/** The offset for a new line behind a node that ends at `end`: after the comments of its line, and the white space at its end. */
export function behindOnLine(text: string, end: number): number {
  const rest = lineRest(text, end);
  return rest.endsLine ? rest.stop : rest.end;
}
