import { problem } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { listedIn } from "../judge/listed-in.ts";
import { METADATA, onTools } from "../judge/subjects.ts";
import { PATHS } from "../paths.ts";
import { stakeLevels } from "../registry/side-lists.ts";

export default {
  id: "dust/stake-value",
  severity: "error",
  title: "Every tool has a stake that the checkout knows",
  why: "The stake decides whether a person is asked before the tool runs; without one Dust falls back to the highest.",
  fixHint: "Set `stake` (in layout `legacy`, the tool's row of `X_TOOL_STAKES`) to one of `MCP_TOOL_STAKE_LEVELS`.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: 'stake: "low"',
    bad: 'stake: "lowest"',
  },
  needs: METADATA,
  check: ({ found, host }) => {
    const legal = { list: stakeLevels(host), noun: "a stake level", file: PATHS.actionConstants };
    return onTools(found, (tool, label) => {
      // Layout `legacy` keeps the stakes in an object of their own, which dust/stake-per-tool judges.
      if (!tool.stake && found.layout === "legacy") return [];
      if (!tool.stake) return [problem(tool.at, label, `\`${label}\` of \`${found.name}\` has no stake.`)];
      return listedIn(`the stake of \`${label}\``, tool.stake, legal);
    });
  },
} satisfies DustRule;
