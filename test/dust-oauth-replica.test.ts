import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { type AuthorizationServer, startAuthorizationServer } from "./support/authorization-server.ts";
import { type CoreService, loadOAuthFront, type OAuthFront, proxyTo, startCore } from "./support/oauth-flow.ts";
import {
  copyOAuthReplica,
  type OAuthBase,
  type OAuthOptions,
  oauthFiles,
  oauthOverlay,
} from "./support/oauth-replica.ts";
import { biomeCheck, type Replica, typeCheck } from "./support/replica.ts";
import { buildExchange, cargo, describeRust, type Exchange, rustfmtCheck } from "./support/rust.ts";

const BASES: OAuthBase[] = ["dust-arrays", "dust-records"];
const OPTIONS: [string, OAuthOptions][] = [
  ["the newest form with a provider added by hand", { byHand: true }],
  ["the older form", { form: "older" }],
];
// Compiling the crates of the core for the first time takes this long on a busy machine.
const COMPILES = 400_000;

function copy(base: OAuthBase, options: OAuthOptions): Replica {
  const replica = copyOAuthReplica(base, options);
  onTestFinished(() => replica.dispose());
  return replica;
}

describe.each(BASES)("front over %s", (base) => {
  test.each(OPTIONS)("%s compiles and is formatted", (_, options) => {
    const replica = copy(base, options);
    expect(typeCheck(replica)).toEqual({ exitCode: 0, output: "" });
    const { exitCode, output } = biomeCheck(replica, ["front"]);
    expect(exitCode, output).toBe(0);
  });

  test("the servers of the workspace find their providers in the list and among the strategies", () => {
    const files = oauthFiles(base);
    const servers = Object.entries(files).filter(([path]) => path.includes("/actions/servers/"));
    const used = servers.flatMap(([, text]) => [...text.matchAll(/^ +provider: "(\w+)"/gm)].map(([, name]) => name));
    expect(used.length).toBeGreaterThan(5);
    for (const name of used) {
      expect(files["front/types/oauth/lib.ts"]).toContain(`\n  "${name}",`);
      expect(files["front/lib/api/oauth.ts"]).toContain(`\n  ${name}: new `);
    }
  });
});

test("the older form differs where it should, and says so where one looks for it", () => {
  const older = oauthOverlay("dust-arrays", { form: "older" });
  const strategy = older["front/lib/api/oauth/providers/salesforce.ts"];
  expect(strategy).toContain('finalizeUriForProvider("salesforce")');
  expect(strategy).toContain('import type { ExtraConfigType } from "@app/pages/w/[wId]/oauth/[provider]/setup";');
  expect(strategy).toContain("): Promise<RelatedCredential> {");
  expect(older["core/src/lib.rs"]).not.toContain("pub mod oauth {");
  expect(older["core/src/oauth/providers/mod.rs"]).toContain("pub mod ukg_ready;\n");
  expect(older["front/types/oauth/lib.ts"]).not.toContain("redirect_uri");
  expect(JSON.stringify(older)).not.toContain("getPKCEConfig");
  expect(oauthOverlay("dust-arrays")["core/src/oauth/providers/mod.rs"]).not.toMatch(/ukg_ready|\n$/);
});

describeRust("the core of the sample", () => {
  test(
    "the older form compiles and is formatted",
    async () => {
      const replica = copy("dust-arrays", { form: "older" });
      expect(await rustfmtCheck([replica.path("core/src/lib.rs")])).toEqual({ exitCode: 0, output: "" });
      const { exitCode, output } = await cargo(replica, ["build", "--lib"]);
      expect(exitCode, output).toBe(0);
      expect(output).not.toContain("warning");
    },
    COMPILES,
  );
});

