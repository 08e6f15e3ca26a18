import { describe, expect, test } from "vitest";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { type DustHost, detectDust } from "../../../../src/targets/dust/host.ts";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import {
  availabilities,
  bm25Names,
  costCategories,
  featureFlags,
  iconNames,
  oauthProviders,
  oauthUseCases,
  type SideList,
  stakeLevels,
  tokenLabels,
} from "../../../../src/targets/dust/registry/side-lists.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";

function host(files: Record<string, string>): DustHost {
  const found = detectDust(memoryRepo({ [PATHS.constants]: "", ...files }));
  if (!found) throw new Error("no Dust checkout");
  return found;
}

const values = (list: SideList) => list?.map((fact) => (fact.known ? fact.value : `? ${fact.why}`));

describe("in the sample workspaces", () => {
  test.each(["dust-records", "dust-arrays"] as const)("%s has every list, completely", (name) => {
    const sample = hostOf(fixtureFiles(name));
    const lists = [iconNames, oauthProviders, oauthUseCases, featureFlags, stakeLevels, availabilities, tokenLabels];
    for (const list of lists) expect(list(sample)?.every((fact) => fact.known)).toBe(true);
    expect(values(iconNames(sample))).toContain("ActionDocumentTextIcon");
    expect(values(oauthProviders(sample))).toContain("acme_crm");
    expect(values(oauthUseCases(sample))?.sort()).toEqual(["personal_actions", "platform_actions"]);
    expect(values(stakeLevels(sample))).toEqual(["high", "medium", "low", "never_ask"]);
    expect(values(availabilities(sample))).toEqual(["manual", "auto", "auto_hidden_builder"]);
    expect(values(featureFlags(sample))).toContain("salesforce_tool");
    expect(values(tokenLabels(sample))).toContain("ashby");
    expect(values(bm25Names(sample)) !== undefined).toBe(name === "dust-arrays");
  });
});

test.each([
  ["no file", {}],
  ["a file without the list", { [PATHS.icons]: "export const OTHERS = [];", [PATHS.bm25Sources]: "const X = 1;" }],
])("%s is null", (_form, files) => {
  for (const list of [iconNames, oauthUseCases, featureFlags, tokenLabels, bm25Names])
    expect(list(host(files))).toBeNull();
});

test.each<[string, string, string[]]>([
  ["an array", 'export const MCP_OAUTH_USE_CASES = ["a", "b"] as const;', ["a", "b"]],
  ["Extract", 'export type MCPOAuthUseCase = Extract<OAuthUseCase, "a" | "b">;', ["a", "b"]],
  ["a union", 'export type MCPOAuthUseCase = "a" | ("b");', ["a", "b"]],
  [
    "the elements of a list",
    'const ALL = ["a", "b"] as const;\nexport type MCPOAuthUseCase = (typeof ALL)[number];',
    ["a", "b"],
  ],
  ["something else", "export type MCPOAuthUseCase = Exclude<A, B>;", ["? `Exclude<A, B>` is not written out"]],
])("use cases as %s", (_form, text, expected) => {
  expect(values(oauthUseCases(host({ [PATHS.oauthProviders]: text })))).toEqual(expected);
});

test("feature flags are the keys of the configuration, or the rows of an older array", () => {
  const config = "export const WHITELISTABLE_FEATURES_CONFIG = { a: {}, [B]: {} } as const satisfies R; const B = 'b';";
  expect(values(featureFlags(host({ [PATHS.featureFlags]: config })))).toEqual(["a", "b"]);
  const array = 'export const WHITELISTABLE_FEATURES = ["a"] as const;';
  expect(values(featureFlags(host({ [PATHS.featureFlags]: array })))).toEqual(["a"]);
});

test("cost categories are an array or a type", () => {
  const type = 'export type ToolCostCategory = "basic" | "advanced";';
  expect(values(costCategories(host({ [PATHS.actionConstants]: type })))).toEqual(["basic", "advanced"]);
  const both = { [PATHS.actionConstants]: type, [PATHS.apiMcp]: 'export const TOOL_COST_CATEGORIES = ["free"];' };
  expect(values(costCategories(host(both)))).toEqual(["free"]);
});

test("rows of the tool search's test are named by literal or constant; others are unknown", () => {
  const rows =
    'const N = "b";\nconst SERVER_SOURCES: S[] = [{ name: "a", tools }, { name: N, tools }, { tools }, { name: f() }];';
  expect(values(bm25Names(host({ [PATHS.bm25Sources]: rows })))).toEqual([
    "a",
    "b",
    "? it has no `name`",
    "? a call of `f` is not a constant",
  ]);
});
