import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Run, run } from "../../src/exec.ts";
import { diskRepo } from "../../src/repo/disk.ts";
import { type GitBase, gitBase } from "../../src/repo/git-base.ts";
import type { Repo } from "../../src/repo/repo.ts";
import { git } from "../support/git.ts";

let folder: string;
let root: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "git-tree-")));
  root = join(folder, "repo");
  mkdirSync(root);
  git(root, "init", "--quiet", "--initial-branch=main");
  git(root, "config", "user.name", "Sample");
  git(root, "config", "user.email", "sample@example.com");
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function commit(): void {
  git(root, "add", "--all");
  git(root, "commit", "--quiet", "--message", "A commit");
}

/** A process of git by its subcommand. */
const started: string[] = [];
const counting = ((file: string, args: readonly string[], options: Parameters<Run>[2]) => {
  started.push(args.find((each) => /^[a-z]+(-[a-z]+)*$/.test(each) && each !== "core") ?? "");
  return run(file, args, options);
}) as Run;

function base(at: string, ref: string, prefixes = ["front"], work: Repo = diskRepo(at)): Promise<GitBase> {
  started.length = 0;
  return gitBase(counting, at, work, { ref, flag: "--against", prefixes });
}

async function knownBase(at: string, ref: string, prefixes?: string[]) {
  const found = await base(at, ref, prefixes);
  if (!found.known) throw new Error(found.why);
  return found;
}

describe("the tree of a commit", () => {
  beforeEach(() => {
    write("front/same.ts", "same\n");
    write("front/changed.ts", "old ä\n");
    write("front/deleted.ts", "deleted\n");
    write("front/staged.ts", "old\n");
    write("elsewhere/changed.ts", "old elsewhere\n");
    commit();
    git(root, "checkout", "--quiet", "-b", "work");
    write("front/changed.ts", "new\n");
    rmSync(join(root, "front/deleted.ts"));
    write("front/added.ts", "added\n");
    commit();
    write("front/staged.ts", "new\n");
    git(root, "add", "front/staged.ts");
    write("front/untracked.ts", "untracked\n");
    write("elsewhere/changed.ts", "new\n");
  });

  test("holds what was there, whatever the work tree has since", async () => {
    const { base: tree } = await knownBase(root, "main");
    const read = (name: string) => tree.repo.read(`front/${name}.ts`);
    expect(["same", "changed", "deleted", "staged", "added", "untracked"].map(read)).toEqual([
      "same\n",
      "old ä\n",
      "deleted\n",
      "old\n",
      null,
      null,
    ]);
    expect(tree.repo.list("front").map((each) => each.name)).toEqual([
      "changed.ts",
      "deleted.ts",
      "same.ts",
      "staged.ts",
    ]);
    expect(tree.repo.list("")).toEqual([
      { name: "elsewhere", kind: "folder" },
      { name: "front", kind: "folder" },
    ]);
  });

  test("names every file that differs, uncommitted and untracked ones too", async () => {
    const { base: tree } = await knownBase(root, "main");
    expect(tree.changed).toEqual([
      "elsewhere/changed.ts",
      "front/added.ts",
      "front/changed.ts",
      "front/deleted.ts",
      "front/staged.ts",
      "front/untracked.ts",
    ]);
  });

  test("is fetched as one batch, without files outside of the folders asked for", async () => {
    const { base: tree } = await knownBase(root, "main");
    expect(tree.repo.read("elsewhere/changed.ts")).toBeNull();
    expect(started.filter((each) => each === "ls-tree" || each === "cat-file").sort()).toEqual(["cat-file", "ls-tree"]);
  });

  test("is that of the merge base, and the ref's own beside it", async () => {
    git(root, "stash", "--quiet", "--include-untracked");
    git(root, "checkout", "--quiet", "main");
    write("front/same.ts", "the ref went on\n");
    commit();
    git(root, "checkout", "--quiet", "work");
    const { base: old, tip } = await knownBase(root, "main");
    expect([old.repo.read("front/same.ts"), tip.repo.read("front/same.ts")]).toEqual(["same\n", "the ref went on\n"]);
  });

  test("counts its paths from a folder below the root of the repository", async () => {
    const { base: tree } = await knownBase(join(root, "front"), "main", [""]);
    expect(tree.repo.read("changed.ts")).toBeNull();
    const { base: whole } = await knownBase(join(root, "front"), "main", ["changed.ts"]);
    expect([whole.repo.read("changed.ts"), whole.changed.includes("changed.ts")]).toEqual(["old ä\n", true]);
  });

  test("is not known where a partial clone would have to fetch", async () => {
    git(root, "config", "uploadpack.allowFilter", "true");
    git(root, "stash", "--quiet", "--include-untracked");
    const source = pathToFileURL(root).href;
    git(folder, "clone", "--quiet", "--filter=blob:none", "--branch=work", source, "partial");
    const found = await base(join(folder, "partial"), "origin/main");
    expect(found).toMatchObject({ known: false, why: expect.stringContaining("partial clone") });
  });
});

test("a Rust source is fetched as the commit has it", async () => {
  write("core/lib.rs", "old\n");
  commit();
  write("core/lib.rs", "new\n");
  const { base: before } = await knownBase(root, "HEAD", ["core"]);
  expect(before.repo.read("core/lib.rs")).toBe("old\n");
});
