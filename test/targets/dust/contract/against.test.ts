import { describe, expect, test } from "vitest";
import type { Base } from "../../../../src/rules/rule.ts";
import { runRules } from "../../../../src/rules/run.ts";
import { goneServers } from "../../../../src/targets/dust/contract/gone.ts";
import type { DustHost } from "../../../../src/targets/dust/host.ts";
import type { DustServer } from "../../../../src/targets/dust/read/server.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { rules } from "../../../../src/targets/dust/rules/index.ts";
import { hostOf, type Mutation, mutated } from "../../../support/fixture-host.ts";
import { type AgainstCase, againstCases, harmless, NO_GITHUB } from "./against-cases.ts";

type DustBase = Base<DustServer, DustHost>;

function stateOf(edits: Mutation[]) {
  const host = hostOf(mutated("dust-arrays", edits));
  return { host, all: readServers(host) };
}

function runAgainst(now: Mutation[], base?: DustBase) {
  const { host, all } = stateOf(now);
  const gone = goneServers(host, all, base);
  return runRules(rules, all, all, host, {}, { gone, ...(base ? { base } : {}) });
}

function judge({ now = [], before = [], tip = before }: Pick<AgainstCase, "now" | "before" | "tip">) {
  return runAgainst(now, { known: true, ref: "main", commit: "abc", before: stateOf(before), tip: stateOf(tip) });
}

function lineOf(edits: Mutation[], [path, snippet]: AgainstCase["at"]): number {
  const text = mutated("dust-arrays", edits)[path] ?? "";
  const mark = snippet.indexOf("\n  branch");
  const start = text.indexOf(snippet) + (mark < 0 ? 0 : mark + 1);
  if (!text.includes(snippet)) throw new Error(`the changed ${path} has no ${snippet}`);
  return text.slice(0, start).split("\n").length;
}

const shown = (run: ReturnType<typeof judge>) =>
  run.findings.map((each) => [each.rule, each.server, `${each.location.path}:${each.location.line}`]);

test.each(againstCases)("$rule: $fault", (row) => {
  const expected = [`dust/${row.rule}`, row.server, `${row.at[0]}:${lineOf(row.now ?? [], row.at)}`];
  expect(shown(judge(row))).toEqual([expected]);
});

test.each(harmless)("silent: $fault", (row) => {
  const { findings, outcomes } = judge(row);
  expect(findings.map((each) => `${each.rule} ${each.message}`)).toEqual([]);
  expect(outcomes.filter((each) => each.status === "could-not-check")).toEqual([]);
});

describe("a server that was renamed", () => {
  const renamed: Mutation[] = [
    ["front/lib/actions/mcp_internal_actions/constants.ts", '  "github",\n', '  "git_forge",\n'],
    ["front/lib/actions/mcp_internal_actions/constants.ts", "  github: {\n", "  git_forge: {\n"],
    ["front/lib/actions/mcp_internal_actions/servers/index.ts", 'case "github":', 'case "git_forge":'],
    [
      "front/lib/actions/mcp_internal_actions/internal_mcp_server_availability.snapshot.json",
      '"name": "github"',
      '"name": "git_forge"',
    ],
    [
      "front/lib/actions/mcp_internal_actions/__snapshots__/mcp_servers_metadata.test.ts.snap",
      '"github"',
      '"git_forge"',
    ],
    ["front/lib/api/actions/servers/github/metadata.ts", '"github" as const', '"git_forge" as const'],
    ["front/lib/api/actions/servers/bm25_tool_search_utils.test.ts", '{ name: "github"', '{ name: "git_forge"'],
  ];

  test("keeps its id, so nothing is broken", () => {
    expect(shown(judge({ now: renamed }))).toEqual([]);
  });

  test("is still compared with what it was", () => {
    const dropped: Mutation = [
      "front/lib/api/actions/servers/github/metadata.ts",
      "        .array(z.string())\n        .optional()",
      "        .array(z.string())",
    ];
    expect(judge({ now: [...renamed, dropped] }).findings.map((each) => [each.rule, each.server])).toEqual([
      ["dust/contract-param-required", "git_forge"],
    ]);
  });
});

test("layout-mixed: a new server with an array of tools, where tools are a record", () => {
  const path = "front/lib/api/actions/servers/slab/metadata.ts";
  const array: Mutation = [path, /createToolsRecord\(\{\n {2}get_post: \{([\s\S]*?\n) {2}\},\n\}\)/, ""];
  const files = mutated("dust-records", []);
  const text = files[path] ?? "";
  const tools = text.replace(
    array[1] ?? "",
    (_all, tool: string) => `[\n  {\n    name: "get_post",${tool}  },\n] as const`,
  );
  const listed = tools.replace(/tools: Object\.values[\s\S]*?\n {2}\}\)\),/, "tools: SLAB_TOOLS_METADATA,");
  expect(listed).not.toBe(tools);
  const now = hostOf({ ...files, [path]: listed });
  const all = readServers(now);
  const then = hostOf(files);
  const before = { host: then, all: readServers(then).filter(({ name }) => name !== "slab") };
  const base: DustBase = { known: true, ref: "main", commit: "abc", before, tip: before };
  const { findings } = runRules(rules, all, all, now, {}, { base });
  expect(findings.filter((each) => each.rule === "dust/layout-mixed").map((each) => each.server)).toEqual(["slab"]);
});

describe("what git cannot tell", () => {
  const why = "HEAD and main have no merge base here: fetch-depth: 0";

  test("could not be checked, and everything else is judged as ever", () => {
    const { findings, outcomes } = runAgainst([], { known: false, ref: "main", why });
    expect(findings).toEqual([]);
    const open = outcomes.filter((each) => each.status === "could-not-check");
    expect(new Set(open.map((each) => each.reason))).toEqual(new Set([why]));
    expect([...new Set(open.map((each) => each.rule))].sort()).toEqual([
      "dust/contract-param-required",
      "dust/contract-server-gone",
      "dust/contract-stake-lowered",
      "dust/contract-tool-gone",
      "dust/id-gap",
      "dust/id-stable",
      "dust/layout-mixed",
    ]);
  });

  test("without a base a server that is gone is no finding, unless the snapshot still names it", () => {
    expect(shown(runAgainst(NO_GITHUB))).toEqual([]);
    expect(runAgainst(NO_GITHUB.slice(0, -1)).findings.map((each) => [each.rule, each.severity])).toEqual([
      ["dust/id-retired", "warning"],
    ]);
  });
});
