import { mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CheckDocument } from "../../src/workflow/check-document.ts";
import { mcpNewHere } from "../support/cli-here.ts";
import { git } from "../support/git.ts";
import { copyReplica, initGit, type Replica } from "../support/replica.ts";

const MIA = "front/lib/actions/mcp_internal_actions";
const CONSTANTS = `${MIA}/constants.ts`;
const SWITCH = `${MIA}/servers/index.ts`;
const SNAPSHOT = `${MIA}/internal_mcp_server_availability.snapshot.json`;
const SNAP = `${MIA}/__snapshots__/mcp_servers_metadata.test.ts.snap`;
const API = "front/lib/api/actions/servers";
const META = `${API}/github/metadata.ts`;

let replica: Replica;
let start: string;

beforeAll(() => {
  replica = copyReplica("dust-arrays");
  initGit(replica);
  start = git(replica.root, "rev-parse", "HEAD");
});

beforeEach(() => {
  git(replica.root, "checkout", "--quiet", "--force", "-B", "main", start);
  git(replica.root, "clean", "--quiet", "--force", "-d", "-e", "node_modules");
  git(replica.root, "checkout", "--quiet", "-B", "work");
});

afterAll(() => replica.dispose());

function edit(path: string, from: string | RegExp, to: string): void {
  const text = replica.read(path);
  expect(text).toMatch(from);
  replica.write(path, text.replace(from, to));
}

function commit(message: string): void {
  git(replica.root, "add", "--all");
  git(replica.root, "commit", "--quiet", "--message", message);
}

async function check(cwd: string, ...args: string[]) {
  const { exitCode, stdout, stderr } = await mcpNewHere(cwd, ["check", "--json", ...args]);
  const document: CheckDocument & { error?: { code: string; message: string } } = JSON.parse(stdout);
  const found = document.findings?.map((each) => [each.rule, each.severity, each.server, each.location.path]);
  return { exitCode, stderr, document, found };
}

const status = ({ checklist }: CheckDocument, rule: string) =>
  checklist.find((each) => each.rules.includes(rule))?.status;

