import { formatLocation } from "../../model/location.ts";
import type { RuleOutcome } from "../../rules/run.ts";
import type { CheckReport } from "../../workflow/check.ts";
import type { CheckDocument, FindingDocument } from "../../workflow/check-document.ts";

/** What `check` prints for people: a block for each finding, what could not be checked, and a summary as the last line. */
export function checkText({ document, advice, unchecked }: CheckReport): string {
  const blocks = document.findings.map((finding) => findingText(finding, advice[finding.rule]));
  const open = unchecked.length > 0 ? [`Could not be checked:\n${unchecked.map(uncheckedLine).join("")}`] : [];
  return [...blocks, ...open, `${summaryLine(document.summary)}\n`].join("\n");
}

function findingText(finding: FindingDocument, advice: CheckReport["advice"][string] | undefined): string {
  const lines = [
    `${finding.severity}[${finding.rule}] ${finding.message}`,
    `  at   ${formatLocation(finding.location)}`,
    ...finding.related.map(({ path, line, column, message }) => `  see  ${path}:${line}:${column} (${message})`),
    ...(advice ? [`  why  ${advice.why}`, `  fix  ${advice.fixHint}`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

function uncheckedLine({ rule, server, reason, at }: RuleOutcome): string {
  const where = at ? ` (${formatLocation(at)})` : "";
  return `  ${rule} on ${server}: ${reason ?? "unknown"}${where}\n`;
}

function summaryLine({ servers, rules, errors, warnings, infos, couldNotCheck }: CheckDocument["summary"]): string {
  const found = [count(errors, "error"), count(warnings, "warning"), count(infos, "info")].filter(
    (each) => each !== "",
  );
  const open = couldNotCheck > 0 ? ` ${couldNotCheck} could not be checked.` : "";
  const what = found.length > 0 ? found.join(", ") : "no problems";
  return `${count(servers, "server") || "No servers"}, ${count(rules, "rule")}: ${what}.${open}`;
}

function count(number: number, noun: string): string {
  return number === 0 ? "" : `${number} ${noun}${number === 1 ? "" : "s"}`;
}
