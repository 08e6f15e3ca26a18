import { locationOf } from "../../../edit/ts.ts";
import { notApplicable, problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { exportedShapes, isNamedIn } from "../judge/legacy/exported-shapes.ts";
import { HANDLERS, METADATA, onMetadata } from "../judge/subjects.ts";

export default {
  id: "dust/schema-unused",
  severity: "warning",
  title: "Every exported schema is the schema of a tool",
  why: "A schema that nothing uses is mostly that of a tool that was forgotten, or that has the schema of another.",
  fixHint: "Give the schema to its tool in `X_TOOLS` and in the `server.tool` call, or remove it.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/servers/jira/metadata.ts",
    good: "export const JIRA_TOOLS:",
    bad: "export const deleteIssueSchema = { ...getIssueSchema };\n\nexport const JIRA_TOOLS:",
  },
  needs: [...METADATA, ...HANDLERS, "dust/tool-sets-match", "dust/schema-drift"],
  check: ({ found, all, host }) => {
    if (found.layout !== "legacy") return [notApplicable("tools of this layout hold their schemas")];
    return onMetadata(found, ({ path }) => {
      const source = host.sources.source(path);
      const unused = source ? exportedShapes(source).filter((name) => !isNamedIn(name, source)) : [];
      // Most schemas are used beside where they are declared; the other modules are asked for the rest.
      return unused
        .filter((name) => !all.some((each) => each.implementation()?.modules.some((module) => isNamedIn(name, module))))
        .map((name) => {
          const message = `The schema \`${name.text}\` of \`${found.name}\` is exported, and no server uses it.`;
          return problem(locationOf(name), name.text, message);
        });
    });
  },
} satisfies DustRule;
