import { callsIn } from "../../../edit/rust/calls.ts";
import { allItemsIn, findItem, type RustItem } from "../../../edit/rust/items.ts";
import { matchesIn, type RustArm, type RustMatch } from "../../../edit/rust/match.ts";
import { nameAt, placeOf, type RustSource, wholeOf } from "../../../edit/rust/tree.ts";
import { AnchorNotFound } from "../../../edit/splice.ts";
import { CORE_ENUMS } from "./paths.ts";

/** The `match` of the function that makes a provider from its variant; null when there is none. */
export function factoryMatch(source: RustSource): RustMatch | null {
  const factory = findItem(source, "fn", "provider");
  return matchOver(source, factory, CORE_ENUMS.connection);
}

/** The `match` that turns a connection's provider into a credential's; null when there is none. */
export function fromMatch(source: RustSource): RustMatch | null {
  const conversion = allItemsIn(source).find(
    (item) => item.kind === "impl" && item.trait === "From" && item.name === CORE_ENUMS.credential,
  );
  return matchOver(source, conversion ?? null, CORE_ENUMS.connection);
}

/** The `match` that lists the keys which a credential must have; null when there is none. */
export function keysMatch(source: RustSource): RustMatch | null {
  const lists = (arm: RustArm) =>
    callsIn(source, arm.expression).some(({ form, name }) => form === "macro" && name === "vec");
  const found = matchesIn(source, wholeOf(source)).filter((each) => isOver(source, each, CORE_ENUMS.credential));
  return found.find(({ arms }) => arms.some(lists)) ?? null;
}

function matchOver(source: RustSource, item: RustItem | null, name: string): RustMatch | null {
  const found = item?.body ? matchesIn(source, item.body) : [];
  return found.find((each) => isOver(source, each, name)) ?? null;
}

function isOver(source: RustSource, { arms }: RustMatch, name: string): boolean {
  return arms.some((arm) => variantsIn(source, arm, name).length > 0);
}

/** The variants of an enum that the pattern of an arm names. */
export function variantsIn(source: RustSource, arm: RustArm, name: string): string[] {
  return arm.alternatives.flatMap((pattern) => {
    const last = pattern.to - 1;
    const isOwn = pattern.to - pattern.from >= 3 && nameAt(source, last - 2) === name;
    return isOwn ? [nameAt(source, last)] : [];
  });
}

/** What must be there. Throws AnchorNotFound that names what was looked for, at the first of the file's functions. */
export function required<T>(source: RustSource, found: T | null, what: string): T {
  if (found !== null) return found;
  const functions = allItemsIn(source).filter(({ kind }) => kind === "fn");
  const names = functions.map(({ name }) => `\`fn ${name}\``).join(", ");
  const range = functions[0]?.range ?? wholeOf(source);
  throw new AnchorNotFound(placeOf(source, range), what, names === "" ? "no function" : names);
}
