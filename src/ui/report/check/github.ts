import { SEVERITIES } from "../../../model/finding.ts";
import type { FindingDocument } from "../../../workflow/check-document.ts";
import { freshFindings, type Render } from "./render.ts";
import { foundText } from "./summary.ts";

/** The kind of annotation for each severity. */
const KINDS = { error: "error", warning: "warning", info: "notice" } as const;

/** GitHub shows ten annotations of each kind that a step prints, and drops the others. */
const SHOWN = 10;

/** Workflow commands that GitHub shows as annotations, the gravest first; a last notice counts those that it would drop. */
export const github: Render = (report, { prefix }) => {
  const bySeverity = SEVERITIES.map((severity) => freshFindings(report).filter((each) => each.severity === severity));
  const dropped = bySeverity.some((findings) => findings.length > SHOWN);
  // The notice about the rest takes the place of one.
  const shown = bySeverity.map((findings, at) => findings.slice(0, at === 2 && dropped ? SHOWN - 1 : SHOWN));
  const [errors = 0, warnings = 0, infos = 0] = bySeverity.map((all, at) => all.length - (shown[at]?.length ?? 0));
  const rest = foundText({ errors, warnings, infos });
  const lines = shown.flat().map((finding) => annotation(finding, prefix));
  if (rest !== "") lines.push(`::notice title=mcp-new::${data(`${rest} more; the log has all of them.`)}`);
  return lines.map((line) => `${line}\n`).join("");
};

function annotation({ severity, rule, message, location }: FindingDocument, prefix: string): string {
  const { path, line, endLine, column, endColumn } = location;
  const file = `${prefix}${path}`;
  // GitHub takes columns only for a range on one line.
  const columns = line === endLine ? { col: column, endColumn: lastColumn(column, endColumn) } : {};
  const range = { file, line, endLine, ...columns };
  const properties = Object.entries({ ...range, title: rule }).map(([name, value]) => `${name}=${property(value)}`);
  return `::${KINDS[severity]} ${properties.join(",")}::${data(`${message}\nmcp-new explain ${rule}`)}`;
}

function lastColumn(column: number, endColumn: number): number {
  return Math.max(column, endColumn - 1);
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(value: string | number): string {
  return data(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
