import { notApplicable, onFact, problem, unknown } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { HANDLERS, METADATA, onImplementation, onMetadata } from "../judge/subjects.ts";
import { namedTools, unpaired } from "../judge/tool-pairs.ts";

export default {
  id: "dust/tool-sets-match",
  severity: "error",
  title: "Every tool has a handler and every handler a tool",
  why: "A tool without a handler fails when an agent calls it; a handler without a tool is never called.",
  fixHint:
    "Give the handlers in tools/index.ts (in layout `legacy`, the `server.tool` calls in index.ts) the names of the tools in metadata.ts.",
  example: {
    path: "front/lib/api/actions/servers/github/tools/index.ts",
    good: "  list_issues: async",
    bad: "  list_issue: async",
  },
  needs: [...METADATA, ...HANDLERS],
  check: ({ found }) =>
    onImplementation(found, ({ handlers: given, borrowed, bare }) => {
      if (bare) return [problem(bare, "server", `\`${found.name}\` is made, and no tool is registered with it.`)];
      if (!given) return [notApplicable("its module gives its tools no handlers of a known form")];
      return onMetadata(found, (metadata) =>
        onFact("the list of tools", metadata.tools, (declared, toolsAt) =>
          onFact("the handlers", given, (handlers, handlersAt) => {
            const tools = namedTools(declared);
            if (!tools) return [unknown("the name of a tool", { at: toolsAt, why: "it is not written out" })];
            return unpaired({ server: found.name, tools, toolsAt, handlers, handlersAt, borrowed });
          }),
        ),
      );
    }),
} satisfies DustRule;
