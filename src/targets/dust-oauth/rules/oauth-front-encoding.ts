import { problem } from "../../_shared/verdicts.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { onStrategy, STRATEGY } from "../judge/on-front.ts";
import { unencodedValues } from "../judge/unencoded.ts";

export default {
  id: "dust/oauth-front-encoding",
  severity: "warning",
  title: "Values in the address that people are sent to are encoded",
  why: "A blank, `&` or `#` in scopes, in the address to return to or in what a customer typed ends the value: the vendor reads something else.",
  fixHint: "Set the values with `URLSearchParams`, or wrap each in `encodeURIComponent`.",
  example: {
    path: "front/lib/api/oauth/providers/jira.ts",
    good: "`&scope=${encodeURIComponent(scopes)}`",
    bad: "`&scope=${scopes}`",
  },
  needs: STRATEGY,
  check: ({ found, host }) =>
    onStrategy(found, (_, owner) =>
      unencodedValues(owner, host.sources).map(({ what, at }) =>
        problem(at, what, `\`${what}\` stands in the address of \`${found.name}\` as it is.`),
      ),
    ),
} satisfies OAuthRule;
