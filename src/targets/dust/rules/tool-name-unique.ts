import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";

export default {
  id: "dust/tool-name-unique",
  severity: "error",
  title: "No two tools of the server have one name",
  why: "The second registration of a name throws when the server starts, or hides the first.",
  fixHint: "Rename one of the two tools.",
  example: {
    path: "front/lib/api/actions/servers/salesforce/metadata.ts",
    good: '    name: "update_object",',
    bad: '    name: "execute_read_query",',
  },
  needs: METADATA,
  check: ({ found }) =>
    onMetadata(found, (metadata) =>
      onFact("the list of tools", metadata.tools, (tools) =>
        tools.flatMap(({ name }, index) =>
          onFact("the name of a tool", name, (value, at) => {
            const first = tools.slice(0, index).find((tool) => tool.name.known && tool.name.value === value);
            if (!first) return [];
            const related = { at: first.name.at, message: "the first one is here" };
            return [problem(at, value, `\`${found.name}\` has two tools named \`${value}\`.`, related)];
          }),
        ),
      ),
    ),
} satisfies DustRule;
