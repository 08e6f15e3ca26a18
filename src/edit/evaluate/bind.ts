import { staticName, ts } from "../ts.ts";
import { constant, type Names, UNKNOWN, type Value } from "./value.ts";

type Evaluate = (expression: ts.Expression) => Value;

/** The entry `key` of a value, as reading a property of it gives. */
export function entryOf(owner: Value, key: string): Value {
  if (owner.kind === "object") return owner.entries.get(key) ?? (owner.open ? UNKNOWN : constant(undefined));
  if (owner.kind !== "array") return UNKNOWN;
  if (key === "length") return constant(owner.elements.length);
  return /^\d+$/.test(key) ? (owner.elements[Number(key)] ?? constant(undefined)) : UNKNOWN;
}

/** Gives the names of a declaration their values; `evaluate` is for defaults. */
export function bind(name: ts.BindingName, value: Value, names: Names, evaluate: Evaluate): void {
  if (ts.isIdentifier(name)) {
    names.set(name.parent, value);
    return;
  }
  const taken: string[] = [];
  name.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    const key = keyOf(element, index);
    const part = element.dotDotDotToken ? without(value, taken, index) : key === null ? UNKNOWN : entryOf(value, key);
    if (key !== null) taken.push(key);
    bind(element.name, withDefault(part, element.initializer, evaluate), names, evaluate);
  });
}

function keyOf(element: ts.BindingElement, index: number): string | null {
  if (ts.isArrayBindingPattern(element.parent)) return String(index);
  if (element.propertyName) return staticName(element.propertyName);
  return ts.isIdentifier(element.name) ? element.name.text : null;
}

function without(value: Value, taken: readonly string[], index: number): Value {
  if (value.kind === "array") return { kind: "array", elements: value.elements.slice(index) };
  if (value.kind !== "object") return UNKNOWN;
  return { ...value, entries: new Map([...value.entries].filter(([key]) => !taken.includes(key))) };
}

/** The value, or that of the default where it is known to be undefined. */
export function withDefault(value: Value, initializer: ts.Expression | undefined, evaluate: Evaluate): Value {
  if (!initializer || (value.kind !== "unknown" && !isUndefined(value))) return value;
  return value.kind === "unknown" ? UNKNOWN : evaluate(initializer);
}

function isUndefined(value: Value): boolean {
  return value.kind === "constant" && value.value === undefined;
}
