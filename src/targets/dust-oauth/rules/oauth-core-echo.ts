import { problem } from "../../_shared/verdicts.ts";
import { lostEchoes } from "../core/behaviour/results.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { CODE, onCode } from "../judge/on-core.ts";

export default {
  id: "dust/oauth-core-echo",
  severity: "error",
  title: "The result of `finalize` holds the code and the address that it was given",
  why: "The core compares both with those of a second callback: with others in their place, a page that is loaded again fails.",
  fixHint: "Write `redirect_uri: redirect_uri.to_string()` and `code: code.to_string()`.",
  example: {
    path: "core/src/oauth/providers/jira.rs",
    good: "code: code.to_string(),",
    bad: "code: String::new(),",
  },
  needs: CODE,
  check: ({ found }) =>
    onCode(found, (code) =>
      lostEchoes(code).map(({ field, at }) =>
        problem(
          at,
          field,
          `\`${field}\` of the result of \`${found.name}\` is not the one that \`finalize\` was given.`,
        ),
      ),
    ),
} satisfies OAuthRule;
