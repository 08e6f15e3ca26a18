import { lineEnding, type Splice, splice } from "../splice.ts";
import { indentAt, startsLine } from "../syntax/trivia.ts";
import { atEnd, blocksOf, insertBeside } from "./insert.ts";
import { itemsIn, type RustItem } from "./items.ts";
import { insertEntry, sortedIndex } from "./list.ts";
import { endOffset, type RustRange, type RustSource, startOffset, textOf, wholeOf } from "./tree.ts";
import { printUse } from "./use-layout.ts";
import { compareUse, parseUseTree, type UseTree, usedNames, useTreeOf } from "./use-tree.ts";

/**
 * The text of a file that uses one more name. `path` is what follows `use`, without a list: `crate::a::B` or `a::B as C`.
 * Of the private statements without attributes, that with the deepest list on the way to the name takes it: laid out
 * anew when it is as rustfmt has it, else only added to. Without such a list a statement is put among its like. A name
 * that is already used leaves the text as it is. `scope` is the file (default) or an inline module's body. Throws
 * EditBroken for a text that is no path.
 */
export function insertUse(source: RustSource, path: string, scope: RustRange = wholeOf(source)): string {
  const added = parseUseTree(path);
  const uses = itemsIn(source, scope).filter((each) => each.kind === "use");
  if (uses.some((item) => brings(useTreeOf(source, item), added))) return source.text;
  const lists = uses
    .filter((item) => item.visibility === "" && item.attributes.length === 0)
    .flatMap((item) => listsToward(item, useTreeOf(source, item), added.path));
  const deepest = lists.reduce<Found | null>((best, each) => (best && best.depth >= each.depth ? best : each), null);
  if (deepest) return growList(source, deepest, { ...added, path: added.path.slice(deepest.depth) });
  return splice(source.text, [insertStatement(source, scope, uses, added)]);
}

/** Whether a tree brings in what another one does. */
function brings(tree: UseTree, added: UseTree): boolean {
  const [wanted] = usedNames(added);
  return usedNames(tree).some(({ path, name }) => name === wanted?.name && path.join("::") === wanted.path.join("::"));
}

/** A list whose prefix, of `depth` names, leads to a path. */
interface Found {
  item: RustItem;
  root: UseTree;
  list: UseTree;
  depth: number;
}

function listsToward(item: RustItem, root: UseTree, path: readonly string[]): Found[] {
  const below = (tree: UseTree, depth: number): Found[] => {
    const reached = depth + tree.path.length;
    const leads = tree.path.every((name, index) => path[depth + index] === name) && reached < path.length;
    if (!tree.items || !leads) return [];
    return [{ item, root, list: tree, depth: reached }, ...tree.items.flatMap((each) => below(each, reached))];
  };
  return below(root, 0).filter(({ depth }) => depth > 0);
}

function growList(source: RustSource, { item, root, list }: Found, added: UseTree): string {
  const items = list.items ?? [];
  const index = sortedIndex(items, added, compareUse);
  const start = startOffset(source, item.range);
  const indent = indentAt(source.text, start);
  const form = { indent: indent.length, visibility: item.visibility };
  const isPlain =
    startsLine(source.text, start) && textOf(source, item.range).replaceAll("\r\n", "\n") === printUse(root, form);
  if (!isPlain) {
    const entries = items.map(({ range }) => ({ range, needsComma: true }));
    const open = list.range.to - 1;
    const place = { open: source.partner[open] ?? open, entries, spread: false };
    return splice(source.text, insertEntry(source, place, index, printTree(added)));
  }
  const printed = printUse(replaced(root, list, { ...list, items: items.toSpliced(index, 0, added) }), form);
  const { text } = source;
  return text.slice(0, start) + printed.replaceAll("\n", lineEnding(text)) + text.slice(endOffset(source, item.range));
}

function printTree({ path, alias }: UseTree): string {
  return path.join("::") + (alias === null ? "" : ` as ${alias}`);
}

function replaced(tree: UseTree, old: UseTree, by: UseTree): UseTree {
  if (tree === old) return by;
  return { ...tree, items: tree.items?.map((each) => replaced(each, old, by)) ?? null };
}

const OWN = /^(crate|self|super)$/;

// It joins the block with most uses of the same crate; failing that, the project's own names go last and others first.
function insertStatement(source: RustSource, scope: RustRange, uses: readonly RustItem[], added: UseTree): Splice {
  const text = `use ${printTree(added)};`;
  if (uses.length === 0) return atTop(source, scope, text);
  const blocks = blocksOf(source, scope, (item) => item.kind === "use");
  const kin = (block: readonly RustItem[]) => block.filter((item) => rootOf(useTreeOf(source, item)) === rootOf(added));
  const most = blocks.reduce<RustItem[]>((best, each) => (kin(each).length > kin(best).length ? each : best), []);
  const fallback = OWN.test(rootOf(added)) ? blocks.at(-1) : blocks[0];
  const block = most.length > 0 ? most : (fallback ?? []);
  const trees = block.map((item) => useTreeOf(source, item));
  return insertBeside(source, block, sortedIndex(trees, added, compareUse), text, "\n");
}

function rootOf(tree: UseTree): string {
  return tree.path.find((name) => name !== "") ?? "";
}

function atTop(source: RustSource, scope: RustRange, text: string): Splice {
  const [first] = itemsIn(source, scope);
  return first ? insertBeside(source, [first], 0, text, "\n\n") : atEnd(source, scope, text);
}
