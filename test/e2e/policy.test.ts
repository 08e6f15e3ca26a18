import { readFileSync, rmSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { mcpNewHere } from "../support/cli-here.ts";
import { copyReplica, initGit, type Replica } from "../support/replica.ts";

const ACTIONS = "front/lib/actions/mcp_internal_actions";
const CONSTANTS = `${ACTIONS}/constants.ts`;
const SWITCH = `${ACTIONS}/servers/index.ts`;
const SNAPSHOT = `${ACTIONS}/internal_mcp_server_availability.snapshot.json`;
const LABELS = `${ACTIONS}/server_token_labels.ts`;
const META = "front/lib/api/actions/servers/github/metadata.ts";

// One test runs the program up to eight times.
vi.setConfig({ testTimeout: 180_000 });

let replica: Replica;
let clean: Record<string, string>;

beforeAll(() => {
  replica = copyReplica("dust-arrays");
  initGit(replica);
  clean = replica.files();
});

beforeEach(() => {
  for (const [path, text] of Object.entries(replica.files())) {
    if (clean[path] === undefined) rmSync(replica.path(path));
    else if (clean[path] !== text) replica.write(path, clean[path]);
  }
});

afterAll(() => replica.dispose());

function plant(path: string, from: string | RegExp, to: string): void {
  const text = replica.read(path);
  expect(text).toMatch(from);
  replica.write(
    path,
    text.replace(from, () => to),
  );
}

const RETIRED = ["    id: 1,", "    id: 28,"] as const;

async function check(...args: string[]) {
  const { exitCode, stdout, stderr } = await mcpNewHere(replica.root, ["check", "--json", ...args]);
  const document = stdout.startsWith("{") ? JSON.parse(stdout) : null;
  const rules: string[] = (document?.findings ?? []).map((each: { rule: string }) => each.rule);
  return { exitCode, document, rules, stderr };
}

describe("--fix", () => {
  const plantAll = () => {
    plant(CONSTANTS, '  "github",\n', "");
    plant(CONSTANTS, '  "exa_people_and_company",\n', "");
    plant(SWITCH, / {4}case "github":\n.*\n/, "");
    plant(SNAPSHOT, '    { "name": "github", "id": 1 },\n', "");
    plant(LABELS, / {2}val_town: \{[^}]*\},\n/, "");
    plant(META, / {4}displayLabels: \{\n {6}running: "Listing GitHub issues",\n.*\n {4}\},\n/, "");
    plant(SWITCH, "    default:", "    // The last one.\n    default:");
  };
  const PLANTED = [
    "dust/availability-snapshot",
    "dust/case-present",
    "dust/labels-present",
    "dust/name-listed",
    "dust/name-listed",
    "dust/token-label",
  ];

  test("inserts what was forgotten, two rows of one file included, and the second run has nothing to do", async () => {
    plantAll();
    const before = await check();
    expect([before.exitCode, before.rules.sort()]).toEqual([1, PLANTED]);
    const planted = replica.files();
    const fixed = await check("--fix");
    expect([fixed.exitCode, fixed.rules, fixed.document.applied]).toEqual([0, [], true]);
    expect(fixed.stderr).toContain("Fixed ");
    const changed = Object.entries(replica.files()).filter(([path, text]) => planted[path] !== text);
    expect(changed.map(([path]) => path).sort()).toEqual(
      fixed.document.changes.map((each: { path: string }) => each.path).sort(),
    );
    expect(changed).toHaveLength(5);
    for (const path of [CONSTANTS, SNAPSHOT]) expect(replica.read(path)).toBe(clean[path]);
    expect(replica.read(META)).toContain('running: "Listing issues",');
    const again = await check("--fix");
    expect([again.exitCode, again.document.applied, again.document.changes]).toEqual([0, false, []]);
  });

  test.each([[["--diff"]], [["--dry-run"]], [["--dry-run", "--yes"]]])(
    "%j writes nothing, and passes when the fixes would mend everything",
    async (how) => {
      plantAll();
      const planted = replica.files();
      const { exitCode, rules, document, stderr } = await check("--fix", ...how);
      expect([exitCode, rules.sort(), document.applied]).toEqual([0, PLANTED, false]);
      expect(stderr).toContain(`Would fix ${PLANTED.length} findings.\n`);
      const diff = document.changes.find((each: { path: string }) => each.path === CONSTANTS).diff;
      if (how.includes("--diff")) expect(diff).toContain('\n+  "github",\n');
      else expect(diff).toBeUndefined();
      expect(replica.files()).toEqual(planted);
    },
  );

  test("--diff with --yes writes, and people see the diff before the report", async () => {
    plant(CONSTANTS, '  "github",\n', "");
    const { exitCode, stdout } = await mcpNewHere(replica.root, ["check", "github", "--fix", "--diff", "--yes"]);
    expect([exitCode, replica.read(CONSTANTS)]).toEqual([0, clean[CONSTANTS]]);
    expect(stdout).toMatch(
      /^Written:\ndiff --git [\s\S]*\n\+ {2}"github",\n[\s\S]*\n1 server, \d+ rules: no problems\.\n$/,
    );
  });

  test("leaves what it cannot mend, and fails for it", async () => {
    plant(CONSTANTS, ...RETIRED);
    plant(CONSTANTS, '  "github",\n', '  "githbu",\n');
    plant(LABELS, / {2}val_town: \{[^}]*\},\n/, "");
    const { exitCode, rules, document } = await check("--fix");
    expect(exitCode).toBe(1);
    expect(rules).toContain("dust/name-listed");
    expect(rules).not.toContain("dust/token-label");
    expect(document.changes.map((each: { path: string }) => each.path)).toEqual([LABELS]);
  });

  test("a preview says how much would remain, and passes where a check does", async () => {
    plant(CONSTANTS, ...RETIRED);
    plant(LABELS, / {2}val_town: \{[^}]*\},\n/, "");
    const { exitCode, stderr } = await check("--fix", "--dry-run");
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining("Would fix 1 finding. 1 would remain.")]);
    plant(CONSTANTS, RETIRED[1], RETIRED[0]);
    const mild = await check("--fix", "--dry-run");
    expect([mild.exitCode, mild.rules, mild.document.changes.length]).toEqual([0, ["dust/token-label"], 1]);
  });

  test("the JSON document has the changes with --fix alone, and is what its schema says", async () => {
    plant(LABELS, / {2}val_town: \{[^}]*\},\n/, "");
    const schema = readFileSync(new URL("../../schema/check.schema.json", import.meta.url), "utf8");
    const isLegal = new Ajv2020({ strict: false }).compile(JSON.parse(schema));
    const row = { path: LABELS, action: "edit", insertions: 5, deletions: 0 };
    const diff = expect.stringMatching(/^diff --git /);
    const runs: [string[], unknown, unknown][] = [
      [[], undefined, undefined],
      [["--fix", "--dry-run"], false, [row]],
      [["--fix", "--diff"], false, [{ ...row, diff }]],
      [["--fix", "--diff", "--yes"], true, [{ ...row, diff }]],
      [["--fix"], false, []],
    ];
    for (const [args, applied, changes] of runs) {
      const { document } = await check(...args);
      expect([args, isLegal(document), document.applied, document.changes]).toEqual([args, true, applied, changes]);
      expect("changes" in document).toBe(args.length > 0);
    }
  });

  test("together with --update-baseline mends what it can, and accepts the rest", async () => {
    plant(CONSTANTS, ...RETIRED);
    plant(LABELS, / {2}val_town: \{[^}]*\},\n/, "");
    const { exitCode, document } = await check("--fix", "--baseline", "known.json", "--update-baseline");
    expect([exitCode, document.summary.errors]).toEqual([0, 0]);
    expect(document.changes.map((each: { path: string }) => each.path).sort()).toEqual([LABELS, "known.json"].sort());
    expect(JSON.parse(replica.read("known.json")).findings).toMatchObject([{ rule: "dust/id-not-retired" }]);
    expect(replica.read(LABELS)).toContain("val_town");
  });

  test("--diff without anything to write is a mistake", async () => {
    const { exitCode, document } = await check("--diff");
    expect([exitCode, document.error.code]).toEqual([2, "nothing-to-write"]);
  });
});

