import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CheckDocument } from "../../src/workflow/check-document.ts";
import { cleanEnv } from "../support/boot.ts";
import { BIN, mcpNew } from "../support/cli.ts";
import { git } from "../support/git.ts";
import { copyReplica, initGit, type Replica } from "../support/replica.ts";

const RULES = fileURLToPath(new URL("../../src/targets/dust/rules/", import.meta.url));
const MIA = "front/lib/actions/mcp_internal_actions";
const API = "front/lib/api/actions/servers";
const CONSTANTS = `${MIA}/constants.ts`;
const SWITCH = `${MIA}/servers/index.ts`;
const SNAPSHOT = `${MIA}/internal_mcp_server_availability.snapshot.json`;
const SNAP = `${MIA}/__snapshots__/mcp_servers_metadata.test.ts.snap`;

/** One fault for each rule that has a fix, each of another server; one has a name that a shell must not read. */
const FAULTS: Record<string, [path: string, from: string | RegExp, to: string][]> = {
  "name-listed": [[CONSTANTS, '  "web_search_&_browse",\n', ""]],
  "case-present": [[SWITCH, / {4}case "github":\n.*\n/, ""]],
  "availability-snapshot": [[SNAPSHOT, '    { "name": "slack", "id": 18 },\n', ""]],
  "token-label": [[`${MIA}/server_token_labels.ts`, / {2}val_town: \{[^}]*\},\n/, ""]],
  "feature-flag-known": [["front/types/shared/feature_flags.ts", / {2}servicenow_tool: \{[^}]*\},\n/, ""]],
  "bm25-listed": [[`${API}/bm25_tool_search_utils.test.ts`, /.*name: "ashby".*\n/, ""]],
  "labels-present": [[`${API}/salesforce/metadata.ts`, / {4}displayLabels: \{[^}]*\},\n/, ""]],
  "id-retired": [
    [SNAPSHOT, '    { "name": "github"', '    { "name": "gone_server", "id": 4000 },\n    { "name": "github"'],
  ],
  "contract-server-gone": [
    [CONSTANTS, '  "user_analytics",\n', ""],
    [CONSTANTS, /\n {2}user_analytics: \{[\s\S]*?\n {2}\},/, ""],
    [SWITCH, / {4}case "user_analytics":\n.*\n/, ""],
    [SNAPSHOT, '    { "name": "user_analytics", "id": 1039 },\n', ""],
    [SNAP, /\n {2}"user_analytics": \{[\s\S]*?\n {2}\},/, ""],
  ],
};

let replica: Replica;
let path: string;

beforeAll(() => {
  replica = copyReplica("dust-arrays");
  initGit(replica);
  git(replica.root, "checkout", "--quiet", "-b", "work");
  for (const [file, from, to] of Object.values(FAULTS).flat()) {
    const text = replica.read(file);
    expect(text).toMatch(from);
    replica.write(file, text.replace(from, to));
  }
  const bin = join(realpathSync(dirname(replica.root)), "bin");
  mkdirSync(bin);
  symlinkSync(BIN, join(bin, "mcp-new"));
  path = `${bin}:${dirname(process.execPath)}:${process.env["PATH"]}`;
});

afterAll(() => replica.dispose());

async function found(...args: string[]): Promise<string[]> {
  const { stdout } = await mcpNew(replica.root, ["check", "--json", "--against", "main", ...args]);
  expect(stdout).toContain("findings");
  const { findings }: CheckDocument = JSON.parse(stdout);
  return findings.map(({ rule }) => rule.replace("dust/", "")).sort();
}

test("there is a fault for each rule that has a fix", () => {
  const fixable = readdirSync(RULES).filter((name) => readFileSync(join(RULES, name), "utf8").includes('"../fixes/'));
  expect(
    Object.keys(FAULTS)
      .map((rule) => `${rule}.ts`)
      .sort(),
  ).toEqual(fixable.sort());
});

// The rows of a removed server are told of when its id is safe, and are deleted by hand.
const fixable = async () => (await found()).filter((rule) => rule !== "leftover-row");

test("each command that the report names, pasted into a shell, mends what it stands for", async () => {
  const cwd = dirname(replica.root);
  expect(await found()).toEqual(Object.keys(FAULTS).sort());
  const { stdout } = await mcpNew(cwd, ["check", "-C", "dust", "--against", "main"]);
  expect(stdout).toContain("bm25");
  const commands = [...stdout.matchAll(/= run: (.*)/g)].map(([, command = ""]) => command);
  expect(commands).toHaveLength(Object.keys(FAULTS).length);
  for (const [index, command] of commands.entries()) {
    const { stderr } = spawnSync("sh", ["-c", command], { cwd, env: { ...cleanEnv(), PATH: path }, encoding: "utf8" });
    expect(stderr, command).toContain("Fixed 1 finding.");
    expect(await fixable(), command).toHaveLength(commands.length - 1 - index);
  }
  expect(await found()).toEqual(["leftover-row"]);
}, 300_000);
