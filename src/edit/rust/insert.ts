import { AnchorNotFound, EditBroken, type Splice, splice } from "../splice.ts";
import { indentAt, lineStart, startsLine } from "../syntax/trivia.ts";
import { itemsIn, type RustItem } from "./items.ts";
import { compareNames, insertEntry, leadOffset, lineTail, shifted, sortedIndex } from "./list.ts";
import { matchesIn, type RustArm, type RustMatch } from "./match.ts";
import { variantsOf } from "./members.ts";
import { afterBlockLike } from "./step.ts";
import {
  at,
  endOffset,
  parseRust,
  placeOf,
  type RustRange,
  type RustSource,
  spelling,
  startOffset,
  wholeOf,
} from "./tree.ts";

/**
 * The text of a file whose enum has one more variant: in its place among names that are sorted, else at the end. `text`
 * is the variant without its comma. A variant of that name leaves the text as it is. Throws AnchorNotFound for an item
 * that is no enum, EditBroken for a text that is no variant.
 */
export function insertVariant(source: RustSource, item: RustItem, text: string): string {
  if (item.kind !== "enum" || !item.body) {
    throw new AnchorNotFound(placeOf(source, item.range), "an enum", `${item.kind} \`${item.name}\``);
  }
  const name = onlyVariant(text);
  const variants = variantsOf(source, item);
  if (variants.some((each) => each.name === name)) return source.text;
  const entries = variants.map(({ range }) => ({ range, needsComma: true }));
  const names = variants.map((each) => each.name);
  const list = { open: item.body.from - 1, entries, spread: true };
  return splice(source.text, insertEntry(source, list, sortedIndex(names, name, compareNames), text));
}

function onlyVariant(text: string): string {
  const source = parseRust("variant", `enum E {\n${text}\n}`);
  const [item] = itemsIn(source);
  const [variant, ...others] = item ? variantsOf(source, item) : [];
  if (!variant || others.length > 0 || at(source, variant.range.to) !== "}")
    throw new EditBroken("a text", `\`${text}\` is not one variant`);
  return variant.name;
}

/**
 * The text of a file whose `match` has one more arm, before the one that takes all the rest: in its place among patterns
 * that are sorted, else behind the others. `text` is the arm without a comma at its end. An arm that has the same pattern
 * (alone or beside others, without a guard) leaves the text as it is. Throws EditBroken for a text that is no arm.
 */
export function insertArm(source: RustSource, found: RustMatch, text: string): string {
  const added = onlyArm(text);
  const patterns = found.arms.map((arm) => spelling(source, arm.pattern));
  const unguarded = found.arms.filter((arm) => !arm.guard).flatMap((arm) => [arm.pattern, ...arm.alternatives]);
  if (unguarded.some((pattern) => spelling(source, pattern) === added.pattern)) return source.text;
  const rest = found.arms.findIndex((arm) => arm.wildcard);
  const before = rest < 0 ? patterns : patterns.slice(0, rest);
  const entries = found.arms.map((arm) => ({ range: arm.range, needsComma: !endsWithBlock(source, arm) }));
  const list = { open: found.body.from - 1, entries, spread: true };
  const index = sortedIndex(before, added.pattern, compareNames);
  return splice(source.text, insertEntry(source, list, index, text, added.needsComma));
}

function onlyArm(text: string): { pattern: string; needsComma: boolean } {
  const source = parseRust("arm", `match x {\n${text}\n}`);
  const [arm, ...others] = matchesIn(source, wholeOf(source))[0]?.arms ?? [];
  if (!arm || others.length > 0 || at(source, arm.range.to) !== "}") {
    throw new EditBroken("a text", `\`${text}\` is not one arm`);
  }
  return { pattern: spelling(source, arm.pattern), needsComma: !endsWithBlock(source, arm) };
}

function endsWithBlock(source: RustSource, { expression }: RustArm): boolean {
  return afterBlockLike(source, expression) === expression.to;
}

