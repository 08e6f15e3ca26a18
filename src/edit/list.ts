import { EditBroken, type Splice } from "./splice.ts";
import {
  commentsIn,
  indentAt,
  indented,
  indentUnit,
  lineRest,
  lineStart,
  nextToken,
  startsLine,
} from "./syntax/trivia.ts";
import { ts } from "./ts.ts";

/** Where a new entry goes: at the end, or behind the entry with this index (-1: before the first). */
export type Position = "last" | { after: number };

/**
 * The splices that put `text` (an expression without a comma, lines ended by LF, indented by two spaces a step) into an
 * array literal, in the style of its neighbours. Throws EditBroken when the array has no such index.
 */
export function insertElement(
  source: ts.SourceFile,
  array: ts.ArrayLiteralExpression,
  position: Position,
  text: string,
): Splice[] {
  return insertInto(listOf(source, array, array.elements), position, text);
}

/**
 * The splices that put `text` (a property, method or spread without a comma) into an object literal; otherwise as
 * `insertElement`.
 */
export function insertProperty(
  source: ts.SourceFile,
  object: ts.ObjectLiteralExpression,
  position: Position,
  text: string,
): Splice[] {
  return insertInto(listOf(source, object, object.properties), position, text);
}

/** The splices that put `text` (`name` or `name as local`) among the names in the braces of an import. */
export function insertImportedName(
  source: ts.SourceFile,
  names: ts.NamedImports,
  position: Position,
  text: string,
): Splice[] {
  return insertInto(listOf(source, names, names.elements), position, text);
}

/** A bracketed, comma-separated list: `open` is the offset behind its first bracket, `close` that of its last. */
interface List {
  path: string;
  text: string;
  open: number;
  close: number;
  entries: readonly ts.Node[];
  braces: boolean;
}

function listOf(source: ts.SourceFile, node: ts.Node, entries: readonly ts.Node[]): List {
  const braces = !ts.isArrayLiteralExpression(node);
  const { fileName: path, text } = source;
  return { path, text, open: node.getStart(source) + 1, close: node.end - 1, entries, braces };
}

function insertInto(list: List, position: Position, text: string): Splice[] {
  const last = list.entries.length - 1;
  const index = position === "last" ? last : position.after;
  if (!(index >= -1 && index <= last)) throw new EditBroken(list.path, `a list of ${last + 1} has no entry ${index}`);
  if (last < 0) return [insertAlone(list, text)];
  return index < 0 ? [insertFirst(list, text)] : insertAfter(list, index, text);
}

function insertAlone({ text, open, close, braces }: List, code: string): Splice {
  const unit = indentUnit(text);
  const outer = indentAt(text, close);
  if (startsLine(text, close)) {
    const added = indented(code, outer + unit, unit);
    return { at: lineStart(text, close), text: `${outer}${unit}${added},\n` };
  }
  const added = indented(code, outer, unit);
  const inner = text.slice(open, close);
  if (inner.trim() !== "")
    return { at: close, text: /\s$/.test(inner) ? `${added} ` : ` ${added}${braces ? " " : ""}` };
  return { at: open, text: braces ? ` ${added}${inner === "" ? " " : ""}` : added };
}

// Comments above the first entry are taken as the list's heading: they stay on top.
function insertFirst({ text, open, entries }: List, code: string): Splice {
  const first = entries[0]?.getStart() ?? open;
  const line = lineStart(text, first);
  const at = commentsIn(text, open, first).find((comment) => comment.start >= line)?.start ?? first;
  const indent = indentAt(text, at);
  const added = indented(code, indent, indentUnit(text));
  return startsLine(text, at) ? { at, text: `${added},\n${indent}` } : { at: first, text: `${added}, ` };
}

function insertAfter(list: List, index: number, code: string): Splice[] {
  const { text, entries } = list;
  const entry = entries[index];
  const end = entry?.end ?? list.open;
  const start = entry?.getStart() ?? end;
  const comma = commaAfter(text, end);
  const from = comma ?? end;
  const rest = lineRest(text, from);
  const indent = indentAt(text, start);
  const added = indented(code, indent, indentUnit(text));
  const endsWithLineComment = rest.comments.at(-1)?.text.startsWith("//") ?? false;
  if (rest.endsLine && (endsWithLineComment || startsLine(text, start))) {
    const line: Splice = { at: rest.stop, text: `\n${indent}${added}${comma === null ? "" : ","}` };
    return comma === null ? [{ at: end, text: "," }, line] : [line];
  }
  const closes = rest.endsLine || nextToken(text, from) === list.close;
  if (comma === null) return [{ at: closes ? rest.end : end, text: `, ${added}` }];
  return [{ at: closes ? rest.end : from, text: ` ${added},` }];
}

/** The offset behind the comma that follows an entry; null when it is the last one and has none. */
function commaAfter(text: string, end: number): number | null {
  const next = nextToken(text, end);
  return text[next] === "," ? next + 1 : null;
}
