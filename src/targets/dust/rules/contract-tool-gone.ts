import { nearName } from "../../../model/near-name.ts";
import { problem } from "../../_shared/verdicts.ts";
import { onToolsOfBoth } from "../contract/deployed.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA } from "../judge/subjects.ts";

export default {
  id: "dust/contract-tool-gone",
  severity: "error",
  title: "Every deployed tool is still there under its name",
  why: "Agents and stored settings, such as a tool's stake or whether it is on, refer to a tool by its name.",
  fixHint: "Keep the tool under its name; to replace it, add the new one beside it first.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: 'name: "get_issue"',
    bad: 'name: "get_issues"',
    args: ["--against", "main"],
  },
  needs: METADATA,
  check: (input) =>
    onToolsOfBoth(input, (now, then, at, { ref }) => {
      const names = new Set(now.map((tool) => tool.name.value));
      const fresh = now.filter((tool) => !then.some((each) => each.name.value === tool.name.value));
      const gone = then.map((tool) => tool.name.value).filter((name) => !names.has(name));
      return gone.map((name) => {
        const near = nearName(
          name,
          fresh.map((tool) => tool.name.value),
        );
        const successor = fresh.find((tool) => tool.name.value === near);
        const what = successor ? `renamed to \`${near}\`` : "removed";
        const message = `The tool \`${name}\` of \`${input.found.name}\`, deployed at ${ref}, was ${what}.`;
        return problem(successor?.name.at ?? at, name, message);
      });
    }),
} satisfies DustRule;
