import { callsIn, stringsIn } from "../../../../edit/rust/calls.ts";
import { at, nameAt, type RustRange, type RustSource } from "../../../../edit/rust/tree.ts";
import { CORE_ENUMS } from "../paths.ts";
import { fromMatch, keysMatch, required, variantsIn } from "../registries.ts";
import { type Row, rowAt } from "./rows.ts";

/** The variants of credentials that the variants of connections become, by the latter. Throws AnchorNotFound without a conversion. */
export function fromRows(source: RustSource): Row<string>[] {
  const found = required(source, fromMatch(source), `the \`match\` of \`From<${CORE_ENUMS.connection}>\``);
  return found.arms.flatMap((arm) => {
    const variants = variantsIn(source, arm, CORE_ENUMS.connection);
    const to = variantNamed(source, arm.expression);
    return to === null ? [] : variants.map((variant) => rowAt(source, variant, to, arm.range));
  });
}

/** The variant of credentials that an expression names, be it in a block or not. */
function variantNamed(source: RustSource, { from, to }: RustRange): string | null {
  for (let index = from; index + 2 < to; index++) {
    if (nameAt(source, index) === CORE_ENUMS.credential && at(source, index + 1) === "::")
      return nameAt(source, index + 2);
  }
  return null;
}

/** Whether a connection's provider that the conversion does not name makes the program panic. */
export function fallbackPanics(source: RustSource): boolean {
  const rest = fromMatch(source)?.arms.find(({ wildcard }) => wildcard);
  if (!rest) return false;
  const macros = callsIn(source, rest.expression).filter(({ form }) => form === "macro");
  return macros.some(({ name }) => /^(panic|unreachable|unimplemented|todo)$/.test(name));
}

/** The keys that a credential must have, by its variant. Throws AnchorNotFound for a file without such lists. */
export function keyRows(source: RustSource): Row<string[]>[] {
  const found = required(source, keysMatch(source), "the `match` with the keys of a credential");
  return found.arms.flatMap((arm) =>
    variantsIn(source, arm, CORE_ENUMS.credential).map((variant) =>
      rowAt(source, variant, stringsIn(source, arm.expression), arm.range),
    ),
  );
}
