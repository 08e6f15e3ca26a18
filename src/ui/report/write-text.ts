import { findingsText } from "../../model/finding.ts";
import type { CommandResult } from "../../workflow/edge.ts";
import type { ChangeDocument, WriteDocument } from "../../workflow/write-document.ts";

/** What a writing command prints for people: its diff or its list of changes, what is left to do, and a summary line. */
export function writeText(document: WriteDocument): string {
  const changed = document.changes.filter((change) => change.action !== "unchanged");
  const diffs = changed.flatMap((change) => change.diff ?? []);
  const sections = [
    diffs.length > 0 ? diffs.join("") : changed.map(changeLine).join(""),
    (document.verification ?? []).map(verificationText).join(""),
    findingsText(document.findings),
    document.applied || changed.length === 0 ? nextText(document.next) : "",
    `${summary(document, changed)}\n`,
  ];
  return sections.filter((section) => section !== "").join("\n");
}

function changeLine({ action, path, insertions, deletions }: ChangeDocument): string {
  return `  ${action.padEnd(6)}  ${path}  +${insertions}${deletions > 0 ? ` -${deletions}` : ""}\n`;
}

function verificationText({ title, command, ok }: CommandResult): string {
  return `${title}: ${ok ? "passed" : "FAILED"} (${command})\n`;
}

function nextText(next: string[]): string {
  if (next.length === 0) return "";
  return `Next:\n${next.map((step, index) => `  ${index + 1}. ${step}\n`).join("")}`;
}

function summary({ command, server, applied, layout, next }: WriteDocument, changed: ChangeDocument[]): string {
  if (changed.length === 0 && next.length > 0)
    return `${server} is registered; what differs was kept. Nothing was written.`;
  if (changed.length === 0 && command === "migrate")
    return `${server} has the layout ${layout} already: nothing to do.`;
  if (changed.length === 0 && command === "add-tool")
    return `${server} has what would be added already: nothing to do (requests and the code of handlers are not compared).`;
  if (changed.length === 0) return `${server} is registered and every file is as it would be generated: nothing to do.`;
  const created = changed.filter((change) => change.action === "create").length;
  const deleted = changed.filter((change) => change.action === "delete").length;
  const gone = deleted === 0 ? "" : `, ${deleted} deleted`;
  const counts = `${created} created, ${changed.length - created - deleted} edited${gone}`;
  const files = `${changed.length} ${changed.length === 1 ? "file" : "files"}: ${counts}`;
  const where = layout === null ? "" : ` (layout ${layout})`;
  return applied ? `${server}${where}: ${files}.` : `${server}${where}: ${files}. Nothing was written.`;
}
