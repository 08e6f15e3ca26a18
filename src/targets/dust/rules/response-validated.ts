import { locationOf } from "../../../edit/ts.ts";
import { problem } from "../../_shared/verdicts.ts";
import { enclosingName } from "../code/modules.ts";
import { uncheckedAnswers } from "../code/validation.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION, onImplementation } from "../judge/subjects.ts";

export default {
  id: "dust/response-validated",
  severity: "info",
  title: "Answers of a vendor pass a Zod schema",
  why: "A cast is a promise that the vendor never made; the handler then fails far away, on a field that is missing.",
  fixHint:
    "Parse the answer: `Schema.safeParse(await response.json())`; what a helper returns as `unknown` needs it too.",
  example: {
    path: "front/lib/api/actions/servers/servicenow/tools/index.ts",
    good: "const incident = IncidentSchema.safeParse(await response.json());",
    bad: "const incident = { success: true, data: (await response.json()) as z.infer<typeof IncidentSchema> };",
  },
  needs: IMPLEMENTATION,
  check: ({ found, host }) =>
    onImplementation(found, ({ modules }) =>
      uncheckedAnswers({ modules, sources: host.sources }).map((node) => {
        const message = `\`${found.name}\` uses an answer that no schema has checked.`;
        return problem(locationOf(node), enclosingName(node), message);
      }),
    ),
} satisfies DustRule;
