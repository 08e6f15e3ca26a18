import { describe, expect, test } from "vitest";
import { checkInsertOnly } from "../../../../src/edit/splice.ts";
import { UserError } from "../../../../src/errors.ts";
import { Draft } from "../../../../src/plan/draft.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { registerCore } from "../../../../src/targets/dust-oauth/core/register.ts";
import { oauthFiles } from "../../../support/oauth-replica.ts";
import { declared, ownClient } from "../front/declarations.ts";
import { CORE_VARIETY } from "./declarations.ts";

const CONNECTION = "core/src/oauth/connection.rs";
const CREDENTIAL = "core/src/oauth/credential.rs";
const LIBRARY = "core/src/lib.rs";
const MODULES = "core/src/oauth/providers/mod.rs";

const newest = oauthFiles("dust-arrays");
const older = oauthFiles("dust-arrays", { form: "older" });
const withCarriageReturns = Object.fromEntries(
  Object.entries(newest).map(([path, text]) => [path, path.endsWith(".rs") ? text.replaceAll("\n", "\r\n") : text]),
);

function registered(files: Record<string, string>, providers = CORE_VARIETY): Draft {
  const draft = new Draft(memoryRepo(files));
  for (const declaration of providers) registerCore(draft, declaration);
  return draft;
}

/** The lines that one provider adds to a file of the newest form. */
function addedTo(path: string, provider = declared({ credentialInputs: ownClient })): string[] {
  const before = (newest[path] ?? "").split("\n");
  const after = (registered(newest, [provider]).read(path) ?? "").split("\n");
  return after.filter((line) => !before.includes(line)).map((line) => line.trim());
}

describe.each([
  ["the newest form", newest, LIBRARY],
  ["modules declared in mod.rs", older, MODULES],
  ["files whose lines end with CRLF", withCarriageReturns, LIBRARY],
])("%s", (_, files, modules) => {
  test("gets nothing but insertions, in three files", () => {
    const changes = registered(files).changes();
    expect(changes.map(({ path }) => path)).toEqual([modules, CONNECTION, CREDENTIAL].sort());
    for (const { path, before, after } of changes) expect(checkInsertOnly(path, before ?? "", after)).toBeNull();
  });

  test("does not change when all is there", () => {
    const once = registered(files);
    const again = new Draft(once);
    for (const declaration of CORE_VARIETY) registerCore(again, declaration);
    expect(again.changes()).toEqual([]);
  });
});

test("a provider has its rows where those of its neighbours are, in their order", () => {
  expect(addedTo(LIBRARY)).toEqual(["pub mod acme_crm;"]);
  expect(addedTo(CONNECTION)).toEqual(
    expect.arrayContaining(["AcmeCrm,", "ConnectionProvider::AcmeCrm => Box::new(AcmeCrmConnectionProvider::new()),"]),
  );
  const connection = registered(newest, [declared()]).read(CONNECTION) ?? "";
  expect(connection).toContain("providers::{\n        acme_crm::AcmeCrmConnectionProvider, freshservice::");
  expect(connection).toContain("pub enum ConnectionProvider {\n    AcmeCrm,\n    Freshservice,");
});

test("a customer's client is a credential: variant, conversion before the arm that panics, and its keys", () => {
  expect(addedTo(CREDENTIAL)).toEqual([
    "AcmeCrm,",
    "ConnectionProvider::AcmeCrm => CredentialProvider::AcmeCrm,",
    'CredentialProvider::AcmeCrm => vec!["client_id", "client_secret"],',
  ]);
  const last = registered(newest, [declared({ provider: "zz", credentialInputs: ownClient })]).read(CREDENTIAL) ?? "";
  expect(last).toMatch(/ConnectionProvider::Zz => CredentialProvider::Zz,\n +_ => panic!/);
});

test("more keys than rustfmt keeps on a line have a line each", () => {
  const more = ["account_password", "webhook_signing_key"].map((key) => ({ key, label: key, secret: true }));
  expect(addedTo(CREDENTIAL, declared({ credentialInputs: [...ownClient, ...more] }))).toEqual([
    "AcmeCrm,",
    "ConnectionProvider::AcmeCrm => CredentialProvider::AcmeCrm,",
    "CredentialProvider::AcmeCrm => vec![",
    '"client_id",',
    '"client_secret",',
    '"account_password",',
    '"webhook_signing_key",',
    "],",
  ]);
});

test("without customers' clients the credentials are left alone", () => {
  expect(addedTo(CREDENTIAL, declared())).toEqual([]);
});

test("a provider that is made from a struct of another name is not imported under ours", () => {
  expect(addedTo(CONNECTION, declared({ provider: "mcp" }))).toEqual([]);
  const path = "mcp::McpConnectionProvider";
  const files = { ...newest, [CONNECTION]: (newest[CONNECTION] ?? "").replace("Box::new(MCPC", "Box::new(McpC") };
  expect(registered(files, [declared({ provider: "mcp" })]).read(CONNECTION)).toContain(path);
});

test("a variant whose name serde would read differently says its wire name", () => {
  expect(addedTo(CONNECTION, declared({ provider: "fox_2" }))).toContain('#[serde(rename = "fox_2")]');
  expect(addedTo(CONNECTION, declared({ provider: "x2y" })).join()).not.toContain("serde");
});

test.each([
  [CONNECTION, "pub enum ConnectionProvider", "pub enum Other", "enum `ConnectionProvider`"],
  [CONNECTION, "pub fn provider(", "pub fn other(", "the `match` that makes a provider"],
  [CREDENTIAL, "From<ConnectionProvider> for CredentialProvider", "From<A> for B", "From<ConnectionProvider>"],
  [CREDENTIAL, "vec![", "list![", "the keys of a credential"],
  [LIBRARY, "pub mod providers {", "pub mod others {", "`mod providers`"],
])("%s without %s is an error that names what was looked for", (path, wanted, other, named) => {
  const files = { ...newest, [path]: (newest[path] ?? "").replaceAll(wanted, other) };
  const attempt = () => registered(files, [declared({ credentialInputs: ownClient })]);
  expect(attempt).toThrow(UserError);
  expect(attempt).toThrow(named);
  expect(attempt).toThrow(path);
});
