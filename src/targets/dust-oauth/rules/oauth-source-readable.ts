import { coreNames } from "../core/names.ts";
import { frontNames } from "../front/names.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { unreadable } from "../judge/readable.ts";

export default {
  id: "dust/oauth-source-readable",
  severity: "error",
  title: "The sources of the provider can be read",
  why: "What stands after a syntax error may be read wrongly or not at all, so nothing else is said about the provider's code.",
  fixHint: "Mend the syntax error; save the file as UTF-8 text inside the checkout.",
  example: {
    path: "core/src/oauth/providers/jira.rs",
    good: "pub struct JiraConnectionProvider {}",
    bad: "pub struct JiraConnectionProvider {",
  },
  check: ({ found: { name }, host }) =>
    [coreNames(name).file, frontNames(name).path].flatMap((path) => unreadable(path, host)),
} satisfies OAuthRule;
