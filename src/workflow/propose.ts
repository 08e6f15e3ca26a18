import { assertCommentsKept } from "../edit/rewrite/comments.ts";
import { assertInsertOnly, assertRewritten, lineEnding } from "../edit/splice.ts";
import { parse, syntaxErrors } from "../edit/ts.ts";
import { EXIT, UserError } from "../errors.ts";
import type { Finding } from "../model/finding.ts";
import { formatLocation } from "../model/location.ts";
import { Draft } from "../plan/draft.ts";
import { type Formatter, formatDraft } from "../plan/format.ts";
import type { Change, Written } from "../plan/plan.ts";
import type { Repo } from "../repo/repo.ts";
import { runRules } from "../rules/run.ts";
import type { Host, Target } from "../targets/target.ts";
import { neighbourEnding } from "./neighbour-ending.ts";
import type { Ask } from "./question.ts";

/** What to do with a generated file that exists and differs. */
export type ConflictPolicy = "abort" | "skip" | "overwrite";

/** A drafted piece of work. */
export interface Proposal {
  /** Files that differ from the disk. */
  changes: Change[];
  /** Paths of recorded files that the disk already holds as they should be. */
  unchanged: string[];
  /** Paths of generated files that exist and differ. */
  conflicts: string[];
  /** Paths of conflicts that are left as they are. */
  kept: string[];
  /** What the target's rules say about the drafted integration. */
  findings: Finding[];
  /** Why conflicts cannot be overwritten: the rest of the checkout needs what those files have. */
  irreplaceable?: UserError;
}

/** A piece of work on one integration, as a draft of files. */
export interface Work {
  /** The name of the integration. */
  server: string;
  /** What is drafted along with it and judged too, by name. */
  parts?: readonly { target: Target; name: string }[];
  /** True for an integration that is there already: what the rules said of it before is not told again. */
  extends: boolean;
  /** Records everything on the draft. Throws UserError when the host cannot take it. */
  record(draft: Draft): void;
  /** What to throw when the result does not pass a check for a reason that is not ours; without it every such reason is. */
  refuse?(errors: readonly Finding[]): UserError;
}

/**
 * Drafts a piece of work, formats the draft, proves its edits and runs the target's rules on the result. Throws UserError for a host or spec that does not fit, EditBroken for an edit of ours that would
 * damage a file.
 */
export async function proposeWork(
  target: Target,
  host: Host,
  work: Work,
  formatter: Formatter | null,
  say: (warning: string) => void,
): Promise<Proposal> {
  const draft = new Draft(host.repo);
  work.record(draft);
  if (formatter) for (const warning of await formatDraft(draft, formatter)) say(warning);
  for (const change of draft.recorded()) if (draft.owns(change.path)) useEnding(draft, host.repo, change);
  const written = draft.changes();
  for (const change of written) prove(change, draft, host);
  const changes = [...written, ...draft.removed()].sort((a, b) => (a.path < b.path ? -1 : 1));
  const byHand = changes.filter(({ path }) => !draft.regenerates(path));
  if (byHand.some(({ path, after }) => after === null || draft.rewrites(path))) assertCommentsKept(byHand);
  const conflicts = changes.flatMap(({ path, before }) => (before !== null && draft.owns(path) ? [path] : []));
  return {
    changes,
    unchanged: draft.recorded().flatMap((change) => (change.before === change.after ? [change.path] : [])),
    conflicts,
    kept: [],
    ...ownFindings(target, draft, work, host, conflicts),
  };
}

/**
 * Applies a policy to the conflicts of a proposal; without one a person is asked, and nobody means abort. Throws UserError
 * (exit 4) naming every file.
 */
export async function settleConflicts(
  proposal: Proposal,
  wanted: ConflictPolicy | undefined,
  ask: Ask | null,
): Promise<Proposal> {
  if (proposal.conflicts.length === 0) return proposal;
  const policy = wanted ?? (ask ? await askPolicy(ask, proposal.conflicts) : "abort");
  if (policy === "abort") throw filesDiffer(proposal.conflicts);
  if (policy === "overwrite") {
    if (proposal.irreplaceable) throw proposal.irreplaceable;
    return proposal;
  }
  const kept = proposal.conflicts;
  return { ...proposal, kept, changes: proposal.changes.filter((change) => !kept.includes(change.path)) };
}

