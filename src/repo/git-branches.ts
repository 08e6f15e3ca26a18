import { existsSync, realpathSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { Run } from "../exec.ts";
import { findRoot } from "./checkout.ts";
import { memoryRepo } from "./memory.ts";
import type { Repo } from "./repo.ts";
import { gitIn, linesOf, parseBatch, type RunGit } from "./run-git.ts";

/** A branch by its short name (`main`, `origin/main`) and the asked files as it has them. */
export interface BranchRepo {
  name: string;
  repo: Repo;
}

const MAX_STARTS = 50;

/**
 * Some files (paths relative to `root`, which may be a folder below the repository's root) as every local and
 * remote-tracking branch has them. A branch whose files all equal those of branches before it is left out. Three git
 * processes, whatever the number of branches, unless a partial clone lacks some versions: those are not fetched but left
 * out. Empty without git, without a repository, or when git refuses to read it.
 */
export async function branchRepos(run: Run, root: string, paths: readonly string[]): Promise<BranchRepo[]> {
  const top = findRoot(realpathSync(root));
  if (!existsSync(join(top, ".git")) || paths.length === 0) return [];
  const git = gitIn(run, top);
  const branches = await branchNames(git);
  const prefix = relative(top, realpathSync(root)).split(sep).join("/");
  const ids = await blobIds(git, branches, paths, prefix);
  const texts = await readBlobs(git, [...new Set(ids.values())]);
  return distinct(branches, paths, ids).map(({ short, full }) => ({
    name: short,
    repo: memoryRepo(
      Object.fromEntries(paths.flatMap((path) => entryOf(path, texts.get(ids.get(`${full}:${path}`) ?? "")))),
    ),
  }));
}

function entryOf(path: string, text: string | undefined): [string, string][] {
  return text === undefined ? [] : [[path, text]];
}

interface Branch {
  full: string;
  short: string;
}

async function branchNames(git: RunGit): Promise<Branch[]> {
  const listed = await git(["for-each-ref", "--format=%(refname) %(symref)", "refs/heads", "refs/remotes"], []);
  return linesOf(listed.stdout).flatMap((line) => {
    const [full, symbolic] = line.split(" ");
    return full && !symbolic ? [{ full, short: full.replace(/^refs\/(?:heads|remotes)\//, "") }] : [];
  });
}

/** The object id of each file that exists, by `<ref>:<path>`. */
async function blobIds(git: RunGit, branches: Branch[], paths: readonly string[], prefix: string) {
  const folder = prefix === "" ? "" : `${prefix}/`;
  let asked = branches.flatMap(({ full }) =>
    paths.map((path) => ({ key: `${full}:${path}`, name: `${full}:${folder}${path}` })),
  );
  const ids = new Map<string, string>();
  for (let start = 0; asked.length > 0 && start < MAX_STARTS; start += 1) {
    const names = asked.map(({ name }) => name);
    const { failed, stdout } = await git(["cat-file", "--batch-check=%(objectname) %(objecttype)"], names);
    // One line an object, in the order asked; a missing one is answered by its name.
    const answers = linesOf(stdout);
    for (const [index, { key }] of asked.entries()) {
      const [id, type] = answers[index]?.split(" ") ?? [];
      if (id && type === "blob") ids.set(key, id);
    }
    // In a partial clone git dies at a file that it would have to fetch: that one is left out.
    asked = failed ? asked.slice(answers.length + 1) : [];
  }
  return ids;
}

async function readBlobs(git: RunGit, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { stdout } = await git(["cat-file", "--batch"], ids);
  return new Map([...parseBatch(stdout)].map(({ id, content }) => [id, content]));
}

function distinct(branches: Branch[], paths: readonly string[], ids: Map<string, string>): Branch[] {
  const seen = new Set<string>();
  return branches.filter(({ full }) => {
    const versions = paths.flatMap((path) => {
      const id = ids.get(`${full}:${path}`);
      return id === undefined ? [] : [`${id} ${path}`];
    });
    const fresh = versions.some((version) => !seen.has(version));
    for (const version of versions) seen.add(version);
    return fresh;
  });
}
