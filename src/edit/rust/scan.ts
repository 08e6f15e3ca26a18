import { type Location, locator } from "../../model/location.ts";

/** What a token is; keywords are identifiers, every quoted text with any prefix is a string, `///` is a comment. */
export type RustTokenKind = "ident" | "lifetime" | "char" | "string" | "number" | "punct" | "comment";

/** A token by its offsets (`end` exclusive) and its text. */
export interface RustToken {
  kind: RustTokenKind;
  start: number;
  end: number;
  text: string;
}

/** Why a text has no tokens from an offset on: a noun phrase. */
export interface ScanProblem {
  offset: number;
  message: string;
}

const NAME = "[\\p{XIDS}_]\\p{XIDC}*";
const GAP = /[\s\u200E\u200F]+/uy;
const SHEBANG = /\uFEFF?#!(?!\s*\[)[^\r\n]*/uy;
const RAW_STRING = /[bc]?r(#*)"/uy;

// In this order: a character before a lifetime, a string's prefix before a name. `>` and `<` stand alone, so that those
// of nested generics are counted one by one.
const FORMS: readonly [RustTokenKind, RegExp][] = [
  ["comment", /\/\/[^\r\n]*/uy],
  ["string", /[bc]?"(?:[^"\\]|\\[\s\S])*"/uy],
  ["char", /b?'(?:\\(?:x[0-9a-fA-F]{2}|u\{[^}']*\}|[^\r\n])|[^\\'\r\n\t])'/uy],
  ["lifetime", new RegExp(`'(?:r#)?${NAME}`, "uy")],
  ["ident", new RegExp(`(?:r#)?${NAME}`, "uy")],
  ["number", /0[xob][0-9a-fA-F_]+\p{XIDC}*/uy],
  ["number", /[0-9][0-9_]*(?:\.[0-9][0-9_]*|\.(?![._\p{XIDS}]))?(?:[eE][+-]?[0-9][0-9_]*)?\p{XIDC}*/uy],
  ["punct", /\.\.\.|\.\.=|\.\.|::|=>|==|->|!=|&&|\|\||[-+*/%^&|]=|[^'"]/uy],
];

/**
 * The tokens of a Rust text, comments included; between them is nothing but white space. A quote or block comment that
 * is never closed ends the list and is the problem.
 */
export function scanRust(text: string): { tokens: RustToken[]; problem: ScanProblem | null } {
  const tokens: RustToken[] = [];
  let offset = lengthAt(SHEBANG, text, 0);
  if (offset > 0) tokens.push({ kind: "comment", start: 0, end: offset, text: text.slice(0, offset) });
  for (;;) {
    offset += lengthAt(GAP, text, offset);
    if (offset >= text.length) return { tokens, problem: null };
    const next = tokenAt(text, offset);
    if ("message" in next) return { tokens, problem: next };
    tokens.push(next);
    offset = next.end;
  }
}

function tokenAt(text: string, start: number): RustToken | ScanProblem {
  if (text.startsWith("/*", start)) return delimited(text, start, "comment", blockCommentEnd(text, start));
  const opening = matchAt(RAW_STRING, text, start);
  if (opening) {
    const close = `"${opening[1] ?? ""}`;
    const end = text.indexOf(close, start + opening[0].length);
    return delimited(text, start, "string", end < 0 ? -1 : end + close.length);
  }
  for (const [kind, form] of FORMS) {
    const length = lengthAt(form, text, start);
    if (length > 0) return delimited(text, start, kind, start + length);
  }
  return delimited(text, start, text[start] === '"' ? "string" : "char", -1);
}

const OPENED: Partial<Record<RustTokenKind, string>> = {
  comment: "a block comment that is never closed",
  string: "a string that is never closed",
  char: "a single quote that begins neither a character nor a lifetime",
};

function delimited(text: string, start: number, kind: RustTokenKind, end: number): RustToken | ScanProblem {
  if (end < 0) return { offset: start, message: OPENED[kind] ?? kind };
  return { kind, start, end, text: text.slice(start, end) };
}

/** The offset behind a block comment and those inside it; -1 when one is not closed. */
function blockCommentEnd(text: string, start: number): number {
  let depth = 0;
  for (const mark of text.slice(start).matchAll(/\/\*|\*\//g)) {
    depth += mark[0] === "/*" ? 1 : -1;
    if (depth === 0) return start + mark.index + 2;
  }
  return -1;
}

function matchAt(form: RegExp, text: string, offset: number): RegExpExecArray | null {
  form.lastIndex = offset;
  return form.exec(text);
}

function lengthAt(form: RegExp, text: string, offset: number): number {
  return matchAt(form, text, offset)?.[0].length ?? 0;
}

/** The value of a string token (quotes, prefix and escapes taken away); null for any other token. */
export function stringValue(token: RustToken | undefined): string | null {
  if (token?.kind !== "string") return null;
  const raw = /^[bc]?r(#*)"([\s\S]*)"\1$/.exec(token.text);
  if (raw) return withLineFeeds(raw[2] ?? "");
  const inner = withLineFeeds(token.text.slice(token.text.indexOf('"') + 1, -1));
  return inner.replace(/\\(?:x([0-9a-fA-F]{2})|u\{([0-9a-fA-F_]+)\}|\n\s*|([\s\S]))/g, unescaped);
}

const ESCAPES: Record<string, string> = { n: "\n", r: "\r", t: "\t", "0": "\0" };

function unescaped(_whole: string, byte?: string, unicode?: string, character?: string): string {
  const code = byte ?? unicode?.replaceAll("_", "");
  if (code !== undefined) {
    const point = Number.parseInt(code, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "\uFFFD";
  }
  return character === undefined ? "" : (ESCAPES[character] ?? character);
}

function withLineFeeds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

/** Every comment of a Rust text with its place; none behind what cannot be cut into tokens. */
export function rustComments(path: string, text: string): { text: string; at: Location }[] {
  const place = locator(path, text);
  return scanRust(text)
    .tokens.filter(({ kind }) => kind === "comment")
    .map((comment) => ({ text: comment.text, at: place(comment.start, comment.end) }));
}