describe("--baseline", () => {
  test("accepts what it knows, fails for what is new, and for what is gone", async () => {
    plant(CONSTANTS, ...RETIRED);
    expect((await check()).exitCode).toBe(1);
    const written = await check("--baseline", "known.json", "--update-baseline");
    expect([written.exitCode, written.document.applied]).toEqual([0, true]);
    const { schemaVersion, findings } = JSON.parse(replica.read("known.json"));
    expect([schemaVersion, findings]).toEqual([
      1,
      [expect.objectContaining({ rule: "dust/id-not-retired", server: "github" })],
    ]);
    const known = await check("--baseline", "known.json");
    expect([known.exitCode, known.document.summary.errors]).toEqual([0, 0]);
    expect(known.document.findings[0].baselined).toBe(true);
    plant(CONSTANTS, '  "slack",\n', "");
    const more = await check("--baseline", "known.json");
    expect([more.exitCode, more.document.summary.errors]).toEqual([1, 1]);
    replica.write(CONSTANTS, clean[CONSTANTS] ?? "");
    const stale = await check("--baseline", "known.json");
    expect([stale.exitCode, stale.rules]).toEqual([1, ["mcp-new/stale-baseline"]]);
    expect(stale.document.findings[0].location).toMatchObject({ path: "known.json", line: 4, column: 5 });
    expect((await check("slack", "--baseline", "known.json")).exitCode).toBe(0);
    expect((await check("--baseline", "known.json", "--update-baseline")).exitCode).toBe(0);
    expect(JSON.parse(replica.read("known.json")).findings).toEqual([]);
  });

  test("is not written by a dry run, must be there, and must be one", async () => {
    plant(CONSTANTS, ...RETIRED);
    const dry = await check("--baseline", "known.json", "--update-baseline", "--dry-run");
    expect([dry.exitCode, dry.document.summary.errors]).toEqual([1, 1]);
    expect(dry.document.changes).toEqual([{ path: "known.json", action: "create", insertions: 11, deletions: 0 }]);
    expect(replica.files()["known.json"]).toBeUndefined();
    expect((await check("--baseline", "known.json")).document.error).toMatchObject({ exitCode: 2 });
    expect((await check("--update-baseline")).document.error).toMatchObject({ exitCode: 2, code: "baseline-unnamed" });
    replica.write("known.json", '{ "schemaVersion": 1, "findings": [{ "rule": 5 }] }\n');
    const { error } = (await check("--baseline", "known.json")).document;
    expect([error.exitCode, error.details.length]).toEqual([2, 4]);
    expect(error.details[0].at).toMatch(/^known\.json:1:\d+$/);
  });
});

