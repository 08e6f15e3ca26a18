import type { Change } from "../plan/plan.ts";
import type { Ask } from "./question.ts";

/** What a review shows a plan with: lines for the person, and the unified diff of one change. */
export interface ReviewEdge {
  say(text: string): void;
  diff(change: Change): string;
}

/**
 * Shows the changes of a plan and asks whether to write them, with their diff on demand. False when the person declines;
 * rejects with `Cancelled` when the person leaves. Nothing is written here.
 */
export async function reviewPlan(ask: Ask, changes: readonly Change[], edge: ReviewEdge): Promise<boolean> {
  const diffs = changes.map((change) => edge.diff(change));
  edge.say(summaryOf(changes, diffs));
  for (;;) {
    const answer = await ask({
      kind: "select",
      message: "Write these changes?",
      flag: "--yes",
      choices: [
        { value: "write", label: "Write these changes" },
        { value: "diff", label: "Show the diff" },
        { value: "cancel", label: "Cancel", hint: "nothing is written" },
      ],
    });
    if (answer !== "diff") return answer === "write";
    edge.say(diffs.join("\n"));
  }
}

/** One line a file with what it gains and loses, and a total, like `2 files: 1 created, 1 edited`; deleted ones where there are any. */
function summaryOf(changes: readonly Change[], diffs: readonly string[]): string {
  const created = changes.filter((change) => change.before === null).length;
  const deleted = changes.filter((change) => change.after === null).length;
  const lines = changes.map((change, index) => `  ${lineOf(change, diffs[index] ?? "")}`);
  const files = changes.length === 1 ? "1 file" : `${changes.length} files`;
  const gone = deleted === 0 ? "" : `, ${deleted} deleted`;
  return [...lines, "", `${files}: ${created} created, ${changes.length - created - deleted} edited${gone}`].join("\n");
}

function lineOf(change: Change, diff: string): string {
  const hunks = diff.slice(Math.max(diff.indexOf("\n@@"), 0)).split("\n");
  const gained = hunks.filter((line) => line.startsWith("+")).length;
  const lost = hunks.filter((line) => line.startsWith("-")).length;
  const action = change.before === null ? "create" : change.after === null ? "delete" : "edit  ";
  return `${action}  ${change.path}  +${gained} -${lost}`;
}
