import type { FindingDocument } from "../../../workflow/check-document.ts";
import { freshFindings, type Render } from "./render.ts";

const SEVERITY = { error: "critical", warning: "minor", info: "info" } as const;

/** A GitLab code quality report: a JSON array of Code Climate issues. */
export const gitlab: Render = (report, { prefix }) => {
  const seen = new Map<string, number>();
  const issues = freshFindings(report).map((finding) => {
    const count = (seen.get(finding.fingerprint) ?? 0) + 1;
    seen.set(finding.fingerprint, count);
    return issue(finding, count, prefix);
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
};

// GitLab merges issues of the same fingerprint: a second place of one symbol needs its own.
function issue({ rule, severity, message, location, fingerprint }: FindingDocument, count: number, prefix: string) {
  const { path, line, endLine } = location;
  return {
    type: "issue",
    check_name: rule,
    description: message,
    categories: ["Bug Risk"],
    severity: SEVERITY[severity],
    fingerprint: count === 1 ? fingerprint : `${fingerprint}-${count}`,
    location: { path: `${prefix}${path}`, lines: { begin: line, end: endLine } },
  };
}
