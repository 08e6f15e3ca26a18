import { existsSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { EXIT, UserError } from "../errors.ts";
import type { Run } from "../exec.ts";
import { findRoot } from "./checkout.ts";
import { firstLine, type GitTree, gitTree, type Prefixes, trackedFiles } from "./git-tree.ts";
import type { Repo } from "./repo.ts";
import { gitIn, type RunGit } from "./run-git.ts";

/** What is deployed, as a git ref says: the trees of its merge base with HEAD and of the ref itself; or why git cannot say. */
export type GitBase =
  | { known: true; ref: string; commit: string; base: GitTree; tip: GitTree }
  | { known: false; ref: string; why: string };

const SHALLOW = "the clone is shallow; give the checkout step `fetch-depth: 0`, or run `git fetch --unshallow`";

/**
 * Reads what `ref` says is deployed, for the checkout at `root` that `work` reads. `flag` is what the user gave the ref with.
 * Throws UserError (exit 2) for a ref that does not exist and for a folder that is in no git repository.
 */
export async function gitBase(run: Run, root: string, work: Repo, ask: Asked): Promise<GitBase> {
  const { ref, flag, prefixes } = ask;
  const git = repositoryGit(run, root);
  const commit = git && (await commitOf(git, ref));
  if (!git || !commit) {
    if (git && (await isShallow(git)) && !ref.startsWith("-")) {
      return { known: false, ref, why: `there is no ref "${ref}" here: ${SHALLOW}` };
    }
    throw unknownRef(ref, flag, git !== null);
  }
  const base = firstLine(await git(["merge-base", "HEAD", commit], []));
  if (!base) return { known: false, ref, why: await noMergeBase(git, ref) };
  const old = await gitTree(git, base, work, prefixes);
  const tip = base === commit ? old : await gitTree(git, commit, work, prefixes);
  if (!old || !tip) return { known: false, ref, why: "git lacks some of its files, as in a partial clone" };
  return { known: true, ref, commit: base, base: old, tip };
}

/** A ref, the flag it was given with, and the folders whose old versions matter. */
export interface Asked {
  ref: string;
  flag: string;
  prefixes: Prefixes;
}

/** Every file of the checkout at `root` that git tracks or would track; null without git. */
export async function filesOfGit(run: Run, root: string): Promise<string[] | null> {
  const git = repositoryGit(run, root);
  return git && trackedFiles(git);
}

function repositoryGit(run: Run, root: string): RunGit | null {
  const real = realpathSync(root);
  return existsSync(join(findRoot(real), ".git")) ? gitIn(run, real) : null;
}

async function commitOf(git: RunGit, ref: string): Promise<string | null> {
  if (ref.startsWith("-") || ref === "") return null;
  return firstLine(await git(["rev-parse", "--verify", "--quiet", `${ref}^{commit}`], []));
}

async function isShallow(git: RunGit): Promise<boolean> {
  return firstLine(await git(["rev-parse", "--is-shallow-repository"], [])) === "true";
}

async function noMergeBase(git: RunGit, ref: string): Promise<string> {
  if (await isShallow(git)) return `HEAD and ${ref} have no merge base here: ${SHALLOW}`;
  const head = await commitOf(git, "HEAD");
  return head ? `HEAD and ${ref} have no merge base` : `HEAD has no commit yet, so it has no merge base with ${ref}`;
}

function unknownRef(ref: string, flag: string, hasGit: boolean): UserError {
  const message = hasGit
    ? `There is no git ref "${ref}".`
    : `${flag} needs git, and this folder is in no git repository.`;
  const hint = hasGit
    ? `Check ${flag}; a branch of a remote has its name before it, as in origin/main.`
    : `Leave ${flag} out.`;
  return new UserError("ref-unknown", message, { exitCode: EXIT.usage, hint });
}