describe("the configuration", () => {
  test("every problem of it is named at once, with its place", async () => {
    const text = `{
  "target": "dusty",
  "rulse": {},
  "rules": { "dust/id-not-retird": "off", "dust/id-unique": "loud" },
  "ignore": [{ "rule": "dust/nothing-such", "server": "github", "reason": "r" }, { "rule": "dust/id-unique", "server": "x" }],
  "paths": { "@front/*": "../front/*" }
}
`;
    replica.write("mcp-new.config.json", text);
    const { exitCode, document } = await check();
    expect(exitCode).toBe(2);
    const told = document.error.details.map(({ at, message }: { at: string; message: string }) => `${at} ${message}`);
    expect(told.sort()).toMatchInlineSnapshot(`
      [
        "mcp-new.config.json:2:13 target: there is no target "dusty"; did you mean dust?",
        "mcp-new.config.json:3:12 rulse: unknown key; did you mean rules?",
        "mcp-new.config.json:4:36 rules.dust/id-not-retird: there is no rule "dust/id-not-retird"; did you mean dust/id-not-retired?",
        "mcp-new.config.json:4:61 rules.dust/id-unique: "loud" is not one of off, error, warning, info",
        "mcp-new.config.json:5:24 ignore[0].rule: there is no rule "dust/nothing-such"; \`mcp-new rules\` lists them",
        "mcp-new.config.json:5:82 ignore[1].reason: is missing. Why that is right; a person reads it in a year.",
        "mcp-new.config.json:6:26 paths.@front/*: ../front/* is outside of the host; name a path below its root",
      ]
    `);
  });

  test("severities, ignores and the baseline of it count, also from a folder below", async () => {
    plant(CONSTANTS, ...RETIRED);
    const settings = (value: unknown) => replica.write("mcp-new.config.json", JSON.stringify(value));
    settings({ rules: { "dust/id-not-retired": "off" } });
    expect(await check()).toMatchObject({ exitCode: 0, rules: [] });
    settings({ rules: { "dust/id-not-retired": "warning" } });
    expect(await check()).toMatchObject({ exitCode: 0, document: { summary: { errors: 0, warnings: 1 } } });
    settings({ ignore: [{ rule: "dust/id-not-retired", server: "github", reason: "Never deployed." }] });
    expect(await check()).toMatchObject({ exitCode: 0, rules: [] });
    settings({ ignore: [{ rule: "dust/id-not-retired", server: "slack", reason: "Never deployed." }] });
    const unused = await check();
    expect(unused.rules.sort()).toEqual(["dust/id-not-retired", "mcp-new/unused-ignore"]);
    settings({ baseline: "sub/known.json" });
    replica.write("sub/known.json", '{ "schemaVersion": 1, "findings": [] }');
    expect((await check("--update-baseline")).exitCode).toBe(0);
    const inner = await mcpNewHere(replica.path("front/lib"), ["check"]);
    expect([inner.exitCode, inner.stdout]).toEqual([0, expect.stringMatching(/no problems/)]);
  });

  test("is the key of package.json where there is no file of its own", async () => {
    plant(CONSTANTS, ...RETIRED);
    const own = JSON.parse(clean["front/package.json"] ?? "{}");
    replica.write(
      "front/package.json",
      JSON.stringify({ ...own, "mcp-new": { rules: { "dust/id-not-retired": "off" } } }),
    );
    expect((await mcpNewHere(replica.path("front/lib"), ["check"])).exitCode).toBe(0);
    expect((await mcpNewHere(replica.root, ["check"])).exitCode).toBe(1);
  });

  test("aliases of modules are followed, from the folder of the configuration", async () => {
    const sources = Object.keys(clean).filter((path) => /\/github\/.*\.ts$|constants\.ts$/.test(path));
    for (const path of sources) replica.write(path, replica.read(path).replaceAll('from "@app/lib/', 'from "@lib/'));
    plant(SWITCH, '"@app/lib/api/actions/servers/github"', '"#github"');
    const unread = await check("github");
    expect(unread.document.summary.couldNotCheck + unread.rules.length).toBeGreaterThan(0);
    const paths = { "@lib/*": ["missing/*", "lib/*"], "#github": "lib/api/actions/servers/github/index.ts" };
    replica.write("front/mcp-new.config.json", JSON.stringify({ paths }));
    const inFront = async (...args: string[]) => {
      const { stdout } = await mcpNewHere(replica.path("front"), ["check", "--json", ...args]);
      return JSON.parse(stdout);
    };
    const read = await inFront();
    expect([read.findings, read.summary.couldNotCheck]).toEqual([[], 0]);
    plant(META, 'name: "get_issue"', 'name: "get_it"');
    plant(SWITCH, '"#github"', '"@lib/api/actions/servers/githob"');
    const rules = (await inFront("github")).findings.map((each: { rule: string }) => each.rule);
    expect(rules).toContain("dust/import-resolves");
  });

  test("what provider says of its own server follows it, as a check does", async () => {
    const spec = ["--description", "Search.", "--bearer", "--availability", "auto", "--tool", "search: The items."];
    const said = async () => {
      const { stdout } = await mcpNewHere(replica.root, ["provider", "acme_crm", ...spec, "--dry-run", "--json"]);
      return JSON.parse(stdout).findings.map((each: { rule: string; severity: string }) => [each.rule, each.severity]);
    };
    expect((await said()).sort()).toEqual([
      ["dust/availability-visible", "info"],
      ["dust/description-verb", "info"],
      ["dust/handler-stub", "warning"],
    ]);
    const ignore = [{ rule: "dust/availability-visible", server: "acme_crm", reason: "Everybody has an account." }];
    const rules = { "dust/description-verb": "off", "dust/handler-stub": "error" };
    replica.write("mcp-new.config.json", JSON.stringify({ rules, ignore }));
    expect(await said()).toEqual([["dust/handler-stub", "error"]]);
  });

  test("templates replace built-in ones, and only from inside the host", async () => {
    const args = ["provider", "acme_crm", "--description", "Search.", "--diff", "--json", "--no-format"];
    replica.write("mcp-new.config.json", '{ "templates": "own" }');
    replica.write("own/dust/arrays/index.ts.hbs", "export default () => {\n");
    const broken = JSON.parse((await mcpNewHere(replica.root, args)).stdout);
    expect(broken.error).toMatchObject({ exitCode: 2, code: "template-invalid" });
    const builtIn = readFileSync(new URL("../../templates/dust/arrays/index.ts.hbs", import.meta.url), "utf8");
    replica.write("own/dust/arrays/index.ts.hbs", `// Ours.\n${builtIn}`);
    const { stdout, exitCode } = await mcpNewHere(replica.root, args);
    expect([exitCode, stdout.includes("// Ours.")]).toEqual([0, true]);
    replica.write("mcp-new.config.json", '{ "templates": "../elsewhere" }');
    const { error } = JSON.parse((await mcpNewHere(replica.root, args)).stdout);
    expect(error).toMatchObject({ exitCode: 2, details: [{ at: "mcp-new.config.json:1:16" }] });
  });
});

