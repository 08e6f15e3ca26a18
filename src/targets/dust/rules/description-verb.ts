import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA, onTools } from "../judge/subjects.ts";

const NO_VERB = /^\W*(an?|the|this|that|these|it|its|tool|here|when|if|you|your|please)\b/i;

export default {
  id: "dust/description-verb",
  severity: "info",
  title: "A tool's description starts with a verb",
  why: "The tool search matches what a task says to do; an article or `This tool` in front says nothing.",
  fixHint: "Begin with what the tool does, as in `List the issues of a repository`.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: '"Create an issue in a GitHub repository."',
    bad: '"This tool creates an issue in a GitHub repository."',
  },
  needs: [...METADATA, "dust/description-present"],
  check: ({ found }) =>
    onTools(found, (tool, label) =>
      onFact(`the description of \`${label}\``, tool.description, (text, at) =>
        NO_VERB.test(text)
          ? [problem(at, label, `The description of \`${label}\` (\`${found.name}\`) does not start with a verb.`)]
          : [],
      ),
    ),
} satisfies DustRule;
