import type { CheckReport } from "../../../workflow/check.ts";
import type { ChangeDocument } from "../../../workflow/write-document.ts";
import { oneLine } from "./render.ts";

/** The files that a check writes or would write: diffs where they were asked for, else a line each; empty without any. */
export function changesText({ document }: CheckReport): string {
  const { changes, applied } = document;
  if (changes === undefined) return "";
  if (changes.length === 0) return "No changes.\n";
  const head = applied ? "Written:" : "Would be written:";
  return `${head}\n${changes.map(changeText).join("")}`;
}

function changeText({ path, action, insertions, deletions, diff }: ChangeDocument): string {
  const line = `  ${action.padEnd(6)}  ${oneLine(path)}  +${insertions}${deletions > 0 ? ` -${deletions}` : ""}\n`;
  return diff === undefined ? line : diff.replace(/[^\P{Cc}\t\r\n]/gu, "\uFFFD");
}
