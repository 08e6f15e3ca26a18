import { locationOf, ts } from "../../../edit/ts.ts";
import { awaited, constValueOf, readsBody } from "../code/answers.ts";
import { enclosingName, onModules } from "../code/modules.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION } from "../judge/subjects.ts";
import { problem } from "../judge/verdicts.ts";
import { moduleFacts } from "../read/module-facts.ts";

export default {
  id: "dust/no-raw-json",
  severity: "info",
  title: "Answers are rendered, not dumped as JSON",
  why: "A whole answer fills the model's context with fields that nobody asked for.",
  fixHint: "Pick the fields that matter and write them as lines, as `rendering.ts` of other servers does.",
  example: {
    path: "front/lib/api/actions/servers/val_town/tools/index.ts",
    good: "text: `${name} (${privacy})`",
    bad: "text: JSON.stringify(val.value, null, 2)",
  },
  needs: IMPLEMENTATION,
  check: ({ found }) =>
    onModules(found, (module) =>
      moduleFacts(module)
        .calls.filter(
          (call) => call.expression.getText() === "JSON.stringify" && isText(call) && isWhole(call.arguments[0]),
        )
        .map((call) =>
          problem(locationOf(call), enclosingName(call), `\`${found.name}\` answers with a whole response as JSON.`),
        ),
    ),
} satisfies DustRule;

function isText({ parent }: ts.Node): boolean {
  return ts.isPropertyAssignment(parent) && parent.name.getText() === "text";
}

// An object or list that the handler made itself has only what it put there.
function isWhole(value: ts.Expression | undefined): boolean {
  const node = value && awaited(value);
  if (!node) return false;
  if (readsBody(node) || readsBody(constValueOf(node))) return true;
  if (!ts.isPropertyAccessExpression(node) || !/^(value|data|body)$/.test(node.name.text)) return false;
  return ts.isCallExpression(constValueOf(node.expression)) || isWhole(node.expression);
}
