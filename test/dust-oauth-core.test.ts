import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { coreNames } from "../src/targets/dust-oauth/core/names.ts";
import { clientFrom } from "../src/targets/dust-oauth/credentials.ts";
import type { ProviderDeclaration } from "../src/targets/dust-oauth/declaration.ts";
import { frontFiles } from "../src/targets/dust-oauth/front/files.ts";
import { registerFront } from "../src/targets/dust-oauth/front/register.ts";
import { detectOAuth } from "../src/targets/dust-oauth/host.ts";
import { type AuthorizationServer, startAuthorizationServer } from "./support/authorization-server.ts";
import { type CoreService, loadOAuthFront, type OAuthFront, proxyTo, startCore } from "./support/oauth-flow.ts";
import { copyOAuthReplica } from "./support/oauth-replica.ts";
import type { Replica } from "./support/replica.ts";
import { buildExchange, cargo, describeRust, rustfmtCheck } from "./support/rust.ts";
import { CORE_VARIETY } from "./targets/dust-oauth/core/declarations.ts";
import { draftedCore } from "./targets/dust-oauth/core/generated.ts";
import { declared, ownClient } from "./targets/dust-oauth/front/declarations.ts";

// Compiling the crates of the core for the first time takes this long on a busy machine.
const COMPILES = 400_000;

describeRust("generated providers in the core", () => {
  let replica: Replica;
  const paths = new Set<string>();

  beforeAll(() => {
    replica = copyOAuthReplica("dust-arrays");
    const draft = draftedCore(CORE_VARIETY);
    for (const { path } of draft.changes()) paths.add(path);
    for (const declaration of CORE_VARIETY) {
      const host = detectOAuth(draft);
      if (!host) throw new Error("not recognised");
      for (const { path, text } of frontFiles(declaration, host)) draft.create(path, text);
      registerFront(draft, host, declaration);
    }
    for (const { path, after } of draft.changes()) replica.write(path, after);
  });
  afterAll(() => replica?.dispose());

  test("are formatted, and so is what was edited", async () => {
    expect(paths.size).toBe(CORE_VARIETY.length + 3);
    expect(await rustfmtCheck([...paths].map((path) => replica.path(path)))).toEqual({ exitCode: 0, output: "" });
  });

  test("are formatted whatever the length of their names, titles and addresses", async () => {
    const lengths = Array.from({ length: 40 }, (_, index) => index + 1);
    const many = lengths.map((length) =>
      declared({
        provider: `${String.fromCharCode(97 + (length % 26))}${"a".repeat(length - 1)}`,
        title: "T".repeat(length + 54),
        tokenUrl: `http://${"u".repeat(length + 40)}.example/`,
        credentialInputs:
          length % 2 === 0 ? [...ownClient, { key: "k".repeat(length), label: "Key", secret: true }] : [],
      }),
    );
    const other = copyOAuthReplica("dust-arrays", { form: "older" });
    onTestFinished(() => other.dispose());
    const changes = draftedCore(many, { form: "older" }).changes();
    for (const { path, after } of changes) other.write(path, after);
    const edited = changes.filter(({ before }) => before !== null).map(({ path }) => path);
    expect(edited).toContain("core/src/oauth/providers/mod.rs");
    expect(await rustfmtCheck([other.path("core/src/lib.rs")])).toEqual({ exitCode: 0, output: "" });
  });

  test(
    "compile without a warning, and their own tests exchange, refresh, keep, revoke and scrub",
    async () => {
      const { exitCode, output } = await cargo(replica, ["test", "--lib"]);
      expect(exitCode, output).toBe(0);
      expect(output).not.toContain("warning");
      for (const { provider } of CORE_VARIETY) {
        expect(output).toContain(`oauth::providers::${provider}::tests::a_code_is_exchanged ... ok`);
      }
    },
    COMPILES,
  );

  test(
    "connect what the front's part of them sent to the vendor, refresh it, and tell that it was revoked",
    async () => {
      const walk = await startWalk(replica);
      for (const declaration of CORE_VARIETY.filter(({ tokenUrl }) => tokenUrl.startsWith("http:"))) {
        await walk(declaration);
      }
    },
    COMPILES,
  );
});

const APP = "https://app.example";

/** A function that walks a provider of the workspace from consent to revocation. */
async function startWalk(replica: Replica): Promise<(declaration: ProviderDeclaration) => Promise<void>> {
  const server = await startAuthorizationServer({ givesIdToken: true });
  const clients = CORE_VARIETY.map(({ provider }) => coreNames(provider)).flatMap(({ clientId, clientSecret }) => [
    [clientId, "client"],
    [clientSecret, "secret"],
  ]);
  const environment: Record<string, string> = Object.fromEntries(clients);
  const core = await startCore(await buildExchange(replica), { ...environment, ...proxyTo(server) });
  const front = await loadOAuthFront(replica);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await core.close();
    await server.close();
  });
  for (const [name, value] of Object.entries({ ...environment, OAUTH_API: core.url, DUST_APP_URL: APP })) {
    vi.stubEnv(name, value);
  }
  return (declaration) => walked(declaration, { server, core, front });
}

type Parties = { server: AuthorizationServer; core: CoreService; front: OAuthFront };

async function walked(declaration: ProviderDeclaration, { server, core, front }: Parties): Promise<void> {
  const { provider, tokenAuth, tokenFormat, pkce, defaultExpiresIn } = declaration;
  const { fromCredential, hasSecret } = clientFrom(declaration);
  const clientSecret = hasSecret ? "secret" : null;
  Object.assign(server.policy, { tokenAuth, tokenFormat, pkce, clientSecret, refresh: "rotates", expiresIn: 3600 });
  const given = { client_id: "client", ...(hasSecret ? { client_secret: "secret" } : {}) };
  const auth = front.Authenticator.forTests();
  const setup = await front.createConnectionAndGetSetupUrl(
    auth,
    provider,
    "platform_actions",
    fromCredential ? given : {},
  );
  expect(setup.error, provider).toBeUndefined();
  const back = await server.consent(setup.value ?? "");
  const { value, error } = await front.finalizeConnection(provider, Object.fromEntries(back.searchParams));
  expect(error, provider).toBeUndefined();
  const id = value?.connection_id ?? "";
  const connection = core.connections.get(id);
  expect(connection, provider).toMatchObject({
    status: "finalized",
    refresh_token: expect.stringMatching(/^refresh-/),
  });
  expect(server.tokenRequests.at(-1)?.params["redirect_uri"]).toBe(`${APP}/oauth/${provider}/finalize`);
  expect("code_verifier" in (server.tokenRequests.at(-1)?.params ?? {}), provider).toBe(pkce);

  const first = connection?.refresh_token;
  const rotated = await core.refresh(id);
  expect(server.refreshTokens, provider).toContain(rotated.result?.refresh_token);
  expect(rotated.result?.refresh_token).not.toBe(first);
  expect(rotated.result?.scrubbed_raw_json).toEqual({ token_type: "Bearer", expires_in: 3600 });
  Object.assign(server.policy, { refresh: "omits", expiresIn: null });
  const kept = await core.refresh(id);
  expect(kept.result?.refresh_token, provider).toBe(rotated.result?.refresh_token);
  expect(kept.result?.access_token_expiry === null, provider).toBe(defaultExpiresIn === null);
  server.refreshTokens.clear();
  expect((await core.refresh(id)).error?.kind, provider).toBe("TokenRevokedError");
}
