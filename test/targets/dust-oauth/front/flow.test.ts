import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { Draft } from "../../../../src/plan/draft.ts";
import { diskRepo } from "../../../../src/repo/disk.ts";
import type { ProviderDeclaration } from "../../../../src/targets/dust-oauth/declaration.ts";
import { frontFiles } from "../../../../src/targets/dust-oauth/front/files.ts";
import { registerFront } from "../../../../src/targets/dust-oauth/front/register.ts";
import { detectOAuth } from "../../../../src/targets/dust-oauth/host.ts";
import { type CoreService, loadOAuthFront, type OAuthFront, startCore } from "../../../support/oauth-flow.ts";
import { copyOAuthReplica } from "../../../support/oauth-replica.ts";
import type { Replica } from "../../../support/replica.ts";
import { declared, VARIETY } from "./declarations.ts";

const TRICKY = declared({
  provider: "tricky",
  authorizationUrl: "https://auth.example/authorize?audience=a%20b",
  scope: "a:read b/c d&e=f",
  authorizationParams: { prompt: "consent & more", "x y": "ü" },
});

let replica: Replica;
let front: OAuthFront;
let core: CoreService;

/** No token is asked for here: what the front sends and keeps is all that is looked at. */
const noExchange = () => Promise.reject(new Error("no exchange"));

beforeAll(async () => {
  replica = copyOAuthReplica("dust-records");
  const draft = new Draft(diskRepo(replica.root));
  for (const declaration of [...VARIETY, TRICKY]) {
    const host = detectOAuth(draft);
    if (!host) throw new Error("not recognised");
    for (const { path, text } of frontFiles(declaration, host)) draft.create(path, text);
    registerFront(draft, host, declaration);
  }
  for (const { path, after } of draft.changes()) replica.write(path, after);
  front = await loadOAuthFront(replica);
  core = await startCore(noExchange, {});
  const ids = ["ACME_CRM", "BRAVO", "CHARLIE2GO", "DELTA_WORKSPACE", "TANGO", "TRICKY"];
  const variables = ids.map((id) => [`OAUTH_${id}_CLIENT_ID`, `client-${id}`] as const);
  for (const [name, value] of [
    ["OAUTH_API", core.url],
    ["DUST_APP_URL", "https://app.example"],
    ...variables,
  ] as const) {
    vi.stubEnv(name, value);
  }
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await core?.close();
  replica?.dispose();
});

async function setup(provider: ProviderDeclaration["provider"], useCase: string, extraConfig: Record<string, string>) {
  const auth = front.Authenticator.forTests();
  const { value, error } = await front.createConnectionAndGetSetupUrl(auth, provider, useCase, extraConfig);
  return {
    url: value === undefined ? undefined : new URL(value),
    error,
    connection: [...core.connections.values()].at(-1),
  };
}

const own = { client_id: "customer", client_secret: "hidden" };

test("the address says who asks for what, encoded, and where to go back to", async () => {
  const { url, connection } = await setup("tricky", "platform_actions", {});
  expect(url?.origin).toBe("https://auth.example");
  expect(Object.fromEntries(url?.searchParams ?? [])).toEqual({
    audience: "a b",
    prompt: "consent & more",
    "x y": "ü",
    response_type: "code",
    client_id: "client-TRICKY",
    scope: "a:read b/c d&e=f",
    redirect_uri: "https://app.example/oauth/tricky/finalize",
    state: connection?.connection_id,
  });
});

test("scopes follow the use case, and one without a declared use case has no address", async () => {
  expect((await setup("charlie2go", "personal_actions", {})).url?.searchParams.get("scope")).toBe("me");
  expect((await setup("charlie2go", "platform_actions", {})).url?.searchParams.has("scope")).toBe(false);
  expect((await setup("delta_workspace", "connection", {})).url?.searchParams.get("access_type")).toBe("offline");
  await expect(setup("charlie2go", "bot", {})).rejects.toThrow("Charlie has no connections for bot.");
});

test("each connection has a challenge of its own, whose verifier is kept and not sent", async () => {
  const one = await setup("bravo", "platform_actions", {});
  const other = await setup("bravo", "platform_actions", {});
  const challenge = one.url?.searchParams.get("code_challenge");
  expect(challenge).toMatch(/^[\w-]{43}$/);
  expect(one.url?.searchParams.get("code_challenge_method")).toBe("S256");
  expect(one.connection?.metadata).toMatchObject({ code_challenge: challenge, code_verifier: expect.any(String) });
  expect(one.url?.href).not.toContain(String(one.connection?.metadata["code_verifier"]));
  expect(other.url?.searchParams.get("code_challenge")).not.toBe(challenge);
});

test("a customer's secret is sealed and never metadata; the region is metadata", async () => {
  const { url, connection } = await setup("foxtrot", "platform_actions", { ...own, acme_region: "eu" });
  expect(url?.searchParams.get("client_id")).toBe("customer");
  expect(connection?.credential).toEqual(own);
  expect(connection?.metadata).toMatchObject({
    client_id: "customer",
    acme_region: "eu",
    use_case: "platform_actions",
  });
  expect(JSON.stringify(connection?.metadata)).not.toContain("hidden");
});

test("a personal connection takes the client and the region of the workspace's", async () => {
  const auth = front.Authenticator.forTests();
  const missing = await setup("foxtrot", "personal_actions", { mcp_server_id: "m" });
  expect(missing.error?.code).toBe("mcp_server_connection_not_found");
  const workspace = await setup("foxtrot", "platform_actions", { ...own, acme_region: "us" });
  const connectionId = workspace.connection?.connection_id ?? "";
  front.MCPServerConnectionResource.makeNew(auth, { mcpServerId: "m", connectionType: "workspace", connectionId });
  const personal = await setup("foxtrot", "personal_actions", { mcp_server_id: "m" });
  expect(personal.url?.searchParams.get("client_id")).toBe("customer");
  expect(personal.connection?.metadata).toMatchObject({ client_id: "customer", acme_region: "us" });
  expect(personal.connection?.credential).toEqual(own);
  expect(personal.connection?.connection_id).not.toBe(connectionId);
});

test.each<[string, string, Record<string, string>, boolean]>([
  ["acme_crm", "platform_actions", {}, true],
  ["acme_crm", "platform_actions", { scope: "x" }, true],
  ["acme_crm", "platform_actions", { workspace_id: "other" }, false],
  ["golf", "platform_actions", own, true],
  ["golf", "platform_actions", { client_id: "customer" }, false],
  ["golf", "platform_actions", { ...own, client_secret: "" }, false],
  ["golf", "platform_actions", { ...own, workspace_id: "other" }, false],
  ["golf", "personal_actions", { mcp_server_id: "m" }, false],
  ["tango", "platform_actions", { acme_region: "eu" }, true],
  ["tango", "platform_actions", {}, false],
])("%s, %s: %j is accepted: %s", async (provider, useCase, extraConfig, accepted) => {
  const { url, error } = await setup(provider, useCase, extraConfig);
  expect(url !== undefined).toBe(accepted);
  expect(error?.message.startsWith("Invalid extraConfig before")).toBe(accepted ? undefined : true);
});
