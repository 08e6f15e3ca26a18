import { Cancelled, EXIT, UserError } from "../errors.ts";
import { unifiedDiff } from "../plan/diff.ts";
import type { Change, Command } from "../plan/plan.ts";
import type { CommandResult, Edge } from "./edge.ts";
import { reviewPlan } from "./review.ts";

/** How a writing command was asked to write. `--dry-run` always wins; `--diff` writes only together with `--yes`. */
export interface WriteOptions {
  dryRun: boolean;
  diff: boolean;
  yes: boolean;
  verify: boolean;
}

/** What became of a plan. `verification` is null when nothing was run after the write. */
export interface CarriedOut {
  applied: boolean;
  verification: CommandResult[] | null;
}

/** Why a run that could neither ask nor was told what to do is refused (exit 3), or null for any other. */
export function writeRefusal(options: WriteOptions, edge: Pick<Edge, "ask">): UserError | null {
  if (options.yes || options.dryRun || options.diff || edge.ask) return null;
  return new UserError("answer-needed", "There is no terminal to confirm the changes on. Nothing was written.", {
    exitCode: EXIT.answerNeeded,
    hint: "Give --yes to write, --dry-run to list the changes, or --diff to see them.",
  });
}

/** True for a run that may end in a write; false for a dry run and for a preview. */
export function mayWrite(options: WriteOptions, edge: Edge): boolean {
  return !options.dryRun && (options.yes || (!options.diff && edge.ask !== null));
}

/** Reviews, applies and verifies a plan: the one path of the dry run, the preview and the real run. */
export async function carryOut(
  changes: Change[],
  then: Command[],
  options: WriteOptions,
  edge: Edge,
): Promise<CarriedOut> {
  edge.stopIfInterrupted();
  if (!mayWrite(options, edge) || changes.length === 0) return { applied: false, verification: null };
  if (!options.yes && edge.ask && !(await reviewPlan(edge.ask, changes, { say: edge.say, diff: unifiedDiff })))
    throw new Cancelled();
  await edge.apply({ changes, then });
  return { applied: true, verification: options.verify && then.length > 0 ? await runAll(then, edge) : null };
}

async function runAll(commands: Command[], edge: Edge): Promise<CommandResult[]> {
  const results: CommandResult[] = [];
  for (const command of commands) {
    edge.say(`${command.title} …`);
    const result = await edge.run(command);
    if (!result.ok) edge.warn(`${result.title} failed: ${result.command}\n${result.output}`);
    results.push(result);
  }
  return results;
}
