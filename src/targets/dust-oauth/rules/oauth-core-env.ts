import { problem } from "../../_shared/verdicts.ts";
import { variablesRead } from "../core/behaviour/values.ts";
import { isOfProvider, prefixOf } from "../judge/environment.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { CODE, onCode } from "../judge/on-core.ts";

export default {
  id: "dust/oauth-core-env",
  severity: "warning",
  title: "The core reads the provider's own environment variables",
  why: "A copied name sends another vendor's client to this one. A misspelt name is found only by the first request, which panics.",
  fixHint: "Give the static and the text in `env::var` one name, beginning with the provider's prefix.",
  example: {
    path: "core/src/oauth/providers/slack.rs",
    good: 'env::var("OAUTH_SLACK_CLIENT_ID")',
    bad: 'env::var("OAUTH_HUBSPOT_CLIENT_ID")',
  },
  needs: CODE,
  check: ({ found }) =>
    onCode(found, (code) =>
      variablesRead(code).flatMap(({ name, keptIn, at }) => {
        if (keptIn !== null && keptIn !== name) {
          return [problem(at, keptIn, `\`${keptIn}\` holds the value of the variable \`${name}\`.`)];
        }
        if (isOfProvider(name, found.name)) return [];
        return [problem(at, name, `\`${name}\` does not begin with \`${prefixOf(found.name)}\`.`)];
      }),
    ),
} satisfies OAuthRule;
