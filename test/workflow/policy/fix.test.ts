import { describe, expect, test } from "vitest";
import { memoryRepo } from "../../../src/repo/memory.ts";
import type { Repo } from "../../../src/repo/repo.ts";
import { detectDust } from "../../../src/targets/dust/host.ts";
import { targets } from "../../../src/targets/index.ts";
import { type CheckReport, checkHosts } from "../../../src/workflow/check.ts";
import { loadConfig, ruleIds } from "../../../src/workflow/policy/config.ts";
import { draftFixes } from "../../../src/workflow/policy/fix.ts";
import { policyOf } from "../../../src/workflow/policy/policy.ts";
import { readOnce } from "../../../src/workflow/read-once.ts";
import { fixtureFiles, type Mutation, mutated } from "../../support/fixture-host.ts";
import type { ReplicaName } from "../../support/replica.ts";

const MIA = "front/lib/actions/mcp_internal_actions";
const CONSTANTS = `${MIA}/constants.ts`;
const SWITCH = `${MIA}/servers/index.ts`;
const SNAPSHOT = `${MIA}/internal_mcp_server_availability.snapshot.json`;
const LABELS = `${MIA}/server_token_labels.ts`;
const FLAGS = "front/types/shared/feature_flags.ts";
const BM25 = "front/lib/api/actions/servers/bm25_tool_search_utils.test.ts";
const META = "front/lib/api/actions/servers/github/metadata.ts";

const [target] = targets;
const policy = policyOf(loadConfig(null, targets), ruleIds(targets), null);

function judge(repo: Repo, server?: string): CheckReport {
  const seen = readOnce(repo);
  const host = detectDust(seen);
  if (!host || !target) throw new Error("no host");
  return checkHosts([{ target, host }], { names: server === undefined ? [] : [server], policy, tree: seen });
}

async function fixing(name: ReplicaName, ...mutations: Mutation[]) {
  const repo = memoryRepo(mutated(name, mutations));
  const before = judge(repo);
  const fixed = await draftFixes(repo, before, judge, async () => null);
  const texts = new Map(fixed.changes.map(({ path, after }) => [path, after]));
  const after = judge({ ...repo, read: (path) => texts.get(path) ?? repo.read(path) });
  const rules = (report: CheckReport) => report.document.findings.map((finding) => finding.rule);
  return { ...fixed, before: rules(before), after: rules(after), text: (path: string) => texts.get(path) };
}

const ROWS: [rule: string, path: string, from: string | RegExp, inserted: string][] = [
  ["name-listed", CONSTANTS, '  "github",\n', '  "github",\n'],
  ["case-present", SWITCH, / {4}case "github":\n.*\n/, '    case "github":\n      return github'],
  ["availability-snapshot", SNAPSHOT, '    { "name": "github", "id": 1 },\n', '    { "name": "github", "id": 1 },\n'],
  ["token-label", LABELS, / {2}val_town: \{[^}]*\},\n/, '  val_town: {\n    label: "Val Town API Key",\n'],
  ["feature-flag-known", FLAGS, / {2}servicenow_tool: \{[^}]*\},\n/, "  servicenow_tool: {\n"],
  ["bm25-listed", BM25, /.*name: "github".*\n/, '  { name: "github", tools: GITHUB_SERVER.tools },\n'],
];

describe.each(["dust-records", "dust-arrays"] as const)("%s: a fix of", (name) => {
  // The workspace of the older layout has no server behind that flag, and no list of searched tools.
  const rows = ROWS.filter(
    ([, path]) => fixtureFiles(name)[path] !== undefined && !(name === "dust-records" && path === FLAGS),
  );
  test.each(rows)("%s inserts the row that was forgotten", async (rule, path, from, inserted) => {
    const { before, after, refused, changes, text } = await fixing(name, [path, from, ""]);
    expect(before).toEqual([`dust/${rule}`]);
    expect([after, refused, changes.map((change) => change.path)]).toEqual([[], [], [path]]);
    expect(text(path)).toContain(inserted);
  });

  test("labels-present inserts both labels, or the one that is missing", async () => {
    const both = / {4}(?: {2})?displayLabels: \{[^}]*\},\n/;
    const whole = await fixing(name, [META, both, ""]);
    const labelled = /displayLabels: \{\n +running: "[A-Z].*",\n +done: "[A-Z].*",\n/;
    expect([whole.before.length, whole.after, whole.mended.length]).toEqual([1, [], 1]);
    expect(whole.text(META)).toMatch(labelled);
    const empty = await fixing(name, [META, /displayLabels: \{[^}]*\},\n/, "displayLabels: {},\n"]);
    expect([empty.before.length, empty.after]).toEqual([1, []]);
    expect(empty.text(META)).toMatch(labelled);
    const one = await fixing(name, [META, / +running: ".*",\n/, ""]);
    expect([one.before, one.after]).toEqual([["dust/labels-present"], []]);
    expect(one.text(META)).toMatch(/displayLabels: \{\n +running: "[A-Z].*",\n +done: /);
  });

  test("availability-snapshot finds the place of a row in a list that is not sorted", async () => {
    const row = '    { "name": "github", "id": 1 },\n';
    const stray: Mutation = [SNAPSHOT, row, `    { "name": "gone_server", "id": 4000 },\n${row}`];
    const { mended, text } = await fixing(name, stray, [SNAPSHOT, '    { "name": "slack", "id": 18 },\n', ""]);
    expect(mended.map((finding) => finding.rule)).toContain("dust/availability-snapshot");
    expect(text(SNAPSHOT)).toMatch(/"id": 1[46] \},\n {4}\{ "name": "slack", "id": 18 \},\n {4}\{ "name": "outlook"/);
  });

  test("id-retired reserves the id of a removed server", async () => {
    const row = '    { "name": "gone_server", "id": 4000 },\n    { "name": "github", "id": 1 },\n';
    const sorted = await fixing(name, [SNAPSHOT, / {4}\{ "name": "github", "id": 1 \},\n/, row]);
    expect(sorted.before).toContain("dust/id-retired");
    expect(sorted.after).not.toContain("dust/id-retired");
    expect(sorted.text(CONSTANTS)).toMatch(/LEGACY_INTERNAL_MCP_SERVER_IDS[^;]*4000/);
  });
});

