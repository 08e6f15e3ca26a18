import { EXIT, UserError } from "../../errors.ts";
import { Draft } from "../../plan/draft.ts";
import type { Change, Command, Written } from "../../plan/plan.ts";
import type { Repo } from "../../repo/repo.ts";
import type { CheckReport } from "../check.ts";
import type { FindingDocument } from "../check-document.ts";
import type { Edge } from "../edge.ts";
import { changeDocument } from "../write-document.ts";
import { baselineChange } from "./baseline-file.ts";
import { draftFixes, type Judge } from "./fix.ts";
import type { Policy } from "./policy.ts";

/** What a check was asked to write, and how. */
export interface Writing {
  fix: boolean;
  updateBaseline: boolean;
  dryRun: boolean;
  diff: boolean;
  yes: boolean;
}

/** Refuses flags about changes for a check that makes none: exit 2. */
export function assertHasChanges({ fix, updateBaseline, ...how }: Writing): void {
  const flag = how.dryRun ? "--dry-run" : how.diff ? "--diff" : how.yes ? "--yes" : null;
  if (fix || updateBaseline || flag === null) return;
  throw new UserError("nothing-to-write", `${flag} is about changes, and a check alone makes none.`, {
    exitCode: EXIT.usage,
    hint: "Give it together with --fix or --update-baseline, or leave it out.",
  });
}

/** True for a check that writes what there is to write; false for one that makes no changes, or only shows them. */
export function asksToWrite({ fix, updateBaseline, dryRun, diff, yes }: Writing): boolean {
  return (fix || updateBaseline) && !dryRun && (yes || !diff);
}

/** A check that may write: how a tree is judged, by which policy, and the host's tree. */
export interface Checking {
  judge: Judge;
  /** Judges a tree whose findings are all accepted. */
  accept: Judge;
  policy: Policy;
  tree: Repo;
}

/** What a check reports, and the findings that its fixes leave or, when they are only shown, would leave. */
export interface CarriedOut {
  report: CheckReport;
  remaining: readonly FindingDocument[];
}

/**
 * Checks; makes the fixes and the baseline that were asked for, all or nothing; and reports the tree as the run leaves it:
 * what remains. A dry run and a preview draft the same changes, report what is there now, and write nothing.
 */
export async function carryOutChanges(checking: Checking, options: Writing, edge: Edge): Promise<CarriedOut> {
  const { judge, accept, policy, tree } = checking;
  const first = judge(tree);
  if (!options.fix && !options.updateBaseline) return { report: first, remaining: first.document.findings };
  const fixed = options.fix ? await fixAll(first, checking, edge) : { changes: [], tree, report: first, mended: 0 };
  const known = policy.baseline && options.updateBaseline ? baselineChange(policy.baseline, fixed.report.accepted) : [];
  const changes: Change[] = [...fixed.changes, ...known];
  const writes = asksToWrite(options) && changes.length > 0;
  const then: Command[] = [];
  if (writes) await edge.apply({ changes, then });
  if (options.fix) edge.say(summaryOf(fixed, writes));
  // A preview mends and accepts nothing: what it reports is still there.
  const left = asksToWrite(options) ? fixed.report : first;
  const report = writes && known.length > 0 ? accept(fixed.tree) : left;
  const documents = changes.map((each) => changeDocument(each, options.diff));
  const document = { ...report.document, applied: writes, changes: documents };
  const { findings } = writes && known.length > 0 ? report.document : fixed.report.document;
  return { report: { ...report, document, toJSON: () => document }, remaining: findings };
}

/** What fixes make of a tree, and how many findings they mend. */
interface Mended {
  changes: Written[];
  tree: Repo;
  report: CheckReport;
  mended: number;
}

function summaryOf({ mended, report }: Mended, written: boolean): string {
  const remaining = report.document.findings.filter((finding) => !finding.baselined).length;
  if (mended === 0) return remaining === 0 ? "There is nothing to fix." : "Nothing can be fixed safely.";
  const rest = written || remaining === 0 ? "" : ` ${remaining} would remain.`;
  return `${written ? "Fixed" : "Would fix"} ${mended === 1 ? "1 finding" : `${mended} findings`}.${rest}`;
}

async function fixAll(first: CheckReport, { judge, tree }: Checking, edge: Edge): Promise<Mended> {
  const { changes, mended, refused } = await draftFixes(tree, first, judge, edge.formatter);
  for (const sentence of refused) edge.say(sentence);
  const fixed = new Draft(tree);
  for (const { path, after } of changes) fixed.edit(path, after);
  return { changes, tree: fixed, mended: mended.length, report: changes.length === 0 ? first : judge(fixed) };
}
