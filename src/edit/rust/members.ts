import { attributesAt, type RustAttribute, type RustItem } from "./items.ts";
import { afterGroup, findFlat, findInType, splitAtCommas } from "./step.ts";
import { at, insideOf, nameAt, type RustRange, type RustSource } from "./tree.ts";

/** A variant of an enum; `payload` is its `( … )` or `{ … }`, brackets included, `value` its discriminant. */
export interface RustVariant {
  name: string;
  attributes: RustAttribute[];
  /** Attributes included, the comma not. */
  range: RustRange;
  payload: RustRange | null;
  value: RustRange | null;
}

/** The variants of an enum in order; none for another item. */
export function variantsOf(source: RustSource, item: RustItem): RustVariant[] {
  if (item.kind !== "enum" || !item.body) return [];
  return splitAtCommas(source, item.body).flatMap((range) => {
    const attributes = attributesAt(source, range);
    const from = attributes.at(-1)?.range.to ?? range.from;
    const name = nameAt(source, from);
    if (name === "") return [];
    const equals = findFlat(source, range, "=");
    const hasPayload = /^[({]$/.test(at(source, from + 1));
    const payload = hasPayload ? { from: from + 1, to: afterGroup(source, from + 1) } : null;
    const value = equals === null ? null : { from: equals + 1, to: range.to };
    return [{ name, attributes, range, payload, value }];
  });
}

/** A field of a struct, or a parameter: its name (empty for a pattern or in a tuple) and its type (null for `self`). */
export interface RustField {
  name: string;
  attributes: RustAttribute[];
  range: RustRange;
  type: RustRange | null;
}

/** The fields of a struct with braces, in order; none for another item. */
export function fieldsOf(source: RustSource, item: RustItem): RustField[] {
  return item.kind === "struct" && item.body ? typedNames(source, item.body) : [];
}

/** The parameters of a function in order, `self` included. */
export function parametersOf(source: RustSource, item: RustItem): RustField[] {
  return item.parameters ? typedNames(source, item.parameters) : [];
}

function typedNames(source: RustSource, range: RustRange): RustField[] {
  return splitInType(source, range).map((part) => {
    const attributes = attributesAt(source, part);
    const from = attributes.at(-1)?.range.to ?? part.from;
    const colon = findInType(source, { from, to: part.to }, ":");
    const isName = nameAt(source, (colon ?? part.to) - 1) !== "";
    const name = isName ? nameAt(source, (colon ?? part.to) - 1) : "";
    return { name, attributes, range: part, type: colon === null ? null : { from: colon + 1, to: part.to } };
  });
}

function splitInType(source: RustSource, range: RustRange): RustRange[] {
  const parts: RustRange[] = [];
  let from = range.from;
  while (from < range.to) {
    const to = findInType(source, { from, to: range.to }, ",") ?? range.to;
    if (to > from) parts.push({ from, to });
    from = to + 1;
  }
  return parts;
}

/** `Name { field: value, … }`: the last name of its path, and its fields; a shorthand's value is its name. */
export interface StructLiteral {
  name: string;
  range: RustRange;
  fields: { name: string; range: RustRange; value: RustRange }[];
  /** What follows `..`. */
  base: RustRange | null;
}

/** The struct literals in a range of code, outer before inner. A pattern of that form is taken for one too. */
export function structLiteralsIn(source: RustSource, range: RustRange): StructLiteral[] {
  const found: StructLiteral[] = [];
  for (let index = range.from + 1; index < range.to; index++) {
    const start = at(source, index) === "{" ? literalStart(source, index - 1) : null;
    if (start !== null && start >= range.from) found.push(literalAt(source, start, index));
  }
  return found;
}

const BEFORE_BLOCK = /^(struct|enum|union|trait|impl|mod|for|match|if|while|in|->|!)$/;

function literalStart(source: RustSource, last: number): number | null {
  if (!/^\p{Lu}/u.test(nameAt(source, last))) return null;
  let start = last;
  while (at(source, start - 1) === "::" && nameAt(source, start - 2) !== "") start -= 2;
  return BEFORE_BLOCK.test(at(source, start - 1)) ? null : start;
}

function literalAt(source: RustSource, start: number, open: number): StructLiteral {
  const parts = splitAtCommas(source, insideOf(source, open));
  const rest = parts.find((part) => at(source, part.from) === "..");
  const fields = parts
    .filter((part) => part !== rest)
    .map((part) => {
      const from = attributesAt(source, part).at(-1)?.range.to ?? part.from;
      const named = at(source, from + 1) === ":" && part.to > from + 2;
      return { name: nameAt(source, from), range: part, value: { from: named ? from + 2 : from, to: part.to } };
    });
  const base = rest ? { from: rest.from + 1, to: rest.to } : null;
  return { name: nameAt(source, open - 1), range: { from: start, to: afterGroup(source, open) }, fields, base };
}
