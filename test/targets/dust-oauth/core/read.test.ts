import { describe, expect, test } from "vitest";
import { factValue } from "../../../../src/model/found.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { type CoreProvider, readCore } from "../../../../src/targets/dust-oauth/core/read/index.ts";
import { RustSources } from "../../../../src/targets/dust-oauth/core/rust-sources.ts";
import { oauthFiles } from "../../../support/oauth-replica.ts";
import { CORE_VARIETY } from "./declarations.ts";
import { draftedCore } from "./generated.ts";

const CONNECTION = "core/src/oauth/connection.rs";
const CREDENTIAL = "core/src/oauth/credential.rs";
const LIBRARY = "core/src/lib.rs";
const JIRA = "core/src/oauth/providers/jira.rs";
const files = oauthFiles("dust-arrays");

function read(changed: Record<string, string | null> = {}): Map<string, CoreProvider> {
  const all = Object.entries({ ...files, ...changed }).flatMap(([path, text]) => (text === null ? [] : [[path, text]]));
  return readCore(new RustSources(memoryRepo(Object.fromEntries(all))));
}

function swapped(path: string, from: string | RegExp, to: string): Record<string, string> {
  const text = (files[path] ?? "").replace(from, to);
  expect(text).not.toBe(files[path]);
  return { [path]: text };
}

/** The parts of a provider that are there and known. */
function partsOf(provider: CoreProvider | undefined): string[] {
  const { file, module, variant, used, made, credential } = provider ?? {};
  const own = { credential: credential?.variant, from: credential?.from, keys: credential?.keys };
  const parts = { file, module, variant, used, made, ...own };
  return Object.entries(parts).flatMap(([name, fact]) => (typeof fact === "object" && fact.known ? [name] : []));
}

const ALL = ["file", "module", "variant", "used", "made"];

describe.each(["newest", "older"] as const)("the %s form", (form) => {
  const providers = readCore(new RustSources(memoryRepo(oauthFiles("dust-records", { form }))));

  test("has fourteen providers, each complete; helpers are none", () => {
    expect([...providers.keys()]).toEqual(
      "freshservice github google_drive hubspot jira mcp mcp_static microsoft_tools mock salesforce servicenow slack slack_tools ukg_ready".split(
        " ",
      ),
    );
    for (const [name, provider] of providers) expect(partsOf(provider).slice(0, 5), name).toEqual(ALL);
  });

  test("names are read with their places", () => {
    const provider = providers.get("mcp_static");
    expect(factValue(provider?.variant)).toBe("McpStatic");
    expect(factValue(provider?.made)).toEqual({ struct: "MCPStaticConnectionProvider", module: "mcp_static" });
    expect(provider?.made?.at.path).toBe(CONNECTION);
    expect(factValue(provider?.credential.keys)).toEqual(["client_id"]);
    expect(factValue(provider?.credential.from)).toBe("McpStatic");
    expect(provider?.credential.fallbackPanics).toBe(true);
    expect(providers.get("jira")?.credential.from).toBeUndefined();
  });
});

test("what was generated is read back whole, a renamed variant too", () => {
  const providers = readCore(new RustSources(draftedCore(CORE_VARIETY)));
  for (const { provider, credentialInputs } of CORE_VARIETY) {
    const own = credentialInputs.length > 0 ? ["credential", "from", "keys"] : [];
    expect(new Set(partsOf(providers.get(provider))), provider).toEqual(new Set([...ALL, ...own]));
    expect(factValue(providers.get(provider)?.made)?.module).toBe(provider);
  }
});

test.each<[part: string, changed: Record<string, string | null>, left: string[]]>([
  ["module", swapped(LIBRARY, "pub mod jira;", ""), ["file", "variant", "used", "made"]],
  ["file", { [JIRA]: null }, ["module", "variant", "used", "made"]],
  ["import", swapped(CONNECTION, "jira::JiraConnectionProvider, ", ""), ["file", "module", "variant", "made"]],
  ["arm", swapped(CONNECTION, / +ConnectionProvider::Jira => .*\n/, ""), ["file", "module", "variant", "used"]],
  ["variant", swapped(CONNECTION, "    Jira,\n", ""), ["file", "module", "used"]],
])("a provider without its %s has the rest", (_, changed, left) => {
  expect(partsOf(read(changed).get("jira"))).toEqual(left);
});

test("the arm that makes another provider says which", () => {
  const changed = swapped(
    CONNECTION,
    "Box::new(JiraConnectionProvider::new())",
    "Box::new(slack::SlackConnectionProvider::new())",
  );
  expect(factValue(read(changed).get("jira")?.made)).toEqual({ struct: "SlackConnectionProvider", module: "slack" });
});

test("a registry that cannot be read is unknown, and the others are still read", () => {
  const providers = read({ [CONNECTION]: `${files[CONNECTION]}\n}\n` });
  const jira = providers.get("jira");
  expect(providers.size).toBe(14);
  expect(partsOf(jira)).toEqual(["file", "module"]);
  expect(jira?.variant).toMatchObject({ known: false, at: { path: CONNECTION, line: 290 } });
  expect(jira?.made).toMatchObject({ known: false });
  expect(factValue(jira?.credential.variant)).toBeUndefined();
});

test("a provider's own file that cannot be read is unknown, not missing", () => {
  const file = read({ [JIRA]: "fn a() {" }).get("jira")?.file;
  expect(file).toMatchObject({ known: false, at: { path: JIRA, line: 1 } });
});

test("without a file of credentials nobody has one", () => {
  const salesforce = read({ [CREDENTIAL]: null }).get("salesforce");
  expect(salesforce?.credential).toEqual({
    variant: undefined,
    from: undefined,
    fallbackPanics: undefined,
    keys: undefined,
  });
});

test("a module of helpers beside the providers is none of them", () => {
  const path = "core/src/oauth/providers/shared.rs";
  const changed = {
    [path]: "pub fn help() {}\n",
    ...swapped(LIBRARY, "pub mod slack;", "pub mod shared;\n        pub mod slack;"),
  };
  expect(read(changed).has("shared")).toBe(false);
});
