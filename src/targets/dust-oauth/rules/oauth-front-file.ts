import { notApplicable, onFact, problem } from "../../_shared/verdicts.ts";
import { frontNames } from "../front/names.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { onFront } from "../judge/on-front.ts";

export default {
  id: "dust/oauth-front-file",
  severity: "error",
  title: "The strategy of a provider is the class of its own file",
  why: "All strategies have one type: a row with the class of another provider compiles, and sends people to the wrong vendor.",
  fixHint: "Import the class from `@app/lib/api/oauth/providers/<provider>` and construct it in the provider's row.",
  example: {
    path: "front/lib/api/oauth.ts",
    good: "  jira: new JiraOAuthProvider(),",
    bad: "  jira: new HubspotOAuthProvider(),",
  },
  needs: ["dust/oauth-front-lists"],
  check: ({ found }) =>
    onFront(found, (front) =>
      onFact("the row of strategies", front.row, (row, at) => {
        if (!row) return [notApplicable("it has no strategy")];
        const { path } = frontNames(found.name);
        const from = row.strategy?.getSourceFile().fileName;
        if (row.className === null) return [{ kind: "unknown", at, reason: "the row constructs no class" }];
        if (from === path) return [];
        const other = from === undefined ? "cannot be found" : `stands in ${from}`;
        return [
          problem(at, "strategy", `\`${row.className}\`, the strategy of \`${found.name}\`, ${other}, not in ${path}.`),
        ];
      }),
    ),
} satisfies OAuthRule;
