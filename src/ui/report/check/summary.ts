import type { CheckReport } from "../../../workflow/check.ts";

/** The last line of every format for people: what was looked at, what was found, and what is known or open. */
export function summaryLine({ document, providers }: CheckReport): string {
  const { servers, rules, couldNotCheck } = document.summary;
  const baselined = document.findings.filter((finding) => finding.baselined).length;
  const known = baselined > 0 ? ` ${baselined} in the baseline.` : "";
  const open = couldNotCheck > 0 ? ` ${couldNotCheck} could not be checked.` : "";
  const what = foundText(document.summary) || "no problems";
  const subjects = [counted(servers, "server"), counted(providers, "OAuth provider")].filter((part) => part !== "");
  return `${subjects.join(", ") || "No servers"}, ${counted(rules, "rule")}: ${what}.${known}${open}`;
}

/** Findings by severity, for example `1 error, 2 warnings`; empty when there are none. */
export function foundText(found: { errors: number; warnings: number; infos: number }): string {
  const parts = [counted(found.errors, "error"), counted(found.warnings, "warning"), counted(found.infos, "info")];
  return parts.filter((part) => part !== "").join(", ");
}

/** A number with its noun; empty for none. */
export function counted(number: number, noun: string): string {
  return number === 0 ? "" : `${number} ${noun}${number === 1 ? "" : "s"}`;
}
