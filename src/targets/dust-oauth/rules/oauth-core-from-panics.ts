import { notApplicable, onFact, problem, unknown } from "../../_shared/verdicts.ts";
import { CORE_ENUMS } from "../core/paths.ts";
import { withoutCredentials } from "../judge/credentials.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { onCore } from "../judge/on-core.ts";

export default {
  id: "dust/oauth-core-from-panics",
  severity: "error",
  title: "The core takes the credential that the front sends",
  why: "A strategy with `getRelatedCredential` makes the core convert the provider: one that the conversion does not name ends in its arm that panics.",
  fixHint:
    "Give the provider a variant of `CredentialProvider`, an arm in its `From<ConnectionProvider>` and a list of keys, or leave `getRelatedCredential` out.",
  example: {
    path: "front/lib/api/oauth/providers/slack.ts",
    good: "  isExtraConfigValid(extraConfig: ExtraConfigType) {\n",
    bad: "  async getRelatedCredential() {\n    return undefined;\n  }\n\n  async getUpdatedExtraConfig() {\n    return {};\n  }\n\n  isExtraConfigValid(extraConfig: ExtraConfigType) {\n",
  },
  needs: ["dust/oauth-core-credential", "dust/oauth-front-lists", "dust/oauth-front-file"],
  check: ({ found, host }) =>
    onCore(found, ({ credential }) => {
      const sent = found.front.strategy?.related;
      if (!sent) return [notApplicable("its strategy sends no credential")];
      const missing = withoutCredentials(host);
      if (missing) return [unknown("the conversion", missing)];
      const message = `The strategy of \`${found.name}\` sends a credential, and \`${CORE_ENUMS.credential}\` has no arm for it.`;
      return onFact(
        "the conversion",
        credential.from,
        () => [],
        credential.fallbackPanics === false ? [] : [problem(sent, "From", message)],
      );
    }),
} satisfies OAuthRule;
