import { locationOf, ts, walk } from "../../../edit/ts.ts";
import { readsBody } from "../code/answers.ts";
import { enclosingFunction, enclosingName, onModules } from "../code/modules.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION } from "../judge/subjects.ts";
import { problem } from "../judge/verdicts.ts";
import { moduleFacts } from "../read/module-facts.ts";

export default {
  id: "dust/response-validated",
  severity: "info",
  title: "Answers of a vendor pass a Zod schema",
  why: "A cast is a promise that the vendor never made; the handler then fails far away, on a field that is missing.",
  fixHint: "Parse the answer: `Schema.safeParse(await response.json())`.",
  example: {
    path: "front/lib/api/actions/servers/servicenow/tools/index.ts",
    good: "const incident = IncidentSchema.safeParse(await response.json());",
    bad: "const incident = { success: true, data: (await response.json()) as z.infer<typeof IncidentSchema> };",
  },
  needs: IMPLEMENTATION,
  check: ({ found }) =>
    onModules(found, (module) =>
      moduleFacts(module)
        .calls.filter((call) => readsBody(call) && /\.json$/.test(call.expression.getText()) && !isValidated(call))
        .map((call) =>
          problem(
            locationOf(call),
            enclosingName(call),
            `\`${found.name}\` uses an answer that no schema has checked.`,
          ),
        ),
    ),
} satisfies DustRule;

// A function that gives its answer away as `unknown` leaves the check to its caller.
function isValidated(call: ts.CallExpression): boolean {
  const cast = castOf(call);
  if (cast !== null) return cast === "unknown";
  const owner = enclosingFunction(call);
  if (!owner) return true;
  if (/\bunknown\b/.test(owner.type?.getText() ?? "")) return true;
  return [...walk(owner)].some((node) => {
    const callee = ts.isCallExpression(node) ? node.expression : null;
    return (
      callee !== null && ts.isPropertyAccessExpression(callee) && /^(safeParse|parse)(Async)?$/.test(callee.name.text)
    );
  });
}

function castOf(call: ts.Node): string | null {
  const { parent } = call;
  if (ts.isAsExpression(parent)) return parent.type.getText();
  return ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent) ? castOf(parent) : null;
}
