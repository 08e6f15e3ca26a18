import { fold, foldObjectEntries } from "../../../edit/fold.ts";
import { locationOf } from "../../../edit/ts.ts";
import { factValue } from "../../../model/found.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { stringFact } from "../../_shared/facts.ts";
import { notApplicable, onFact, problem, unknown } from "../../_shared/verdicts.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { listedIn } from "../judge/listed-in.ts";
import { METADATA, onMetadata } from "../judge/subjects.ts";
import { PATHS } from "../paths.ts";
import { retryPolicies } from "../registry/side-lists.ts";

export default {
  id: "dust/retry-policy-known",
  severity: "warning",
  title: "Retry policies are those of the server's tools",
  why: "The keys are plain strings: a policy of a tool that does not exist is never used.",
  fixHint: "Use names of tools, or `default`, and one of `MCP_TOOL_RETRY_POLICIES`.",
  example: {
    path: "front/lib/actions/mcp_internal_actions/constants.ts",
    good: '{ default: "retry_on_interrupt" }',
    bad: '{ defaults: "retry_on_interrupt" }',
  },
  needs: METADATA,
  check: ({ found, host }) => {
    const given = found.entry?.properties.get("tools_retry_policies");
    const value = given && fold(given, host.sources);
    if (!given || (value?.known && !value.value)) return [notApplicable("it has no retry policies")];
    const legal = { list: retryPolicies(host), noun: "a retry policy", file: PATHS.actionConstants };
    return onMetadata(found, (metadata) =>
      onFact("the list of tools", metadata.tools, (tools) =>
        foldObjectEntries(given, host.sources).flatMap((entry): Verdict[] => {
          const at = locationOf(entry.node);
          if (!entry.known) return [unknown("a retry policy", { at, why: entry.why })];
          const isTool =
            entry.key === "default" || tools.some((tool) => (factValue(tool.name) ?? entry.key) === entry.key);
          const message = `\`${found.name}\` has a retry policy for \`${entry.key}\`, which is none of its tools.`;
          if (!isTool) return [problem(at, entry.key, message)];
          return entry.value ? listedIn("the retry policy", stringFact(entry.value, host.sources), legal) : [];
        }),
      ),
    );
  },
} satisfies DustRule;
