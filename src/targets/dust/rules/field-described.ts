import type { Verdict } from "../../../rules/rule.ts";
import { onFact, problem, unknown } from "../../_shared/verdicts.ts";
import { onceEach } from "../contract/params.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onTools } from "../judge/subjects.ts";

export default {
  id: "dust/field-described",
  severity: "warning",
  title: "Every parameter of a tool is described",
  why: "Models fill parameters from their descriptions; without one they guess from the name.",
  fixHint: 'End the field with `.describe("…")`.',
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: 'z.string().min(1).describe("The title of the issue.")',
    bad: "z.string().min(1)",
  },
  needs: METADATA,
  check: ({ found }) =>
    onceEach(
      onTools(found, (tool, label) =>
        onFact(`the schema of \`${label}\``, tool.params, (params) =>
          params.flatMap(({ name, at, described }): Verdict[] => {
            if (described === "unknown") {
              return [unknown(`the field \`${name}\` of \`${label}\``, { at, why: "its type cannot be followed" })];
            }
            if (described) return [];
            return [
              problem(
                at,
                `${label}.${name}`,
                `The field \`${name}\` of \`${label}\` (\`${found.name}\`) has no description.`,
              ),
            ];
          }),
        ),
      ),
    ),
} satisfies DustRule;
