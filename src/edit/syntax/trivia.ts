import { ts } from "../ts.ts";

/** A comment between two tokens, by its offsets; a line comment ends before its line ending. */
export interface Comment {
  start: number;
  end: number;
  text: string;
}

/** The comments in `text` from `start` to `end`, a stretch that holds nothing but white space and comments. */
export function commentsIn(text: string, start: number, end: number): Comment[] {
  const found = text.slice(start, end).matchAll(/\/\/[^\r\n\u2028\u2029]*|\/\*[\s\S]*?\*\//g);
  return [...found].map((match) => ({
    start: start + match.index,
    end: start + match.index + match[0].length,
    text: match[0],
  }));
}

/** The offset of the first character at or after `offset` that is neither white space nor comment; or the text's length. */
export function nextToken(text: string, offset: number): number {
  const trivia = /(?:\s|\/\/[^\r\n\u2028\u2029]*|\/\*[\s\S]*?\*\/)*/y;
  trivia.lastIndex = offset;
  return offset + (trivia.exec(text)?.[0].length ?? 0);
}

/** What follows an offset on its line: the comments, where they end, and where the white space behind them ends. */
export interface LineRest {
  end: number;
  comments: Comment[];
  stop: number;
  /** Whether the line or the file ends at `stop`. */
  endsLine: boolean;
}

/** The rest of the line at `offset`; a block comment that runs over lines is followed to its last. */
export function lineRest(text: string, offset: number): LineRest {
  const rest = /(?:[^\S\r\n\u2028\u2029]|\/\/[^\r\n\u2028\u2029]*|\/\*[\s\S]*?\*\/)*/y;
  rest.lastIndex = offset;
  const stop = offset + (rest.exec(text)?.[0].length ?? 0);
  const comments = commentsIn(text, offset, stop);
  const end = comments.at(-1)?.end ?? offset;
  return { end, comments, stop, endsLine: stop >= text.length || isLineBreak(text[stop]) };
}

function isLineBreak(character: string | undefined): boolean {
  return character !== undefined && /[\r\n\u2028\u2029]/.test(character);
}

/** The offset where the line of `offset` begins; after a byte-order mark. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineBreak(text[start - 1]) && text[start - 1] !== "\uFEFF") start--;
  return start;
}

/** Whether only white space stands before `offset` on its line. */
export function startsLine(text: string, offset: number): boolean {
  return /^\s*$/.test(text.slice(lineStart(text, offset), offset));
}

/** The white space at the start of the line of `offset`. */
export function indentAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? "";
}

/** One step of indentation as most of the file has it: a tab, or two to eight spaces; two when nothing is indented. */
export function indentUnit(text: string): string {
  const indents = text.match(/^(?:\t| {2,})(?=[^\s*])/gm) ?? [];
  const spaces = indents.filter((each) => each !== "\t").map((each) => each.length);
  if (indents.length - spaces.length > spaces.length) return "\t";
  return " ".repeat(Math.min(8, ...(spaces.length > 0 ? spaces : [2])));
}

/**
 * `code` (lines ended by LF, indented by two spaces a step) for a place indented by `indent` in a file that indents by
 * `unit`: every line but the first is moved. A template literal that runs over lines is text, so nothing is moved then.
 */
export function indented(code: string, indent: string, unit: string): string {
  if (/`[^`]*\n[^`]*`/.test(code)) return code;
  const [first = "", ...others] = code.split("\n");
  const moved = others.map((line) => {
    const steps = /^(?: {2})*/.exec(line)?.[0].length ?? 0;
    return line === "" ? line : indent + unit.repeat(steps / 2) + line.slice(steps);
  });
  return [first, ...moved].join("\n");
}

/** A token, with the offset where the white space and comments before it begin. */
export interface Token {
  fullStart: number;
  start: number;
  end: number;
}

/** The tokens of a node of `source` in order, one of no width at the end of the file included. */
export function tokensOf(node: ts.Node, source: ts.SourceFile): Token[] {
  if (ts.isTokenKind(node.kind)) return [{ fullStart: node.pos, start: node.getStart(source), end: node.end }];
  return node.getChildren(source).flatMap((child) => (ts.isJSDoc(child) ? [] : tokensOf(child, source)));
}