describe("ignore comments", () => {
  const ignoring = (comment: string) => plant(CONSTANTS, "    id: 1,", `    ${comment}\n    id: 28,`);

  test("with a reason ignore what is found on the line below", async () => {
    ignoring("// mcp-new-ignore-next-line dust/id-not-retired -- Never deployed.");
    expect(await check()).toMatchObject({ exitCode: 0, rules: [] });
  });

  test("without a reason ignore nothing", async () => {
    ignoring("/* mcp-new-ignore-next-line dust/id-not-retired */");
    const { exitCode, rules } = await check();
    expect([exitCode, rules.sort()]).toEqual([1, ["dust/id-not-retired", "mcp-new/ignore-without-reason"]]);
  });

  test("that ignore nothing are told of, at their place", async () => {
    const path = "front/lib/api/actions/servers/github/tools/index.ts";
    replica.write(path, `// mcp-new-ignore-next-line dust/tool-sets-match -- Old.\n${clean[path]}`);
    const { exitCode, document } = await check("github");
    expect([exitCode, document.findings.length]).toEqual([0, 1]);
    expect(document.findings[0]).toMatchObject({
      rule: "mcp-new/unused-ignore",
      location: { path, line: 1, column: 1 },
    });
    expect(await check("slack")).toMatchObject({ rules: [] });
  });
});
