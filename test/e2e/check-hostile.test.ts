import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cleanEnv } from "../support/boot.ts";
import type { CliResult } from "../support/cli.ts";
import { mcpNewHere } from "../support/cli-here.ts";
import { copyReplica, initGit, type Replica } from "../support/replica.ts";

const SERVERS = "front/lib/api/actions/servers";
const TOOLS = `${SERVERS}/github/tools/index.ts`;
const METADATA = `${SERVERS}/github/metadata.ts`;

let replica: Replica;

beforeEach(() => {
  replica = copyReplica("dust-arrays");
  initGit(replica);
});

afterEach(() => replica.dispose());

function check(...args: string[]): Promise<CliResult> {
  return mcpNewHere(replica.root, ["check", ...args]);
}

/** What a run reports: each finding as `severity rule server path:line`, and the servers that no rule could read. */
async function report(): Promise<{ exitCode: number | null; found: string[]; open: string[] }> {
  const { exitCode, stdout, stderr } = await check("--json");
  expect(stderr).toBe("");
  const { findings, checklist } = JSON.parse(stdout);
  const found = findings.map(
    ({ severity, rule, server, location }: Finding) =>
      `${severity} ${rule} ${server} ${location.path}:${location.line}`,
  );
  const open = checklist.flatMap(({ status, servers }: Item) => (status === "could-not-check" ? servers : []));
  return { exitCode, found, open: [...new Set<string>(open)] };
}

interface Finding {
  severity: string;
  rule: string;
  server: string;
  location: { path: string; line: number };
}

interface Item {
  status: string;
  servers: string[];
}

/** A fault of another server, which leaves nothing open there, to show that the check goes on. */
function plantFault(): string {
  const path = `${SERVERS}/slack_bot/metadata.ts`;
  const text = replica.read(path);
  const faulty = text.replace(/running: "[^"]*"/, 'running: ""');
  expect(faulty).not.toBe(text);
  replica.write(path, faulty);
  const line = faulty.slice(0, faulty.indexOf('running: ""')).split("\n").length;
  return `error dust/labels-present slack_bot ${path}:${line}`;
}

test("a syntax error in a server's folder is one finding with its place, and the others are checked", async () => {
  const other = plantFault();
  const text = replica.read(TOOLS);
  replica.write(
    TOOLS,
    text.replace("buildTools(GITHUB_TOOLS_METADATA, handlers)", "buildTools(GITHUB_TOOLS_METADATA, {"),
  );
  const line = text.split("\n").findIndex((each) => each.startsWith("export const TOOLS")) + 1;
  const { exitCode, found } = await report();
  expect(exitCode).toBe(1);
  expect(found).toEqual([`error dust/source-readable github ${TOOLS}:${line}`, other]);
});

test("a syntax error in shared metadata is one finding, not one for each server that lists its tools", async () => {
  const path = `${SERVERS}/run_agent/metadata.ts`;
  replica.write(path, replica.read(path).replace("serverInfo: {", "serverInfo:: {"));
  const { exitCode, found } = await report();
  expect(exitCode).toBe(1);
  expect(found).toEqual([expect.stringContaining(`error dust/source-readable run_agent ${path}:`)]);
});

describe.each([
  ["in Latin-1", TOOLS, Buffer.from('export const TEXT = "caf\xe9";\n', "latin1")],
  ["in Latin-1, its metadata", METADATA, Buffer.from('export const TEXT = "caf\xe9";\n', "latin1")],
  ["that is binary", TOOLS, Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 37) % 256))],
] as const)("a file %s", (_what, path, bytes) => {
  test("could not be checked, which is said with its path and fails nothing", async () => {
    writeFileSync(replica.path(path), bytes);
    expect(await report()).toEqual({ exitCode: 0, found: [], open: ["github"] });
    const { exitCode, stdout } = await check();
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`${path}: the file is not UTF-8 text`);
  });

  test("does not keep the others from being checked", async () => {
    const other = plantFault();
    writeFileSync(replica.path(path), bytes);
    expect(await report()).toEqual({ exitCode: 1, found: [other], open: ["github"] });
  });
});

test("files that are no sources are not read", async () => {
  writeFileSync(replica.path(`${SERVERS}/github/logo.png`), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0x00]));
  expect(await report()).toEqual({ exitCode: 0, found: [], open: [] });
});

test("a link to itself could not be checked, and the others are", async () => {
  const other = plantFault();
  rmSync(replica.path(TOOLS));
  symlinkSync("index.ts", replica.path(TOOLS));
  symlinkSync("..", replica.path(`${SERVERS}/github/loop`), "dir");
  expect(await report()).toEqual({ exitCode: 1, found: [other], open: ["github"] });
  const { stdout } = await check();
  expect(stdout).toContain(`${TOOLS}: not read or written, because a symbolic link on the way leads nowhere`);
});

