import { assertInsertOnly } from "../edit/splice.ts";
import { assertParses } from "../edit/ts.ts";
import { EXIT, UserError } from "../errors.ts";
import type { Finding } from "../model/finding.ts";
import { Draft } from "../plan/draft.ts";
import { type Formatter, formatDraft } from "../plan/format.ts";
import type { Change } from "../plan/plan.ts";
import type { Repo } from "../repo/repo.ts";
import { runRules } from "../rules/run.ts";
import type { Host, Target } from "../targets/target.ts";

/** What to do with a generated file that exists and differs. */
export type ConflictPolicy = "abort" | "skip" | "overwrite";

/** A drafted piece of work: every recorded file, the conflicts among them, and what the rules say about the result. */
export interface Proposal {
  draft: Draft;
  /** Files that differ from the disk. */
  changes: Change[];
  /** Recorded files that the disk already holds as they should be. */
  unchanged: string[];
  /** Generated files that exist and differ. */
  conflicts: string[];
  findings: Finding[];
}

/** Drafts over `repo`, formats the draft, proves its edits and runs the target's rules on the result. */
export async function propose(
  target: Target,
  repo: Repo,
  name: string,
  formatter: Formatter | null,
  scaffold: (draft: Draft) => void,
  newline: "\n" | "\r\n",
): Promise<Proposal> {
  const draft = new Draft(repo);
  scaffold(draft);
  if (formatter) await formatDraft(draft, formatter);
  useNewline(draft, newline);
  for (const change of draft.changes()) {
    assertParses(change.path, change.after);
    if (change.before !== null && !draft.owns(change.path)) assertInsertOnly(change.path, change.before, change.after);
  }
  const recorded = draft.recorded();
  return {
    draft,
    changes: draft.changes(),
    unchanged: recorded.filter((change) => change.before === change.after).map((change) => change.path),
    conflicts: draft
      .changes()
      .filter((c) => c.before !== null && draft.owns(c.path))
      .map((c) => c.path),
    findings: findingsOn(target, draft, name),
  };
}

/** Applies a policy to the conflicts of a proposal. Throws UserError (exit 4) for `abort`, naming every file. */
export function settleConflicts(proposal: Proposal, policy: ConflictPolicy): Proposal {
  if (proposal.conflicts.length === 0 || policy === "overwrite") return proposal;
  if (policy === "abort") throw conflictError(proposal.conflicts);
  const skipped = new Set(proposal.conflicts);
  return { ...proposal, changes: proposal.changes.filter((change) => !skipped.has(change.path)) };
}

function conflictError(paths: string[]): UserError {
  const files = paths.length === 1 ? "A file exists and differs" : `${paths.length} files exist and differ`;
  return new UserError("file-differs", `${files} from what would be generated. Nothing was written.`, {
    exitCode: EXIT.conflict,
    hint: "Keep yours with --on-conflict skip, or replace them with --on-conflict overwrite.",
    details: paths.map((path) => ({ message: "exists and differs", at: path })),
  });
}

function useNewline(draft: Draft, newline: "\n" | "\r\n"): void {
  if (newline === "\n") return;
  for (const { path, after } of draft.recorded()) {
    if (draft.owns(path)) draft.create(path, after.replace(/\r?\n/g, newline));
  }
}

function findingsOn(target: Target, draft: Draft, name: string): Finding[] {
  const host: Host | null = target.detect(draft);
  if (!host || !target.read) return [];
  const all = target.read(host);
  return runRules(
    target.rules,
    all.filter((found) => found.name === name),
    all,
    host,
  ).findings;
}
