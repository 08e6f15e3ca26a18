import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { runRules } from "../../../../src/rules/run.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { rules } from "../../../../src/targets/dust/rules/index.ts";
import { fixtureFiles, hostOf, mutated } from "../../../support/fixture-host.ts";
import type { ReplicaName } from "../../../support/replica.ts";

const FOLDER = fileURLToPath(new URL("../../../../src/targets/dust/rules/", import.meta.url));
const MIA = "front/lib/actions/mcp_internal_actions";
const VAL_TOWN = "front/lib/api/actions/servers/val_town/metadata.ts";

test("the list of rules is the folder, and an id is its file's name", () => {
  const files = readdirSync(FOLDER).filter((name) => name !== "index.ts");
  expect(rules.map((rule) => `${rule.id.replace("dust/", "")}.ts`).sort()).toEqual(files.sort());
});

test("every rule needs only rules that stand before it, so that nothing waits for itself", () => {
  const ids = rules.map((rule) => rule.id);
  const late = rules.flatMap((rule, index) => (rule.needs ?? []).filter((id) => !ids.slice(0, index).includes(id)));
  expect(late).toEqual([]);
});

test.each(rules)("$id says what, why and how to mend it", ({ title, why, fixHint }) => {
  expect(title).toMatch(/^[A-Z`].*[^.]$/);
  expect(why).toMatch(/^[A-Z`].*\.$/);
  expect(fixHint).toMatch(/^[A-Z`].*\.$/);
});

// What servers of layout `legacy`, and checkouts of its time, do not have.
const LATER: Partial<Record<ReplicaName, string[]>> = {
  "dust-legacy": ["dust/labels-present", "dust/availability-snapshot"],
  "dust-mixed": ["dust/labels-present"],
};

/** The servers whose entries describe them without metadata of their own. */
const UNDESCRIBED: Record<ReplicaName, string[]> = {
  "dust-arrays": [],
  "dust-records": ["missing_action_catcher"],
  "dust-legacy": ["missing_action_catcher"],
  "dust-mixed": ["missing_action_catcher", "common_utilities"],
};

describe.each(["dust-records", "dust-arrays", "dust-legacy", "dust-mixed"] as const)("%s", (name) => {
  const host = hostOf(fixtureFiles(name));
  const all = readServers(host);
  const { findings, outcomes } = runRules(rules, all, all, host);

  test("has no findings", () => {
    expect(findings.map((each) => `${each.severity} ${each.rule} ${each.server}: ${each.message}`)).toEqual([]);
  });

  test("is read completely", () => {
    expect(outcomes.filter((outcome) => outcome.status === "could-not-check")).toEqual([]);
    const silent = outcomes.filter((outcome) => outcome.reason?.includes("reports the cause"));
    expect(silent).toEqual([]);
  });

  test("leaves only rules out that have nothing to judge", () => {
    const skipped = outcomes.filter((outcome) => outcome.status === "not-applicable");
    const conditional =
      /context-type|stake-per-tool|map-complete|approval-args|retry-policy-known|icon-lists-agree|bm25-once|bm25-listed|token-label|feature-flag-known|cost-fields|parity|type-check|format-check|contract-|layout-mixed|leftover-row|entry-exposes-tools|description-drift|schema-drift|schema-unused|id-gap|id-retired|id-stable|oauth-front-/;
    const later = LATER[name] ?? [];
    const others = skipped
      .filter(({ rule }) => !conditional.test(rule) && !later.includes(rule))
      .map((outcome) => outcome.server);
    expect([...new Set(others)]).toEqual(UNDESCRIBED[name]);
  });
});

describe("a checkout that lacks what a rule compares with", () => {
  const gone = [
    ["dust/availability-snapshot", `${MIA}/internal_mcp_server_availability.snapshot.json`],
    ["dust/token-label", `${MIA}/server_token_labels.ts`],
    ["dust/icon-known", "front/components/resources/resources_icon_names.ts"],
    ["dust/feature-flag-known", "front/types/shared/feature_flags.ts"],
    ["dust/oauth-provider-known", "front/types/oauth/lib.ts"],
    ["dust/use-case-known", "front/types/oauth/lib.ts"],
    ["dust/stake-value", "front/lib/actions/constants.ts"],
    ["dust/instructions-shape", "front/lib/api/mcp.ts"],
    ["dust/bm25-listed", "front/lib/api/actions/servers/bm25_tool_search_utils.test.ts"],
  ] as const;

  test.each(gone)("%s is not applicable without %s", (rule, path) => {
    const host = hostOf(mutated("dust-arrays", [[path, null, ""]]));
    const all = readServers(host);
    const { outcomes } = runRules(rules, all, all, host);
    const own = outcomes.filter((outcome) => outcome.rule === rule);
    expect(new Set(own.map((outcome) => outcome.status)).has("problem")).toBe(false);
    const judged = own.find(
      (outcome) => outcome.status === "not-applicable" && /this checkout has no/.test(outcome.reason ?? ""),
    );
    expect(judged).toBeDefined();
  });
});

describe("what cannot be worked out is could-not-check, never a finding", () => {
  const open = [
    ["dust/icon-known", "front/lib/api/actions/servers/github/metadata.ts", 'icon: "GithubLogo"', "icon: pickIcon()"],
    ["dust/stake-value", "front/lib/api/actions/servers/github/metadata.ts", 'stake: "low"', "stake: pickStake()"],
    ["dust/id-positive", `${MIA}/constants.ts`, "    id: 1,", "    id: nextId(),"],
    ["dust/availability-known", `${MIA}/constants.ts`, 'availability: "manual"', "availability: pick()"],
    ["dust/feature-flag-known", `${MIA}/constants.ts`, '"servicenow_tool"', "flagOf(1)"],
    [
      "dust/tool-sets-match",
      "front/lib/api/actions/servers/github/tools/index.ts",
      "  get_issue:",
      "  ...more(),\n  get_issue:",
    ],
    ["dust/field-described", "front/lib/api/actions/servers/github/metadata.ts", "...REPOSITORY_SCHEMA", "...shared()"],
    ["dust/labels-present", VAL_TOWN, /displayLabels: \{[^}]*\}/, 'displayLabels: labelsOf("val")'],
    [
      "dust/labels-present",
      VAL_TOWN,
      /displayLabels: \{[^}]*\}/,
      'displayLabels: { ...labelsOf("val"), done: "Get val" }',
    ],
    ["dust/cost-fields", VAL_TOWN, "    freeUsage: false,\n", "    ...costs(),\n"],
    ["dust/description-present", VAL_TOWN, / {4}description: "[^"]*"/, "    ...described()"],
    ["dust/stake-value", VAL_TOWN, '    stake: "never_ask"', "    ...risk()"],
    ["dust/icon-known", VAL_TOWN, 'icon: "ValTownLogo"', "...looks()"],
    ["dust/server-name-matches-key", VAL_TOWN, '    name: "val_town"', "    ...named()"],
    ["dust/id-positive", `${MIA}/constants.ts`, "    id: 1014,", "    ...numbered(),"],
    ["dust/token-wiring", `${MIA}/constants.ts`, /requiresBearerToken: true,(?=[^}]*VAL_TOWN)/, "...bearer(),"],
    ["dust/availability-known", `${MIA}/constants.ts`, 'availability: "manual"', "...offered()"],
    ["dust/metadata-file", `${MIA}/constants.ts`, "metadata: GITHUB_SERVER", "metadata: make(GITHUB_SERVER)"],
    ["dust/oauth-provider-known", "front/types/oauth/lib.ts", '  "github",\n', "  ...more(),\n"],
    ["dust/name-listed", `${MIA}/constants.ts`, '  "github",\n', "  ...more(),\n"],
    ["dust/id-not-retired", `${MIA}/constants.ts`, "  4, 28,", "  ...gone(), 28,"],
  ] as const;

  test.each(open)("%s in %s: %s", (rule, path, from, to) => {
    const host = hostOf(mutated("dust-arrays", [[path, from, to]]));
    const all = readServers(host);
    const { findings, outcomes } = runRules(rules, all, all, host);
    const own = outcomes.filter((outcome) => outcome.rule === rule && outcome.status === "could-not-check");
    expect(own.length).toBeGreaterThan(0);
    expect(own[0]?.at?.path).toBeDefined();
    expect(findings.map((finding) => [finding.rule, finding.message])).toEqual([]);
  });
});
