import type { Rule } from "./rule.ts";

/** What there is to say about a rule that is judged by the run itself and not by looking at an integration. */
export type PolicyRule = Omit<Rule, "check">;

/** A comment or an entry of the configuration that ignores findings, and finds none. */
export const unusedIgnore: PolicyRule = {
  id: "mcp-new/unused-ignore",
  severity: "warning",
  title: "Every ignore has something to ignore",
  why: "An ignore that outlives its finding hides the next one at the same place.",
  fixHint: "Remove the comment or the entry, or mend the rule's id or the server's name in it.",
};

/** A comment that ignores findings and does not say why. */
export const ignoreWithoutReason: PolicyRule = {
  id: "mcp-new/ignore-without-reason",
  severity: "warning",
  title: "Every ignore comment says why",
  why: "Nobody can tell later whether the finding was accepted or only silenced; such a comment ignores nothing.",
  fixHint: "End the comment with `-- ` and the reason.",
};

/** A row of the baseline whose finding is gone. */
export const staleBaseline: PolicyRule = {
  id: "mcp-new/stale-baseline",
  severity: "error",
  title: "Every row of the baseline is still found",
  why: "A row whose finding was mended would accept the same fault when it comes back.",
  fixHint: "Write the baseline anew: `mcp-new check --baseline <file> --update-baseline`.",
};

/** The rules about ignores and the baseline. */
export const policyRules: PolicyRule[] = [unusedIgnore, ignoreWithoutReason, staleBaseline];