describe("--against", () => {
  test("an optional parameter made required is an error, and is none without the flag", async () => {
    edit(META, "        .array(z.string())\n        .optional()", "        .array(z.string())");
    expect(await check(replica.root)).toMatchObject({ exitCode: 0, found: [] });
    expect(await check(replica.root, "--against", "main")).toMatchObject({
      exitCode: 1,
      found: [["dust/contract-param-required", "error", "github", META]],
    });
  });

  test("a lowered stake is a warning; a tool that was renamed an error", async () => {
    edit(META, /stake: "(low|medium|high)"/, 'stake: "never_ask"');
    expect(await check(replica.root, "--against", "main")).toMatchObject({
      exitCode: 0,
      found: [["dust/contract-stake-lowered", "warning", "github", META]],
    });
    edit(META, 'name: "get_issue"', 'name: "get_one_issue"');
    edit(`${API}/github/tools/index.ts`, "get_issue:", "get_one_issue:");
    const { exitCode, found } = await check(replica.root, "--against", "main");
    expect([exitCode, found?.some(([rule]) => rule === "dust/contract-tool-gone")]).toEqual([1, true]);
  });

  test("a server that is gone without a retired id is an error, and can be named", async () => {
    edit(CONSTANTS, '  "github",\n', "");
    edit(CONSTANTS, /\n {2}github: \{\n {4}id: 1,[\s\S]*?\n {2}\},/, "");
    edit(SWITCH, '    case "github":\n      return githubServer(auth, toolContext);\n', "");
    edit(SNAPSHOT, '    { "name": "github", "id": 1 },\n', "");
    edit(`${API}/bm25_tool_search_utils.test.ts`, /\n.*name: "github".*/, "");
    const gone = ["dust/contract-server-gone", "error", "github", CONSTANTS];
    const all = await check(replica.root, "--against", "main");
    expect(all).toMatchObject({ exitCode: 1, found: [gone] });
    expect(all.document.servers.map((each) => each.name)).not.toContain("github");
    expect(await check(replica.root, "github", "--against", "main")).toMatchObject({ exitCode: 1, found: [gone] });
    const left = ["dust/leftover-row", "warning", "github", SNAP];
    expect(await check(replica.root, "--against", "main", "--fix")).toMatchObject({ exitCode: 0, found: [left] });
    expect(replica.read(CONSTANTS)).toMatch(/4, 28, 45, 1004, 1016, 1047, 1,/);
    expect(await check(replica.root, "github")).toMatchObject({ exitCode: 0, found: [left] });
    edit(SNAP, /\n {2}"github": \{[\s\S]*?\n {2}\},/, "");
    expect(await check(replica.root, "--against", "main")).toMatchObject({ exitCode: 0, found: [] });
  });

  test("an id that the ref has given away since the merge base is a clash", async () => {
    git(replica.root, "checkout", "--quiet", "main");
    edit(CONSTANTS, "id: 1042,", "id: 5000,");
    commit("The ref goes on");
    git(replica.root, "checkout", "--quiet", "work");
    const [spec, ...args] = ["--description=Search.", "--set", "name=acme_crm", "--no-format", "--yes", "--no-verify"];
    expect(await mcpNewHere(replica.root, ["provider", "acme_crm", spec ?? "", ...args])).toMatchObject({
      exitCode: 0,
    });
    edit(CONSTANTS, "id: 5001,", "id: 5000,");
    edit(SNAPSHOT, '"id": 5001', '"id": 5000');
    const { found } = await check(replica.root, "--against", "main");
    expect(found?.filter(([, severity]) => severity === "error")).toEqual([
      ["dust/id-stable", "error", "acme_crm", CONSTANTS],
    ]);
  });

  test("works with a detached HEAD and from a folder of a larger repository", async () => {
    edit(META, "        .array(z.string())\n        .optional()", "        .array(z.string())");
    git(replica.root, "checkout", "--quiet", "--detach");
    expect((await check(replica.root, "--against", "main")).exitCode).toBe(1);
    const inner = copyReplica("dust-arrays");
    const outer = join(dirname(inner.root), "outer");
    mkdirSync(join(outer, "vendor"), { recursive: true });
    renameSync(inner.root, join(outer, "vendor/dust"));
    git(outer, "init", "--quiet", "--initial-branch=main");
    git(outer, "add", "--all");
    git(outer, "-c", "user.name=S", "-c", "user.email=s@example.com", "commit", "--quiet", "--message", "All");
    const path = join(outer, "vendor/dust", META);
    writeFileSync(path, readFileSync(path, "utf8").replace('name: "get_issue"', 'name: "get_it"'));
    const { found } = await check(outer, "--cwd", "vendor/dust", "--against", "main");
    expect(found?.map(([rule]) => rule)).toContain("dust/contract-tool-gone");
    inner.dispose();
  });

  test("an unknown ref and a folder without git are exit 2", async () => {
    for (const ref of ["no-such-ref", "--output=x", ""]) {
      const { exitCode, document } = await check(replica.root, `--against=${ref}`);
      expect([ref, exitCode, document.error?.code]).toEqual([ref, 2, "ref-unknown"]);
    }
    const bare = copyReplica("dust-arrays");
    expect(await check(bare.root, "--against", "main")).toMatchObject({ exitCode: 2 });
    bare.dispose();
  });
});

