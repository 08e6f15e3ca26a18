import { expect, test } from "vitest";
import { stringsIn } from "../../../../src/edit/rust/calls.ts";
import { parseRust, wholeOf } from "../../../../src/edit/rust/tree.ts";
import { UserError } from "../../../../src/errors.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { coreFiles } from "../../../../src/targets/dust-oauth/core/files.ts";
import { coreNames, wireName } from "../../../../src/targets/dust-oauth/core/names.ts";
import { assigned, rustString } from "../../../../src/targets/dust-oauth/core/rust-code.ts";
import { RustSources } from "../../../../src/targets/dust-oauth/core/rust-sources.ts";
import { coreForms } from "../../../../src/targets/dust-oauth/core/signatures.ts";
import { oauthFiles } from "../../../support/oauth-replica.ts";
import { declared, ownClient } from "../front/declarations.ts";
import { CORE_VARIETY } from "./declarations.ts";

const CONNECTION = "core/src/oauth/connection.rs";
const files = oauthFiles("dust-arrays");

function forms(path = CONNECTION, ...swaps: [from: string, to: string][]) {
  const text = swaps.reduce((before, [from, to]) => before.replaceAll(from, to), files[path] ?? "");
  return coreForms(new RustSources(memoryRepo({ ...files, [path]: text })));
}

function generated(more: Parameters<typeof declared>[0] = {}, extraMetadata = true): string {
  return coreFiles(declared(more), { extraMetadata })[0]?.text ?? "";
}

test("names follow from the wire name", () => {
  expect(coreNames("acme_crm")).toEqual({
    module: "acme_crm",
    file: "core/src/oauth/providers/acme_crm.rs",
    variant: "AcmeCrm",
    struct: "AcmeCrmConnectionProvider",
    clientId: "OAUTH_ACME_CRM_CLIENT_ID",
    clientSecret: "OAUTH_ACME_CRM_CLIENT_SECRET",
  });
  expect(["acme_crm", "x2y", "a"].map((name) => wireName(coreNames(name).variant))).toEqual(["acme_crm", "x2y", "a"]);
});

test.each(["plain", 'a "quoted" \\ text', "tab\tand\nfeed", "é 日本 \u202e 😀", "{} {name}"])(
  "the literal of %j reads as that text",
  (value) => {
    const source = parseRust("a.rs", `const A: &str = ${rustString(value).text};`);
    expect(stringsIn(source, wholeOf(source))).toEqual([value]);
    expect(source.text).not.toMatch(/[\u202e\n]/);
  },
);

test("a value goes to a line of its own only where it fits there and not before", () => {
  const lines = (length: number) => assigned("const A: &str", rustString("x".repeat(length))).text.split("\n");
  expect([81, 82, 93, 94].map((length) => lines(length).length)).toEqual([1, 2, 2, 1]);
  expect(lines(81)[0]).toHaveLength(100);
  expect(lines(93)[1]).toHaveLength(100);
});

test.each([
  ["ours, sent in a form", declared({ pkce: true, defaultExpiresIn: 3600 })],
  [
    "a customer's, sent as JSON",
    declared({ provider: "acme_json", title: "Acme JSON", tokenFormat: "json", credentialInputs: ownClient }),
  ],
  [
    "ours, as basic authentication",
    declared({ provider: "acme_basic", title: "Acme Basic", tokenAuth: "basic", rotatesRefreshToken: true }),
  ],
])("a provider whose client is %s is what the reviewed file says", async (_, declaration) => {
  const [file] = coreFiles(declaration, { extraMetadata: true });
  await expect(file?.text).toMatchFileSnapshot(`./__expected__/core/${declaration.provider}.rs`);
});

test("customers' clients come from their credential, ours from the environment", () => {
  expect(generated()).toContain('env::var("OAUTH_ACME_CRM_CLIENT_SECRET").unwrap()');
  expect(generated()).toContain("_related_credentials: Option<Credential>");
  const own = generated({ credentialInputs: ownClient });
  expect(own).not.toContain("env::var");
  expect(own).toContain("self.refresh_token(&client(related_credentials)?, current)");
  expect(generated({ credentialInputs: ownClient.slice(0, 1) })).not.toContain("client_secret");
});

test("every provider subtracts without underflow, keeps its refresh token and scrubs its tokens", () => {
  for (const declaration of CORE_VARIETY) {
    const text = generated(declaration);
    expect(text).toContain(".saturating_sub(PROVIDER_TIMEOUT_SECONDS)");
    expect(text).toContain("refresh_token: refresh_token(&raw_json).or(Some(current)),");
    for (const key of ["access_token", "refresh_token", "id_token"]) expect(text).toContain(`map.remove("${key}");`);
    expect(text).not.toMatch(/\n{3,}| \n/);
  }
});

test("a result without extra metadata is made without", () => {
  expect(forms()).toEqual({ extraMetadata: true });
  const field = "    pub extra_metadata: Option<serde_json::Map<String, serde_json::Value>>,\n";
  expect(forms(CONNECTION, [field, ""])).toEqual({ extraMetadata: false });
  expect(generated({}, false)).not.toContain("extra_metadata");
});

test.each<[what: string, path: string, from: string, to: string]>([
  ["`FinalizeResult` has no field `code`", CONNECTION, "pub code: String,", ""],
  [
    "`RefreshResult` has a field `tenant` more",
    CONNECTION,
    "pub struct RefreshResult {",
    "pub struct RefreshResult { pub tenant: u8,",
  ],
  [
    "`FinalizeResult.access_token_expiry` has another type",
    CONNECTION,
    "access_token_expiry: Option<u64>",
    "access_token_expiry: u64",
  ],
  [
    "`Provider::finalize` has another signature",
    CONNECTION,
    "        redirect_uri: &str,\n    ) -> Result<FinalizeResult",
    "    ) -> Result<FinalizeResult",
  ],
  [
    "`Provider` demands a method `region` more",
    CONNECTION,
    "    fn id(&self)",
    "    fn region(&self) -> String;\n    fn id(&self)",
  ],
  ["`Provider` has no method `id`", CONNECTION, "fn id(&self)", "fn name(&self)"],
  ["no variant `TokenRevokedError`", CONNECTION, "    TokenRevokedError,\n", ""],
  ["no constant `PROVIDER_TIMEOUT_SECONDS`", CONNECTION, "const PROVIDER_TIMEOUT_SECONDS", "const TIMEOUT"],
  ["no function `execute_request`", "core/src/oauth/providers/utils.rs", "fn execute_request", "fn send"],
  ["no function `now`", "core/src/utils.rs", "fn now", "fn today"],
  ["`now` has another signature", "core/src/utils.rs", "now() -> u64", "now() -> u128"],
  ["`metadata` has another signature", CONNECTION, "-> &serde_json::Value", "-> &Metadata"],
  ["`RequestFailed` has other fields", "core/src/oauth/providers/utils.rs", "status: u16", "status: StatusCode"],
  ["no function `unseal_encrypted_content`", "core/src/oauth/credential.rs", "fn unseal_encrypted_content", "fn open"],
])("a core is refused in which %s", (what, path, from, to) => {
  const attempt = () => forms(path, [from, to]);
  expect(attempt).toThrow(UserError);
  try {
    attempt();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.exitCode).toBe(5);
    expect(error.details.map(({ message }) => message).join()).toContain(what);
    expect(error.details[0]?.at).toContain(path);
  }
});
