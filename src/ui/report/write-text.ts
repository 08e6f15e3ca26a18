import type { CommandResult } from "../../workflow/edge.ts";
import type { ChangeDocument, WriteDocument } from "../../workflow/write-document.ts";

/** What a writing command prints for people: its diff or its list of changes, what is left to do, and a summary line. */
export function writeText(document: WriteDocument): string {
  const changed = document.changes.filter((change) => change.action !== "unchanged");
  const diffs = changed.flatMap((change) => change.diff ?? []);
  const sections = [
    diffs.length > 0 ? diffs.join("") : changed.map(changeLine).join(""),
    (document.verification ?? []).map(verificationText).join(""),
    document.findings.map((finding) => `${finding.severity}[${finding.rule}] ${finding.message}\n`).join(""),
    document.applied ? nextText(document.next) : "",
    `${summary(document, changed)}\n`,
  ];
  return sections.filter((section) => section !== "").join("\n");
}

function changeLine({ action, path, insertions, deletions }: ChangeDocument): string {
  return `  ${action.padEnd(6)}  ${path}  +${insertions}${deletions > 0 ? ` -${deletions}` : ""}\n`;
}

function verificationText({ title, command, ok, output }: CommandResult): string {
  return ok ? `${title}: passed (${command})\n` : `${title}: FAILED (${command})\n${output}\n`;
}

function nextText(next: string[]): string {
  return `Next:\n${next.map((step, index) => `  ${index + 1}. ${step}\n`).join("")}`;
}

function summary({ server, applied, layout }: WriteDocument, changed: ChangeDocument[]): string {
  if (changed.length === 0) return `${server} is registered and every file is as it would be generated: nothing to do.`;
  const created = changed.filter((change) => change.action === "create").length;
  const files = `${changed.length} files: ${created} created, ${changed.length - created} edited`;
  const where = layout === null ? "" : ` (layout ${layout})`;
  return applied ? `${server}${where}: ${files}.` : `${server}${where}: ${files}. Nothing was written.`;
}
