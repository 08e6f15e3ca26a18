import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onTools } from "../judge/subjects.ts";

export default {
  id: "dust/tool-name-style",
  severity: "info",
  title: "Tool names are in snake_case",
  why: "The model sees `<server>__<tool>`; names of one style are found and guessed more easily.",
  fixHint: "Rename the tool in metadata.ts and its handler, unless agents use it already.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: '    name: "get_issue",',
    bad: '    name: "getIssue",',
  },
  needs: METADATA,
  check: ({ found }) =>
    onTools(found, (tool, label) =>
      onFact(`the name of \`${label}\``, tool.name, (name, at) =>
        /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)
          ? []
          : [problem(at, name, `The tool \`${name}\` of \`${found.name}\` is not in snake_case.`)],
      ),
    ),
} satisfies DustRule;
