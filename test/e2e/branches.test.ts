import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cleanEnv } from "../support/boot.ts";
import { mcpNewHere } from "../support/cli-here.ts";
import { copyReplica, initGit, type Replica } from "../support/replica.ts";

const ACTIONS = "front/lib/actions/mcp_internal_actions";
const CONSTANTS = `${ACTIONS}/constants.ts`;
const SNAPSHOT = `${ACTIONS}/internal_mcp_server_availability.snapshot.json`;
const HIGHEST = 1047;

function git(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("git", args, { cwd, env: cleanEnv(), encoding: "utf8" });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout.trim();
}

/** The id that a new server would get, by the diff of a run that writes nothing. */
async function nextId(cwd: string, ...args: string[]): Promise<number> {
  const run = ["provider", "acme_crm", "--description", "Search.", "--diff", "--json", "--no-format", ...args];
  const { exitCode, stdout, stderr } = await mcpNewHere(cwd, run);
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  const { changes } = JSON.parse(stdout);
  const edit = changes.find((change: { path: string }) => change.path === CONSTANTS);
  return Number(/^\+ +id: (\d+),$/m.exec(edit.diff)?.[1]);
}

let replica: Replica;
let start: string;

beforeAll(() => {
  replica = copyReplica("dust-arrays");
  initGit(replica);
  start = git(replica.root, "rev-parse", "HEAD");
});

beforeEach(() => {
  for (const ref of git(replica.root, "for-each-ref", "--format=%(refname)").split("\n")) {
    if (ref !== "refs/heads/main") git(replica.root, "update-ref", "-d", ref);
  }
});

afterAll(() => replica.dispose());

/** Points `ref` at a commit whose files say something else; the work tree and the current branch stay. */
function commitElsewhere(ref: string, edits: [path: string, from: string | RegExp, to: string][]): void {
  for (const [path, from, to] of edits) {
    const text = replica.read(path);
    expect(text).toMatch(from);
    replica.write(path, text.replace(from, to));
  }
  git(replica.root, "commit", "--all", "--quiet", "--message", "Another server");
  git(replica.root, "update-ref", ref, "HEAD");
  git(replica.root, "reset", "--hard", "--quiet", start);
}

describe("the next id respects", () => {
  const places: [where: string, ref: string, path: string, from: string | RegExp, to: string][] = [
    ["an entry on another local branch", "refs/heads/feature/x", CONSTANTS, "id: 1042,", "id: 2000,"],
    ["an entry with an imported key", "refs/heads/y", CONSTANTS, "id: 1045,", "id: 2000,"],
    ["an entry on a remote-tracking branch", "refs/remotes/origin/y", CONSTANTS, "id: 1042,", "id: 2000,"],
    ["a retired id there", "refs/heads/retired", CONSTANTS, "1016, 1047,", "1016, 2000,"],
    ["a row of the snapshot there", "refs/remotes/origin/z", SNAPSHOT, '"id": 1042', '"id": 2000'],
  ];

  test.each(places)("%s", async (_, ref, path, from, to) => {
    commitElsewhere(ref, [[path, from, to]]);
    expect(await nextId(replica.root)).toBe(2001);
  });

  test("the highest of several branches, from any folder below the root; a branch with a broken constants.ts is ignored", async () => {
    commitElsewhere("refs/heads/low", [[CONSTANTS, "id: 1042,", "id: 2000,"]]);
    commitElsewhere("refs/heads/high", [[CONSTANTS, "id: 1031,", "id: 2500,"]]);
    commitElsewhere("refs/heads/broken", [
      [CONSTANTS, "id: 1031,", "id: 3000,"],
      [CONSTANTS, "export const INTERNAL_MCP_SERVERS =", "export const = INTERNAL_MCP_SERVERS {"],
    ]);
    expect(await nextId(replica.path("front/lib"))).toBe(2501);
  });

  test("nothing of a commit that no branch holds", async () => {
    commitElsewhere("refs/tags/old", [[CONSTANTS, "id: 1042,", "id: 2000,"]]);
    expect(await nextId(replica.root)).toBe(HIGHEST + 1);
  });
});

test("a worktree sees the branches of its repository", async () => {
  commitElsewhere("refs/heads/feature", [[CONSTANTS, "id: 1042,", "id: 2000,"]]);
  const worktree = join(dirname(replica.root), "worktree");
  git(replica.root, "worktree", "add", "--quiet", "--detach", worktree, start);
  expect(await nextId(worktree)).toBe(2001);
  expect(git(worktree, "status", "--porcelain")).toBe("");
  const { exitCode } = await mcpNewHere(worktree, [
    "provider",
    "acme_crm",
    "--description",
    "Search.",
    "--yes",
    "--no-format",
  ]);
  expect(exitCode).toBe(0);
  const touched = git(worktree, "status", "--porcelain", "--untracked-files=all").split("\n");
  expect(touched.map((line) => line.trim().split(/\s+/)[1])).toContain(
    "front/lib/api/actions/servers/acme_crm/index.ts",
  );
  expect(git(replica.root, "status", "--porcelain")).toBe("");
  git(replica.root, "worktree", "remove", "--force", worktree);
});

test("a checkout in a folder of a larger repository is found with --cwd, and its branches are read", async () => {
  const inner = copyReplica("dust-arrays");
  const outer = join(dirname(inner.root), "outer");
  mkdirSync(join(outer, "vendor"), { recursive: true });
  renameSync(inner.root, join(outer, "vendor/dust"));
  const commit = [
    "-c",
    "user.name=Sample",
    "-c",
    "user.email=sample@example.com",
    "commit",
    "--quiet",
    "--message",
    "All",
  ];
  git(outer, "init", "--quiet", "--initial-branch=main");
  git(outer, "add", "--all");
  git(outer, ...commit);
  const root = join(outer, "vendor/dust");
  git(outer, "checkout", "--quiet", "-b", "other");
  const constants = join(root, CONSTANTS);
  writeFileSync(constants, readFileSync(constants, "utf8").replace("id: 1042,", "id: 2000,"));
  git(outer, ...commit, "--all");
  git(outer, "checkout", "--quiet", "main");
  expect(await nextId(outer, "--cwd", "vendor/dust")).toBe(2001);
  const args = ["provider", "acme_crm", "--description", "Search.", "--yes", "--no-format", "--cwd", "."];
  expect(await mcpNewHere(root, args)).toMatchObject({ exitCode: 0 });
  expect(readFileSync(constants, "utf8")).toContain("id: 2001,");
  const touched = git(outer, "status", "--porcelain").split("\n");
  expect(touched.filter((line) => !line.includes("vendor/dust/front/"))).toEqual([]);
  inner.dispose();
});
