import { EXIT, UserError } from "../../errors.ts";
import { formatLocation, type Location, locate } from "../../model/location.ts";
import { type RustToken, type ScanProblem, scanRust } from "./scan.ts";

/** A run of tokens by their indices in `code` of a source; `to` is exclusive. */
export interface RustRange {
  from: number;
  to: number;
}

/** A Rust file cut into tokens whose brackets match. */
export interface RustSource {
  /** Relative to the host's root. */
  path: string;
  text: string;
  /** All tokens, comments included. */
  tokens: readonly RustToken[];
  /** The tokens without comments; ranges count in these. */
  code: readonly RustToken[];
  /** For each token of `code` the index of the bracket that closes or opens it; -1 for what is no bracket. */
  partner: readonly number[];
}

/** A Rust file that cannot be cut into tokens or whose brackets do not match (exit 5). */
export class UnreadableRust extends UserError {
  /** `found` is a noun phrase. */
  constructor(at: Location, found: string) {
    const place = formatLocation(at);
    super("rust-not-read", `${place}: cannot read this Rust file, found ${found}.`, {
      exitCode: EXIT.hostNotRecognised,
      hint: "Mend the file until rustc reads it, then run the command again.",
      details: [{ message: `Found ${found}.`, at: place }],
    });
    this.name = "UnreadableRust";
  }
}

/** Reads a Rust file (`path` is relative to the host's root). Throws UnreadableRust. */
export function parseRust(path: string, text: string): RustSource {
  const { tokens, problem } = scanRust(text);
  const code = tokens.filter((each) => each.kind !== "comment");
  const { partner, problem: unmatched } = matchBrackets(code);
  const first = problem ?? unmatched;
  if (first) throw new UnreadableRust(locate(path, text, first.offset), first.message);
  return { path, text, tokens, code, partner };
}

const CLOSING: Record<string, string> = { "(": ")", "[": "]", "{": "}" };

function matchBrackets(code: readonly RustToken[]): { partner: number[]; problem: ScanProblem | null } {
  const partner: number[] = new Array(code.length).fill(-1);
  const open: number[] = [];
  for (const [index, { kind, text, start }] of code.entries()) {
    if (kind !== "punct") continue;
    if (CLOSING[text]) open.push(index);
    if (!/^[)\]}]$/.test(text)) continue;
    const opening = open.pop() ?? -1;
    if (CLOSING[code[opening]?.text ?? ""] !== text) {
      return { partner, problem: { offset: start, message: `a \`${text}\` that closes nothing` } };
    }
    partner[opening] = index;
    partner[index] = opening;
  }
  const left = code[open.at(-1) ?? -1];
  return { partner, problem: left ? { offset: left.start, message: `a \`${left.text}\` that is never closed` } : null };
}

/** All tokens of a source. */
export function wholeOf(source: RustSource): RustRange {
  return { from: 0, to: source.code.length };
}

/** The text of the token with this index; empty beyond the ends. */
export function at(source: RustSource, index: number): string {
  return source.code[index]?.text ?? "";
}

/** The name that the token with this index is (without `r#`); empty when it is none. */
export function nameAt(source: RustSource, index: number): string {
  const token = source.code[index];
  return token?.kind === "ident" ? token.text.replace(/^r#/, "") : "";
}

/** The offset where a range begins; where the token before it ends, if it is empty. */
export function startOffset(source: RustSource, range: RustRange): number {
  if (range.from >= range.to) return source.code[range.from - 1]?.end ?? 0;
  return source.code[range.from]?.start ?? source.text.length;
}

/** The offset behind the last token of a range. */
export function endOffset(source: RustSource, range: RustRange): number {
  return Math.max(startOffset(source, range), source.code[range.to - 1]?.end ?? 0);
}

/** The text of a range as written, comments between its tokens included. */
export function textOf(source: RustSource, range: RustRange): string {
  return source.text.slice(startOffset(source, range), endOffset(source, range));
}

/** The tokens of a range joined by single blanks: equal for what differs in white space and comments alone. */
export function spelling(source: RustSource, range: RustRange): string {
  return tokensIn(source, range)
    .map((each) => each.text)
    .join(" ");
}

/** The tokens of a range, without comments. */
export function tokensIn(source: RustSource, range: RustRange): readonly RustToken[] {
  return source.code.slice(range.from, range.to);
}

/** Where a range stands in its file. */
export function placeOf(source: RustSource, range: RustRange): Location {
  return locate(source.path, source.text, startOffset(source, range), endOffset(source, range));
}

/** What stands between the bracket with this index and its partner. */
export function insideOf(source: RustSource, open: number): RustRange {
  return { from: open + 1, to: source.partner[open] ?? open + 1 };
}
