import { assertInsertOnly } from "../../edit/splice.ts";
import { UserError } from "../../errors.ts";
import type { Finding } from "../../model/finding.ts";
import { Draft } from "../../plan/draft.ts";
import { type Formatter, formatDraft } from "../../plan/format.ts";
import type { Written } from "../../plan/plan.ts";
import type { Repo } from "../../repo/repo.ts";
import type { Fix } from "../../rules/run.ts";
import type { CheckReport } from "../check.ts";

/** Checks a tree; `server` limits the check to one. */
export type Judge = (repo: Repo, server?: string) => CheckReport;

/** What became of the fixes: the changes that make them, what they mend, and what they could not. */
export interface Fixed {
  changes: Written[];
  mended: Finding[];
  /** A sentence for each finding whose fix was not made. */
  refused: string[];
}

/**
 * Drafts every safe fix of a report, one after another, so that two of one file compose. A fix stays only when its finding
 * is gone afterwards and no error came instead. Throws EditBroken for a change that would not only insert.
 */
export async function draftFixes(
  repo: Repo,
  report: CheckReport,
  judge: Judge,
  formatter: () => Promise<Formatter | null>,
): Promise<Fixed> {
  const draft = new Draft(repo);
  const fixed: Fixed = { changes: [], mended: [], refused: [] };
  const names = new Set(report.document.servers.map((server) => server.name));
  for (const server of new Set([...report.fixes.keys()].map((finding) => finding.server))) {
    fixServer(draft, (tree) => judge(tree, server !== null && names.has(server) ? server : undefined), server, fixed);
  }
  if (draft.changes().length > 0) {
    const format = await formatter();
    if (format) fixed.refused.push(...(await formatDraft(draft, format)));
  }
  fixed.changes = draft.changes();
  for (const { path, before, after } of fixed.changes) if (before !== null) assertInsertOnly(path, before, after);
  return fixed;
}

function fixServer(draft: Draft, judge: (repo: Repo) => CheckReport, server: string | null, fixed: Fixed): void {
  const tried = new Set<string>();
  let report = judge(draft);
  for (let next = untried(report, server, tried); next; next = untried(report, server, tried)) {
    const [finding, fix] = next;
    tried.add(finding.fingerprint);
    const trial = new Draft(draft);
    const after = attempt(trial, fix, judge);
    const reason = typeof after === "string" ? after : whyNot(finding, report, after);
    if (typeof after === "string" || reason !== null) {
      fixed.refused.push(`${finding.rule} in ${finding.server ?? "the host"} was not fixed: ${reason}`);
      continue;
    }
    for (const change of trial.changes()) draft.edit(change.path, change.after);
    fixed.mended.push(finding);
    report = after;
  }
}

function untried(report: CheckReport, server: string | null, tried: ReadonlySet<string>): [Finding, Fix] | undefined {
  return [...report.fixes].find(([finding]) => finding.server === server && !tried.has(finding.fingerprint));
}

/** The report after a fix; a sentence when the host has a form that the fix does not know. */
function attempt(trial: Draft, fix: Fix, judge: (repo: Repo) => CheckReport): CheckReport | string {
  try {
    fix(trial);
    return judge(trial);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

function whyNot({ fingerprint }: Finding, before: CheckReport, after: CheckReport): string | null {
  const remains = after.document.findings.some((finding) => finding.fingerprint === fingerprint && !finding.baselined);
  if (remains) return "its fix does not mend it.";
  const known = new Set(before.document.findings.map((finding) => finding.fingerprint));
  const causes = after.document.findings.some((each) => each.severity === "error" && !known.has(each.fingerprint));
  return causes ? "its fix would cause another error." : null;
}
