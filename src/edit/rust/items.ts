import { AnchorNotFound } from "../splice.ts";
import { afterAngles, afterGroup, findFlat, findInType } from "./step.ts";
import { at, insideOf, nameAt, placeOf, type RustRange, type RustSource, textOf, wholeOf } from "./tree.ts";

/** The kinds of items; `macro` is a macro's call or definition, such as `lazy_static! { … }`. */
export type RustItemKind =
  | "mod"
  | "use"
  | "enum"
  | "struct"
  | "union"
  | "trait"
  | "fn"
  | "impl"
  | "static"
  | "const"
  | "type"
  | "extern"
  | "macro";

/** An attribute: its path (`serde`) and all between its brackets (`serde(rename_all = "snake_case")`). */
export interface RustAttribute {
  path: string;
  text: string;
  range: RustRange;
}

/** An item with the parts that its kind has. */
export interface RustItem {
  kind: RustItemKind;
  /** Without `r#`; the type's last name for an `impl`, the macro's for a `macro`, empty for `use` and `extern`. */
  name: string;
  /** `pub`, `pub(crate)` and so on as written; empty without. */
  visibility: string;
  attributes: RustAttribute[];
  /** From the first attribute to the last `;` or `}`. Comments above are not in it. */
  range: RustRange;
  /** What stands between its name and its body or `;`: generics, parameters, the tree of a `use`. */
  head: RustRange;
  /** The inside of its braces, or of a macro's brackets; null for an item that ends with `;`. */
  body: RustRange | null;
  /** The last name of the trait that an `impl` implements. */
  trait: string | null;
  /** The inside of a function's parentheses. */
  parameters: RustRange | null;
  /** A function's return type, or the type of a constant or static. */
  type: RustRange | null;
  /** What a constant, static or type alias is set to. */
  value: RustRange | null;
}

/** The items of a range (by default the whole file) in order; what is no item is passed over. Not those inside of items. */
export function itemsIn(source: RustSource, range: RustRange = wholeOf(source)): RustItem[] {
  const items: RustItem[] = [];
  let index = range.from;
  while (index < range.to) {
    const item = itemAt(source, { from: index, to: range.to });
    if (item) items.push(item);
    index = item ? item.range.to : afterGroup(source, index);
  }
  return items;
}

/** The items of a range and of its inline modules, `impl`s, traits and `lazy_static!`-like macros, outer before inner. */
export function allItemsIn(source: RustSource, range: RustRange = wholeOf(source)): RustItem[] {
  const nests = (item: RustItem) => ["mod", "impl", "trait", "macro"].includes(item.kind);
  return itemsIn(source, range).flatMap((item) =>
    item.body && nests(item) ? [item, ...allItemsIn(source, item.body)] : [item],
  );
}

/** The first item with a kind and a name in a range (by default the whole file); null when there is none. */
export function findItem(
  source: RustSource,
  kind: RustItemKind,
  name: string,
  range: RustRange = wholeOf(source),
): RustItem | null {
  return itemsIn(source, range).find((each) => each.kind === kind && each.name === name) ?? null;
}

/** `findItem` for what must be there. Throws AnchorNotFound, which names the items of that kind that are. */
export function requireItem(source: RustSource, kind: RustItemKind, name: string, range?: RustRange): RustItem {
  const found = findItem(source, kind, name, range);
  if (found) return found;
  const scope = range ?? wholeOf(source);
  const others = itemsIn(source, scope).filter((each) => each.kind === kind);
  const names = others.map((each) => `\`${each.name}\``).join(", ");
  throw new AnchorNotFound(placeOf(source, scope), `${kind} \`${name}\``, names === "" ? `no ${kind}` : names);
}

/** The inline module at a path of names (`oauth`, `providers`) below the file's root; null when one of them is not there. */
export function findInlineModule(source: RustSource, path: readonly string[]): RustItem | null {
  let range = wholeOf(source);
  let found: RustItem | null = null;
  for (const name of path) {
    const inline = itemsIn(source, range).find((each) => each.kind === "mod" && each.name === name && each.body);
    if (!inline?.body) return null;
    found = inline;
    range = inline.body;
  }
  return found;
}

/** The attributes at the start of a range. */
export function attributesAt(source: RustSource, range: RustRange): RustAttribute[] {
  const attributes: RustAttribute[] = [];
  let from = range.from;
  while (from + 1 < range.to && at(source, from) === "#" && at(source, from + 1) === "[") {
    const to = afterGroup(source, from + 1);
    const inside = insideOf(source, from + 1);
    const path = textOf(source, { from: inside.from, to: findFlat(source, inside, "(", "[", "{", "=") ?? inside.to });
    attributes.push({ path: path.trim(), text: textOf(source, inside), range: { from, to } });
    from = to;
  }
  return attributes;
}

type Shape = Pick<RustItem, "kind" | "name" | "head" | "body"> & { end: number } & Partial<RustItem>;

