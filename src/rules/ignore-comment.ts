import { rustComments } from "../edit/rust/scan.ts";
import { commentsOf } from "../edit/syntax/comments.ts";
import type { Location } from "../model/location.ts";

/** A comment that ignores what rules find on the line below it. */
export interface IgnoreComment {
  at: Location;
  /** The line that it speaks of: the next one that is no such comment itself. */
  line: number;
  rules: string[];
  /** Why the findings are accepted; empty when the comment does not say. */
  reason: string;
}

const MARK = "mcp-new-ignore-next-line";
const SOURCE = /\.([cm]?[jt]sx?|rs)$/;

/** The ignore comments of a file; none in files that are not TypeScript, JavaScript or Rust. */
export function ignoreComments(path: string, text: string): IgnoreComment[] {
  if (!SOURCE.test(path) || !text.includes(MARK)) return [];
  const comments = path.endsWith(".rs") ? rustComments(path, text) : commentsOf(path, text);
  const read = comments.flatMap(({ text: comment, at }) => {
    const said = saidIn(comment);
    return said ? [{ at, line: at.endLine + 1, ...said }] : [];
  });
  const next = new Map(read.map(({ at }) => [at.line, at.endLine + 1]));
  return read.map((each) => ({ ...each, line: lineBelow(each.line, next) }));
}

function saidIn(comment: string): { rules: string[]; reason: string } | null {
  const inside = comment
    .replace(/^\/\/|^\/\*+|\*+\/$/g, "")
    .replace(/^[ \t]*\*/gm, "")
    .trim();
  if (!inside.startsWith(MARK)) return null;
  const [list = "", ...reason] = inside.slice(MARK.length).split(/(?:^|\s)--(?:\s|$)/);
  return { rules: list.split(/[\s,]+/).filter((id) => id !== ""), reason: reason.join(" -- ").trim() };
}

function lineBelow(line: number, next: ReadonlyMap<number, number>): number {
  const below = next.get(line);
  return below === undefined ? line : lineBelow(below, next);
}
