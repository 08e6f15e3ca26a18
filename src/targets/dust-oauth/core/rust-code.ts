import { Code } from "../../../edit/code.ts";

/** The width at which rustfmt breaks lines by default. */
export const WIDTH = 100;
const ARRAY_WIDTH = 60;

// One column each, and no character that reads differently from what it is.
const PLAIN = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u024f]$/;
const ESCAPED: Record<string, string> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A Rust string literal that evaluates to exactly `value`. Lone surrogates become U+FFFD, which Rust has no others for. */
export function rustString(value: string): Code {
  const characters = [...value.replace(/\p{Cs}/gu, "\uFFFD")].map((character) => {
    if (ESCAPED[character] !== undefined) return ESCAPED[character];
    return PLAIN.test(character) ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`;
  });
  return new Code(`"${characters.join("")}"`);
}

/**
 * `head = value;` as rustfmt lays it out at an indent of spaces: the value goes to a line of its own where it fits only
 * there. What fits nowhere stays on one line, which rustfmt leaves as it is.
 */
export function assigned(head: string, value: Code, indent = ""): Code {
  const line = `${indent}${head} = ${value.text};`;
  const next = `${indent}    ${value.text};`;
  return new Code(line.length <= WIDTH || next.length > WIDTH ? line : `${indent}${head} =\n${next}`);
}

/** A `vec![…]` of string literals as rustfmt lays it out: one line each where they are longer than it keeps on one. */
export function stringVec(values: readonly string[]): string {
  const items = values.map((value) => rustString(value).text);
  const line = items.join(", ");
  return line.length <= ARRAY_WIDTH ? `vec![${line}]` : `vec![\n${items.map((item) => `    ${item},\n`).join("")}]`;
}

/** An arm of a `match` without its comma, its body in a block where its first line at this indent would be too long. */
export function armText(pattern: string, body: string, indent: string): string {
  const arm = `${pattern} => ${body}`;
  const [line = ""] = arm.split("\n");
  return indent.length + line.length + 1 <= WIDTH ? arm : `${pattern} => {\n    ${body}\n}`;
}
