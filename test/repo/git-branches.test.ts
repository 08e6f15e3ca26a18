import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Run, run } from "../../src/exec.ts";
import { branchRepos } from "../../src/repo/git-branches.ts";
import { parseBatch } from "../../src/repo/run-git.ts";

let root: string;
const IDENTITY = { GIT_AUTHOR_NAME: "t", GIT_AUTHOR_EMAIL: "t@t", GIT_COMMITTER_NAME: "t", GIT_COMMITTER_EMAIL: "t@t" };

function git(...args: string[]): string {
  const env = { ...process.env, ...IDENTITY, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" };
  const result = spawnSync("git", args, { cwd: root, encoding: "utf8", env });
  if (result.status !== 0) throw new Error(`git ${args.join(" ")}: ${result.stderr}`);
  return result.stdout.trim();
}

function commit(files: Record<string, string | Uint8Array>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", "-m", "x");
}

/** `run`, and how often it was called. */
function counted(): { run: Run; calls: string[] } {
  const calls: string[] = [];
  const counting = (file: string, args: readonly string[], options: Parameters<Run>[2]) => {
    calls.push([file, ...args].join(" "));
    return run(file, args, options);
  };
  return { run: counting as Run, calls };
}

async function texts(paths: string[], from = root): Promise<Record<string, (string | null)[]>> {
  const branches = await branchRepos(run, from, paths);
  return Object.fromEntries(branches.map(({ name, repo }) => [name, paths.map((path) => repo.read(path))]));
}

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "branches-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("branchRepos", () => {
  it("reads each branch's own version, local and remote-tracking, and no symbolic one", async () => {
    git("init", "--quiet", "--initial-branch=main");
    commit({ "a.ts": "main\n", "b.ts": "b" });
    git("switch", "--quiet", "-c", "feature/x");
    commit({ "a.ts": "feature é\r\n\0binary\n", "b.ts": "" });
    git("switch", "--quiet", "--orphan", "bare");
    commit({ "c.ts": "c" });
    git("switch", "--quiet", "main");
    commit({ "a.ts": "remote 1 blob 5\n" });
    git("update-ref", "refs/remotes/origin/main", "HEAD");
    git("symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main");
    git("tag", "v1");
    git("reset", "--quiet", "--hard", "HEAD~1");
    writeFileSync(join(root, "a.ts"), "not committed");
    expect(await texts(["a.ts", "b.ts"])).toEqual({
      "feature/x": ["feature é\r\n\0binary\n", ""],
      main: ["main\n", "b"],
      "origin/main": ["remote 1 blob 5\n", "b"],
    });
  });

  it("leaves out branches that bring nothing new", async () => {
    git("init", "--quiet", "--initial-branch=b-first");
    commit({ "a.ts": "1", "b.ts": "1" });
    git("branch", "c-same");
    git("switch", "--quiet", "-c", "d-other");
    commit({ "unrelated.ts": "x" });
    git("switch", "--quiet", "-c", "e-new");
    commit({ "b.ts": "2" });
    git("switch", "--quiet", "-c", "f-mixed");
    commit({ "a.ts": "3", "b.ts": "1" });
    git("switch", "--quiet", "-c", "g-known", "b-first");
    commit({ "b.ts": "2" });
    // The same content under another path is another version.
    git("switch", "--quiet", "-c", "h-crossed");
    commit({ "a.ts": "2" });
    expect(await texts(["a.ts", "b.ts"])).toEqual({
      "b-first": ["1", "1"],
      "e-new": ["1", "2"],
      "f-mixed": ["3", "1"],
      "h-crossed": ["2", "2"],
    });
  });

  it("finds the files of a host below the repository's root", async () => {
    git("init", "--quiet", "--initial-branch=main");
    commit({ "apps/host/front/a.ts": "inside", "front/a.ts": "outside" });
    expect(await texts(["front/a.ts"], join(root, "apps/host"))).toEqual({ main: ["inside"] });
  });

  it("reads a worktree's repository", async () => {
    git("init", "--quiet", "--initial-branch=main");
    commit({ "a.ts": "1" });
    git("worktree", "add", "--quiet", join(root, "tree"), "-b", "other");
    expect(await texts(["a.ts"], join(root, "tree"))).toEqual({ main: ["1"] });
  });

  it("lists what it read and nothing that is no file", async () => {
    git("init", "--quiet", "--initial-branch=main");
    commit({ "front/lib/a.ts": "1" });
    const [main] = await branchRepos(run, root, ["front", "front/lib/a.ts", "none.ts"]);
    expect(main?.repo.read("front")).toBeNull();
    expect(main?.repo.read("none.ts")).toBeNull();
    expect(main?.repo.list("front/lib")).toEqual([{ name: "a.ts", kind: "file" }]);
  });

  it("starts three processes for 200 branches and reads each version once", async () => {
    git("init", "--quiet", "--initial-branch=main");
    commit({ "a.ts": "a".repeat(200_000) });
    const head = git("rev-parse", "HEAD");
    for (let n = 0; n < 200; n += 1) mkdirSync(join(root, `.git/refs/heads/b${n}`), { recursive: true });
    for (let n = 0; n < 200; n += 1) writeFileSync(join(root, `.git/refs/heads/b${n}/x`), `${head}\n`);
    const { run: counting, calls } = counted();
    expect(await branchRepos(counting, root, ["a.ts"])).toHaveLength(1);
    expect(calls.filter((call) => call === "git cat-file --batch")).toHaveLength(1);
    expect(calls).toHaveLength(3);
  });

  it("leaves out what a partial clone would have to fetch", async () => {
    const origin = join(root, "origin");
    mkdirSync(origin);
    const top = root;
    root = origin;
    git("init", "--quiet", "--initial-branch=main");
    git("config", "uploadpack.allowFilter", "true");
    commit({ "a.ts": "1", "b.ts": "1" });
    git("switch", "--quiet", "-c", "a-ahead");
    commit({ "a.ts": "2" });
    git("switch", "--quiet", "main");
    root = top;
    git("clone", "--quiet", "--filter=blob:none", `file://${origin}`, "partial");
    const partial = join(root, "partial");
    expect(await texts(["a.ts", "b.ts"], partial)).toEqual({ main: ["1", "1"] });
    expect(await texts(["b.ts", "a.ts"], partial)).toEqual({ main: ["1", "1"] });
    root = partial;
    git("branch", "--quiet", "--force", "a-first", "origin/a-ahead");
    expect(await texts(["a.ts", "b.ts"], partial)).toEqual({ "a-first": [null, "1"], main: ["1", "1"] });
    root = top;
  });

  it("is empty without a repository, a commit, a path, or git itself", async () => {
    expect(await branchRepos(run, root, ["a.ts"])).toEqual([]);
    git("init", "--quiet", "--initial-branch=main");
    expect(await branchRepos(run, root, ["a.ts"])).toEqual([]);
    commit({ "a.ts": "1" });
    expect(await branchRepos(run, root, [])).toEqual([]);
    expect(await branchRepos(run, root, ["none.ts"])).toEqual([]);
    const missing = ((_: string, args: readonly string[], options: Parameters<Run>[2]) =>
      run("no-such-git", args, options)) as Run;
    expect(await branchRepos(missing, root, ["a.ts"])).toEqual([]);
    expect(await branchRepos(run, root, ["a.ts"])).toHaveLength(1);
  });
});

describe("parseBatch", () => {
  it("goes by byte lengths, not by what the content looks like", () => {
    const contents = ["é\nbb blob 3\n", "", "\n", "zz missing\n"];
    const objects = contents.map((content, n) => `${n}${n} blob ${Buffer.byteLength(content)}\n${content}\n`);
    const answer = Buffer.from(`yy missing\n${objects.join("xx missing\n")}`);
    expect([...parseBatch(answer)]).toEqual(contents.map((content, n) => ({ id: `${n}${n}`, content })));
    expect([...parseBatch(Buffer.from(""))]).toEqual([]);
  });
});
