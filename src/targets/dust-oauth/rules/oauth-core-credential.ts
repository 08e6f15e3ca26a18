import type { Location } from "../../../model/location.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { onFact, problem, unknown } from "../../_shared/verdicts.ts";
import { credentialUses } from "../core/behaviour/results.ts";
import { CORE_ENUMS, CORE_PATHS } from "../core/paths.ts";
import type { FoundProvider } from "../found.ts";
import { withoutCredentials } from "../judge/credentials.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { CODE, onCode } from "../judge/on-core.ts";

export default {
  id: "dust/oauth-core-credential",
  severity: "error",
  title: "A provider that uses credentials of customers has a place for them",
  why: "The conversion panics for a provider that it does not name, so the first customer who types in a client takes the request down.",
  fixHint:
    "In credential.rs, add the variant to `CredentialProvider`, an arm to its `From<ConnectionProvider>`, and the keys that a credential must have.",
  example: {
    path: "core/src/oauth/credential.rs",
    good: "            ConnectionProvider::Servicenow => CredentialProvider::Servicenow,\n",
    bad: "",
  },
  needs: [...CODE, "dust/oauth-core-registered"],
  check: ({ found, host }) =>
    onCode(found, (code) => {
      const [use] = credentialUses(code);
      if (!use) return [];
      const missing = withoutCredentials(host);
      return missing ? [unknown("the credential", missing)] : judge(found, use);
    }),
} satisfies OAuthRule;

function judge({ name, core: { credential } }: FoundProvider, use: Location): Verdict[] {
  const lacking = `\`${name}\` uses the credential of a customer, and \`${CORE_ENUMS.credential}\` has no variant for it.`;
  return onFact(
    "the enum of credentials",
    credential.variant,
    (variant, at) => {
      const unnamed = credential.fallbackPanics ? " The arm that it is left to panics." : "";
      const none = `The conversion to \`${CORE_ENUMS.credential}\` has no arm for \`${name}\`.${unnamed}`;
      const unkeyed = `${CORE_PATHS.credential} lists no keys for \`${CORE_ENUMS.credential}::${variant}\`.`;
      return [
        ...onFact(
          "the conversion",
          credential.from,
          (to, arm) => {
            const other = `The credential of \`${name}\` is taken for one of \`${to}\`.`;
            return to === variant ? [] : [problem(arm, "From", other)];
          },
          [problem(at, "From", none)],
        ),
        ...onFact("the keys of credentials", credential.keys, () => [], [problem(at, "keys", unkeyed)]),
      ];
    },
    [problem(use, CORE_ENUMS.credential, lacking)],
  );
}
