import { onFact, problem, unknown } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { LEGACY_IDS } from "../registry/read.ts";

export default {
  id: "dust/id-not-retired",
  severity: "error",
  title: "The id is not that of a removed server",
  why: "What was stored for the removed server would be resolved to this one.",
  fixHint: "Give the server the next free id.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: "  github: {\n    id: 1,",
    bad: "  github: {\n    id: 28,",
  },
  needs: ["dust/entry-present", "dust/id-positive"],
  check: ({ found, host }) =>
    onFact("the id", found.entry?.id, (id, at) => {
      const { legacyIds } = host.registry();
      const retired = legacyIds.find((fact) => fact.known && fact.value === id);
      if (retired) {
        const message = `\`${found.name}\` has the id ${id}, which \`${LEGACY_IDS}\` reserves for a removed server.`;
        return [problem(at, "id", message, { at: retired.at, message: "reserved here" })];
      }
      const open = legacyIds.find((fact) => !fact.known);
      return open && !open.known ? [unknown(`a row of \`${LEGACY_IDS}\``, open)] : [];
    }),
} satisfies DustRule;
