import { commentsIn, lineRest, nextToken } from "../../../../edit/syntax/trivia.ts";
import type { ts } from "../../../../edit/ts.ts";

/** The comments before a node, each on a line of its own; an empty text without any. */
export function commentsBefore(node: ts.Node): string {
  const { text } = node.getSourceFile();
  return lines(commentsIn(text, node.getFullStart(), node.getStart()).map((each) => each.text));
}

/**
 * The comments that belong to each entry of an array or object literal: those above it and behind it on its line; the last one has
 * those below it too.
 */
export function entryComments(list: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression): Map<ts.Node, string> {
  const { text } = list.getSourceFile();
  const entries: readonly ts.Node[] = "elements" in list ? list.elements : list.properties;
  let from = list.getStart() + 1;
  return new Map(
    entries.map((entry, index) => {
      const comma = nextToken(text, entry.end);
      const behind = text[comma] === "," ? comma + 1 : entry.end;
      const rest = lineRest(text, behind);
      const until = index === entries.length - 1 ? list.end - 1 : rest.end;
      const found = [...commentsIn(text, from, entry.getStart()), ...commentsIn(text, behind, Math.max(until, behind))];
      const between = text[comma] === "," ? commentsIn(text, entry.end, comma) : [];
      from = Math.max(rest.end, behind);
      return [entry, lines([...found, ...between].map((each) => each.text))];
    }),
  );
}

function lines(comments: readonly string[]): string {
  return comments.map((each) => `${each}\n`).join("");
}
