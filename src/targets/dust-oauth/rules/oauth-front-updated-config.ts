import { problem } from "../../_shared/verdicts.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { onStrategy, STRATEGY } from "../judge/on-front.ts";

export default {
  id: "dust/oauth-front-updated-config",
  severity: "error",
  title: "A strategy that sends a credential takes it out of the configuration",
  why: "With `getRelatedCredential` and without `getUpdatedExtraConfig` every connection fails when it is set up.",
  fixHint: "Add `getUpdatedExtraConfig` that returns the configuration without what is a secret.",
  example: {
    path: "front/lib/api/oauth/providers/servicenow.ts",
    good: "async getUpdatedExtraConfig(",
    bad: "async updatedExtraConfig(",
  },
  needs: STRATEGY,
  check: ({ found }) =>
    onStrategy(found, ({ related, updated }) => {
      const message = `The strategy of \`${found.name}\` has \`getRelatedCredential\` and no \`getUpdatedExtraConfig\`.`;
      return related && !updated ? [problem(related, "getUpdatedExtraConfig", message)] : [];
    }),
} satisfies OAuthRule;
