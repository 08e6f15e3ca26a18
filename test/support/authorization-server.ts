import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** How the server behaves; every field may be changed while it runs. */
export type AuthorizationPolicy = {
  clientId: string;
  /** Null for a public client. */
  clientSecret: string | null;
  /** Where the client's id and secret must stand in a token request. */
  tokenAuth: "body" | "basic";
  /** The encoding that token requests must have. */
  tokenFormat: "form" | "json";
  /** The encoding of the answers of the token endpoint. */
  answerFormat: "json" | "form";
  /** Whether a code challenge is demanded. One that was sent is always verified. */
  pkce: boolean;
  /** The registered address; null accepts any. The token request must repeat the one of the authorization in any case. */
  redirectUri: string | null;
  /** Of a refresh: a new refresh token and the old one is void, the same again, or none in the answer. */
  refresh: "rotates" | "repeats" | "omits";
  /** Whether the first answer has a refresh token. */
  givesRefreshToken: boolean;
  /** As the answers have it: seconds, a string, or left out. */
  expiresIn: number | string | null;
  /** Whether answers have an `id_token`. */
  givesIdToken: boolean;
};

/** One request to the token endpoint, whether it was granted or not. */
export type TokenRequest = {
  /** The host that was meant, which is another than the server's for a request that came as to a proxy. */
  host: string;
  contentType: string;
  /** The header `authorization`, null when there is none. */
  authorization: string | null;
  params: Record<string, string>;
  /** The status that it was answered with. */
  status: number;
};

/** An answer instead of the usual one; `body` is sent as it is. */
export type PlainAnswer = { status: number; headers?: Record<string, string>; body: string };

/** A fake authorization server on the local machine, which is also a proxy that answers all requests itself. */
export type AuthorizationServer = {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  host: string;
  port: number;
  policy: AuthorizationPolicy;
  tokenRequests: TokenRequest[];
  /** Paths and queries of all other requests, in order. */
  otherRequests: string[];
  /** Documents by path: discovery for example. */
  documents: Map<string, PlainAnswer>;
  /** What the token endpoint answers next instead, in order. */
  next: PlainAnswer[];
  /** Refresh tokens that are valid. */
  refreshTokens: Set<string>;
  /**
   * Opens the address that a person would be sent to, on this server whatever its host is, and consents.
   *
   * @returns where the person is sent back to
   * @throws Error with the server's answer when it does not send them back
   */
  consent(authorizeUrl: string): Promise<URL>;
  close(): Promise<void>;
};

type Grant = { redirectUri: string; challenge: string | null };
type Answer = { status: number; body: Record<string, unknown> };

const AUTHORIZE = "/oauth/authorize";
const TOKEN = "/oauth/token";

const POLICY: AuthorizationPolicy = {
  clientId: "client",
  clientSecret: "secret",
  tokenAuth: "body",
  tokenFormat: "form",
  answerFormat: "json",
  pkce: true,
  redirectUri: null,
  refresh: "rotates",
  givesRefreshToken: true,
  expiresIn: 3600,
  givesIdToken: false,
};

const refused = (error: string, why: string, status = 400): Answer => ({
  status,
  body: { error, error_description: why },
});

class Grants {
  readonly refreshTokens = new Set<string>();
  readonly #codes = new Map<string, Grant>();
  #count = 0;
  readonly #policy: () => AuthorizationPolicy;

  constructor(policy: () => AuthorizationPolicy) {
    this.#policy = policy;
  }

  /** A code, or what is wrong with the request. */
  authorize(query: URLSearchParams): { code: string } | { error: string } {
    const { clientId, pkce, redirectUri } = this.#policy();
    const [given, challenge] = [query.get("redirect_uri"), query.get("code_challenge")];
    if (query.get("response_type") !== "code") return { error: "response_type is not code" };
    if (query.get("client_id") !== clientId) return { error: "unknown client_id" };
    if (!given || (redirectUri !== null && given !== redirectUri)) return { error: "redirect_uri is not registered" };
    if (pkce && !challenge) return { error: "code_challenge is missing" };
    if (challenge && query.get("code_challenge_method") !== "S256")
      return { error: "code_challenge_method is not S256" };
    const code = `code-${++this.#count}`;
    this.#codes.set(code, { redirectUri: given, challenge });
    return { code };
  }

