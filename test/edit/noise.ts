import { tokensOf } from "../../src/edit/syntax/trivia.ts";
import { parse } from "../../src/edit/ts.ts";

/** How a text is written otherwise: what is put between two tokens, in turn, and the line ends of the whole. */
export interface Noise {
  every: number;
  from: number;
  crlf: boolean;
  mark: boolean;
}

/**
 * A text with comments and white space put between some tokens, each comment with a number of its own; what it says stays.
 * Line comments and new lines go only behind `;`, `{` and `,`.
 */
export function withNoise(text: string, { every, from, crlf, mark }: Noise): string {
  const source = parse("noise.ts", text);
  let result = "";
  let done = 0;
  for (const [index, { end }] of tokensOf(source, source).entries()) {
    if ((index + from) % every !== 0 || end === text.length) continue;
    const kinds = /[;{,]/.test(text[end - 1] ?? "")
      ? [` // n${index}\n`, "\n\n\n", ` /* n${index} */ `]
      : [` /* n${index} */ `, "  "];
    result += text.slice(done, end) + (kinds[(index + from) % kinds.length] ?? "");
    done = end;
  }
  const noisy = result + text.slice(done);
  return (mark ? "\uFEFF" : "") + (crlf ? noisy.replaceAll("\n", "\r\n") : noisy);
}

/** The numbered comments of a text, in order. */
export function noiseIn(text: string): string[] {
  return text.match(/\bn\d+\b/g) ?? [];
}