/**
 * The text of a file with one more item of a kind that stands in a block with others of it, such as `pub mod name;`: in
 * its place among names that are sorted, else behind them; without such neighbours at the end of `scope` (by default the
 * file). An item of that kind and name leaves the text as it is. Throws EditBroken for a text that is not one item.
 */
export function insertItemSorted(source: RustSource, text: string, scope: RustRange = wholeOf(source)): string {
  const [added, ...others] = itemsIn(parseRust("item", text));
  if (!added || others.length > 0) throw new EditBroken("a text", `\`${text}\` is not one item`);
  const present = itemsIn(source, scope).filter((each) => each.kind === added.kind);
  if (present.some((each) => each.name === added.name && each.trait === added.trait)) return source.text;
  const alike = (each: RustItem) => each.kind === added.kind && (each.body === null) === (added.body === null);
  const block = longest(blocksOf(source, scope, alike));
  if (block.length === 0) return splice(source.text, [atEnd(source, scope, text)]);
  const names = block.map((each) => each.name);
  const index = sortedIndex(names, added.name, compareNames);
  return splice(source.text, [insertBeside(source, block, index, text, added.body ? "\n\n" : "\n")]);
}

/** The runs of neighbouring items of a scope that `belongs` accepts; a blank line or a comment parts those without a body. */
export function blocksOf(source: RustSource, scope: RustRange, belongs: (item: RustItem) => boolean): RustItem[][] {
  const blocks: RustItem[][] = [];
  let before: RustItem | null = null;
  for (const item of itemsIn(source, scope)) {
    const joins = before && before.range.to === item.range.from && (item.body || !isApart(source, before, item));
    if (belongs(item)) {
      if (before && joins && belongs(before)) blocks.at(-1)?.push(item);
      else blocks.push([item]);
    }
    before = item;
  }
  return blocks;
}

// As rustfmt has it, which sorts what stands on lines that follow each other.
function isApart(source: RustSource, before: RustItem, after: RustItem): boolean {
  const between = source.text.slice(endOffset(source, before.range), leadOffset(source, after.range));
  return between.split("\n").length > 2;
}

function longest(blocks: readonly RustItem[][]): RustItem[] {
  return blocks.reduce((best, each) => (each.length > best.length ? each : best), []);
}

/** The splice that puts an item before the one with this index of a block, or behind the last; `feed` parts the two. */
export function insertBeside(
  source: RustSource,
  block: readonly RustItem[],
  index: number,
  text: string,
  feed: "\n" | "\n\n",
): Splice {
  const before = block[index - 1];
  const place = before ? startOffset(source, before.range) : block[0] ? leadOffset(source, block[0].range) : 0;
  const indent = indentAt(source.text, place);
  const code = shifted(text, indent);
  const ownLine = startsLine(source.text, place);
  if (!before) return { at: place, text: ownLine ? `${code}${feed}${indent}` : `${code} ` };
  const tail = lineTail(source, endOffset(source, before.range));
  if (tail.endsLine) return { at: tail.stop, text: `${feed}${indent}${code}` };
  return { at: endOffset(source, before.range), text: ` ${code}` };
}

/** The splice that puts an item at the end of a scope, set apart from what is there by a blank line. */
export function atEnd(source: RustSource, scope: RustRange, text: string): Splice {
  const close = source.code[scope.to];
  const last = source.tokens.filter((each) => each.end <= (close?.start ?? source.text.length)).at(-1);
  const empty = last === undefined || last === source.code[scope.from - 1];
  if (!close) return atFileEnd(source, empty, text);
  const outer = indentAt(source.text, close.start);
  const indent = `${outer}    `;
  const item = `${empty ? "" : "\n"}${indent}${shifted(text, indent)}\n`;
  if (startsLine(source.text, close.start)) return { at: lineStart(source.text, close.start), text: item };
  return { at: close.start, text: `\n${item}${outer}` };
}

function atFileEnd({ text: whole }: RustSource, empty: boolean, text: string): Splice {
  const isOpen = /[^\n\uFEFF]$/.test(whole);
  return { at: whole.length, text: `${isOpen ? "\n" : ""}${empty ? "" : "\n"}${text}\n` };
}