describe("fixes", () => {
  test("of one file compose, and those of one server too", async () => {
    const { after, changes, mended, text } = await fixing(
      "dust-arrays",
      [CONSTANTS, '  "github",\n', ""],
      [CONSTANTS, '  "exa_people_and_company",\n', ""],
      [SWITCH, / {4}case "github":\n.*\n/, ""],
    );
    expect([after, changes.length, mended.length]).toEqual([[], 2, 3]);
    expect(text(CONSTANTS)).toBe(mutated("dust-arrays", [])[CONSTANTS]);
  });

  test("keep the line ending and the byte-order mark of a file", async () => {
    const files = mutated("dust-arrays", [
      [CONSTANTS, '  "github",\n', ""],
      [SNAPSHOT, '    { "name": "github", "id": 1 },\n', ""],
    ]);
    for (const path of [CONSTANTS, SNAPSHOT]) files[path] = `\uFEFF${files[path]}`.replaceAll("\n", "\r\n");
    const repo = memoryRepo(files);
    const { changes } = await draftFixes(repo, judge(repo), judge, async () => null);
    expect(changes.map((change) => change.path)).toEqual([CONSTANTS, SNAPSHOT]);
    for (const { path, after } of changes)
      expect(after).toBe(`\uFEFF${mutated("dust-arrays", [])[path]}`.replaceAll("\n", "\r\n"));
  });

  test("are none for a row that is only misspelt", async () => {
    const { before, changes, mended } = await fixing("dust-arrays", [CONSTANTS, '  "github",\n', '  "githbu",\n']);
    expect([before, changes, mended]).toEqual([["dust/name-listed"], [], []]);
  });

  test("are none for a flag that is spelt like another one", async () => {
    const { before, changes } = await fixing("dust-arrays", [CONSTANTS, '"servicenow_tool"', '"servicenow_tol"']);
    expect([before, changes]).toEqual([["dust/feature-flag-known"], []]);
  });

  test("are none for a case whose module cannot be called", async () => {
    const { before, changes } = await fixing(
      "dust-arrays",
      [SWITCH, / {4}case "github":\n.*\n/, ""],
      ["front/lib/api/actions/servers/github/index.ts", "export default", "export const other ="],
    );
    expect([before, changes]).toEqual([["dust/case-present"], []]);
  });

  test("that mend nothing, or cause an error, are told of and undone", async () => {
    const repo = memoryRepo(mutated("dust-arrays", [[CONSTANTS, '  "github",\n', ""]]));
    const useless =
      (fix: (draft: { edit(path: string, text: string): void }) => void) => (tree: Repo, server?: string) => {
        const report = judge(tree, server);
        return { ...report, fixes: new Map([...report.fixes].map(([finding]) => [finding, fix])) };
      };
    const attempt = async (fix: Parameters<typeof useless>[0]) => {
      const broken = useless(fix);
      return draftFixes(repo, broken(repo), broken, async () => null);
    };
    const idle = await attempt((draft) => draft.edit("unrelated.txt", "x"));
    expect([idle.changes, idle.refused]).toEqual([
      [],
      ["dust/name-listed in github was not fixed: its fix does not mend it."],
    ]);
    const text = repo.read(CONSTANTS) ?? "";
    const row = text
      .replace('  "openai_usage",', '  "github",\n  "openai_usage",')
      .replace("1016, 1047,", "1, 1016, 1047,");
    const harmful = await attempt((draft) => draft.edit(CONSTANTS, row));
    expect([harmful.changes, harmful.refused]).toEqual([
      [],
      ["dust/name-listed in github was not fixed: its fix would cause another error."],
    ]);
  });
});
