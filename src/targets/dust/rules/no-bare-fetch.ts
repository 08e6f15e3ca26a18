import { declarationOf } from "../../../edit/syntax/scope.ts";
import { locationOf, ts } from "../../../edit/ts.ts";
import { notApplicable, problem } from "../../_shared/verdicts.ts";
import { enclosingName, onModules } from "../code/modules.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION } from "../judge/subjects.ts";
import { PATHS } from "../paths.ts";
import { moduleFacts } from "../read/module-facts.ts";

export default {
  id: "dust/no-bare-fetch",
  severity: "warning",
  title: "Requests go through `untrustedFetch`",
  why: "The global `fetch` reaches addresses inside the network; the checkout's own function does not.",
  fixHint: "Import `untrustedFetch` from `@app/lib/egress/server` and call it instead.",
  example: {
    path: "front/lib/api/actions/servers/servicenow/tools/index.ts",
    good: "const response = await untrustedFetch(",
    bad: "const response = await fetch(",
  },
  needs: IMPLEMENTATION,
  check: ({ found, host }) => {
    if (!host.sources.source(PATHS.egress)) return [notApplicable(`this checkout has no ${PATHS.egress}`)];
    return onModules(found, (module) =>
      moduleFacts(module)
        .calls.filter(({ expression }) => isGlobalFetch(expression))
        .map((call) => {
          const message = `\`${found.name}\` makes a request with the global \`fetch\`.`;
          return problem(locationOf(call.expression), enclosingName(call), message);
        }),
    );
  },
} satisfies DustRule;

function isGlobalFetch(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return callee.text === "fetch" && declarationOf(callee) === null;
  return ts.isPropertyAccessExpression(callee) && callee.getText() === "globalThis.fetch";
}
