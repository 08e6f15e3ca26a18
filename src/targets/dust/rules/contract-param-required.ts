import type { Verdict } from "../../../rules/rule.ts";
import { onFact } from "../../_shared/verdicts.ts";
import { onToolsOfBoth } from "../contract/deployed.ts";
import { onceEach, tightened } from "../contract/params.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA } from "../judge/subjects.ts";

export default {
  id: "dust/contract-param-required",
  severity: "error",
  title: "No deployed tool requires a parameter that it did not require",
  why: "Calls that worked, and those that are stored with approvals, are refused for the missing parameter.",
  fixHint: "Make the parameter `.optional()`, or give it a `.default(…)`.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: "        .array(z.string())\n        .optional()",
    bad: "        .array(z.string())",
    args: ["--against", "main"],
  },
  needs: METADATA,
  check: (input) =>
    onToolsOfBoth(input, (now, then, _at, { ref }) =>
      onceEach(
        now.flatMap((tool): Verdict[] => {
          const old = then.find((each) => each.name.value === tool.name.value)?.params;
          const label = tool.name.value;
          if (!old) return [];
          return onFact(`the schema of \`${label}\``, tool.params, (params, at) => {
            if (old.known) return tightened(params, old.value, { label, server: input.found.name, ref });
            return [
              { kind: "unknown", at, reason: `the schema of \`${label}\` at ${ref} cannot be worked out: ${old.why}` },
            ];
          });
        }),
      ),
    ),
} satisfies DustRule;
