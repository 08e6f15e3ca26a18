import type { ts } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import { type Location, locate } from "../../../model/location.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { isBroken } from "../../_shared/anchors.ts";
import { OAUTH_PATHS } from "../../_shared/oauth/paths.ts";
import { notApplicable, onFact, unknown } from "../../_shared/verdicts.ts";
import type { FoundProvider } from "../found.ts";
import type { FrontProvider, Strategy } from "../front/read/index.ts";
import type { OAuthHost } from "../host.ts";

/** The rules whose failure leaves no strategy of the provider's own to judge. */
export const STRATEGY = ["dust/oauth-source-readable", "dust/oauth-front-lists", "dust/oauth-front-file"];

/** The places of the front that name a provider, as messages call them, in the order in which they are looked at. */
export function namedIn({ listed, row, titled, asked }: FrontProvider): Record<FrontPlace, Fact<unknown>> {
  return { listed, row, titled, asked };
}

/** One of the places of the front that name every provider. */
export type FrontPlace = "listed" | "row" | "titled" | "asked";

/** Whether a place names the provider; null when that cannot be worked out. */
export function isNamed(fact: Fact<unknown>): boolean | null {
  return fact.known ? fact.value !== false && fact.value !== null : null;
}

/** The first place of the front that names a provider; null when none does. */
export function placeInFront(front: FrontProvider): Location | null {
  return Object.values(namedIn(front)).find((fact) => isNamed(fact) === true)?.at ?? null;
}

/** Judges what the front says of a provider; one that it does not name is not applicable. */
export function onFront({ name, front }: FoundProvider, judge: (front: FrontProvider) => Verdict[]): Verdict[] {
  if (placeInFront(front)) return judge(front);
  const open = Object.values(namedIn(front)).find((fact) => !fact.known);
  if (open && !open.known) return [unknown("what the front names", open)];
  return [notApplicable(`the front does not name \`${name}\``)];
}

/** Judges the strategy of a provider, and its class. */
export function onStrategy(
  found: FoundProvider,
  judge: (strategy: Strategy, owner: ts.ClassLikeDeclaration) => Verdict[],
): Verdict[] {
  return onFront(found, ({ row, strategy }) =>
    onFact("the row of strategies", row, (value) => {
      const owner = value?.strategy;
      return strategy && owner ? judge(strategy, owner) : [notApplicable("its strategy is not known")];
    }),
  );
}

/** Judges what the registries of the front say; of one that does not parse nobody knows what it says. */
export function onRegistries({ sources }: OAuthHost, judge: () => Verdict[]): Verdict[] {
  const broken = [OAUTH_PATHS.types, OAUTH_PATHS.registry].find((path) => isBroken(sources, path));
  if (broken === undefined) return judge();
  return [unknown(broken, { at: locate(broken, "", 0), why: "it has a syntax error" })];
}
