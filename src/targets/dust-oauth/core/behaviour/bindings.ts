import { bodyBrace, findFlat } from "../../../../edit/rust/step.ts";
import { at, nameAt, type RustRange, type RustSource } from "../../../../edit/rust/tree.ts";

/** Names that a `let` binds, and what they are bound to. */
export interface RustBinding {
  names: readonly string[];
  value: RustRange;
}

/** The `let`s in a range with their values, those of `if let` and `let … else` too, in source order. */
export function bindingsIn(source: RustSource, range: RustRange): RustBinding[] {
  const found: RustBinding[] = [];
  for (let index = range.from; index < range.to; index++) {
    const binding = at(source, index) === "let" ? bindingAt(source, index, range.to) : null;
    if (binding) found.push(binding);
  }
  return found;
}

function bindingAt(source: RustSource, index: number, to: number): RustBinding | null {
  const equals = findFlat(source, { from: index + 1, to }, "=", ";");
  if (equals === null || at(source, equals) === ";") return null;
  const names: string[] = [];
  for (let each = index + 1; each < equals; each++) {
    const name = nameAt(source, each);
    if (/^[\p{Ll}_]/u.test(name) && !/^(mut|ref)$/.test(name)) names.push(name);
  }
  return { names, value: { from: equals + 1, to: valueEnd(source, index, equals + 1, to) } };
}

function valueEnd(source: RustSource, index: number, from: number, to: number): number {
  const isCondition = /^(if|while|&&)$/.test(at(source, index - 1));
  const end = isCondition ? bodyBrace(source, { from, to }) : findFlat(source, { from, to }, ";");
  return end ?? to;
}

/** The value of the last `let` in a range that binds a name before an index; null when none does. */
export function boundTo(source: RustSource, range: RustRange, name: string, index: number): RustRange | null {
  const before = bindingsIn(source, range).filter(({ names, value }) => value.to <= index && names.includes(name));
  return before.at(-1)?.value ?? null;
}
