import { formatLocation } from "../../../model/location.ts";
import type { RuleText } from "../../../workflow/check.ts";
import type { FindingDocument } from "../../../workflow/check-document.ts";
import {
  fixCommand,
  freshFindings,
  type OpenQuestion,
  oneLine,
  openQuestions,
  type Render,
  type RenderOptions,
} from "./render.ts";
import { summaryLine } from "./summary.ts";

/** One plain line a finding, and one for each thing that could not be checked: `path:line:col: severity rule: message help: …`. */
export const agent: Render = (report, options) => {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const lines = [
    ...freshFindings(report).map((finding) => findingLine(finding, rules.get(finding.rule), options)),
    ...openQuestions(report).map(openLine),
  ];
  return [...lines.map(oneLine), summaryLine(report), ""].join("\n");
};

function findingLine(finding: FindingDocument, rule: RuleText | undefined, options: RenderOptions): string {
  const { severity, message, related, location } = finding;
  const see = related.map((place) => ` see ${place.path}:${place.line}:${place.column} (${place.message}).`).join("");
  const command = fixCommand(finding, options);
  const help = rule ? ` help: ${rule.fixHint}${command === null ? "" : ` Or run: ${command}`}` : "";
  return `${formatLocation(location)}: ${severity} ${finding.rule}: ${message}${see}${help}`;
}

function openLine({ rules, server, reason, at }: OpenQuestion): string {
  const whose = server === null ? "" : ` on ${server}`;
  const where = at ? `${formatLocation(at)}: ` : "";
  return `${where}note ${rules.join(", ")}: could not be checked${whose}: ${reason}`;
}
