import { entryOf } from "./bind.ts";
import { boolean, constant, same, truth, UNKNOWN, type Value } from "./value.ts";

/** Calls a function that was given as an argument. */
type Call = (callee: Value, given: readonly Value[]) => Value;
type BuiltIn = (owner: Value, given: readonly Value[], call: Call) => Value;

const FIRST: Value = constant(undefined);

/** What `Object.<name>(…)` gives; unknown for a function that is not known here. */
export function objectFunction(name: string, given: readonly Value[]): Value {
  const [value = FIRST] = given;
  if (name === "fromEntries" && value.kind === "array") return fromEntries(value.elements);
  if (name === "assign") return assigned(value, given.slice(1));
  if (value.kind !== "object" || value.open) return UNKNOWN;
  const entries = [...value.entries];
  if (name === "keys") return list(entries.map(([key]) => constant(key)));
  if (name === "values") return list(entries.map(([, each]) => each));
  return name === "entries" ? list(entries.map(([key, each]) => list([constant(key), each]))) : UNKNOWN;
}

function fromEntries(pairs: readonly Value[]): Value {
  const entries = new Map<string, Value>();
  for (const pair of pairs) {
    const key = entryOf(pair, "0");
    if (key.kind !== "constant") return UNKNOWN;
    entries.set(String(key.value), entryOf(pair, "1"));
  }
  return { kind: "object", entries, open: false };
}

function assigned(target: Value, sources: readonly Value[]): Value {
  if (target.kind !== "object") return UNKNOWN;
  for (const source of sources) {
    if (source.kind !== "object" || source.open) target.open = true;
    for (const [key, each] of source.kind === "object" ? source.entries : []) target.entries.set(key, each);
  }
  return target;
}

function list(elements: Value[]): Value {
  return { kind: "array", elements };
}

const OF_LISTS: Readonly<Record<string, (elements: Value[], given: readonly Value[], call: Call) => Value>> = {
  every: (elements, [test = FIRST], call) => boolean(all(elements.map((each) => truth(call(test, [each]))))),
  some: (elements, [test = FIRST], call) => boolean(any(elements.map((each) => truth(call(test, [each]))))),
  includes: (elements, [wanted = FIRST]) => boolean(any(elements.map((each) => same(each, wanted)))),
  map: (elements, [make = FIRST], call) => list(elements.map((each) => call(make, [each]))),
  push: (elements, given) => constant(elements.push(...given)),
  filter: (elements, [test = FIRST], call) => {
    const kept = elements.map((each) => truth(call(test, [each])));
    return kept.includes(null) ? UNKNOWN : list(elements.filter((_, index) => kept[index]));
  },
};

function all(parts: readonly (boolean | null)[]): boolean | null {
  if (parts.includes(false)) return false;
  return parts.includes(null) ? null : true;
}

function any(parts: readonly (boolean | null)[]): boolean | null {
  if (parts.includes(true)) return true;
  return parts.includes(null) ? null : false;
}

const OF_TEXTS: Readonly<Record<string, (text: string, given: string) => string | boolean>> = {
  endsWith: (text, part) => text.endsWith(part),
  includes: (text, part) => text.includes(part),
  startsWith: (text, part) => text.startsWith(part),
  toLowerCase: (text) => text.toLowerCase(),
  trim: (text) => text.trim(),
};

/** What the method `name` of a value gives; unknown for one that is not known here. */
export const methodOf: (name: string) => BuiltIn = (name) => (owner, given, call) => {
  if (owner.kind === "array") return OF_LISTS[name]?.(owner.elements, given, call) ?? UNKNOWN;
  if (owner.kind !== "constant" || typeof owner.value !== "string") return UNKNOWN;
  const [part] = given;
  if (part && !(part.kind === "constant" && typeof part.value === "string")) return UNKNOWN;
  const text = part?.kind === "constant" ? String(part.value) : "";
  const value = OF_TEXTS[name]?.(owner.value, text);
  return value === undefined ? UNKNOWN : constant(value);
};
