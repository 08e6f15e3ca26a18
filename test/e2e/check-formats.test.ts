import { mkdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { mcpNewHere } from "../support/cli-here.ts";
import { copyReplica, type Replica } from "../support/replica.ts";
import { sarifProblems } from "../support/sarif-schema.ts";

const MIA = "front/lib/actions/mcp_internal_actions";
const SERVERS = ["github", "servicenow", "val_town"];

let replica: Replica;

/** Replaces the first `from` in a file of the copy. */
function plant(path: string, from: string | RegExp, to: string): void {
  const before = replica.read(path);
  const after = before.replace(from, () => to);
  if (after === before) throw new Error(`${path} has no ${from}`);
  replica.write(path, after);
}

beforeAll(() => {
  replica = copyReplica("dust-arrays");
  // An error with a related place, a warning, an info, and something that cannot be worked out.
  plant(`${MIA}/constants.ts`, "    id: 1,", "    id: 28,");
  plant(
    `${MIA}/constants.ts`,
    /isRestricted: \(\{ featureFlags \}\) => \{[^}]*servicenow_tool[^}]*\},/,
    "isRestricted: undefined,",
  );
  plant(`${MIA}/server_token_labels.ts`, "  val_town: {", "  other_name: {");
  plant("front/lib/api/actions/servers/github/metadata.ts", 'icon: "GithubLogo"', "icon: pickIcon()");
});
afterAll(() => replica.dispose());

const check = (args: string[], env: Record<string, string> = {}) =>
  mcpNewHere(replica.root, ["check", ...args], "", { GITHUB_ACTIONS: "", ...env });

/**
 * The text of a run without what changes from run to run or with every rule that is added: durations, the version, the
 * number of rules, the rows of the checklist, and whatever is said of rules that found nothing.
 */
function settled(text: string): string {
  return text
    .replaceAll(replica.root, "<root>")
    .replaceAll(/"durationMs": \d+/g, '"durationMs": 0')
    .replaceAll(/time="[\d.]+"/g, 'time="0"')
    .replaceAll(`ersion": "${packageJson.version}"`, 'ersion": "0.0.0"')
    .replaceAll(/"(rules|notApplicable|ruleIndex)": \d+/g, '"$1": 0')
    .replaceAll(/\b\d+ rules:/g, "N rules:")
    .replaceAll(/ (tests|skipped)="\d+"/g, ' $1="N"')
    .replaceAll(/^ *<testcase [^\n]*\/>\n/gm, "")
    .replaceAll(/^ *<testcase [^\n]*>\n *<skipped message="not applicable[^\n]*\n *<\/testcase>\n/gm, "")
    .replaceAll(/^ *<testsuite [^\n]*>\n *<\/testsuite>\n/gm, "")
    .replaceAll(/^(\| Item \| Status .*\n.*\n)(?:\|.*\n)+/gm, "$1");
}

/** A JSON report as text, its lists of rules cut down to those that found something. */
function settledJson(text: string): string {
  const report = JSON.parse(text);
  if (report.checklist) report.checklist = [];
  for (const run of report.runs ?? []) {
    const found = new Set(run.results.map((each: { ruleId: string }) => each.ruleId));
    run.tool.driver.rules = run.tool.driver.rules.filter((each: { id: string }) => found.has(each.id));
  }
  return settled(`${JSON.stringify(report, null, 2)}\n`);
}

async function section(args: string[], env: Record<string, string> = {}): Promise<string> {
  const { exitCode, stdout, stderr } = await check(args, env);
  const text = stdout.startsWith("{") ? settledJson(stdout) : settled(stdout);
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value} `);
  return [
    `## \`${variables.join("")}mcp-new check ${args.join(" ")}\`\n`,
    `exit code ${exitCode}\n`,
    `stdout:\n\n~~~~\n${text}~~~~\n`,
    `stderr:\n\n~~~~\n${settled(stderr)}~~~~\n`,
  ].join("\n");
}

