import { OAUTH_NAMES } from "../../_shared/oauth/paths.ts";
import { onFact, problem } from "../../_shared/verdicts.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { onFront } from "../judge/on-front.ts";

export default {
  id: "dust/oauth-front-input-keys",
  severity: "error",
  title: "What an administrator is asked for is a credential that the host knows",
  why: "The type of inputs is made of that list; another key does not compile.",
  fixHint: "Add the key to `SUPPORTED_OAUTH_CREDENTIALS`, or correct it.",
  example: {
    path: "front/types/oauth/lib.ts",
    good: "        freshworks_org_url: {",
    bad: "        freshworks_organization: {",
  },
  needs: ["dust/oauth-front-lists"],
  check: ({ found }) =>
    onFront(found, ({ asked }) =>
      onFact("what is asked for", asked, (inputs) =>
        (inputs ?? []).flatMap(({ key, at, supported }) =>
          onFact("the list of credentials", supported, (known) => {
            const message = `\`${found.name}\` asks for \`${key}\`, which is not in \`${OAUTH_NAMES.credentials}\`.`;
            return known ? [] : [problem(at, key, message)];
          }),
        ),
      ),
    ),
} satisfies OAuthRule;