  exchange(params: Record<string, string>): Answer {
    const code = params["code"] ?? "";
    const grant = this.#codes.get(code);
    this.#codes.delete(code);
    if (!grant) return refused("invalid_grant", "unknown or used code");
    if (params["redirect_uri"] !== grant.redirectUri) return refused("invalid_grant", "another redirect_uri");
    if (grant.challenge !== null && s256(params["code_verifier"] ?? "") !== grant.challenge) {
      return refused("invalid_grant", "code_verifier does not match");
    }
    return this.#tokens(this.#policy().givesRefreshToken ? this.#refreshToken() : null);
  }

  refresh(params: Record<string, string>): Answer {
    const current = params["refresh_token"] ?? "";
    if (!this.refreshTokens.has(current)) return refused("invalid_grant", "unknown or revoked refresh token");
    const { refresh } = this.#policy();
    if (refresh === "repeats") return this.#tokens(current);
    if (refresh === "omits") return this.#tokens(null);
    this.refreshTokens.delete(current);
    return this.#tokens(this.#refreshToken());
  }

  #refreshToken(): string {
    const token = `refresh-${++this.#count}`;
    this.refreshTokens.add(token);
    return token;
  }

  #tokens(refreshToken: string | null): Answer {
    const { expiresIn, givesIdToken } = this.#policy();
    const body: Record<string, unknown> = { access_token: `access-${++this.#count}`, token_type: "Bearer" };
    if (expiresIn !== null) body["expires_in"] = expiresIn;
    if (refreshToken !== null) body["refresh_token"] = refreshToken;
    if (givesIdToken) body["id_token"] = "id-token";
    return { status: 200, body };
  }
}

function s256(verifier: string): string {
  return createHash("sha256").update(verifier).digest("base64url");
}

function paramsOf(body: string, format: "form" | "json"): Record<string, string> {
  return format === "json" ? JSON.parse(body || "{}") : Object.fromEntries(new URLSearchParams(body));
}

function formatOf(contentType: string): "form" | "json" | null {
  if (contentType.startsWith("application/x-www-form-urlencoded")) return "form";
  return contentType.startsWith("application/json") ? "json" : null;
}

function isClient(policy: AuthorizationPolicy, authorization: string | null, params: Record<string, string>): boolean {
  const { clientId, clientSecret, tokenAuth } = policy;
  if (tokenAuth === "basic") {
    const expected = Buffer.from(`${clientId}:${clientSecret ?? ""}`).toString("base64");
    return authorization === `Basic ${expected}` && params["client_secret"] === undefined;
  }
  return (
    authorization === null && params["client_id"] === clientId && (params["client_secret"] ?? null) === clientSecret
  );
}

function granted(grants: Grants, policy: AuthorizationPolicy, request: Omit<TokenRequest, "status">): Answer {
  const { params, contentType, authorization } = request;
  if (formatOf(contentType) !== policy.tokenFormat) return refused("invalid_request", `${contentType} is not accepted`);
  if (!isClient(policy, authorization, params)) return refused("invalid_client", "unknown client or secret", 401);
  if (params["grant_type"] === "authorization_code") return grants.exchange(params);
  if (params["grant_type"] === "refresh_token") return grants.refresh(params);
  return refused("unsupported_grant_type", `${params["grant_type"]}`);
}

