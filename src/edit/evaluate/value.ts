import type { Constant } from "../syntax/constant.ts";
import type { ts } from "../ts.ts";

/** A value that is known in part; objects and arrays are shared as those of the program are. */
export type Value =
  | { kind: "constant"; value: Constant }
  /** A text that is not empty. */
  | { kind: "text" }
  /** `open`: there may be entries besides these. */
  | { kind: "object"; entries: Map<string, Value>; open: boolean }
  | { kind: "array"; elements: Value[] }
  | { kind: "function"; node: ts.FunctionLikeDeclaration; names: Names }
  | { kind: "unknown" };

/** What the names of a function stand for, by declaration. */
export type Names = Map<ts.Node, Value>;

/** A value of which nothing is known. */
export const UNKNOWN: Value = { kind: "unknown" };

/** A text that is not empty, of which nothing more is known. */
export const TEXT: Value = { kind: "text" };

/** The value of a constant. */
export function constant(value: Constant): Value {
  return { kind: "constant", value };
}

/** An object with these entries and, where `open`, with others too. */
export function record(entries: Readonly<Record<string, Value>>, open = false): Value {
  return { kind: "object", entries: new Map(Object.entries(entries)), open };
}

/** Whether a value counts as true in a condition; null when that is not known. */
export function truth(value: Value): boolean | null {
  if (value.kind === "unknown") return null;
  return value.kind === "constant" ? Boolean(value.value) : true;
}

/** Whether two values are the same to `===`; null when that is not known. */
export function same(a: Value, b: Value): boolean | null {
  if (a.kind === "constant" && b.kind === "constant") return a.value === b.value;
  if (a.kind === "unknown" || b.kind === "unknown") return null;
  if (a.kind === "text" || b.kind === "text") return isEmptyOrOther(a) || isEmptyOrOther(b) ? false : null;
  return a === b;
}

function isEmptyOrOther(value: Value): boolean {
  if (value.kind === "text") return false;
  return value.kind !== "constant" || typeof value.value !== "string" || value.value === "";
}

/** A constant for a truth value that may be unknown. */
export function boolean(value: boolean | null): Value {
  return value === null ? UNKNOWN : constant(value);
}

/** The one value that all of these are, or an unknown one. */
export function merged(values: readonly Value[]): Value {
  const [first, ...others] = values;
  if (!first) return UNKNOWN;
  return others.every((each) => each === first || (each.kind === "constant" && same(each, first) === true))
    ? first
    : UNKNOWN;
}

/** A copy in which what was shared still is, so that one branch does not see what another one changes. */
export function copied(names: Names): Names {
  const made = new Map<Value, Value>();
  const copy = (value: Value): Value => {
    const known = made.get(value);
    if (known) return known;
    if (value.kind === "object") {
      const entries = new Map<string, Value>();
      const fresh: Value = { ...value, entries };
      made.set(value, fresh);
      for (const [key, each] of value.entries) entries.set(key, copy(each));
      return fresh;
    }
    if (value.kind !== "array") return value;
    const elements: Value[] = [];
    const fresh: Value = { ...value, elements };
    made.set(value, fresh);
    elements.push(...value.elements.map(copy));
    return fresh;
  };
  return new Map([...names].map(([name, value]) => [name, copy(value)]));
}
