import { notApplicable, onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { IMPLEMENTATION, onImplementation } from "../judge/subjects.ts";

export default {
  id: "dust/handler-stub",
  severity: "warning",
  title: "Every handler is implemented",
  why: "Agents are offered the tool and get nothing but an error from it.",
  fixHint: "Implement the handler, or remove the tool from metadata.ts.",
  example: {
    path: "front/lib/api/actions/servers/ashby/tools/index.ts",
    good: "async ({ candidateId }, { authInfo }) =>\n    withAshby(\n      authInfo,\n      (client) => client.getCandidate(candidateId),\n      renderCandidate\n    ),",
    bad: 'async () => new Err(new MCPError("get_candidate is not implemented yet.")),',
  },
  needs: IMPLEMENTATION,
  check: ({ found }) =>
    onImplementation(found, ({ handlers }) => {
      if (!handlers) return [notApplicable("its module gives its tools no handlers of a known form")];
      return onFact("the handlers", handlers, (handled) =>
        handled
          .filter((handler) => handler.stub)
          .map(({ name, at }) =>
            problem(at, name, `The handler of \`${name}\` (\`${found.name}\`) only says that it is not implemented.`),
          ),
      );
    }),
} satisfies DustRule;
