import { formatPatch, structuredPatch } from "diff";
import type { Change } from "./plan.ts";

const CONTEXT_LINES = 3;

/** How many lines a change adds and removes, counted as `git diff --numstat` does. */
export interface LineCounts {
  insertions: number;
  deletions: number;
}

/** The change as a patch in git's form, which `git apply` takes; empty when it changes nothing. Ends with a newline. */
export function unifiedDiff(change: Change): string {
  if (change.before === change.after) return "";
  const created = change.before === null ? { isCreate: true, newMode: "100644" } : {};
  const deleted = change.after === null ? { isDelete: true, oldMode: "100644" } : {};
  return formatPatch({ ...patchOf(change, CONTEXT_LINES), isGit: true, ...created, ...deleted });
}

/** The line counts of a change; those of a new file are its lines. */
export function countChanges(change: Change): LineCounts {
  const lines = patchOf(change, 0).hunks.flatMap((hunk) => hunk.lines);
  const starting = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
  return { insertions: starting("+"), deletions: starting("-") };
}

function patchOf({ path, before, after }: Change, context: number) {
  const oldName = before === null ? "/dev/null" : `a/${path}`;
  const newName = after === null ? "/dev/null" : `b/${path}`;
  return structuredPatch(oldName, newName, before ?? "", after ?? "", "", "", { context });
}