describe("without a merge base it could not be checked, which never fails", () => {
  let clone: string;
  beforeEach(() => {
    clone = join(dirname(replica.root), "clone");
    rmSync(clone, { recursive: true, force: true });
  });

  async function expectOpen(hint: RegExp, ref: string) {
    const { exitCode, stderr, document, found } = await check(clone, "--against", ref);
    expect([exitCode, found]).toEqual([0, []]);
    expect(stderr).toMatch(hint);
    expect(status(document, "dust/contract-tool-gone")).toBe("could-not-check");
    expect(status(document, "dust/availability-snapshot")).toBe("pass");
  }

  test("a shallow clone of two branches, and a ref that it lacks", async () => {
    edit(META, "GitHub issue", "GitHub's issue");
    commit("Here");
    git(replica.root, "checkout", "--quiet", "main");
    edit(META, "GitHub issue", "Github issue");
    commit("There");
    const source = pathToFileURL(replica.root).href;
    git(dirname(clone), "clone", "--quiet", "--depth=1", "--no-single-branch", "--branch=work", source, "clone");
    await expectOpen(/no merge base here: the clone is shallow.*fetch-depth: 0/, "origin/main");
    await expectOpen(/no ref "v1" here: the clone is shallow.*fetch-depth: 0/, "v1");
  });

  test("a branch without a commit", async () => {
    git(dirname(clone), "clone", "--quiet", replica.root, "clone");
    git(clone, "checkout", "--quiet", "--orphan", "fresh");
    await expectOpen(/HEAD has no commit yet/, "origin/main");
  });
});

describe("--since", () => {
  const names = (document: CheckDocument) => document.servers.map((each) => each.name).sort();

  test("checks the servers whose files or rows changed, committed, uncommitted or untracked", async () => {
    edit(META, "GitHub issue", "GitHub's issue");
    commit("Committed");
    edit(`${API}/ashby/client.ts`, /$/, "\n");
    replica.write(`${API}/val_town/notes.ts`, "export {};\n");
    edit(CONSTANTS, "    id: 18,", "    id: 19,");
    edit(SNAPSHOT, '"salesforce", "id": 14', '"salesforce", "id": 15');
    const { document, stderr, found } = await check(replica.root, "--since", "main");
    const touched = ["ashby", "github", "salesforce", "slack", "val_town"];
    expect([names(document), stderr]).toEqual([touched, "--since main: 5 servers were touched.\n"]);
    expect(found?.map(([, , server]) => server).sort()).toEqual(["salesforce", "slack"]);
    expect(names((await check(replica.root)).document)).toHaveLength(24);
  });

  test("a case that calls another server touches it; a name limits the check further", async () => {
    edit(SWITCH, "return githubServer(", "return slackServer(");
    expect(names((await check(replica.root, "--since", "main")).document)).toEqual(["github"]);
    expect(names((await check(replica.root, "slack", "--since", "main")).document)).toEqual([]);
  });

  test("nothing touched is nothing to check", async () => {
    replica.write("README.md", "Changed.\n");
    expect(await check(replica.root, "--since", "main")).toMatchObject({ exitCode: 0, document: { servers: [] } });
  });

  test("a file that all servers share checks all and says so", async () => {
    edit(`${MIA}/tool_definition.ts`, /$/, "\n");
    const { document, stderr } = await check(replica.root, "--since", "main");
    expect(names(document)).toHaveLength(24);
    expect(stderr).toContain(`all servers are checked, because they share what changed: ${MIA}/tool_definition.ts`);
    git(replica.root, "checkout", "--quiet", "--", ".");
    edit(CONSTANTS, "  4, 28,", "  4, 28, 29,");
    expect(names((await check(replica.root, "--since", "main")).document)).toHaveLength(24);
  });

  test("an unknown ref is exit 2", async () => {
    expect(await check(replica.root, "--since", "nope")).toMatchObject({ exitCode: 2 });
  });
});

