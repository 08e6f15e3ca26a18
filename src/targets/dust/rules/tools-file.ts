import { locationOf, ts } from "../../../edit/ts.ts";
import { problem } from "../../_shared/verdicts.ts";
import { onModules } from "../code/modules.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION } from "../judge/subjects.ts";
import { moduleFacts } from "../read/module-facts.ts";

export default {
  id: "dust/tools-file",
  severity: "warning",
  title: "The handlers have the type `ToolHandlers`",
  why: "Without the type the compiler sees neither a missing handler nor a parameter that the schema does not have.",
  fixHint: "Declare them as `const handlers: ToolHandlers<typeof X_TOOLS_METADATA> = { … }`.",
  example: {
    path: "front/lib/api/actions/servers/github/tools/index.ts",
    good: "const handlers: ToolHandlers<typeof GITHUB_TOOLS_METADATA> = {",
    bad: "const handlers = {",
  },
  needs: IMPLEMENTATION,
  check: ({ found, host }) =>
    onModules(found, (module) =>
      moduleFacts(module)
        .calls.filter(isBuildTools)
        .flatMap(({ arguments: [, given] }) => {
          const declared = given && ts.isIdentifier(given) ? host.sources.resolve(given)?.node : undefined;
          if (!given || !declared || !ts.isVariableDeclaration(declared) || isTyped(declared)) return [];
          const message = `The handlers \`${given.getText()}\` of \`${found.name}\` have no type.`;
          return [problem(locationOf(declared.name), given.getText(), message)];
        }),
    ),
} satisfies DustRule;

function isBuildTools({ expression }: ts.CallExpression): boolean {
  return ts.isIdentifier(expression) && expression.text === "buildTools";
}

// What a function returns has a type of its own.
function isTyped({ type, initializer }: ts.VariableDeclaration): boolean {
  if (type || !initializer) return true;
  return !ts.isObjectLiteralExpression(initializer);
}
