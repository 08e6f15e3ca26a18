import type { Verdict } from "../../../rules/rule.ts";
import { OAUTH_NAMES, OAUTH_PATHS } from "../../_shared/oauth/paths.ts";
import { problem, unknown } from "../../_shared/verdicts.ts";
import type { FoundProvider } from "../found.ts";
import type { OAuthHost } from "../host.ts";
import { addToFront } from "../judge/fixes.ts";
import { misspeltAt, ofMisspelling } from "../judge/misspelt.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { type FrontPlace, isNamed, namedIn, onFront, onRegistries, placeInFront } from "../judge/on-front.ts";

export default {
  id: "dust/oauth-front-lists",
  severity: "error",
  title: "The lists of the front name the same providers",
  why: "The type of providers is made of the list; a name, a case or a strategy that is missing does not compile.",
  fixHint:
    "Name the provider in `OAUTH_PROVIDERS`, in `OAUTH_PROVIDER_NAMES`, in the switch of `getProviderRequiredOAuthCredentialInputs` and in `_PROVIDER_STRATEGIES`.",
  example: { path: "front/types/oauth/lib.ts", good: '  hubspot: "Hubspot",\n', bad: "" },
  check: ({ found, all, host }) =>
    ofMisspelling(found, all, "dust/oauth-front-lists") ??
    onRegistries(host, () =>
      onFront(found, (front) => {
        const places = Object.entries(namedIn(front)) as [FrontPlace, ReturnType<typeof namedIn>[FrontPlace]][];
        const open = places.flatMap(([, fact]) => (fact.known ? [] : [unknown("a list of providers", fact)]));
        const missing = places.filter(([, fact]) => isNamed(fact) === false).map(([place]) => place);
        return missing.length === 0 ? open : missingIn(missing, found, { all, host });
      }),
    ),
} satisfies OAuthRule;

const CALLED: Record<FrontPlace, string> = {
  listed: `\`${OAUTH_NAMES.list}\``,
  titled: `\`${OAUTH_NAMES.titles}\``,
  asked: `the switch of \`${OAUTH_NAMES.inputs}\``,
  row: `\`${OAUTH_NAMES.strategies}\` of ${OAUTH_PATHS.registry}`,
};

function missingIn(
  missing: readonly FrontPlace[],
  found: FoundProvider,
  { all, host }: { all: readonly FoundProvider[]; host: OAuthHost },
): Verdict[] {
  const [first] = missing;
  const wrong = first && missing.length === 1 ? misspeltAt(first, found, all) : null;
  const where = missing.map((place) => CALLED[place]).join(", ");
  const instead = wrong ? `, where \`${wrong.name}\` is` : "";
  const at = wrong?.at ?? placeInFront(found.front) ?? found.at;
  const fault = problem(at, missing.join(" "), `\`${found.name}\` is missing in ${where}${instead}.`);
  return [{ ...fault, ...(wrong ? {} : addToFront(found, missing, host)) }];
}
