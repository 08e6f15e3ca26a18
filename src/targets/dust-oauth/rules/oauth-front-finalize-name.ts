import { OAUTH_NAMES } from "../../_shared/oauth/paths.ts";
import { onFact, problem } from "../../_shared/verdicts.ts";
import { readForms } from "../front/forms.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { onStrategy, STRATEGY } from "../judge/on-front.ts";

export default {
  id: "dust/oauth-front-finalize-name",
  severity: "error",
  title: "The strategy sends people back to its own provider",
  why: "A copied name in `finalizeUriForProvider` compiles: the vendor refuses the address, or the code goes to another provider's callback.",
  fixHint: "Name the provider itself, in the form that `finalizeUriForProvider` of this checkout takes.",
  example: {
    path: "front/lib/api/oauth/providers/hubspot.ts",
    good: 'finalizeUriForProvider({ provider: "hubspot", connection })',
    bad: 'finalizeUriForProvider({ provider: "jira", connection })',
  },
  needs: STRATEGY,
  check: ({ found, host }) =>
    onStrategy(found, ({ finalizes }) => {
      if (finalizes.length === 0) return [];
      const wanted = readForms(host.sources).finalizeUri.takes;
      return finalizes.flatMap(({ provider, takes }) => {
        const form = wanted === "object" ? "an object" : "a name";
        const unfit = `\`${OAUTH_NAMES.finalizeUri}\` takes ${form} in this checkout.`;
        if (takes !== wanted) return [problem(provider.at, "form", unfit)];
        return onFact("the provider of the address", provider, (name, at) => {
          const message = `The strategy of \`${found.name}\` sends people back to \`${name}\`.`;
          return name === found.name ? [] : [problem(at, "provider", message)];
        });
      });
    }),
} satisfies OAuthRule;
