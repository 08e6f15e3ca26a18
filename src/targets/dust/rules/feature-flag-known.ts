import { notApplicable } from "../../_shared/verdicts.ts";
import { addFeatureFlag } from "../fixes/side-lists.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { flagsIn } from "../judge/flags.ts";
import { listedIn } from "../judge/listed-in.ts";
import { PATHS } from "../paths.ts";
import { featureFlags } from "../registry/side-lists.ts";

export default {
  id: "dust/feature-flag-known",
  severity: "error",
  title: "The feature flags of the restriction exist",
  why: "A flag that no workspace can be given hides the server from everybody.",
  fixHint: "Add the flag to `WHITELISTABLE_FEATURES_CONFIG` in types/shared/feature_flags.ts.",
  example: {
    path: PATHS.constants,
    good: '"openai_usage_mcp"',
    bad: '"openai_usage_mpc"',
  },
  needs: ["dust/entry-present"],
  check: ({ found, host }) => {
    const gate = found.entry?.properties.get("isRestricted");
    const flags = gate ? flagsIn(gate, host.sources) : [];
    if (flags.length === 0) return [notApplicable("no feature flag restricts it")];
    const add = (flag: string) => addFeatureFlag(flag, found.name, host);
    const legal = { list: featureFlags(host), noun: "a feature flag", file: PATHS.featureFlags, add };
    return flags.flatMap((flag) => listedIn(`a feature flag of \`${found.name}\``, flag, legal));
  },
} satisfies DustRule;
