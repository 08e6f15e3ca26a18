import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { workspaceFiles } from "../scripts/workspace/index.ts";
import { factValue } from "../src/model/found.ts";
import { runRules } from "../src/rules/run.ts";
import { PATHS } from "../src/targets/dust/paths.ts";
import { readServers } from "../src/targets/dust/read/servers.ts";
import { rules } from "../src/targets/dust/rules/index.ts";
import { hostOf } from "./support/fixture-host.ts";

interface Row {
  name: string;
  id: number;
  at: [names: number, entries: number, cases: number];
}

const TABLE: Row[] = JSON.parse(readFileSync(new URL("./fixtures/dust-servers.json", import.meta.url), "utf8"));

// 168 servers are the table and one copy of it.
describe.each([TABLE.length, 2 * TABLE.length])("a generated workspace of %i servers", (count) => {
  const host = hostOf(workspaceFiles(count));
  const all = readServers(host);
  const { findings, outcomes } = runRules(rules, all, all, host);

  test("has no findings", () => {
    expect(findings.map((each) => `${each.severity} ${each.rule} ${each.server}: ${each.message}`)).toEqual([]);
  });

  test("can be checked completely", () => {
    const open = outcomes.filter((outcome) => outcome.status === "could-not-check");
    expect(open.map(({ rule, server, reason }) => `${rule} ${server}: ${reason}`)).toEqual([]);
  });

  test("has about six tools for each server, like the real one", () => {
    const tools = all.flatMap((server) => factValue(factValue(server.metadata() ?? undefined)?.tools) ?? []);
    expect(all).toHaveLength(count);
    expect(tools.length / count).toBeGreaterThan(5.5);
    expect(tools.length / count).toBeLessThan(6.5);
  });
});

test("the real servers stand where the table says, with their ids", () => {
  const host = hostOf(workspaceFiles(TABLE.length));
  const { listed, entries, cases } = host.registry();
  const rowsBy = (list: 0 | 1 | 2) => [...TABLE].sort((a, b) => a.at[list] - b.at[list]);
  expect(listed.map(factValue)).toEqual(rowsBy(0).map(({ name }) => name));
  expect(entries.map((entry) => [factValue(entry.name), factValue(entry.id)])).toEqual(
    rowsBy(1).map(({ name, id }) => [name, id]),
  );
  expect(cases.map((each) => factValue(each.name))).toEqual(rowsBy(2).map(({ name }) => name));
});

test("copies have names and ids of their own", () => {
  const host = hostOf(workspaceFiles(TABLE.length + 2));
  const copies = host.registry().entries.slice(TABLE.length);
  expect(copies.map((entry) => [factValue(entry.name), factValue(entry.id)])).toEqual([
    ["github_r2", 1052],
    ["image_generation_r2", 1053],
  ]);
});

test("the irregular spellings of the real registry are all there", () => {
  const { [PATHS.constants]: constants = "", [PATHS.switch]: cases = "" } = workspaceFiles(TABLE.length);
  expect(constants.match(/^ {2}\[\w+\]: \{$/gm)).toHaveLength(9);
  const names = constants.slice(constants.indexOf("AVAILABLE_INTERNAL_MCP_SERVER_NAMES = ["));
  expect(names.match(/^ {2}\w+_SERVER_NAME,$/gm)).toHaveLength(9);
  expect(constants.match(/isRestricted: \(/g)).toHaveLength(17);
  expect(constants.match(/requiresBearerToken: true/g)).toHaveLength(10);
  expect(constants.match(/tools_arguments_requiring_approval: \{/g)).toHaveLength(7);
  expect(constants.match(/tools_retry_policies: \{/g)).toHaveLength(9);
  expect(constants.match(/timeoutMs: [A-Z]/g)).toHaveLength(2);
  expect(constants).toContain('availability: "manual" as const');
  expect(constants).toContain("runtimeToolStakeLevelCallback: (");
  expect(cases.match(/\(auth, mcpServerId, toolContext\)/g)).toHaveLength(2);
});
