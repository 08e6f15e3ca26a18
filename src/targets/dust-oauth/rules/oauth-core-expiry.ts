import { problem } from "../../_shared/verdicts.ts";
import { underflows } from "../core/behaviour/values.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { CODE, onCode } from "../judge/on-core.ts";

export default {
  id: "dust/oauth-core-expiry",
  severity: "warning",
  title: "The margin is subtracted from a token's life without underflow",
  why: "Lives are unsigned: a vendor that says `expires_in: 5` makes the subtraction panic in a debug build, and the token last for ever in a release.",
  fixHint: "Write `expires_in.saturating_sub(PROVIDER_TIMEOUT_SECONDS)`.",
  example: {
    path: "core/src/oauth/providers/hubspot.rs",
    good: "s.saturating_sub(PROVIDER_TIMEOUT_SECONDS) * 1000",
    bad: "(s - PROVIDER_TIMEOUT_SECONDS) * 1000",
  },
  needs: CODE,
  check: ({ found }) =>
    onCode(found, (code) =>
      underflows(code).map((at, index) =>
        problem(at, `expires_in ${index + 1}`, `The life of a token of \`${found.name}\` may underflow here.`),
      ),
    ),
} satisfies OAuthRule;