test("every format, mistake and threshold, as users see them", async () => {
  const runs: [string[], Record<string, string>?][] = [
    ...["pretty", "agent", "json", "github", "gitlab", "sarif", "junit", "markdown"].map((format): [string[]] => [
      [...SERVERS, "--format", format],
    ]),
    [SERVERS, { GITHUB_ACTIONS: "true" }],
    [["val_town", "--fail-on", "warning"]],
    [["val_town", "--fail-on", "info"]],
    [["servicenow"]],
    [["servicenow", "--fail-on", "warning"]],
    [["slack", "--fail-on", "info"]],
    [["--format", "sarf"]],
    [["--format", "sarif", "--json"]],
    [["--output", "sarif=nowhere/a.sarif"]],
    [["--output", "sarif"]],
    [["--fail-on", "fatal"]],
  ];
  const sections: string[] = [];
  for (const [args, env] of runs) sections.push(await section(args, env));
  await expect(`# mcp-new check\n\n${sections.join("\n")}`).toMatchFileSnapshot("__expected__/check-formats.md");
});

test("the SARIF log of a real run is valid", async () => {
  const log = JSON.parse((await check(["--format", "sarif"])).stdout);
  expect([log.runs[0].results.length, sarifProblems(log)]).toEqual([4, []]);
});

describe("--output", () => {
  test("several formats in one run: one printed, the others in files, each as it would be printed", async () => {
    mkdirSync(replica.path("reports"), { recursive: true });
    const outputs = ["sarif=reports/a.sarif", "junit=reports/b.xml", "markdown=c.md"];
    const flags = outputs.flatMap((output) => ["--output", output]);
    const run = await check([...SERVERS, "--format", "agent", "--format", "sarif", ...flags]);
    expect([run.exitCode, settled(run.stdout)]).toEqual([
      1,
      settled((await check([...SERVERS, "--format", "agent"])).stdout),
    ]);
    expect(run.stderr.split("\n").slice(0, 3)).toEqual([
      "The sarif report is in reports/a.sarif.",
      "The junit report is in reports/b.xml.",
      "The markdown report is in c.md.",
    ]);
    for (const [format, file] of outputs.map((output) => output.split("="))) {
      const printed = await check([...SERVERS, "--format", `${format}`]);
      expect(settled(replica.read(`${file}`))).toBe(settled(printed.stdout));
    }
  });

  test("with every format in a file, the summary is on stderr", async () => {
    const run = await check(["slack", "--format", "json", "--output", "json=d.json"]);
    expect([run.exitCode, run.stdout, JSON.parse(replica.read("d.json")).schemaVersion]).toEqual([0, "", 1]);
    expect(run.stderr).toMatch(/^The json report is in d\.json\.\n1 server, \d+ rules: no problems\.\n$/);
  });

  test("nothing is checked, and no file is written, when one cannot be", async () => {
    const run = await check(["--output", "agent=e.txt", "--output", "junit=nowhere/b.xml"]);
    expect([run.exitCode, run.stdout, Object.keys(replica.files()).includes("e.txt")]).toEqual([2, "", false]);
  });

  test("paths are those of the checkout that the service made", async () => {
    const { root } = replica;
    const env = { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: root.slice(0, root.lastIndexOf("/")) };
    const { stdout } = await check(["github", "--format", "github"], env);
    expect(stdout).toMatch(/^::error file=dust\/front\/lib\//);
  });
});

test("colour only where it is asked for", async () => {
  const code = "\u001B[";
  const forced = await check(["github"], { FORCE_COLOR: "1" });
  expect([forced.stdout.includes(code), (await check(["github"])).stdout.includes(code)]).toEqual([true, false]);
  expect((await check(["github", "--no-color"], { FORCE_COLOR: "1" })).stdout).not.toContain(code);
  await check(["github", "--output", "pretty=f.txt"], { FORCE_COLOR: "1" });
  expect(replica.read("f.txt")).not.toContain(code);
});
