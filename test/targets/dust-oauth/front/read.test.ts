import { describe, expect, test } from "vitest";
import { Sources } from "../../../../src/edit/sources.ts";
import { factValue } from "../../../../src/model/found.ts";
import { formatLocation } from "../../../../src/model/location.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { ALIASES } from "../../../../src/targets/_shared/front-modules.ts";
import { type FrontProvider, readFront } from "../../../../src/targets/dust-oauth/front/read/index.ts";
import { oauthFiles } from "../../../support/oauth-replica.ts";

type Files = Record<string, string>;

const TYPES = "front/types/oauth/lib.ts";
const REGISTRY = "front/lib/api/oauth.ts";
const PROVIDERS = "front/lib/api/oauth/providers/";

function read(files: Files): Map<string, FrontProvider> {
  const repo = memoryRepo(files);
  return readFront({ repo, sources: new Sources(repo, ALIASES) });
}

function changed(path: string, from: string | RegExp, to: string, files = oauthFiles("dust-arrays")): Files {
  const text = files[path] ?? "";
  const next = text.replace(from, () => to);
  if (next === text) throw new Error(`${path} has no ${from}`);
  return { ...files, [path]: next };
}

function provider(files: Files, name: string): FrontProvider {
  const found = read(files).get(name);
  if (!found) throw new Error(`no ${name}`);
  return found;
}

describe.each([
  ["dust-arrays", "newest"],
  ["dust-records", "older"],
] as const)("%s, the %s form", (base, form) => {
  const all = read(oauthFiles(base, { form }));

  test("every provider is in all four places, with a file of its own", () => {
    expect(all.size).toBe(13);
    for (const [name, { listed, titled, asked, row, file }] of all) {
      expect([factValue(listed), factValue(titled)]).toEqual([true, true]);
      expect(factValue(asked)).toBeInstanceOf(Array);
      expect(factValue(row)?.strategy).not.toBeNull();
      expect(file).toBe(`${PROVIDERS}${name}.ts`);
    }
  });

  test("every strategy names itself, and sends the id of its connection", () => {
    for (const [name, { strategy, file }] of all) {
      expect(strategy?.finalizes).toMatchObject([{ provider: { known: true, value: name } }]);
      expect(strategy?.finalizes[0]?.takes).toBe(form === "older" ? "name" : "object");
      const state = strategy?.params.filter((param) => param.name === "state");
      expect(state?.map(({ isConnectionId }) => isConnectionId)).toEqual([true]);
      expect(strategy?.path).toBe(file);
      expect(strategy?.params.filter((param) => !param.encoded).map((param) => param.name)).toEqual(
        ["github", "jira", "slack"].includes(name) ? expect.arrayContaining(["client_id", "state"]) : [],
      );
    }
  });

  test("getters lead to their variables, inputs to the inputs that the host knows", () => {
    const variables = [...all].map(([name, { strategy }]) => [
      name,
      strategy?.getters.flatMap(({ variable }) => factValue(variable) ?? []),
    ]);
    expect(Object.fromEntries(variables)).toMatchObject({
      freshservice: ["OAUTH_FRESHWORKS_CLIENT_ID"],
      github: ["OAUTH_GITHUB_APP_PLATFORM_ACTIONS_CLIENT_ID", "OAUTH_GITHUB_APP_CLIENT_ID"],
      jira: ["OAUTH_JIRA_CLIENT_ID"],
      salesforce: [],
    });
    const salesforce = all.get("salesforce");
    expect(factValue(salesforce?.asked)?.map(({ key, supported }) => [key, factValue(supported)])).toEqual([
      ["instance_url", true],
      ["client_id", true],
      ["client_secret", true],
    ]);
    expect(factValue(all.get("jira")?.asked)).toEqual([]);
    expect(salesforce?.strategy).toMatchObject({
      related: { path: `${PROVIDERS}salesforce.ts` },
      updated: { path: `${PROVIDERS}salesforce.ts` },
      sealed: expect.arrayContaining(["client_id", "client_secret"]),
      kept: { known: true, value: ["instance_url", "client_id"] },
    });
    expect(all.get("jira")?.strategy).toMatchObject({ related: null, updated: null, sealed: [] });
  });
});

