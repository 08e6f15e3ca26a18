import { describe, expect, test } from "vitest";
import { EXIT } from "../../../../src/errors.ts";
import { Draft } from "../../../../src/plan/draft.ts";
import { runRules } from "../../../../src/rules/run.ts";
import { goneServers } from "../../../../src/targets/dust/contract/gone.ts";
import { addTool } from "../../../../src/targets/dust/extend/index.ts";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { rules } from "../../../../src/targets/dust/rules/index.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import { type Files, replacedIn, scaffolded } from "../drafting.ts";
import { serverOf, toolOf } from "../extend/adding.ts";

const INFO =
  'serverInfo: { name: "x", version: "1.0.0", description: "D.", authorization: null, icon: "GithubLogo", documentationUrl: null, instructions: null },';
const CREATES = `
function createServer(auth: object, { serverMetadata, toolHandlers }: { serverMetadata: object; toolHandlers: object }) {
  return { auth, serverMetadata, toolHandlers };
}
`;

/** A sample workspace whose entries describe their servers themselves, or not at all. */
function described(by: string): Files {
  const files = { ...fixtureFiles("dust-legacy") };
  const text = (files[PATHS.constants] ?? "")
    .replace(/^ {4}tools: \w+,\n/gm, "")
    .replace(/^ {4}serverInfo: (\w+,|\{[\s\S]*?\n {4}\},)\n/gm, by)
    .replace(/^ {4}tools_stakes: \w+,\n/gm, "    tools_stakes: undefined,\n");
  return { ...files, [PATHS.constants]: text };
}

/** A sample workspace that makes its servers in one place. */
function central(): Files {
  const files = fixtureFiles("dust-arrays");
  const cases = (files[PATHS.switch] ?? "").replace(
    /return \w+\(auth, (mcpServerId, )?toolContext\);/g,
    "return createServer(auth, { serverMetadata: {}, toolHandlers: {} });",
  );
  return { ...files, [PATHS.switch]: cases + CREATES };
}

const trees: [layout: string, files: Files][] = [
  ["flat", described("")],
  ["inline", described(`    ${INFO}\n`)],
  ["central", central()],
];

function stateOf(files: Files) {
  const host = hostOf(files);
  return { host, all: readServers(host) };
}

function run(files: Files, before?: Files) {
  const { host, all } = stateOf(files);
  const base = before && {
    known: true as const,
    ref: "main",
    commit: "abc",
    before: stateOf(before),
    tip: stateOf(before),
  };
  const { findings, outcomes } = runRules(
    rules,
    all,
    all,
    host,
    {},
    {
      gone: goneServers(host, all, base),
      ...(base ? { base } : {}),
    },
  );
  return { outcomes, findings: findings.map(({ rule, server }) => `${rule} ${server}`) };
}

describe.each(trees)("a checkout of layout %s", (layout, files) => {
  const host = hostOf(files);
  const shown = host.evidence.find(({ what }) => what.startsWith(`layout ${layout}`))?.where ?? "";

  test("is recognised, all of its servers too, and has no findings", () => {
    expect(host.layout).toBe(layout);
    expect(new Set(readServers(host).map((server) => server.layout))).toEqual(new Set([layout]));
    expect(run(files).findings).toEqual([]);
  });

  test("has the rules about registries judged", () => {
    const { outcomes } = run(files, files);
    const passed = new Set(
      outcomes.flatMap(({ rule, status }) => (status === "pass" ? [rule.replace("dust/", "")] : [])),
    );
    const wanted = "name-listed entry-present case-present name-once id-positive id-unique id-not-retired id-stable";
    expect(wanted.split(" ").filter((rule) => !passed.has(rule))).toEqual([]);
    expect(passed.has("availability-known")).toBe(true);
  });

  test.each<[string, string, string, string | RegExp, string]>([
    ["dust/id-unique", "ashby", PATHS.constants, "id: 40,", "id: 1,"],
    ["dust/id-not-retired", "ashby", PATHS.constants, "id: 40,", "id: 4,"],
    ["dust/name-listed", "ashby", PATHS.constants, / {2}("ashby"|ASHBY_SERVER_NAME),\n/, ""],
    ["dust/case-present", "ashby", PATHS.switch, / {4}case "ashby":\n.*\n/, ""],
    [
      "dust/availability-known",
      "ashby",
      PATHS.constants,
      /(id: 40,\n {4}availability: )"manual"/,
      'id: 40,\n    availability: "manually"',
    ],
  ])("%s", (rule, server, path, from, to) => {
    const { findings } = run(replacedIn(files, path, from, to));
    expect(findings.filter((each) => !each.includes("availability-snapshot"))).toEqual([`${rule} ${server}`]);
  });

  test("compares ids with what is deployed", () => {
    const now = replacedIn(files, PATHS.constants, "id: 40,", "id: 2000,");
    expect(run(now, files).findings.filter((each) => !each.includes("availability-snapshot"))).toEqual([
      "dust/id-stable ashby",
    ]);
  });

  test("gets no server and no tool: exit 5, with what was recognised and its place", () => {
    const refusal = expect.objectContaining({
      exitCode: EXIT.hostNotRecognised,
      message: expect.stringContaining(`layout "${layout}" (${shown}), which is recognised but not written`),
    });
    expect(shown).toMatch(/^front\/.*\.ts/);
    expect(() => scaffolded(files)).toThrow(refusal);
    expect(() => addTool(new Draft(host.repo), host, serverOf(host, "ashby"), toolOf())).toThrow(refusal);
  });
});
