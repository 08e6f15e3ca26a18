import type { Verdict } from "../../../rules/rule.ts";
import { problem } from "../../_shared/verdicts.ts";
import { type NamedTool, onToolsOfBoth } from "../contract/deployed.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { METADATA } from "../judge/subjects.ts";

// From the level at which nobody is asked upwards.
const LEVELS = ["never_ask", "low", "medium", "high"];

export default {
  id: "dust/contract-stake-lowered",
  severity: "warning",
  title: "No deployed tool has a lower stake than it had",
  why: "Agents that had to ask a person before they ran the tool run it without asking from the next deployment on.",
  fixHint: "Keep the stake, or say in the change's description why asking is no longer needed.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: 'stake: "low",',
    bad: 'stake: "never_ask",',
    args: ["--against", "main"],
  },
  needs: [...METADATA, "dust/stake-value"],
  check: (input) =>
    onToolsOfBoth(input, (now, then, _at, { ref }) =>
      now.flatMap((tool) => {
        const old = then.find((each) => each.name.value === tool.name.value);
        return old ? lowered(tool, old, input.found.name, ref) : [];
      }),
    ),
} satisfies DustRule;

function lowered(tool: NamedTool, old: NamedTool, server: string, ref: string): Verdict[] {
  const label = `\`${tool.name.value}\``;
  if (!tool.stake?.known || !old.stake) return [];
  const { value, at } = tool.stake;
  if (!old.stake.known) {
    return [{ kind: "unknown", at, reason: `the stake of ${label} at ${ref} cannot be worked out: ${old.stake.why}` }];
  }
  const [before, after] = [old.stake.value, value].map((level) => LEVELS.indexOf(level));
  if (before === undefined || after === undefined || after < 0 || after >= before) return [];
  return [
    problem(
      at,
      tool.name.value,
      `The stake of ${label} (\`${server}\`) is \`${value}\`, and was \`${old.stake.value}\` at ${ref}.`,
    ),
  ];
}