function encoded({ status, body }: Answer, format: "json" | "form"): PlainAnswer {
  if (format === "json") return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const pairs = Object.entries(body).map(([key, value]): [string, string] => [key, `${value}`]);
  return {
    status,
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    body: new URLSearchParams(pairs).toString(),
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function sendBack(query: URLSearchParams, outcome: { code: string } | { error: string }): PlainAnswer {
  if ("error" in outcome) return { status: 400, body: outcome.error };
  const back = new URL(query.get("redirect_uri") ?? "");
  back.searchParams.set("code", outcome.code);
  const state = query.get("state");
  if (state !== null) back.searchParams.set("state", state);
  return { status: 302, headers: { location: back.href }, body: "" };
}

function tokenAnswer(
  server: AuthorizationServer,
  grants: Grants,
  incoming: IncomingMessage,
  host: string,
  body: string,
) {
  const contentType = incoming.headers["content-type"] ?? "";
  const params = paramsOf(body, formatOf(contentType) ?? "form");
  const request = { host, contentType, authorization: incoming.headers.authorization ?? null, params };
  const answer = server.next.shift() ?? encoded(granted(grants, server.policy, request), server.policy.answerFormat);
  server.tokenRequests.push({ ...request, status: answer.status });
  return answer;
}

async function answer(server: AuthorizationServer, grants: Grants, incoming: IncomingMessage): Promise<PlainAnswer> {
  const url = new URL(incoming.url ?? "/", `http://${incoming.headers.host}`);
  const body = await bodyOf(incoming);
  if (incoming.method === "POST" && url.pathname === TOKEN)
    return tokenAnswer(server, grants, incoming, url.host, body);
  server.otherRequests.push(`${url.pathname}${url.search}`);
  if (url.pathname === AUTHORIZE) return sendBack(url.searchParams, grants.authorize(url.searchParams));
  return server.documents.get(url.pathname) ?? { status: 404, body: `There is no ${url.pathname}.` };
}

function send(response: ServerResponse, { status, headers = {}, body }: PlainAnswer): void {
  response.writeHead(status, headers);
  response.end(body);
}

/**
 * Starts a fake authorization server: `/oauth/authorize` and `/oauth/token`, codes for one use, S256 verified, refresh tokens
 * that rotate, repeat or are left out. To revoke one, delete it from `refreshTokens`.
 *
 * @param policy - differences from a confidential client that sends its secret in a form and uses PKCE
 */
export async function startAuthorizationServer(
  policy: Partial<AuthorizationPolicy> = {},
): Promise<AuthorizationServer> {
  const http = createServer((incoming, response) => {
    answer(server, grants, incoming).then(
      (plain) => send(response, plain),
      (error: unknown) => send(response, { status: 400, body: String(error) }),
    );
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const grants = new Grants(() => server.policy);
  const url = `http://127.0.0.1:${port}`;
  const server: AuthorizationServer = {
    url,
    host: "127.0.0.1",
    port,
    policy: { ...POLICY, ...policy },
    tokenRequests: [],
    otherRequests: [],
    documents: new Map(),
    next: [],
    refreshTokens: grants.refreshTokens,
    async consent(authorizeUrl) {
      const { pathname, search } = new URL(authorizeUrl);
      const answered = await fetch(`${url}${pathname}${search}`, { redirect: "manual" });
      const location = answered.headers.get("location");
      if (location === null) throw new Error(`${answered.status} ${await answered.text()}`);
      return new URL(location);
    },
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}

/** The well-known documents by which a client can discover a server. */
export type DiscoveryKind = "oauth-authorization-server" | "openid-configuration" | "oauth-protected-resource";

/**
 * Publishes a discovery document (RFC 8414, OpenID Connect or RFC 9728) that says what the policy says.
 *
 * @param overrides - members that differ; undefined leaves one out
 * @param suffix - the path of an issuer or resource that is not the root, `/tenant` for example
 * @returns the path of the document
 */
export function publish(
  server: AuthorizationServer,
  kind: DiscoveryKind,
  overrides: Record<string, unknown> = {},
  suffix = "",
): string {
  const { url, policy, documents } = server;
  const basic = policy.tokenAuth === "basic" ? "client_secret_basic" : "client_secret_post";
  const endpoints = {
    issuer: `${url}${suffix}`,
    authorization_endpoint: `${url}${AUTHORIZE}`,
    token_endpoint: `${url}${TOKEN}`,
    response_types_supported: ["code"],
    grant_types_supported: ["authorization_code", "refresh_token"],
    token_endpoint_auth_methods_supported: [policy.clientSecret === null ? "none" : basic],
    ...(policy.pkce ? { code_challenge_methods_supported: ["S256"] } : {}),
    scopes_supported: kind === "openid-configuration" ? ["openid", "offline_access", "items:read"] : ["items:read"],
  };
  const resource = { resource: `${url}${suffix}`, authorization_servers: [url], scopes_supported: ["items:read"] };
  const body = JSON.stringify({ ...(kind === "oauth-protected-resource" ? resource : endpoints), ...overrides });
  const path = kind === "openid-configuration" ? `${suffix}/.well-known/${kind}` : `/.well-known/${kind}${suffix}`;
  documents.set(path, { status: 200, headers: { "content-type": "application/json" }, body });
  return path;
}