function itemAt(source: RustSource, range: RustRange): RustItem | null {
  const attributes = attributesAt(source, range);
  const from = attributes.at(-1)?.range.to ?? range.from;
  const isPublic = at(source, from) === "pub";
  const isScoped = isPublic && at(source, from + 1) === "(";
  const start = isScoped ? afterGroup(source, from + 1) : from + (isPublic ? 1 : 0);
  const shape = shapeAt(source, afterQualifiers(source, start), range.to);
  if (!shape) return null;
  const { end, ...parts } = shape;
  const visibility = isPublic ? textOf(source, { from, to: start }) : "";
  const none = { trait: null, parameters: null, type: null, value: null };
  return { ...none, ...parts, visibility, attributes, range: { from: range.from, to: Math.min(end, range.to) } };
}

// `const fn`, `unsafe impl`, `extern "C" fn`: words before the one that names the kind.
function afterQualifiers(source: RustSource, start: number): number {
  let index = start;
  for (;;) {
    const next = at(source, index) === "extern" && source.code[index + 1]?.kind === "string" ? index + 2 : index + 1;
    const qualifies = /^(default|unsafe|async|safe|auto|const|extern)$/.test(at(source, index));
    if (!qualifies || !/^(unsafe|async|const|extern|fn|impl|trait)$/.test(at(source, next))) return index;
    index = next;
  }
}

function shapeAt(source: RustSource, index: number, to: number): Shape | null {
  const word = at(source, index);
  const names = nameAt(source, index + 1) !== "";
  if (word === "use") return ended(source, { kind: "use", name: "" }, { from: index + 1, to });
  if (word === "fn" && names) return functionAt(source, index, to);
  if (word === "impl") return implementationAt(source, index, to);
  if (/^(mod|enum|struct|union|trait)$/.test(word) && names) {
    const named = { kind: word as RustItemKind, name: nameAt(source, index + 1) };
    return ended(source, named, { from: index + 2, to });
  }
  if (/^(static|const|type)$/.test(word) && names) return bindingAt(source, index, to);
  if (word === "extern") return ended(source, { kind: "extern", name: "" }, { from: index + 1, to });
  return macroAt(source, index, to);
}

/** An item from `head.from` on, up to the first `{ … }` or `;`. */
function ended(source: RustSource, named: Pick<RustItem, "kind" | "name">, range: RustRange): Shape {
  let index = range.from;
  while (index < range.to) {
    const text = at(source, index);
    const head = { from: range.from, to: index };
    if (text === ";") return { ...named, head, body: null, end: index + 1 };
    const isBody = text === "{" && named.kind !== "use" && at(source, index - 1) !== "<";
    if (isBody) return { ...named, head, body: insideOf(source, index), end: afterGroup(source, index) };
    index = afterGroup(source, index);
  }
  return { ...named, head: range, body: null, end: range.to };
}

function functionAt(source: RustSource, index: number, to: number): Shape {
  const shape = ended(source, { kind: "fn", name: nameAt(source, index + 1) }, { from: index + 2, to });
  const open = findInType(source, { from: index + 2, to: shape.head.to }, "(");
  if (open === null) return shape;
  const behind = { from: afterGroup(source, open), to: shape.head.to };
  const type = { from: behind.from + 1, to: findInType(source, behind, "where") ?? behind.to };
  return { ...shape, parameters: insideOf(source, open), type: at(source, behind.from) === "->" ? type : null };
}

function implementationAt(source: RustSource, index: number, to: number): Shape {
  const from = at(source, index + 1) === "<" ? afterAngles(source, index + 1, to) : index + 1;
  const shape = ended(source, { kind: "impl", name: "" }, { from, to });
  const until = findInType(source, shape.head, "where") ?? shape.head.to;
  const separator = findInType(source, { from, to: until }, "for");
  const trait = separator === null ? null : lastName(source, { from, to: separator });
  return { ...shape, name: lastName(source, { from: separator === null ? from : separator + 1, to: until }), trait };
}

/** The last name of a type's path, its generics left out. */
function lastName(source: RustSource, range: RustRange): string {
  let name = "";
  let index = range.from;
  while (index < range.to) {
    name = nameAt(source, index) || name;
    index = at(source, index) === "<" ? afterAngles(source, index, range.to) : afterGroup(source, index);
  }
  return name;
}

function bindingAt(source: RustSource, index: number, to: number): Shape {
  const kind = at(source, index) as RustItemKind;
  const modified = /^(mut|ref)$/.test(at(source, index + 1)) && nameAt(source, index + 2) !== "";
  const name = index + (modified ? 2 : 1);
  const end = findFlat(source, { from: name, to }, ";") ?? to;
  const head = { from: name + 1, to: end };
  const equals = findInType(source, head, "=");
  const type = at(source, head.from) === ":" ? { from: head.from + 1, to: equals ?? end } : null;
  const value = equals === null ? null : { from: equals + 1, to: end };
  return { kind, name: nameAt(source, name), head, body: null, end: end + 1, type, value };
}

function macroAt(source: RustSource, index: number, to: number): Shape | null {
  let last = index;
  while (at(source, last + 1) === "::" && nameAt(source, last + 2) !== "") last += 2;
  if (nameAt(source, last) === "" || at(source, last + 1) !== "!") return null;
  const open = findFlat(source, { from: last + 2, to: Math.min(last + 4, to) }, "{", "(", "[");
  if (open === null) return null;
  const after = afterGroup(source, open);
  const end = at(source, open) !== "{" && at(source, after) === ";" ? after + 1 : after;
  const head = { from: last + 2, to: open };
  return { kind: "macro", name: nameAt(source, last), head, body: insideOf(source, open), end };
}
