import { createHash } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AuthorizationServer, publish, startAuthorizationServer } from "./authorization-server.ts";

const BACK = "https://app.example/oauth/p/finalize";
const VERIFIER = "a-verifier";
const CHALLENGE = createHash("sha256").update(VERIFIER).digest("base64url");
const CLIENT = { client_id: "client", client_secret: "secret" };

let server: AuthorizationServer;
beforeEach(async () => {
  server = await startAuthorizationServer();
});
afterEach(() => server.close());

function authorizeUrl(changes: Record<string, string> = {}): string {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: "client",
    redirect_uri: BACK,
    state: "con_1",
    code_challenge: CHALLENGE,
    code_challenge_method: "S256",
    ...changes,
  });
  return `https://auth.example/oauth/authorize?${query}`;
}

async function ask(params: Record<string, string>, init: RequestInit = {}): Promise<[number, Record<string, unknown>]> {
  const body = new URLSearchParams({ ...CLIENT, ...params });
  const response = await fetch(`${server.url}/oauth/token`, { method: "POST", body, ...init });
  const text = await response.text();
  return [response.status, text.startsWith("{") ? JSON.parse(text) : Object.fromEntries(new URLSearchParams(text))];
}

async function codeGrant(changes: Record<string, string> = {}): Promise<Record<string, string>> {
  const back = await server.consent(authorizeUrl());
  const code = back.searchParams.get("code") ?? "";
  return { grant_type: "authorization_code", code, redirect_uri: BACK, code_verifier: VERIFIER, ...changes };
}

const refresh = (token: unknown) => ({ grant_type: "refresh_token", refresh_token: String(token) });

test("consent sends the person back with a code and the state", async () => {
  const back = await server.consent(authorizeUrl());
  expect([back.origin + back.pathname, back.searchParams.get("state")]).toEqual([BACK, "con_1"]);
  expect(back.searchParams.get("code")).toMatch(/^code-\d+$/);
});

test.each([
  [{ client_id: "other" }, "unknown client_id"],
  [{ response_type: "token" }, "response_type is not code"],
  [{ code_challenge: "" }, "code_challenge is missing"],
  [{ code_challenge_method: "plain" }, "code_challenge_method is not S256"],
  [{ redirect_uri: "" }, "redirect_uri is not registered"],
])("an authorization with %o is refused", async (changes, why) => {
  await expect(server.consent(authorizeUrl(changes))).rejects.toThrow(why);
});

test.each([
  [{ code_verifier: "another" }, "code_verifier does not match"],
  [{ redirect_uri: `${BACK}/` }, "another redirect_uri"],
  [{ code: "code-99" }, "unknown or used code"],
])("a code exchange with %o is refused", async (changes, why) => {
  expect(await ask(await codeGrant(changes))).toEqual([400, { error: "invalid_grant", error_description: why }]);
});

test("a code is for one use", async () => {
  const grant = await codeGrant();
  expect((await ask(grant))[0]).toBe(200);
  expect((await ask(grant))[0]).toBe(400);
});

test("a client that sends its secret elsewhere, or in another encoding, is refused", async () => {
  const grant = await codeGrant();
  expect((await ask({ ...grant, client_secret: "wrong" }))[0]).toBe(401);
  server.policy.tokenAuth = "basic";
  expect((await ask(grant))[0]).toBe(401);
  const authorization = `Basic ${Buffer.from("client:secret").toString("base64")}`;
  const basic = { headers: { authorization }, body: new URLSearchParams(grant) };
  expect((await ask({}, basic))[0]).toBe(200);
  server.policy.tokenFormat = "json";
  const again = await codeGrant();
  expect((await ask({}, { ...basic, body: new URLSearchParams(again) }))[0]).toBe(400);
  const headers = { authorization, "content-type": "application/json" };
  expect((await ask({}, { headers, body: JSON.stringify(again) }))[0]).toBe(200);
  expect(server.tokenRequests.map(({ status }) => status)).toEqual([401, 401, 200, 400, 200]);
});

test("refresh tokens rotate, repeat or are left out, and can be revoked", async () => {
  const [, first] = await ask(await codeGrant());
  const [, second] = await ask(refresh(first["refresh_token"]));
  expect(second["refresh_token"]).not.toBe(first["refresh_token"]);
  expect((await ask(refresh(first["refresh_token"])))[0]).toBe(400);
  server.policy.refresh = "repeats";
  expect((await ask(refresh(second["refresh_token"])))[1]["refresh_token"]).toBe(second["refresh_token"]);
  server.policy.refresh = "omits";
  expect((await ask(refresh(second["refresh_token"])))[1]).not.toHaveProperty("refresh_token");
  server.refreshTokens.clear();
  const revoked = { error: "invalid_grant", error_description: "unknown or revoked refresh token" };
  expect(await ask(refresh(second["refresh_token"]))).toEqual([400, revoked]);
});

test("answers can lack a lifetime, be form-encoded, or be anything at all", async () => {
  Object.assign(server.policy, { expiresIn: null, answerFormat: "form", givesIdToken: true, givesRefreshToken: false });
  const [, tokens] = await ask(await codeGrant());
  expect(Object.keys(tokens)).toEqual(["access_token", "token_type", "id_token"]);
  server.next.push({ status: 503, body: "{}" });
  expect((await ask(await codeGrant()))[0]).toBe(503);
  expect((await ask(await codeGrant()))[0]).toBe(200);
});

test("discovery documents say what the policy says", async () => {
  Object.assign(server.policy, { tokenAuth: "basic", pkce: false });
  const path = publish(server, "oauth-authorization-server", { registration_endpoint: "x" }, "/tenant");
  expect(path).toBe("/.well-known/oauth-authorization-server/tenant");
  const document = await (await fetch(server.url + path)).json();
  expect(document).toMatchObject({
    issuer: `${server.url}/tenant`,
    token_endpoint: `${server.url}/oauth/token`,
    token_endpoint_auth_methods_supported: ["client_secret_basic"],
    registration_endpoint: "x",
  });
  expect(document).not.toHaveProperty("code_challenge_methods_supported");
  expect(publish(server, "openid-configuration", {}, "/tenant")).toBe("/tenant/.well-known/openid-configuration");
  expect((await fetch(`${server.url}/.well-known/oauth-protected-resource`)).status).toBe(404);
});
