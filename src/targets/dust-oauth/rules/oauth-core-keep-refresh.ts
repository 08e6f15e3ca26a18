import { onFact, problem } from "../../_shared/verdicts.ts";
import { keepsRefreshToken } from "../core/behaviour/results.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { CODE, onCode } from "../judge/on-core.ts";

export default {
  id: "dust/oauth-core-keep-refresh",
  severity: "warning",
  title: "A refresh keeps the refresh token that it used",
  why: "Whatever `refresh` returns replaces the stored refresh token. Most vendors send none the second time: the connection then dies with its access token, and people have to connect again.",
  fixHint: "End the value with `.or(Some(current))`, where `current` is the refresh token of the connection.",
  example: {
    path: "core/src/oauth/providers/hubspot.rs",
    good: "tokens.refresh_token.clone().or(Some(current))",
    bad: "tokens.refresh_token.clone()",
  },
  needs: CODE,
  check: ({ found }) =>
    onCode(found, (code) =>
      onFact("the refreshed tokens", keepsRefreshToken(code), (keeps, at) => {
        const message = `A refresh of \`${found.name}\` loses the refresh token when the vendor sends none.`;
        return keeps ? [] : [problem(at, "refresh_token", message)];
      }),
    ),
} satisfies OAuthRule;
