import type { ChecklistItem, FindingDocument } from "../../../workflow/check-document.ts";
import { freshFindings, type OpenQuestion, oneLine, openQuestions, type Render } from "./render.ts";
import { summaryLine } from "./summary.ts";

/** A step summary holds 1 MiB: more findings than these are counted only. */
const ROWS = 500;
/** Names that a cell of the checklist lists. */
const NAMES = 8;

/** For a step summary or a comment: a heading, the findings and the checklist as tables, and a summary as the last line. */
export const markdown: Render = (report) => {
  const findings = freshFindings(report);
  const more = findings.length > ROWS ? `\n${findings.length - ROWS} more findings are not shown.\n` : "";
  const open = openQuestions(report).slice(0, ROWS);
  const sections = [
    "## mcp-new check\n",
    findings.length === 0
      ? ""
      : table(["Severity", "Where", "Rule", "Finding"], findings.slice(0, ROWS).map(findingRow)) + more,
    open.length === 0 ? "" : `### Could not be checked\n\n${table(["Rules", "Server", "Why"], open.map(openRow))}`,
    `### Checklist\n\n${table(["Item", "Status", "Servers"], report.document.checklist.map(checklistRow))}`,
    `${cell(summaryLine(report))}\n`,
  ];
  return sections.filter((section) => section !== "").join("\n");
};

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |\n`).join("");
}

function findingRow({ severity, rule, message, location }: FindingDocument): string[] {
  return [severity, code(`${location.path}:${location.line}`), code(rule), cell(message)];
}

function openRow({ rules, server, reason }: OpenQuestion): string[] {
  return [rules.map(code).join(", "), server === null ? "" : code(server), cell(reason)];
}

function checklistRow({ item, status, servers }: ChecklistItem): string[] {
  return [cell(item), status.replaceAll("-", " "), status === "pass" ? String(servers.length) : namesText(servers)];
}

function namesText(names: string[]): string {
  const more = names.length > NAMES ? ` and ${names.length - NAMES} more` : "";
  return `${names.slice(0, NAMES).map(code).join(", ")}${more}`;
}

function code(text: string): string {
  return `\`${oneLine(text).replaceAll("|", "\\|").replaceAll("`", "'")}\``;
}

/** Text as a cell: what stands in backticks stays as it is, of the rest nothing is taken for a mark or a tag. */
function cell(text: string): string {
  const parts = oneLine(text).split(/(`[^`]*`)/);
  const plain = (part: string): string => part.replace(/[\\*<>[\]]/g, (sign) => `\\${sign}`);
  return parts.map((part, at) => (at % 2 === 0 ? plain(part) : part).replaceAll("|", "\\|")).join("");
}