test("what is missing is known to be, at the place where it would have to be", () => {
  const jira = (path: string, from: string | RegExp) => provider(changed(path, from, ""), "jira");
  expect(jira(TYPES, '  "jira",\n').listed).toMatchObject({ known: true, value: false, at: { path: TYPES, line: 21 } });
  expect(jira(TYPES, '  jira: "Jira",\n').titled).toMatchObject({ known: true, value: false });
  expect(jira(TYPES, '    case "jira":\n').asked).toMatchObject({ known: true, value: null });
  const unregistered = jira(REGISTRY, "  jira: new JiraOAuthProvider(),\n");
  expect(unregistered.row).toMatchObject({ known: true, value: null, at: { path: REGISTRY } });
  expect(unregistered.strategy).toBeNull();
  expect(unregistered.file).toBe(`${PROVIDERS}jira.ts`);
});

test("where a part cannot be worked out, nothing is said to be missing", () => {
  const files = changed(TYPES, '  "jira",\n', "  ...more(),\n");
  const rows = changed(REGISTRY, "  jira: new JiraOAuthProvider(),\n", "  ...more(),\n", files);
  const inputs = changed(TYPES, '    case "jira":\n', '    case "jira":\n      if (more) { return null; }\n', rows);
  const jira = provider(inputs, "jira");
  expect(jira.listed).toMatchObject({ known: false, at: { path: TYPES } });
  expect(jira.row).toMatchObject({ known: false, at: { path: REGISTRY } });
  expect(jira.asked).toMatchObject({ known: false });
  expect(
    provider(changed(TYPES, "switch (provider) {", "switch (1) {}\n  function x(provider) { if (provider) {"), "jira")
      .asked.known,
  ).toBe(false);
});

test("mistakes of a strategy are seen, each at its place", () => {
  const jira = (from: string | RegExp, to: string) =>
    provider(changed(`${PROVIDERS}jira.ts`, from, to), "jira").strategy;
  expect(jira('provider: "jira"', 'provider: "slack"')?.finalizes).toMatchObject([{ provider: { value: "slack" } }]);
  expect(
    jira("connection.connection_id", "connection.created")?.params.find(({ name }) => name === "state"),
  ).toMatchObject({
    isConnectionId: false,
  });
  const scope = jira("encodeURIComponent(scopes)", "scopes")?.params.find(({ name }) => name === "scope");
  expect(scope).toMatchObject({ encoded: false });
  expect(scope && formatLocation(scope.at)).toBe(`${PROVIDERS}jira.ts:20:17`);
  expect(jira("getOAuthJiraClientId", "getOAuthJira")?.getters).toMatchObject([
    { name: "getOAuthJira", variable: undefined },
  ]);
});

test("of a class that extends another, what it overrides is not the other's", () => {
  const own = "  setupUri() { return finalizeUriForProvider({ provider: this.provider, connection: null }); }\n}\n";
  const files = changed(`${PROVIDERS}mcp_static.ts`, /\}\n$/, own);
  const { strategy } = provider(files, "mcp_static");
  expect(strategy?.finalizes).toHaveLength(1);
  expect(strategy?.finalizes).toMatchObject([{ provider: { value: "mcp_static", at: { path: strategy?.path } } }]);
  expect(strategy?.params).toEqual([]);
});

test.each([
  ["url.searchParams.append('state', connection.connection_id);", true],
  ["const { connection_id: id } = connection; return '?a=1&state=' + encodeURIComponent(id);", true],
  ["const state = connection.connection_id; return new URLSearchParams({ state });", true],
  ["return `?state=${'x'}`;", false],
  ["return `?state=${sign(connection)}`;", null],
])("the state of %s", (body, expected) => {
  const files = changed(`${PROVIDERS}jira.ts`, /const scopes[\s\S]*?\n {2}\}\n/, `${body}\n  }\n`);
  const params = provider(files, "jira").strategy?.params.filter(({ name }) => name === "state");
  expect(params?.map(({ isConnectionId }) => isConnectionId)).toEqual([expected]);
});
