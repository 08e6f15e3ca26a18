import { EditBroken } from "../splice.ts";
import { type RustItem, requireItem } from "./items.ts";
import { splitAtCommas } from "./step.ts";
import { at, insideOf, parseRust, type RustRange, type RustSource } from "./tree.ts";

/** What a `use` names: a path, and behind it an alias or a list in braces. */
export interface UseTree {
  /** The names as written; `*` and `self` are names too, a leading `::` is an empty one. */
  path: string[];
  alias: string | null;
  items: UseTree[] | null;
  range: RustRange;
}

/** The tree of a `use` item. */
export function useTreeOf(source: RustSource, item: RustItem): UseTree {
  return treeAt(source, item.head);
}

/** The tree of a text without `use` and `;`, such as `crate::oauth::providers::{a::A, b}`. Throws EditBroken when it is none. */
export function parseUseTree(text: string): UseTree {
  const source = parseRust("use", `use ${text};`);
  const tree = useTreeOf(source, requireItem(source, "use", ""));
  if (tree.path.length === 0 && !tree.items) throw new EditBroken("a text", `\`${text}\` is no path to use`);
  return tree;
}

function treeAt(source: RustSource, range: RustRange): UseTree {
  const path: string[] = [];
  let index = range.from;
  for (; index < range.to && at(source, index) !== "{"; index++) {
    if (at(source, index) === "as") return { path, alias: at(source, index + 1), items: null, range };
    if (at(source, index) === "::" && index === range.from) path.push("");
    else if (at(source, index) !== "::") path.push(at(source, index));
  }
  const inside = index < range.to ? insideOf(source, index) : null;
  const items = inside && splitAtCommas(source, inside).map((part) => treeAt(source, part));
  return { path, alias: null, items, range };
}

/** A name that a `use` brings in: its whole path (of `a::{self}` that of `a`) and what it is called here (`*` for all). */
export interface UsedName {
  path: string[];
  name: string;
}

/** The names that a tree brings in, in order. */
export function usedNames(tree: UseTree, prefix: readonly string[] = []): UsedName[] {
  const path = [...prefix, ...tree.path];
  if (tree.items) return tree.items.flatMap((item) => usedNames(item, path));
  const whole = path.length > 1 && path.at(-1) === "self" ? path.slice(0, -1) : path;
  return [{ path: whole, name: tree.alias ?? whole.at(-1) ?? "" }];
}

const RANKS = ["self", "super", "crate"];

/** The order in which rustfmt (up to style edition 2021) sorts trees: negative when `a` comes first. */
export function compareUse(a: UseTree, b: UseTree): number {
  const [left, right] = [segmentsOf(a), segmentsOf(b)];
  for (const [index, segment] of left.entries()) {
    const other = right[index];
    const order = other ? compareSegments(segment, other) : 1;
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

type Segment = { name: string; alias: string | null } | { items: UseTree[] };

// A leading `::` is sorted as part of the first name.
function segmentsOf({ path, alias, items }: UseTree): Segment[] {
  const joined = path[0] === "" ? [`::${path[1] ?? ""}`, ...path.slice(2)] : path;
  const names = joined.map((name, index) => ({ name, alias: index === joined.length - 1 ? alias : null }));
  return items ? [...names, { items }] : names;
}

function compareSegments(a: Segment, b: Segment): number {
  const kinds = kindOf(a) - kindOf(b);
  if (kinds !== 0) return kinds;
  if ("items" in a && "items" in b) return compareLists(a.items, b.items);
  if ("items" in a || "items" in b) return 0;
  const order = caseOf(a.name) - caseOf(b.name) || compareText(a.name, b.name);
  return order || compareText(a.alias ?? "", b.alias ?? "");
}

function compareLists(a: readonly UseTree[], b: readonly UseTree[]): number {
  for (const [index, tree] of a.entries()) {
    const other = b[index];
    const order = other ? compareUse(tree, other) : 1;
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** `self`, `super`, `crate`, then names, then `*`, then lists. */
function kindOf(segment: Segment): number {
  if ("items" in segment) return RANKS.length + 2;
  if (segment.name === "*") return RANKS.length + 1;
  const rank = RANKS.indexOf(segment.name);
  return rank < 0 ? RANKS.length : rank;
}

/** snake_case, then CamelCase, then SCREAMING_CASE. */
function caseOf(name: string): number {
  if (/^[\p{Lu}_\p{N}]+$/u.test(name)) return 2;
  return /^\p{Lu}/u.test(name) ? 1 : 0;
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
