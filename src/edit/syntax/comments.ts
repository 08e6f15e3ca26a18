import type { Location } from "../../model/location.ts";
import { lineAndColumn, parse } from "../ts.ts";
import { type Comment, commentsIn, tokensOf } from "./trivia.ts";

/** A comment of a file, with its place. */
export interface PlacedComment extends Comment {
  at: Location;
}

/** Every comment of a TypeScript or JavaScript text, found between its tokens: what looks like one in a string is none. */
export function commentsOf(path: string, text: string): PlacedComment[] {
  const source = parse(path, text);
  const placed = (comment: Comment): PlacedComment => {
    const from = lineAndColumn(source, comment.start);
    const to = lineAndColumn(source, comment.end);
    return { ...comment, at: { path, ...from, endLine: to.line, endColumn: to.column } };
  };
  return [...source.statements, source.endOfFileToken]
    .flatMap((node) => tokensOf(node, source))
    .flatMap(({ fullStart, start }) => commentsIn(text, fullStart, start))
    .map(placed);
}
