import { visible } from "./render.ts";

/** A range to show: lines and columns count from 1; the end is exclusive, and without one the word at the start is meant. */
export interface Marked {
  path: string;
  line: number;
  column: number;
  endLine?: number;
  endColumn?: number;
}

/** What a frame is drawn with: the sign below the range, what is said beside it, and the width of the line numbers. */
export interface FrameStyle {
  sign: "^" | "-";
  label: string;
  gutter: number;
  paint(text: string): string;
}

/** Columns of source that are shown; a longer line is cut around its range. */
const WIDTH = 110;

/** The line of a range with signs below it, each with a gutter; null when the text has no such line. */
export function codeFrame(text: string, marked: Marked, { sign, label, gutter, paint }: FrameStyle): string[] | null {
  const source = text.split(/\r\n|\r|\n/)[marked.line - 1]?.replace(/^\uFEFF/, "");
  if (source === undefined) return null;
  const start = Math.min(marked.column - 1, source.length);
  const end = Math.max(start + 1, endOf(source, start, marked));
  const from = start > WIDTH ? start - 20 : 0;
  const cut = source.slice(from, from + WIDTH);
  const shown = `${from > 0 ? "…" : ""}${cut}${source.length > from + WIDTH ? "…" : ""}`;
  const before = `${from > 0 ? " " : ""}${source.slice(from, start).replace(/[^\t]/g, " ")}`;
  const signs = sign.repeat(Math.max(1, Math.min(end, from + WIDTH) - start));
  const empty = `${" ".repeat(gutter)} |`;
  return [
    empty,
    `${String(marked.line).padStart(gutter)} | ${visible(shown)}`.trimEnd(),
    `${empty} ${before}${paint(`${signs}${label === "" ? "" : ` ${label}`}`)}`,
  ];
}

/** The end of the range on its first line: of the word or text there when the range has no end of its own. */
function endOf(source: string, start: number, { line, endLine, endColumn }: Marked): number {
  if (endLine === undefined || endColumn === undefined) {
    const [word = ""] = /^(?:(["'`])(?:\\.|(?!\1).)*\1|[\w$]+)/.exec(source.slice(start)) ?? [];
    return start + word.length;
  }
  return endLine === line ? Math.min(endColumn - 1, source.length) : source.trimEnd().length;
}
