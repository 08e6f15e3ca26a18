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
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: [
      "    // mcp-new-ignore-next-line dust/description-verb -- The vendor's own words.",
      '    description: "The body and state of one issue.",',
    ].join("\n"),
    bad: [
      "    // mcp-new-ignore-next-line dust/description-verb -- The vendor's own words.",
      '    description: "Get the body and state of one issue.",',
    ].join("\n"),
  },
};

/** A comment that ignores findings and does not say why. */
export const ignoreWithoutReason: PolicyRule = {
  id: "mcp-new/ignore-without-reason",
  severity: "warning",
  title: "Every ignore comment says why",
  why: "Nobody can tell later whether the finding was accepted or only silenced; such a comment ignores nothing.",
  fixHint: "End the comment with `-- ` and the reason.",
  example: {
    path: "front/lib/api/actions/servers/github/metadata.ts",
    good: "    // mcp-new-ignore-next-line dust/description-verb -- The vendor's own words.\n",
    bad: "    // mcp-new-ignore-next-line dust/description-verb\n",
  },
};

/** A row of the baseline whose finding is gone. */
export const staleBaseline: PolicyRule = {
  id: "mcp-new/stale-baseline",
  severity: "error",
  title: "Every row of the baseline is still found",
  why: "A row whose finding was mended would accept the same fault when it comes back.",
  fixHint: "Write the baseline anew: `mcp-new check --baseline <file> --update-baseline`.",
  example: {
    path: "mcp-new.baseline.json",
    good: '{ "schemaVersion": 1, "findings": [] }\n',
    bad: `${JSON.stringify({
      schemaVersion: 1,
      findings: [
        { fingerprint: "0123456789abcdef", rule: "dust/id-unique", server: "github", message: "Mended since." },
      ],
    })}\n`,
    args: ["--baseline", "mcp-new.baseline.json"],
  },
};

/** The rules about ignores and the baseline. */
export const policyRules: PolicyRule[] = [unusedIgnore, ignoreWithoutReason, staleBaseline];
