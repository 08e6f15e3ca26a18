import type { Fact } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import { nearName } from "../../../model/near-name.ts";
import type { Verdict } from "../../../rules/rule.ts";
import type { FoundProvider } from "../found.ts";
import { type FrontPlace, isNamed, namedIn } from "./on-front.ts";

/** A place that names providers, in the core or in the front. */
export type NamingPlace = FrontPlace | "file" | "module" | "variant";

function namesOf({ core, front }: FoundProvider): Record<NamingPlace, Fact<unknown> | undefined> {
  const { file, module, variant } = core;
  return { file, module, variant, ...namedIn(front) };
}

function names(found: FoundProvider, place: NamingPlace): boolean | null {
  const fact = namesOf(found)[place];
  return fact ? isNamed(fact) : false;
}

/** A name that is probably a misspelling of another provider's, and where it stands. */
export interface Misspelling {
  name: string;
  at: Location;
}

/** What a rule about places says of a name that is a misspelling: nothing, since its place is reported for the other provider. */
export function ofMisspelling(found: FoundProvider, all: readonly FoundProvider[], rule: string): Verdict[] | null {
  const owner = ownerOf(found, all);
  return (
    owner && [{ kind: "not-applicable", reason: `it is reported as a misspelling of \`${owner.name}\``, cause: rule }]
  );
}

/** How a place that lacks a provider spells it: a near name that no other place has. */
export function misspeltAt(
  place: NamingPlace,
  found: FoundProvider,
  all: readonly FoundProvider[],
): Misspelling | null {
  for (const other of all) {
    const fact = namesOf(other)[place];
    if (fact && isNamed(fact) && ownerOf(other, all) === found) return { name: other.name, at: fact.at };
  }
  return null;
}

// A misspelling stands in one place, and the provider that is meant in others, but not in that.
function ownerOf(found: FoundProvider, all: readonly FoundProvider[]): FoundProvider | null {
  const [place, ...more] = placesOf(found);
  if (!place || more.length > 0) return null;
  const lacking = all.filter((other) => placesOf(other).length > 1 && names(other, place) === false);
  const near = nearName(
    found.name,
    lacking.map(({ name }) => name),
  );
  return lacking.find(({ name }) => name === near) ?? null;
}

function placesOf(found: FoundProvider): NamingPlace[] {
  return (Object.keys(namesOf(found)) as NamingPlace[]).filter((place) => names(found, place));
}
