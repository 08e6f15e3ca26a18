import { stringFact } from "../../_shared/facts.ts";
import { onFact, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { onRegistrations } from "../judge/legacy/registrations.ts";
import { HANDLERS, METADATA } from "../judge/subjects.ts";

export default {
  id: "dust/description-drift",
  severity: "warning",
  title: "A tool has one description, in metadata.ts and in `server.tool`",
  why: "Layout `legacy` writes it twice: people are shown that of the metadata, and the model reads the other.",
  fixHint: "Write the same text in `X_TOOLS` and in the `server.tool` call.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/servers/jira/index.ts",
    good: '"Search Jira issues with JQL."',
    bad: '"Search issues."',
  },
  needs: [...METADATA, ...HANDLERS, "dust/tool-sets-match", "dust/tool-name-unique"],
  check: ({ found, host }) =>
    onRegistrations(found, ({ name, tool, registered }) => {
      const { description } = registered;
      if (!description || !tool.description) return [];
      return onFact(`the description of \`${name}\``, tool.description, (listed, listedAt) =>
        onFact(`the description of \`${name}\``, stringFact(description, host.sources), (text, at) => {
          if (text === listed) return [];
          const message = `\`${name}\` of \`${found.name}\` is registered with another description than its metadata have.`;
          return [problem(at, name, message, { at: listedAt, message: "the metadata have this one" })];
        }),
      );
    }),
} satisfies DustRule;
