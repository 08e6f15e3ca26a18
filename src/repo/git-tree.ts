import { createHash } from "node:crypto";
import { entriesBelow } from "./memory.ts";
import type { Repo } from "./repo.ts";
import { decode, fieldsOf, parseBatch, type RunGit } from "./run-git.ts";

/** The tree of a commit as a Repo, and what differs from the work tree: files by path, deleted and added ones too. */
export interface GitTree {
  repo: Repo;
  changed: string[];
}

/** Which changed files are read at all: those below a folder (or equal to a path) of the list. The rest is as in the work tree. */
export type Prefixes = readonly string[];

const SOURCE = /\.(?:[cm]?[jt]sx?|json|snap|grit|rs)$/;

/**
 * A Repo over a git commit, for a checkout that `work` reads. Paths are relative to the folder that git runs in, which may be
 * below the repository's root. A file that equals the one in the work tree is read from there; of the others the sources
 * below `prefixes` are fetched from git, all at once. Null when git cannot give one of them, as in a partial clone.
 */
export async function gitTree(git: RunGit, commit: string, work: Repo, prefixes: Prefixes): Promise<GitTree | null> {
  const listed = await git(["ls-tree", "-r", "-z", commit], []);
  if (listed.failed) return null;
  const ids = blobIds(listed.stdout);
  const changed = await changedFiles(git, commit);
  if (!changed) return null;
  const wanted = changed.filter((path) => ids.has(path) && SOURCE.test(path) && isBelow(path, prefixes));
  const blobs = await blobTexts(git, [...new Set(wanted.flatMap((path) => ids.get(path) ?? []))]);
  return blobs && { repo: treeRepo(ids, blobs, new Set(changed), work), changed };
}

/** The files that differ between a commit and the work tree, uncommitted and untracked ones too. Null when git fails. */
export async function changedFiles(git: RunGit, commit: string): Promise<string[] | null> {
  // Neither a program for showing differences nor one for watching the file system is started for a list of names.
  const flags = ["--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative", "-z"];
  const tracked = await git(["-c", "core.fsmonitor=false", "diff", ...flags, commit, "--", "."], []);
  const untracked = await git(["ls-files", "--others", "--exclude-standard", "-z"], []);
  if (tracked.failed || untracked.failed) return null;
  return [...new Set([...fieldsOf(tracked.stdout), ...fieldsOf(untracked.stdout)])].sort();
}

function isBelow(path: string, prefixes: Prefixes): boolean {
  return prefixes.some((prefix) => path === prefix || path.startsWith(prefix.endsWith("/") ? prefix : `${prefix}/`));
}

/** The blobs of `git ls-tree -r -z`: `<mode> blob <id>\t<path>`; links and submodules are no files. */
function blobIds(answer: Uint8Array): Map<string, string> {
  return new Map(
    fieldsOf(answer).flatMap((row): [string, string][] => {
      const tab = row.indexOf("\t");
      const [mode = "", type, id] = row.slice(0, tab).split(" ");
      return type === "blob" && mode.startsWith("100") && id ? [[row.slice(tab + 1), id]] : [];
    }),
  );
}

async function blobTexts(git: RunGit, ids: string[]): Promise<Map<string, string> | null> {
  if (ids.length === 0) return new Map();
  const { stdout, failed } = await git(["cat-file", "--batch"], ids);
  const texts = new Map([...parseBatch(stdout)].map(({ id, content }) => [id, content]));
  return failed || texts.size < ids.length ? null : texts;
}

function treeRepo(ids: Map<string, string>, blobs: Map<string, string>, changed: Set<string>, work: Repo): Repo {
  const folders = new Map<string, ReturnType<Repo["list"]>>();
  return {
    read: (path) => {
      const id = ids.get(path);
      if (id === undefined) return null;
      return blobs.get(id) ?? (changed.has(path) ? sameText(work.read(path), id) : work.read(path));
    },
    list: (folder) => {
      const known = folders.get(folder) ?? entriesBelow(ids.keys(), folder);
      folders.set(folder, known);
      return known;
    },
  };
}

// A changed file that was not fetched is unknown, unless it became what it was.
function sameText(text: string | null, id: string): string | null {
  if (text === null) return null;
  const bytes = Buffer.from(text, "utf8");
  const algorithm = id.length === 40 ? "sha1" : "sha256";
  const hash = createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
  return hash === id ? text : null;
}

/** Every file of the checkout that git tracks or would track, in order of path; null when git fails. */
export async function trackedFiles(git: RunGit): Promise<string[] | null> {
  const listed = await git(["ls-files", "--cached", "--others", "--exclude-standard", "-z"], []);
  return listed.failed ? null : [...new Set(fieldsOf(listed.stdout))].sort();
}

/** The first line of an answer of git, or null when it failed or said nothing. */
export function firstLine({ failed, stdout }: { failed: boolean; stdout: Uint8Array }): string | null {
  const line = decode(stdout).split("\n")[0]?.trim() ?? "";
  return failed || line === "" ? null : line;
}
