import { fold } from "../../../edit/fold.ts";
import { notApplicable, onFact, problem, unknown } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";

export default {
  id: "dust/preview-gated",
  severity: "warning",
  title: "A preview says who may see it",
  why: "A preview without a restriction is shown to every workspace.",
  fixHint: 'Add `isRestricted: ({ featureFlags }) => !featureFlags.includes("…")` to the entry.',
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: '    isRestricted: ({ featureFlags }) => {\n      return !featureFlags.includes("openai_usage_mcp");\n    },',
    bad: "    isRestricted: undefined,",
  },
  needs: ["dust/entry-present"],
  check: ({ found, host }) => {
    const { entry } = found;
    if (!entry) return [notApplicable("it has no entry")];
    return onFact("`isPreview`", entry.isPreview, (isPreview, at) => {
      const gate = entry.properties.get("isRestricted");
      const value = gate && fold(gate, host.sources);
      const isGated = gate !== undefined && !(value?.known && (value.value === undefined || value.value === null));
      if (!isPreview || isGated) return [];
      if (!gate && entry.open) return [unknown("whether something restricts it", entry.open)];
      return [problem(at, "isPreview", `\`${found.name}\` is a preview, and nothing restricts it.`)];
    });
  },
} satisfies DustRule;
