/** A range in a file: lines and columns count from 1, the end is exclusive; the path is relative to the host's root. */
export interface Location {
  path: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** `path:line:column`, as editors and terminals understand it. */
export function formatLocation(at: Location): string {
  return `${at.path}:${at.line}:${at.column}`;
}

/** The place that `path:line:column`, or a path alone (its first line), names. */
export function parseLocation(text: string): Location {
  const [, path = text, line = "1", column = "1"] = /^(.*):(\d+):(\d+)$/.exec(text) ?? [];
  return { path, line: Number(line), column: Number(column), endLine: Number(line), endColumn: Number(column) };
}

/** The range of the offsets `start` to `end` (exclusive) in `text`. A line ends with LF, CRLF or CR. */
export function locate(path: string, text: string, start: number, end: number = start): Location {
  return locator(path, text)(start, end);
}

/** `locate` for many places of one text, whose lines are counted once. */
export function locator(path: string, text: string): (start: number, end: number) => Location {
  const starts = [0];
  for (const match of text.matchAll(/\r\n|\r|\n/g)) starts.push(match.index + match[0].length);
  return (start, end) => {
    const from = lineAndColumn(starts, start);
    const to = lineAndColumn(starts, end);
    return { path, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
  };
}

function lineAndColumn(starts: readonly number[], offset: number): { line: number; column: number } {
  const next = starts.findIndex((each) => each > offset);
  const line = next < 0 ? starts.length : next;
  return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
}
