import { spawnSync } from "node:child_process";
import { afterEach, describe, expect, test } from "vitest";
import { cleanEnv } from "../support/boot.ts";
import { mcpNew } from "../support/cli.ts";
import { mcpNewHere } from "../support/cli-here.ts";
import {
  biomeCheck,
  bootAll,
  bootServers,
  copyReplica,
  initGit,
  type Replica,
  runHostTests,
  typeCheck,
} from "../support/replica.ts";
import { transitional } from "../targets/dust/migrate/transitional.ts";

const PATIENCE = 300_000;

let replica: Replica;
afterEach(() => replica.dispose());

/** A copy of a workspace in the middle of its way to a newer layout, formatted as its own formatter would. */
function onItsWay(to: "records" | "arrays"): Replica {
  const copy = copyReplica("dust-legacy");
  for (const [path, text] of Object.entries(transitional(to))) copy.write(path, text);
  const biome = copy.path("node_modules/.bin/biome");
  expect(spawnSync(biome, ["check", "--write", "."], { cwd: copy.root, env: cleanEnv() }).status).toBe(0);
  return copy;
}

/** Every server's tools as they are listed, `_meta` aside. */
async function listed(): Promise<Record<string, unknown>> {
  const all = await bootAll(replica);
  return Object.fromEntries(
    Object.entries(all).map(([name, { tools }]) => [name, tools.map(({ _meta, ...tool }) => tool)]),
  );
}

type Calls = readonly [server: string, calls: [tool: string, args: Record<string, unknown>][]][];

/** What the servers answer to the calls, in one process. */
async function answers(calls: Calls): Promise<unknown[]> {
  const servers = await bootServers(replica, { token: "token" });
  try {
    const found = [];
    for (const [name, ofOne] of calls)
      for (const [tool, args] of ofOne) found.push(bare(await servers.callTool(name, tool, args)));
    return found;
  } finally {
    await servers.close();
  }
}

// An answer without `isError` is none.
function bare({ isError = false, content }: { isError?: boolean; content: unknown }) {
  return { isError, content };
}

async function findings(): Promise<string[]> {
  const { stdout } = await mcpNewHere(replica.root, ["check", "--json"]);
  return JSON.parse(stdout).findings.map((each: { fingerprint: string }) => each.fingerprint);
}

const migrate = (...args: string[]) => mcpNewHere(replica.root, ["migrate", ...args]);

/** Moves servers one after the other, and proves that the ones which stay leave no trace. */
async function moveAll(to: string, names: readonly string[]): Promise<string[]> {
  const stayed: string[] = [];
  for (const name of names) {
    const before = replica.files();
    const { exitCode, stderr } = await migrate(name, "--to", to, "--yes", "--no-verify");
    expect([0, 5], stderr).toContain(exitCode);
    if (exitCode === 0) continue;
    expect(stderr).toContain("Nothing was written.");
    expect(replica.files()).toEqual(before);
    stayed.push(name);
  }
  return stayed;
}

async function proveEqual(to: string, names: readonly string[], known: readonly string[]): Promise<string[]> {
  const [tools, before] = [await listed(), await findings()];
  const stayed = await moveAll(to, names);
  const after = await listed();
  expect(after).toEqual(tools);
  expect(JSON.stringify(Object.values(after))).toBe(JSON.stringify(Object.values(tools)));
  expect(typeCheck(replica)).toEqual({ exitCode: 0, output: "" });
  expect(biomeCheck(replica)).toMatchObject({ exitCode: 0 });
  expect((await findings()).filter((each) => !before.includes(each))).toEqual(known);
  return stayed;
}