function askPolicy(ask: Ask, paths: string[]): Promise<ConflictPolicy> {
  return ask({
    kind: "select",
    message: `These files exist and differ: ${paths.join(", ")}`,
    flag: "--on-conflict",
    choices: [
      { value: "abort", label: "Stop, and write nothing" },
      { value: "skip", label: "Keep them, and write the rest" },
      { value: "overwrite", label: "Replace them" },
    ],
  });
}

function filesDiffer(paths: string[]): UserError {
  const files = paths.length === 1 ? "A file exists and differs" : `${paths.length} files exist and differ`;
  return new UserError("file-differs", `${files} from what would be generated. Nothing was written.`, {
    exitCode: EXIT.conflict,
    hint: "Keep yours with --on-conflict skip, or replace them with --on-conflict overwrite.",
    details: paths.map((path) => ({ message: "exists and differs", at: path })),
  });
}

function irreplaceable(errors: readonly Finding[]): UserError {
  return new UserError(
    "file-differs",
    "The files that exist cannot be replaced: the rest of the checkout needs what they have. Nothing was written.",
    {
      exitCode: EXIT.conflict,
      hint: "Keep yours with --on-conflict skip, or choose another name.",
      details: errors.map(({ rule, message, location }) => ({
        message: `${rule}: ${message}`,
        at: formatLocation(location),
      })),
    },
  );
}

// A generated file that exists keeps its line ending, so that the two compare; a new one takes that of its neighbours.
function useEnding(draft: Draft, repo: Repo, { path, before, after }: Written): void {
  const ending = before === null ? neighbourEnding(repo, path) : lineEnding(before);
  draft.amend(path, after.replace(/\r\n|\r|\n/g, ending));
}

function prove({ path, before, after }: Written, draft: Draft, host: Host): void {
  const generated = draft.owns(path);
  if (before !== null && !generated) (draft.rewrites(path) ? assertRewritten : assertInsertOnly)(path, before, after);
  if (!generated || !/\.tsx?$/.test(path)) return;
  const [problem] = syntaxErrors(parse(path, after));
  if (problem) throw unfit(`The generated ${path} does not parse: ${problem.message}`, host);
}

// What our own templates make is our own fault.
function unfit(message: string, { template }: Host): Error {
  if (!template) return new Error(message);
  return new UserError("template-invalid", message, {
    exitCode: EXIT.usage,
    hint: "Correct the templates that the configuration names.",
  });
}

/**
 * What the rules say of the drafted integration. An error there is a bug of ours: it is thrown, and nothing written. Where
 * files of the checkout would be replaced, the error may come of what others expect of them.
 */
function ownFindings(
  target: Target,
  draft: Draft,
  work: Work,
  before: Host,
  conflicts: readonly string[],
): Pick<Proposal, "findings" | "irreplaceable"> {
  const parts = (work.parts ?? []).flatMap((part) => findingsOn(part.target, draft, part.name));
  const now = [...parts, ...findingsOn(target, draft, work.server)];
  const old = work.extends && now.length > 0 ? findingsOn(target, before.repo, work.server) : [];
  const known = new Set(old.map((finding) => finding.fingerprint));
  const findings = now.filter((finding) => !known.has(finding.fingerprint));
  const errors = findings.filter((finding) => finding.severity === "error");
  if (errors.length === 0) return { findings };
  if (work.refuse) throw work.refuse(errors);
  if (conflicts.length > 0) {
    return { findings: findings.filter((each) => !errors.includes(each)), irreplaceable: irreplaceable(errors) };
  }
  const list = errors.map((each) => `${each.rule} at ${formatLocation(each.location)}: ${each.message}`);
  throw unfit(`What was drafted does not pass its own check. Nothing was written.\n${list.join("\n")}`, before);
}

function findingsOn(target: Target, repo: Repo, name: string): Finding[] {
  const host = target.detect(repo);
  if (!host || !target.read) return [];
  const all = target.read(host);
  const own = all.filter((found) => found.name === name);
  return own.length === 0 ? [] : runRules(target.rules, own, all, host).findings;
}
