import { callsIn, stringIn } from "../../../../edit/rust/calls.ts";
import { allItemsIn, type RustItem } from "../../../../edit/rust/items.ts";
import { stringValue } from "../../../../edit/rust/scan.ts";
import { at, nameAt, placeOf, type RustRange, tokensIn } from "../../../../edit/rust/tree.ts";
import type { Location } from "../../../../model/location.ts";
import { methodOf, type ProviderCode, type RustFunction } from "./functions.ts";
import { comesFrom } from "./origin.ts";

/** A variant of the enum of providers that the code names. */
export interface NamedVariant {
  variant: string;
  /** Whether `id()` gives it. */
  isId: boolean;
  at: Location;
}

/** The variants of an enum that a provider's code names, in order. */
export function variantsNamed(code: ProviderCode, enumName: string): NamedVariant[] {
  const { source, parts } = code;
  const id = methodOf(code, "id")?.body;
  return parts.flatMap(({ from, to }) => {
    const found: NamedVariant[] = [];
    for (let index = from; index < to; index++) {
      const variant = nameAt(source, index + 2);
      if (nameAt(source, index) !== enumName || at(source, index + 1) !== "::" || !/^\p{Lu}/u.test(variant)) continue;
      const isId = id !== undefined && index >= id.from && index < id.to;
      found.push({ variant, isId, at: placeOf(source, { from: index, to: index + 3 }) });
    }
    return found;
  });
}

/** An environment variable that a provider reads, and the static that keeps it; null when none does. */
export interface ReadVariable {
  name: string;
  keptIn: string | null;
  at: Location;
}

/** The environment variables that a provider's code reads by name. */
export function variablesRead({ source, parts }: ProviderCode): ReadVariable[] {
  const reading = parts.filter((part) => tokensIn(source, part).some(({ text }) => text === "env"));
  const statics = reading.flatMap((part) => allItemsIn(source, part)).filter(({ kind }) => kind === "static");
  return reading.flatMap((part) =>
    callsIn(source, part).flatMap(({ path, arguments: [argument], range }) => {
      const name = /(^|::)env::var$/.test(path) && argument ? stringIn(source, argument) : null;
      if (name === null || !argument) return [];
      return [{ name, keptIn: holderOf(statics, range), at: placeOf(source, argument) }];
    }),
  );
}

function holderOf(statics: readonly RustItem[], { from }: RustRange): string | null {
  return statics.find(({ range }) => range.from <= from && from < range.to)?.name ?? null;
}

/** The places where something is subtracted from a life that the vendor said, with an operator that may underflow. */
export function underflows(code: ProviderCode): Location[] {
  return code.functions.flatMap((within) => {
    const found: Location[] = [];
    for (let index = within.body.from; index < within.body.to; index++) {
      if (at(code.source, index) !== "-" || !isBinary(code, index)) continue;
      if (mayUnderflow(code, within, index)) found.push(placeOf(code.source, { from: index - 1, to: index + 2 }));
    }
    return found;
  });
}

function isBinary({ source }: ProviderCode, index: number): boolean {
  const before = source.code[index - 1];
  return before !== undefined && (/^(ident|number)$/.test(before.kind) || /^[)\]?]$/.test(before.text));
}

// A constant less a constant is what its author has seen; a vendor may say any number.
function mayUnderflow(code: ProviderCode, within: RustFunction, index: number): boolean {
  const { source } = code;
  if (isConstant(code, index - 1) || isAtLeast(code, index - 1)) return false;
  if (comesFrom(code, within, { from: index - 1, to: index }, { called: "as_i64" })) return false;
  if (nameAt(source, index + 1) === "PROVIDER_TIMEOUT_SECONDS") return true;
  return isConstant(code, index + 1) && isOfLife(code, within, index);
}

/** Whether the call that ends with a bracket is `.max(…)`. */
function isAtLeast({ source }: ProviderCode, close: number): boolean {
  const open = at(source, close) === ")" ? (source.partner[close] ?? -1) : -1;
  return open > 0 && at(source, open - 1) === "max";
}

function isConstant({ source }: ProviderCode, index: number): boolean {
  return source.code[index]?.kind === "number" || /^[A-Z][A-Z0-9_]+$/.test(nameAt(source, index));
}

function isOfLife(code: ProviderCode, within: RustFunction, index: number): boolean {
  const { source } = code;
  if (comesFrom(code, within, { from: index - 1, to: index }, { key: "expires_in" })) return true;
  for (let each = index; each > within.body.from && at(source, each) !== ";"; each--) {
    if (stringValue(source.code[each]) === "expires_in") return true;
  }
  return false;
}
