import { locationOf } from "../../../edit/ts.ts";
import { notApplicable, onFact, problem } from "../../_shared/verdicts.ts";
import { enclosingName } from "../code/modules.ts";
import { throwers } from "../code/throwing.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION, onImplementation } from "../judge/subjects.ts";

export default {
  id: "dust/handler-error-path",
  severity: "warning",
  title: "No exception leaves a handler",
  why: "The model sees what a handler returns as `Err`; an exception is logged as a bug and tells it nothing.",
  fixHint: "Catch what can throw and return `new Err(new MCPError(…))`.",
  example: {
    path: "front/lib/api/actions/servers/ashby/helpers.ts",
    good: "  const result = await call(new AshbyClient(authInfo.token));\n",
    bad: '  const result = await call(new AshbyClient(authInfo.token));\n  if (!result) {\n    throw new Error("Ashby did not answer.");\n  }\n',
  },
  needs: IMPLEMENTATION,
  check: ({ found, host }) =>
    onImplementation(found, ({ handlers, modules }) => {
      if (!handlers) return [notApplicable("its module gives its tools no handlers of a known form")];
      return onFact("the handlers", handlers, (list) => {
        const reach = { modules, sources: host.sources };
        const seen = new Set<NonNullable<(typeof list)[number]["node"]>>();
        return list.flatMap(({ name, node }) =>
          (node ? throwers(node, reach, seen) : []).map((thrower) => {
            const where = enclosingName(thrower.node);
            const through = where === name ? "" : ` through \`${where}\``;
            const message = `An exception can leave the handler of \`${name}\` (\`${found.name}\`)${through}: ${thrower.what}.`;
            return problem(locationOf(thrower.node), where, message);
          }),
        );
      });
    }),
} satisfies DustRule;