describe("every server keeps its tools, answers the same, compiles, is formatted, and passes a check as before", () => {
  test("in the mixed workspace", { timeout: PATIENCE }, async () => {
    replica = copyReplica("dust-mixed");
    initGit(replica);
    const calls: Calls = [
      [
        "query_tables_v2",
        [
          ["get_database_schema", {}],
          ["execute_database_query", { query: "select * from customers", fileName: "f" }],
          ["execute_database_query", { query: "select 1", fileName: "f" }],
        ],
      ],
      [
        "ashby",
        [
          ["search_candidates", {}],
          ["create_candidate_note", { note: "" }],
        ],
      ],
    ];
    const before = await answers(calls);
    const names = ["jira", "ashby", "search", "query_tables_v2", "val_town"];
    expect(await proveEqual("records", names, [])).toEqual(["search"]);
    expect(await answers(calls)).toEqual(before);
    expect(runHostTests(replica)).toMatchObject({ exitCode: 0 });
  });

  const LEGACY = [
    "github",
    "web_search_&_browse",
    "hubspot",
    "extract_data",
    "missing_action_catcher",
    "salesforce",
    "google_calendar",
    "slack",
    "agent_memory",
    "jira",
    "deep_dive",
    "openai_usage",
    "microsoft_drive",
    "microsoft_teams",
    "ashby",
    "search",
    "run_agent",
    "query_tables_v2",
    "val_town",
  ];
  const STAY = ["hubspot", "missing_action_catcher", "microsoft_drive", "microsoft_teams", "search"];
  const CALLS: Calls = [
    [
      "agent_memory",
      [
        ["record_entries", { entries: ["one"] }],
        ["retrieve", {}],
      ],
    ],
    [
      "slack",
      [
        ["render_mention", { kind: "user", id: "U1" }],
        ["post_message", { to: "#a", message: "hi" }],
      ],
    ],
    ["run_agent", [["run_agent", { agentId: "a", query: "q" }]]],
    [
      "salesforce",
      [
        ["list_objects", {}],
        ["update_object", { objectName: "A", records: [{}] }],
      ],
    ],
  ];
  test.each([
    ["records", STAY],
    ["arrays", ["google_calendar", ...STAY]],
  ] as const)("in a workspace of layout legacy on its way to %s", { timeout: PATIENCE }, async (to, stay) => {
    replica = onItsWay(to);
    initGit(replica);
    const before = await answers(CALLS);
    expect((await proveEqual(to, LEGACY, [])).sort()).toEqual([...stay].sort());
    expect(await answers(CALLS)).toEqual(before);
  });
});

describe("one server", () => {
  test("is previewed without a write, moved and verified, and then there is nothing to do", {
    timeout: PATIENCE,
  }, async () => {
    replica = copyReplica("dust-mixed");
    initGit(replica);
    const before = replica.files();
    const dry = await migrate("jira", "--to", "records", "--dry-run");
    expect(dry.stdout).toContain("delete  front/lib/actions/mcp_internal_actions/servers/jira/metadata.ts");
    const diff = await migrate("jira", "--to", "records", "--diff");
    expect([dry.exitCode, diff.exitCode, replica.files()]).toEqual([0, 0, before]);
    const run = await mcpNew(replica.root, ["migrate", "jira", "--to", "records", "--yes", "--json"]);
    expect(run.exitCode, run.stderr).toBe(0);
    const document = JSON.parse(run.stdout);
    expect(document).toMatchObject({ command: "migrate", server: "jira", layout: "records", applied: true });
    expect(document.verification).toEqual([expect.objectContaining({ ok: true })]);
    const count = (action: string) =>
      document.changes.filter((each: { action: string }) => each.action === action).length;
    expect(["create", "edit", "delete"].map(count)).toEqual([7, 2, 6]);
    expect(document.replay).toBe("npx mcp-new migrate jira --to records --yes");
    const after = replica.files();
    // The diff is the way from the one to the other: taken back and applied again.
    const patch = diff.stdout.slice(0, diff.stdout.lastIndexOf("\njira ("));
    for (const [flags, files] of [[["--reverse"], before] as const, [[], after] as const]) {
      const applied = spawnSync("git", ["apply", ...flags], { cwd: replica.root, input: patch });
      expect([applied.status, applied.stderr.toString()]).toEqual([0, ""]);
      expect(replica.files()).toEqual(files);
    }
    const again = await migrate("jira", "--to", "records", "--yes");
    expect(again).toMatchObject({ exitCode: 0, stdout: "jira has the layout records already: nothing to do.\n" });
    expect(replica.files()).toEqual(after);
  });

  test("stays for every reason at once, and for a layout or a name that there is not", {
    timeout: PATIENCE,
  }, async () => {
    replica = copyReplica("dust-mixed");
    initGit(replica);
    const before = replica.files();
    const stays = await migrate("search", "--to", "arrays", "--yes", "--json");
    expect(stays.exitCode).toBe(5);
    const { error } = JSON.parse(stays.stdout);
    expect(error).toMatchObject({ code: "server-not-movable", exitCode: 5 });
    expect(error.details.map(({ message }: { message: string }) => message)).toEqual([
      expect.stringContaining("`ensureUniqueToolNames` is not there"),
      "Tools are registered under a condition.",
    ]);
    for (const { at } of error.details) expect(at).toMatch(/^front\//);
    expect(await migrate("jiro", "--to", "records", "--yes")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('"jira"'),
    });
    expect(await migrate("jira", "--yes")).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("--to <layout>"),
    });
    expect(await migrate("jira", "--to", "legacy", "--yes")).toMatchObject({ exitCode: 2 });
    expect(await migrate("jira", "--to", "records")).toMatchObject({
      exitCode: 3,
      stderr: expect.stringContaining("--yes"),
    });
    expect(replica.files()).toEqual(before);
  });
});