test("a list of the checkout in Latin-1 leaves only the rules without an answer that need it", async () => {
  const path = "front/types/shared/feature_flags.ts";
  writeFileSync(replica.path(path), Buffer.from(`// caf\xe9\n${replica.read(path)}`, "latin1"));
  const { exitCode, found, open } = await report();
  expect({ exitCode, found }).toEqual({ exitCode: 0, found: [] });
  expect(open.sort()).toEqual(["exa_people_and_company", "openai_usage", "salesforce", "servicenow"]);
});

test("a file of 5 MB is read like any other", async () => {
  const rows = Array.from(
    { length: 60_000 },
    (_, at) => `  { id: ${at}, title: "A row of the sample data, number ${at}", values: [${at}, ${at + 1}] },`,
  );
  const text = `export const ROWS = [\n${rows.join("\n")}\n];\n`;
  expect(text.length).toBeGreaterThan(5_000_000);
  replica.write(`${SERVERS}/github/rows.ts`, text);
  replica.write(
    TOOLS,
    `import { ROWS } from "@app/lib/api/actions/servers/github/rows";\n${replica.read(TOOLS)}\nexport const COUNT = ROWS.length;\n`,
  );
  expect(await report()).toEqual({ exitCode: 0, found: [], open: [] });
});

test("a detached HEAD is checked like a branch", async () => {
  const { status } = spawnSync("git", ["checkout", "--quiet", "--detach"], { cwd: replica.root, env: cleanEnv() });
  expect(status).toBe(0);
  expect(await report()).toEqual({ exitCode: 0, found: [], open: [] });
});

const MIA = "front/lib/actions/mcp_internal_actions";

describe("a file of the host with an error", () => {
  const FILES: [path: string, from: string | RegExp, to: string][] = [
    [`${MIA}/constants.ts`, '  "github",\n', '<<<<<<< HEAD\n  "github",\n=======\n>>>>>>> main\n'],
    [`${MIA}/servers/index.ts`, "return githubServer(", "return githubServer((("],
    [`${MIA}/internal_mcp_server_availability.snapshot.json`, '"manual": [', '"manual": [,'],
    [`${MIA}/__snapshots__/mcp_servers_metadata.test.ts.snap`, '"ashby": {', '"ashby": '],
    [`${MIA}/server_token_labels.ts`, "  ashby: {", "  ashby:"],
    ["front/types/shared/feature_flags.ts", "servicenow_tool: {", "servicenow_tool {"],
    [`${SERVERS}/bm25_tool_search_utils.test.ts`, '{ name: "github"', '{ name "github"'],
  ];

  test.each(FILES)("%s is one finding with its place, and everything else is checked", async (path, from, to) => {
    const text = replica.read(path);
    const broken = text.replace(from, () => to);
    expect(broken).not.toBe(text);
    const others = path.endsWith("constants.ts") ? [] : [plantFault()];
    replica.write(path, broken);
    const { exitCode, found, open } = await report();
    expect(exitCode).toBe(1);
    expect(found).toHaveLength(1 + others.length);
    expect(found).toEqual(expect.arrayContaining(others));
    expect(found.join("\n")).toMatch(new RegExp(`^error dust/registry-readable null ${path}:\\d+$`, "m"));
    expect(open.length).toBeGreaterThan(0);
  });

  test("leaves --since with all servers, since the rows that changed are not known", async () => {
    const [path, from, to] = FILES[0] ?? ["", "", ""];
    const other = plantFault();
    replica.write(
      path,
      replica.read(path).replace(from, () => to),
    );
    const { exitCode, stdout, stderr } = await check("--json", "--since", "HEAD");
    expect([exitCode, JSON.parse(stdout).findings.length]).toEqual([1, 1]);
    expect(stderr).toContain(`all servers are checked, because they share what changed: ${path}`);
    expect(other).toContain("slack_bot");
  });
});

test("a registry in Latin-1 ends the run with 5 and names the file", async () => {
  const path = `${MIA}/servers/index.ts`;
  writeFileSync(replica.path(path), Buffer.from("// caf\xe9\n", "latin1"));
  const { exitCode, stdout } = await check("--json");
  expect(exitCode).toBe(5);
  expect(JSON.parse(stdout).error.details[0].at).toContain(path);
});

test("an empty checkout is no host, which is said", async () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "empty-")));
  mkdirSync(join(folder, ".git"));
  const { exitCode, stdout } = await mcpNewHere(folder, ["check", "--json"]);
  rmSync(folder, { recursive: true });
  expect(exitCode).toBe(5);
  expect(JSON.parse(stdout).error).toMatchObject({ code: "host-not-recognised", exitCode: 5 });
});