describeRust("a connection of a provider added by hand, from consent to refresh", () => {
  let replica: Replica;
  let exchange: Exchange;
  let front: OAuthFront;
  let server: AuthorizationServer;
  let core: CoreService;
  const secrets = {
    OAUTH_ACME_CRM_CLIENT_ID: "client",
    OAUTH_ACME_CRM_CLIENT_SECRET: "secret",
    OAUTH_SLACK_CLIENT_ID: "client",
    OAUTH_SLACK_CLIENT_SECRET: "secret",
  };
  const app = "https://app.example";

  beforeAll(async () => {
    replica = copyOAuthReplica("dust-arrays", { byHand: true });
    const sources = ["core/src/lib.rs", "core/src/bin/oauth_exchange.rs"].map(replica.path);
    expect(await rustfmtCheck(sources)).toEqual({ exitCode: 0, output: "" });
    exchange = await buildExchange(replica);
    front = await loadOAuthFront(replica);
    server = await startAuthorizationServer({ givesIdToken: true });
    core = await startCore(exchange, { ...secrets, ...proxyTo(server) });
    for (const [name, value] of Object.entries({ ...secrets, OAUTH_API: core.url, DUST_APP_URL: app })) {
      vi.stubEnv(name, value);
    }
  }, COMPILES);
  afterAll(async () => {
    vi.unstubAllEnvs();
    await core?.close();
    await server?.close();
    replica?.dispose();
  });

  async function connect(
    useCase = "platform_actions",
    extraConfig: Record<string, string> = {},
    provider = "acme_crm",
  ) {
    const auth = front.Authenticator.forTests();
    const setup = await front.createConnectionAndGetSetupUrl(auth, provider, useCase, extraConfig);
    if (setup.value === undefined) throw new Error(setup.error?.message);
    const back = await server.consent(setup.value);
    return front.finalizeConnection(provider, Object.fromEntries(back.searchParams));
  }

  const stored = (id: string | undefined) => core.connections.get(id ?? "");

  test("the code is exchanged with its verifier, tokens are kept, and the answer is scrubbed", async () => {
    const before = Date.now();
    const { value, error } = await connect();
    expect(error).toBeUndefined();
    const [request] = server.tokenRequests.slice(-1);
    expect(request).toMatchObject({ host: "auth.acme-crm.example", status: 200, authorization: null });
    expect(Object.keys(request?.params ?? {}).sort()).toEqual([
      "client_id",
      "client_secret",
      "code",
      "code_verifier",
      "grant_type",
      "redirect_uri",
    ]);
    expect(request?.params["redirect_uri"]).toBe(`${app}/oauth/acme_crm/finalize`);
    const connection = stored(value?.connection_id);
    expect(connection).toMatchObject({ status: "finalized", refresh_token: expect.stringMatching(/^refresh-/) });
    expect(connection?.access_token_expiry).toBeGreaterThanOrEqual(before + 3_590_000);
    expect(connection?.access_token_expiry).toBeLessThan(Date.now() + 3_590_001);
  });

  test("refreshing rotates the token, keeps the old one when none comes, and tells a revocation", async () => {
    const { value } = await connect();
    const id = value?.connection_id ?? "";
    const first = stored(id)?.refresh_token;
    const { result } = await core.refresh(id);
    expect(server.refreshTokens).toContain(result?.refresh_token);
    expect(result?.refresh_token).not.toBe(first);
    expect(result?.scrubbed_raw_json).toEqual({ token_type: "Bearer", expires_in: 3600 });
    Object.assign(server.policy, { refresh: "omits", expiresIn: 3 });
    const kept = await core.refresh(id);
    expect(kept.result?.refresh_token).toBe(result?.refresh_token);
    expect(kept.result?.access_token_expiry).toBeLessThanOrEqual(Date.now());
    server.refreshTokens.clear();
    expect((await core.refresh(id)).error?.kind).toBe("TokenRevokedError");
    Object.assign(server.policy, { refresh: "rotates", expiresIn: 3600 });
  });

  test("a verifier of another connection is refused", async () => {
    const auth = front.Authenticator.forTests();
    const setup = await front.createConnectionAndGetSetupUrl(auth, "acme_crm", "platform_actions", {});
    const back = await server.consent(setup.value ?? "");
    const connection = stored(back.searchParams.get("state") ?? "");
    Object.assign(connection?.metadata ?? {}, { code_verifier: "another" });
    const { error } = await front.finalizeConnection("acme_crm", Object.fromEntries(back.searchParams));
    expect(error?.message).toContain("The token was revoked");
  });

  test("a personal connection needs the workspace's, and takes the client from it", async () => {
    const auth = front.Authenticator.forTests();
    const client = { client_id: "client", client_secret: "secret", instance_url: server.url };
    const missing = front.createConnectionAndGetSetupUrl(auth, "salesforce", "personal_actions", {
      mcp_server_id: "m",
    });
    expect((await missing).error?.code).toBe("mcp_server_connection_not_found");
    const setup = await front.createConnectionAndGetSetupUrl(auth, "salesforce", "platform_actions", client);
    expect(new URL(setup.value ?? "").searchParams.get("client_id")).toBe("client");
    expect(JSON.parse(core.created.at(-1) ?? "").metadata).not.toHaveProperty("client_secret");
    const connectionId = [...core.connections.keys()].at(-1) ?? "";
    front.MCPServerConnectionResource.makeNew(auth, { mcpServerId: "m", connectionType: "workspace", connectionId });
    const personal = await front.createConnectionAndGetSetupUrl(auth, "salesforce", "personal_actions", {
      mcp_server_id: "m",
    });
    expect(new URL(personal.value ?? "").origin).toBe(server.url);
    expect([...core.connections.values()].at(-1)?.credential).toEqual({ client_id: "client", client_secret: "secret" });
  });

  test("both programs know the same providers; only the mock is the core's own", async () => {
    const list = /OAUTH_PROVIDERS = \[([^\]]*)\]/.exec(replica.read("front/types/oauth/lib.ts"))?.[1] ?? "";
    const inFront = [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name ?? "");
    const variants =
      /enum ConnectionProvider \{([^}]*)\}/.exec(replica.read("core/src/oauth/connection.rs"))?.[1] ?? "";
    expect([...inFront, "mock"]).toHaveLength(variants.match(/\w+/g)?.length ?? 0);
    const raw_json = { access_token: "a", refresh_token: "r", authed_user: { access_token: "u" }, scope: "s" };
    const scrubbed = await Promise.all(
      [...inFront, "mock"].map((provider) => exchange({ operation: "scrub", provider, raw_json })),
    );
    for (const { result } of scrubbed) expect(JSON.stringify(result)).not.toMatch(/"(?:access|refresh)_token":"[ar]"/);
  });

  test("related credentials are checked, and a provider without any panics as the host does", async () => {
    const metadata = { instance_url: server.url, code_verifier: "v" };
    const command = { operation: "finalize", metadata, code: "c", redirect_uri: app } as const;
    const incomplete = exchange({ ...command, provider: "salesforce", credential: { client_id: "client" } });
    expect((await incomplete).error?.message).toContain("Missing `client_secret`");
    const panic = exchange({ ...command, provider: "slack", credential: {} });
    await expect(panic).rejects.toThrow("No credentials are supported for provider slack");
  });
});
