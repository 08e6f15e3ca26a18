import { describe, expect, test } from "vitest";
import { runRules } from "../../../../src/rules/run.ts";
import { goneServers } from "../../../../src/targets/dust/contract/gone.ts";
import { touchedServers } from "../../../../src/targets/dust/contract/touched.ts";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { rules } from "../../../../src/targets/dust/rules/index.ts";
import { fixtureFiles, hostOf, type Mutation, mutated } from "../../../support/fixture-host.ts";
import { legacyWorkspace } from "../../../support/legacy-workspace.ts";
import type { Files } from "../drafting.ts";

const JIRA = `${PATHS.legacyServers}/jira/metadata.ts`;

function stateOf(files: Files) {
  const host = hostOf(files);
  return { host, all: readServers(host) };
}

function against(now: Files, before: Files) {
  const { host, all } = stateOf(now);
  const base = { known: true as const, ref: "main", commit: "abc", before: stateOf(before), tip: stateOf(before) };
  const run = runRules(rules, all, all, host, {}, { gone: goneServers(host, all, base), base });
  return run.findings.map(({ rule, server, location: { path, line } }) => `${rule} ${server} ${path}:${line}`);
}

describe("what is deployed", () => {
  const before = fixtureFiles("dust-legacy");
  const now = (...edits: Mutation[]) => against(mutated("dust-legacy", edits), before);

  test("is as it was", () => {
    expect(now()).toEqual([]);
  });

  test("a stake that is lowered where the stakes are written", () => {
    expect(now([JIRA, 'add_comment: "low"', 'add_comment: "never_ask"'])).toEqual([
      `dust/contract-stake-lowered jira ${JIRA}:68`,
    ]);
  });

  test("a parameter that is required now, in a shape that another schema spreads", () => {
    const edit: Mutation = [
      JIRA,
      "export const searchIssuesSchema = {",
      'export const searchIssuesSchema = {\n  project: z.string().describe("The project."),',
    ];
    expect(now(edit)).toEqual([`dust/contract-param-required jira ${JIRA}:16`]);
  });

  test("a tool that is gone from all of its places", () => {
    const edits: Mutation[] = [
      [JIRA, /\s+\{\s+name: "add_comment"[\s\S]*?\},/, ""],
      [JIRA, '  add_comment: "low",\n', ""],
      [JIRA, /export const addCommentSchema[\s\S]*?\n\};\n\n/, ""],
      [`${PATHS.legacyServers}/jira/index.ts`, /\n {2}server\.tool\(\n {4}"add_comment"[\s\S]*?\n {2}\);\n/, ""],
      [`${PATHS.legacyServers}/jira/index.ts`, "  addCommentSchema,\n", ""],
      [PATHS.metadataSnapshot, '    "add_comment": "low",\n', ""],
    ];
    expect(now(...edits)).toEqual([expect.stringMatching(/^dust\/contract-tool-gone jira /)]);
  });
});

describe("a new server", () => {
  const added = legacyWorkspace(20);

  test("of layout legacy fits a checkout that has its helpers", () => {
    expect(against(added, fixtureFiles("dust-legacy"))).toEqual([]);
  });

  test("does not fit one that has them no longer", () => {
    const later = (files: Files) => ({
      ...files,
      [PATHS.wrappers]: (files[PATHS.wrappers] ?? "").replace(
        "export function withToolLogging",
        "function withToolLogging",
      ),
    });
    const index = `${PATHS.legacyServers}/github_r0/index.ts`;
    expect(
      against(later(added), later(fixtureFiles("dust-legacy"))).filter((each) => each.includes("layout-mixed")),
    ).toEqual([`dust/layout-mixed github_r0 ${index}:21`]);
  });
});

test("a change in the folder of one server touches it alone, not those that are single files beside it", () => {
  const before = stateOf(fixtureFiles("dust-legacy"));
  const now = stateOf(mutated("dust-legacy", [[JIRA, "Search, read and comment", "Read and comment"]]));
  expect(touchedServers(now, before, [JIRA])).toEqual({ servers: ["jira"], shared: [] });
  const single = `${PATHS.legacyServers}/missing_action_catcher.ts`;
  expect(touchedServers(before, before, [single])).toEqual({ servers: ["missing_action_catcher"], shared: [] });
});
