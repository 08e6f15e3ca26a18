import { expect, test } from "vitest";
import { checklistItems } from "../../../src/rules/checklist.ts";
import { runRules, type Severities } from "../../../src/rules/run.ts";
import { checklist } from "../../../src/targets/dust/checklist.ts";
import { readServers } from "../../../src/targets/dust/read/servers.ts";
import { rules } from "../../../src/targets/dust/rules/index.ts";
import { hostOf, type Mutation, mutated } from "../../support/fixture-host.ts";
import type { ReplicaName } from "../../support/replica.ts";

const GITHUB = "front/lib/api/actions/servers/github";
const JIRA = "front/lib/actions/mcp_internal_actions/servers/jira/metadata.ts";
const CONSTANTS = "front/lib/actions/mcp_internal_actions/constants.ts";

function statuses(
  edits: Mutation[],
  server: string,
  severities: Severities = {},
  name: ReplicaName = "dust-arrays",
): Record<string, string> {
  const host = hostOf(mutated(name, edits));
  const all = readServers(host);
  const servers = all.filter((found) => found.name === server);
  const run = runRules(rules, servers, all, host, severities);
  const items = checklistItems({ lines: checklist, rules, run, servers, host });
  return Object.fromEntries(items.map((item) => [item.id, item.status]));
}

const PASS = { metadata: "pass", implementation: "pass", case: "pass", "api-helpers": "pass", oauth: "pass" };

test("a server without faults passes", () => {
  expect(statuses([], "github")).toMatchObject(PASS);
});

test("a module that is missing fails its lines, and leaves those open that would have been judged by it", () => {
  expect(statuses([[`${GITHUB}/tools/index.ts`, null, ""]], "github")).toMatchObject({
    metadata: "pass",
    "feature-flag": "pass",
    implementation: "fail",
    "records-tools": "fail",
    case: "could-not-check",
    "api-helpers": "could-not-check",
    oauth: "could-not-check",
  });
});

test("a line whose own rule leaves the finding to another one fails with it", () => {
  const gone: Mutation[] = [[`${GITHUB}/metadata.ts`, null, ""]];
  expect(statuses(gone, "github")).toMatchObject({ metadata: "fail", documentation: "could-not-check", names: "pass" });
});

test("the same with the rule of the cause switched off: nobody knows", () => {
  const gone: Mutation[] = [[`${GITHUB}/metadata.ts`, null, ""]];
  const off = { "dust/import-resolves": "off" } as const;
  expect(statuses(gone, "github", off)).toMatchObject({
    metadata: "could-not-check",
    documentation: "could-not-check",
  });
});

test("an entry with the metadata of another server leaves what is read from it open", () => {
  const other: Mutation[] = [[CONSTANTS, "metadata: GITHUB_SERVER", "metadata: SLACK_PERSONAL_SERVER"]];
  expect(statuses(other, "github")).toMatchObject({ entry: "fail", documentation: "could-not-check" });
});

test("the second runbook says nothing of a server of layout legacy, and the first all", () => {
  const items = Object.entries(statuses([], "jira", {}, "dust-legacy"));
  const later = items.filter(([id]) => id.startsWith("records-"));
  expect(new Set(later.map(([, status]) => status))).toEqual(new Set(["not-applicable"]));
  const first = items.slice(0, items.length - later.length).slice(0, 10);
  expect(new Set(first.map(([, status]) => status))).toEqual(new Set(["pass"]));
  const drifted: Mutation[] = [[JIRA, '"Get one Jira issue by its key."', '"Get it."']];
  expect(statuses(drifted, "jira", {}, "dust-legacy")).toMatchObject({ metadata: "pass", implementation: "warn" });
});

test("of a mixed checkout each server has the runbooks of its own layout", () => {
  const of = (server: string) => statuses([], server, {}, "dust-mixed")["records-metadata"];
  expect([of("github"), of("jira"), of("missing_action_catcher")]).toEqual([
    "pass",
    "not-applicable",
    "not-applicable",
  ]);
});
