import { describe, expect, test } from "vitest";
import { factValue } from "../src/model/found.ts";
import { runRules } from "../src/rules/run.ts";
import { readServers } from "../src/targets/dust/read/servers.ts";
import { rules } from "../src/targets/dust/rules/index.ts";
import { hostOf } from "./support/fixture-host.ts";
import { legacyWorkspace } from "./support/legacy-workspace.ts";

describe.each([84, 168])("a workspace of layout legacy with %i servers", (count) => {
  const host = hostOf(legacyWorkspace(count));
  const all = readServers(host);
  const { findings, outcomes } = runRules(rules, all, all, host);

  test("is read completely, with the tools of every server", () => {
    expect(all).toHaveLength(count);
    expect(new Set(all.map(({ layout }) => layout))).toEqual(new Set(["legacy", "inline"]));
    const without = all.filter((each) => !factValue(factValue(each.metadata() ?? undefined)?.tools)?.length);
    expect(without.map(({ name }) => name)).toEqual(["missing_action_catcher"]);
    expect(outcomes.filter((outcome) => outcome.status === "could-not-check")).toEqual([]);
  });

  test("has no findings", () => {
    expect(findings.map((each) => `${each.severity} ${each.rule} ${each.server}: ${each.message}`)).toEqual([]);
  });
});