describe("--like", () => {
  const parity = async (cwd: string, ...args: string[]) => {
    const { exitCode, document } = await check(cwd, ...args);
    const found = document.findings.filter((each) => each.rule === "dust/parity");
    return { exitCode, paths: found.map((each) => each.location.path), found };
  };

  test("names every file that knows the exemplar in any spelling and not the server", async () => {
    replica.write("docs/providers.md", "One.\nWe support Val Town and\nval-town.\n");
    replica.write("core/src/lib.rs", "pub const VAL_TOWN_URL: &str = ValTownUrl;\n");
    replica.write("docs/both.md", "val_town, Slack\n");
    replica.write("docs/neither.md", "val_towns, interval_town_hall\n");
    replica.write("docs/other.md", "slack_bot, val_town\n");
    replica.write("docs/binary.bin", "val_town\0");
    replica.write("docs/big.md", `val_town ${"x".repeat(1_000_001)}`);
    symlinkSync(dirname(replica.root), replica.path("docs/up"));
    const { exitCode, paths, found } = await parity(replica.root, "slack", "--like", "val_town");
    expect(exitCode).toBe(0);
    expect(paths.filter((path) => !path.startsWith("front/"))).toEqual([
      "core/src/lib.rs",
      "docs/other.md",
      "docs/providers.md",
    ]);
    const page = found.find((each) => each.location.path === "docs/providers.md");
    expect(page).toMatchObject({
      severity: "info",
      server: "slack",
      message: "docs/providers.md names `val_town` twice (lines 2, 3), `slack` never.",
      location: { line: 2, column: 12, endLine: 2, endColumn: 20 },
    });
    expect(paths).toContain(`${MIA}/server_token_labels.ts`);
    expect((await parity(replica.root, "slack")).paths).toEqual([]);
  });

  test("a file of the exemplar's own folder is mirrored by its counterpart", async () => {
    const before = (await parity(replica.root, "slack", "--like", "github")).found;
    const missing = before.find((each) => each.location.path === `${API}/github/rendering.ts`);
    expect(missing?.message).toContain(`\`slack\` has no ${API}/slack_personal/rendering.ts`);
    replica.write(`${API}/slack_personal/rendering.ts`, "export {};\n");
    const after = (await parity(replica.root, "slack", "--like", "github")).paths;
    expect(before.length - after.length).toBe(1);
  });

  test("reads the disk where there is no git", async () => {
    const bare = copyReplica("dust-arrays");
    bare.write("docs/page.md", "GITHUB\n");
    symlinkSync(bare.path("docs"), bare.path("docs/loop"));
    const { paths } = await parity(bare.root, "slack", "--like", "github");
    expect(paths.filter((path) => path.startsWith("docs/"))).toEqual(["docs/page.md"]);
    bare.dispose();
  });

  test("needs one other server: exit 2", async () => {
    for (const args of [[], ["slack", "ashby"], ["github"]]) {
      expect(await check(replica.root, ...args, "--like", "github")).toMatchObject({ exitCode: 2 });
    }
    const { exitCode, document } = await check(replica.root, "slack", "--like", "githob");
    expect([exitCode, document.error?.message]).toEqual([2, 'There is no server "githob".']);
  });
});

describe("--run", () => {
  test("reports what the host's type check and formatter say, each at its place", async () => {
    edit(META, "  tools: GITHUB_TOOLS_METADATA,", "    tools: GITHUB_TOOLS_METADATA,");
    replica.write(`${API}/github/wrong.ts`, 'export const wrong: number = "text";\n');
    const quiet = await check(replica.root, "github");
    expect([quiet.exitCode, status(quiet.document, "dust/type-check")]).toEqual([0, "manual"]);
    const { exitCode, found, document } = await check(replica.root, "github", "--run");
    expect([exitCode, found]).toEqual([
      1,
      [
        ["dust/format-check", "error", null, META],
        ["dust/type-check", "error", null, `${API}/github/wrong.ts`],
      ],
    ]);
    expect(document.findings[1]).toMatchObject({
      location: { line: 1, column: 14 },
      message: expect.stringMatching(/^TS2322: /),
    });
    expect(status(document, "dust/type-check")).toBe("fail");
  });

  test("passes on a clean checkout; a checkout without programs could not be checked", async () => {
    const clean = await check(replica.root, "github", "--run");
    expect([clean.exitCode, status(clean.document, "dust/type-check")]).toEqual([0, "pass"]);
    expect(status(clean.document, "dust/format-check")).toBe("pass");
    const bare = copyReplica("dust-arrays");
    rmSync(bare.path("node_modules"));
    const open = await check(bare.root, "github", "--run");
    expect([open.exitCode, status(open.document, "dust/type-check")]).toEqual([0, "could-not-check"]);
    expect(status(open.document, "dust/format-check")).toBe("could-not-check");
    bare.dispose();
  });
});
