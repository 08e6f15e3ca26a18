import { ts } from "../ts.ts";
import type { Folded, Unknown } from "./constant.ts";

/**
 * An entry of an object. `node` is the element as written; `value` is its expression, null for a method or an accessor.
 */
export interface KnownEntry {
  known: true;
  key: string;
  value: ts.Expression | null;
  node: ts.ObjectLiteralElementLike;
}

/** An entry, or a computed key or spread that may hold any entry (or override an earlier one). */
export type Entry = KnownEntry | Unknown;

/**
 * An element of an array. `node` is where it is written, `value` what it folds to (unknown for objects and functions);
 * `expression` is null for a key listed by `Object.keys` and for a method or accessor listed by `Object.values`.
 */
export interface KnownElement {
  known: true;
  node: ts.Node;
  expression: ts.Expression | null;
  value: Folded;
}

/** An element, or a spread or whole array that may hold any elements. */
export type Element = KnownElement | Unknown;

/** The entries without those that a later one of the same key hides. */
export function lastOfKeys(entries: Entry[]): Entry[] {
  const last = new Map<string, Entry>();
  for (const entry of entries) if (entry.known) last.set(entry.key, entry);
  if (last.size === entries.length) return entries;
  return entries.filter((entry) => !entry.known || last.get(entry.key) === entry);
}

/** The `X` and `a` of `const { a } = X`, also renamed; null for a default, a rest, an array pattern, or no constant. */
export function boundProperty(element: ts.BindingElement): { owner: ts.Expression; key: string } | null {
  const { parent: pattern, initializer, dotDotDotToken } = element;
  const declaration = pattern.parent;
  const key = element.propertyName ?? element.name;
  if (!ts.isVariableDeclaration(declaration) || !declaration.initializer || initializer || dotDotDotToken) return null;
  if (!(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const)) return null;
  if (!ts.isObjectBindingPattern(pattern) || !ts.isIdentifier(key)) return null;
  return { owner: declaration.initializer, key: key.text };
}
