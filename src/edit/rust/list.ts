import type { Splice } from "../splice.ts";
import { indentAt, lineStart, startsLine } from "../syntax/trivia.ts";
import { scanRust } from "./scan.ts";
import { at, endOffset, type RustRange, type RustSource, startOffset } from "./tree.ts";

const STEP = "    ";

/** The entries between two brackets. A block arm of a `match` is an entry that needs no comma behind it. */
export interface RustList {
  /** The index of the opening bracket. */
  open: number;
  entries: { range: RustRange; needsComma: boolean }[];
  /** Whether an empty list has its brackets on lines of their own once it has an entry. */
  spread: boolean;
}

/**
 * The splices that put `text` (lines ended by LF, four spaces a step, no comma) into a list, before the entry with this
 * index or at the end, in the style of its neighbours. Doc comments stay with the entry below them.
 */
export function insertEntry(source: RustSource, list: RustList, index: number, text: string, comma = true): Splice[] {
  const added = { text, comma: comma ? "," : "" };
  const before = list.entries[index - 1];
  if (before) return insertAfter(source, list, before, added);
  const first = list.entries[0];
  return first ? [insertBefore(source, first.range, added)] : [insertAlone(source, list, added)];
}

/** The index at which a key goes: before the first that is greater when the keys are in order, else behind the last. */
export function sortedIndex<Key>(keys: readonly Key[], key: Key, compare: (a: Key, b: Key) => number): number {
  const sorted = keys.every((each, index) => compare(keys[index - 1] ?? each, each) <= 0);
  const index = sorted ? keys.findIndex((each) => compare(each, key) > 0) : -1;
  return index < 0 ? keys.length : index;
}

/** The order of two texts by their code units, in which rustfmt sorts modules. */
export function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

interface Added {
  text: string;
  comma: string;
}

function insertAfter(source: RustSource, list: RustList, entry: RustList["entries"][0], added: Added): Splice[] {
  const { text } = source;
  const end = endOffset(source, entry.range);
  const hasComma = at(source, entry.range.to) === ",";
  const separator = hasComma || !entry.needsComma ? [] : [{ at: end, text: "," }];
  const from = hasComma ? (source.code[entry.range.to]?.end ?? end) : end;
  const comma = separator.length > 0 ? "" : added.comma;
  const tail = lineTail(source, from);
  const start = startOffset(source, entry.range);
  if (tail.endsLine && (tail.lineComment || startsLine(text, start))) {
    const indent = indentAt(text, start);
    return [...separator, { at: tail.stop, text: `\n${indent}${shifted(added.text, indent)}${comma}` }];
  }
  const next = entry.range.to + (hasComma ? 1 : 0);
  const closes = tail.endsLine || next === source.partner[list.open];
  const place = closes ? tail.end : from;
  return [...separator, { at: place, text: ` ${shifted(added.text, indentAt(text, place))}${comma}` }];
}

function insertBefore(source: RustSource, first: RustRange, { text, comma }: Added): Splice {
  const place = leadOffset(source, first);
  const indent = indentAt(source.text, place);
  const code = `${shifted(text, indent)}${comma}`;
  return { at: place, text: startsLine(source.text, place) ? `${code}\n${indent}` : `${code} ` };
}

function insertAlone(source: RustSource, { open, spread }: RustList, { text, comma }: Added): Splice {
  const close = source.code[source.partner[open] ?? open]?.start ?? 0;
  const outer = indentAt(source.text, close);
  if (!spread) return { at: close, text };
  const entry = `${outer}${STEP}${shifted(text, outer + STEP)}${comma}\n`;
  if (startsLine(source.text, close)) return { at: lineStart(source.text, close), text: entry };
  return { at: close, text: `\n${entry}${outer}` };
}

/** What follows an offset on its line: where the comments end, and where the white space behind them does. */
export interface LineTail {
  end: number;
  stop: number;
  /** Whether the last of these comments is a line comment. */
  lineComment: boolean;
  /** Whether the line or the file ends at `stop`. */
  endsLine: boolean;
}

/** The rest of the line behind a token's end. A doc comment belongs to what follows it, so the tail ends before it. */
export function lineTail(source: RustSource, offset: number): LineTail {
  let end = offset;
  let lineComment = false;
  for (const token of source.tokens) {
    if (token.start < end) continue;
    const isNear = !source.text.slice(end, token.start).includes("\n");
    if (token.kind !== "comment" || !isNear || lineComment || isDoc(token.text)) break;
    end = token.end;
    lineComment = token.text.startsWith("//");
  }
  const stop = end + (/^[^\S\r\n]*/.exec(source.text.slice(end))?.[0].length ?? 0);
  return { end, stop, lineComment, endsLine: /^\r?\n|^$/.test(source.text.slice(stop, stop + 2)) };
}

/** Whether a comment documents what follows it (`///` or a block that begins with two stars). */
function isDoc(comment: string): boolean {
  return /^\/\/\/(?!\/)|^\/\*\*(?![*/])/.test(comment);
}

/** Where what begins with a range begins, the doc comments above it included. */
export function leadOffset(source: RustSource, range: RustRange): number {
  const from = source.code[range.from - 1]?.end ?? 0;
  const start = startOffset(source, range);
  const docs = source.tokens.filter((each) => each.start >= from && each.end <= start && isDoc(each.text));
  return docs[0]?.start ?? start;
}

/** A Rust text for a place indented by `indent`: every line but the first is moved, those inside of strings excepted. */
export function shifted(text: string, indent: string): string {
  const strings = scanRust(text).tokens.filter((each) => each.kind === "string");
  return text.replace(/\n(?=[^\n])/g, (feed, offset: number) => {
    const isText = strings.some(({ start, end }) => start < offset && offset < end);
    return isText ? feed : feed + indent;
  });
}
