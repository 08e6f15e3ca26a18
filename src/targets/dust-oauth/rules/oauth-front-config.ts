import { locate } from "../../../model/location.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { isBroken } from "../../_shared/anchors.ts";
import { OAUTH_PATHS } from "../../_shared/oauth/paths.ts";
import { onFact, problem, unknown } from "../../_shared/verdicts.ts";
import type { ConfigGetter } from "../front/read/index.ts";
import { isOfProvider, prefixOf } from "../judge/environment.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { onStrategy, STRATEGY } from "../judge/on-front.ts";

export default {
  id: "dust/oauth-front-config",
  severity: "error",
  title: "The strategy reads the provider's own client id",
  why: "With the client id of another provider the vendor refuses people, or asks them to trust another application.",
  fixHint: "Call a getter of `config` that reads a variable with the provider's prefix; add it to config.ts.",
  example: {
    path: "front/lib/api/oauth/providers/hubspot.ts",
    good: "config.getOAuthHubspotClientId()",
    bad: "config.getOAuthJiraClientId()",
  },
  needs: STRATEGY,
  check: ({ found, host }) => {
    const path = OAUTH_PATHS.config;
    if (isBroken(host.sources, path)) return [unknown(path, { at: locate(path, "", 0), why: "it has a syntax error" })];
    return onStrategy(found, ({ getters }) => getters.flatMap((getter) => judge(getter, found.name)));
  },
} satisfies OAuthRule;

function judge({ name, at, variable }: ConfigGetter, provider: string): Verdict[] {
  const missing = problem(at, name, `${OAUTH_PATHS.config} has no \`${name}\`.`);
  const verdicts = onFact(
    "the variable",
    variable,
    (read, place) => {
      if (isOfProvider(read, provider)) return [];
      const message = `\`${name}\` reads \`${read}\`, which does not begin with \`${prefixOf(provider)}\`.`;
      // The fault of a getter that is named after the provider is its variable; else the call is.
      const isOwn = name.toLowerCase().includes(provider.replaceAll("_", "").toLowerCase());
      return [{ ...problem(isOwn ? place : at, name, message), severity: "warning" }];
    },
    [missing],
  );
  // What else a getter of the configuration returns is no variable of OAuth.
  return verdicts.filter(({ kind }) => kind !== "unknown");
}
