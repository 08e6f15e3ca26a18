import { declarationOf } from "../../../edit/syntax/scope.ts";
import { locationOf, ts, walk } from "../../../edit/ts.ts";
import { constValueOf, readsBody } from "../code/answers.ts";
import { enclosingName, onModules } from "../code/modules.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION } from "../judge/subjects.ts";
import { problem } from "../judge/verdicts.ts";

export default {
  id: "dust/no-error-leak",
  severity: "warning",
  title: "Messages to the model hold no answer of the vendor and no secret",
  why: "An upstream error page may hold tokens, addresses and instructions; the model repeats what it reads.",
  fixHint: "Say what failed and the status; log the rest.",
  example: {
    path: "front/lib/api/actions/servers/salesloft/api.ts",
    good: "new MCPError(`Salesloft answered ${response.status}.`, {",
    bad: "new MCPError(`Salesloft answered ${await response.text()}.`, {",
  },
  needs: IMPLEMENTATION,
  check: ({ found }) =>
    onModules(found, (module) =>
      [...walk(module)].filter(isError).flatMap((error) =>
        partsOf(error.arguments?.[0]).flatMap((part) => {
          const what = leaked(part);
          if (what === null) return [];
          const message = `A message of \`${found.name}\` to the model holds ${what}.`;
          return [problem(locationOf(part), `${enclosingName(error)}.${part.getText()}`, message)];
        }),
      ),
    ),
} satisfies DustRule;

function isError(node: ts.Node): node is ts.NewExpression {
  return ts.isNewExpression(node) && /^(MCP)?Error$/.test(node.expression.getText());
}

function partsOf(message: ts.Expression | undefined): ts.Expression[] {
  if (!message) return [];
  if (ts.isTemplateExpression(message)) return message.templateSpans.map((span) => span.expression);
  return ts.isBinaryExpression(message) ? [...partsOf(message.left), ...partsOf(message.right)] : [message];
}

function leaked(part: ts.Expression): string | null {
  if (readsBody(part) || (ts.isIdentifier(part) && readsBody(constValueOf(part)))) return "the vendor's answer";
  const called = ts.isCallExpression(part) ? part : null;
  const inner = called && /^(String|JSON\.stringify)$/.test(called.expression.getText()) ? called.arguments[0] : part;
  if (inner && ts.isIdentifier(inner)) {
    const declared = declarationOf(inner);
    if (declared && ts.isVariableDeclaration(declared) && ts.isCatchClause(declared.parent)) return "a raw exception";
    if (called?.expression.getText() === "JSON.stringify" && readsBody(constValueOf(inner)))
      return "the vendor's answer";
  }
  const isSecret = /(^|\.)(token|accessToken|apiKey|clientSecret|password)$/.test(part.getText());
  return isSecret ? "a secret" : null;
}
