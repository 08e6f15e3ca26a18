import { problem } from "../../_shared/verdicts.ts";
import { delegatesAny } from "../core/behaviour/functions.ts";
import { variantsNamed } from "../core/behaviour/values.ts";
import { CORE_ENUMS } from "../core/paths.ts";
import type { OAuthRule } from "../judge/oauth-rule.ts";
import { CODE, onCode } from "../judge/on-core.ts";

export default {
  id: "dust/oauth-core-variant",
  severity: "error",
  title: "The provider's code names its own variant only",
  why: "A file copied from another provider compiles with the old variant: its errors and its connections are booked to that one.",
  fixHint: "Name the provider's own variant in `id()` and in `execute_request`, or write `self.id()` there.",
  example: {
    path: "core/src/oauth/providers/jira.rs",
    good: "execute_request(ConnectionProvider::Jira, req)",
    bad: "execute_request(ConnectionProvider::Hubspot, req)",
  },
  needs: [...CODE, "dust/oauth-core-registered"],
  check: ({ found }) =>
    onCode(found, (code) => {
      const own = found.core.variant;
      if (!own?.known) return [];
      // What leaves its work to another provider may name that one, but not as its own id.
      return variantsNamed(code, CORE_ENUMS.connection)
        .filter(({ variant, isId }) => variant !== own.value && (isId || !delegatesAny(code)))
        .map(({ variant, isId, at }) => {
          const where = isId ? `The id of \`${found.name}\`` : `The code of \`${found.name}\``;
          return problem(at, isId ? "id" : variant, `${where} names \`${variant}\`, not \`${own.value}\`.`);
        });
    }),
} satisfies OAuthRule;
