import type { Fetch } from "../../../src/fetch/index.ts";

/** What a made-up vendor serves: documents by URL; a number is a status, a `challenge` comes with 401, a `failure` is no answer. */
export type Served = Record<string, object | number | { challenge: string } | { failure: string; refused?: boolean }>;

/** Fetches from what a vendor serves, 404 elsewhere. */
export function serving(served: Served): Fetch {
  return async (url) => {
    const said = served[url] ?? 404;
    const nothing = { url, status: null, json: undefined, challenge: null, failure: null, refused: false };
    if (typeof said === "number") return { ...nothing, status: said, failure: `status ${said}` };
    if ("challenge" in said)
      return { ...nothing, status: 401, failure: "status 401", challenge: String(said.challenge) };
    if ("failure" in said) return { ...nothing, failure: String(said.failure), refused: "refused" in said };
    return { ...nothing, status: 200, json: said };
  };
}

const OAUTH = ".well-known/oauth-authorization-server";
const OPENID = ".well-known/openid-configuration";
const RESOURCE = ".well-known/oauth-protected-resource";

/** Vendors of our own making, each in a shape that is usual: what is asked, what is served, and what must be learned. */
export const VENDORS: [name: string, input: string, served: Served, expected: object][] = [
  [
    "an MCP server that is its own issuer, with dynamic registration",
    "mcp.notes.example/mcp",
    {
      "https://mcp.notes.example/mcp": { challenge: 'Bearer error="invalid_token"' },
      [`https://mcp.notes.example/${OAUTH}`]: {
        issuer: "https://mcp.notes.example",
        authorization_endpoint: "https://mcp.notes.example/authorize",
        token_endpoint: "https://mcp.notes.example/token",
        registration_endpoint: "https://mcp.notes.example/register",
        response_types_supported: ["code"],
        grant_types_supported: ["authorization_code", "refresh_token"],
        token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post", "none"],
        code_challenge_methods_supported: ["plain", "S256"],
      },
    },
    {
      auth: {
        kind: "oauth",
        provider: "notes",
        authorizationUrl: "https://mcp.notes.example/authorize",
        tokenUrl: "https://mcp.notes.example/token",
        pkce: true,
        tokenAuth: "body",
      },
      unknown: ["scope", "tokenFormat", "defaultExpiresIn", "rotatesRefreshToken"],
      warnings: ["dynamic-registration"],
    },
  ],
  [
    "an MCP server whose challenge leads to another host's tenant",
    "https://api.crm.example/v1/mcp?session=1",
    {
      "https://api.crm.example/v1/mcp": {
        challenge: `Bearer realm="crm", resource_metadata="https://api.crm.example/meta.json"`,
      },
      "https://api.crm.example/meta.json": {
        resource: "https://api.crm.example/v1/mcp",
        authorization_servers: ["https://login.crm.example/eu"],
        scopes_supported: ["crm.read", "crm.write"],
      },
      [`https://login.crm.example/${OAUTH}/eu`]: {
        issuer: "https://login.crm.example/eu",
        authorization_endpoint: "https://login.crm.example/eu/authorize",
        token_endpoint: "https://login.crm.example/eu/token",
        scopes_supported: ["crm.read", "crm.write", "crm.admin", "offline_access"],
        token_endpoint_auth_methods_supported: ["client_secret_basic"],
        code_challenge_methods_supported: ["S256"],
      },
    },
    {
      auth: {
        kind: "oauth",
        provider: "crm",
        authorizationUrl: "https://login.crm.example/eu/authorize",
        tokenUrl: "https://login.crm.example/eu/token",
        scope: "crm.read crm.write offline_access",
        pkce: true,
        tokenAuth: "basic",
      },
      unknown: ["authorizationParams", "authorizationParams", "tokenFormat", "defaultExpiresIn", "rotatesRefreshToken"],
      warnings: [],
    },
  ],
  [
    "a challenge that names the scope itself",
    "https://mcp.files.example/",
    {
      "https://mcp.files.example/": {
        challenge: `Bearer resource_metadata="https://mcp.files.example/${RESOURCE}", scope="files.read"`,
      },
      [`https://mcp.files.example/${RESOURCE}`]: {
        resource: "https://mcp.files.example",
        authorization_servers: ["https://mcp.files.example"],
        scopes_supported: ["files.read", "files.delete"],
      },
      [`https://mcp.files.example/${OAUTH}`]: {
        issuer: "https://mcp.files.example/",
        authorization_endpoint: "https://files.example/oauth2/authorize?brand=mcp",
        token_endpoint: "https://api.files.example/oauth2/token",
        code_challenge_methods_supported: ["S256"],
      },
    },
    {
      auth: {
        kind: "oauth",
        provider: "files",
        authorizationUrl: "https://files.example/oauth2/authorize?brand=mcp",
        tokenUrl: "https://api.files.example/oauth2/token",
        scope: "files.read",
        pkce: true,
        tokenAuth: "basic",
      },
      unknown: ["authorizationParams", "tokenFormat", "defaultExpiresIn", "rotatesRefreshToken"],
      warnings: [],
    },
  ],
  [
    "an identity service with OpenID discovery behind the tenant's path, asked by its authorization page",
    "https://id.people.example/realms/main/protocol/auth?client_id=x",
    {
      [`https://id.people.example/realms/main/${OPENID}`]: {
        issuer: "https://id.people.example/realms/main",
        authorization_endpoint: "https://id.people.example/realms/main/protocol/auth",
        token_endpoint: "https://id.people.example/realms/main/protocol/token",
        scopes_supported: ["openid", "profile", "email", "offline_access"],
        response_types_supported: ["code", "code id_token", "none"],
        token_endpoint_auth_methods_supported: ["private_key_jwt", "client_secret_basic", "client_secret_post"],
        code_challenge_methods_supported: ["plain", "S256"],
      },
    },
    {
      auth: {
        kind: "oauth",
        provider: "people",
        authorizationUrl: "https://id.people.example/realms/main/protocol/auth",
        tokenUrl: "https://id.people.example/realms/main/protocol/token",
        scope: "offline_access",
        pkce: true,
        tokenAuth: "body",
      },
      unknown: ["scope", "authorizationParams", "tokenFormat", "defaultExpiresIn", "rotatesRefreshToken"],
      warnings: [],
    },
  ],
  [
    "a vendor whose custom is known",
    "https://accounts.google.com",
    {
      [`https://accounts.google.com/${OPENID}`]: {
        issuer: "https://accounts.google.com",
        authorization_endpoint: "https://accounts.google.com/o/oauth2/v2/auth",
        token_endpoint: "https://oauth2.googleapis.com/token",
        scopes_supported: ["openid", "email", "profile"],
        response_types_supported: ["code", "token", "id_token"],
        grant_types_supported: ["authorization_code", "refresh_token"],
        token_endpoint_auth_methods_supported: ["client_secret_post", "client_secret_basic"],
        code_challenge_methods_supported: ["plain", "S256"],
      },
    },
    {
      auth: {
        kind: "oauth",
        provider: "google",
        authorizationUrl: "https://accounts.google.com/o/oauth2/v2/auth",
        tokenUrl: "https://oauth2.googleapis.com/token",
        pkce: true,
        tokenAuth: "body",
        authorizationParams: { access_type: "offline", prompt: "consent" },
      },
      unknown: ["scope", "tokenFormat", "defaultExpiresIn", "rotatesRefreshToken"],
      warnings: [],
    },
  ],
  [
    "a document whose issuer is a pattern, without PKCE",
    "https://login.office.example/common/v2",
    {
      [`https://login.office.example/common/v2/${OPENID}`]: {
        issuer: "https://login.office.example/{tenantid}/v2",
        authorization_endpoint: "https://login.office.example/common/oauth2/v2/authorize",
        token_endpoint: "https://login.office.example/common/oauth2/v2/token",
        scopes_supported: ["openid", "offline_access"],
        token_endpoint_auth_methods_supported: ["client_secret_post", "private_key_jwt"],
      },
    },
    {
      auth: {
        kind: "oauth",
        provider: "office",
        authorizationUrl: "https://login.office.example/common/oauth2/v2/authorize",
        tokenUrl: "https://login.office.example/common/oauth2/v2/token",
        scope: "offline_access",
        tokenAuth: "body",
      },
      unknown: ["scope", "pkce", "authorizationParams", "tokenFormat", "defaultExpiresIn", "rotatesRefreshToken"],
      warnings: ["issuer-mismatch", "no-s256"],
    },
  ],
  [
    "a copy of the issuer's document on another host: the issuer's own is taken",
    "https://api.wiki.example",
    {
      [`https://api.wiki.example/${OAUTH}`]: {
        issuer: "https://auth.wiki.example",
        authorization_endpoint: "https://old.wiki.example/authorize",
        token_endpoint: "https://old.wiki.example/token",
      },
      [`https://auth.wiki.example/${OPENID}`]: {
        issuer: "https://auth.wiki.example",
        authorization_endpoint: "https://auth.wiki.example/authorize",
        token_endpoint: "https://auth.wiki.example/token",
        grant_types_supported: ["authorization_code"],
        code_challenge_methods_supported: ["plain"],
      },
    },
    {
      auth: {
        kind: "oauth",
        provider: "wiki",
        authorizationUrl: "https://auth.wiki.example/authorize",
        tokenUrl: "https://auth.wiki.example/token",
        pkce: false,
        tokenAuth: "basic",
      },
      unknown: ["scope", "tokenFormat", "defaultExpiresIn", "rotatesRefreshToken"],
      warnings: ["plain-pkce-only", "no-refresh-token"],
    },
  ],
  [
    "a bank: keys instead of secrets, pushed requests, no code flow, and metadata about another resource",
    "https://openbanking.example/accounts",
    {
      [`https://openbanking.example/${RESOURCE}/accounts`]: {
        resource: "https://openbanking.example/payments",
        authorization_servers: ["no url", "https://ob.example"],
      },
      [`https://ob.example/${OPENID}`]: {
        issuer: "https://ob.example",
        authorization_endpoint: "https://ob.example/as",
        token_endpoint: "https://ob.example/token",
        response_types_supported: ["id_token"],
        token_endpoint_auth_methods_supported: ["private_key_jwt", "tls_client_auth"],
        code_challenge_methods_supported: ["S256"],
        require_pushed_authorization_requests: true,
      },
    },
    {
      auth: {
        kind: "oauth",
        provider: "openbanking",
        authorizationUrl: "https://ob.example/as",
        tokenUrl: "https://ob.example/token",
        pkce: true,
      },
      unknown: ["scope", "tokenAuth", "authorizationParams", "tokenFormat", "defaultExpiresIn", "rotatesRefreshToken"],
      warnings: ["resource-mismatch", "no-code-flow", "client-authentication", "pushed-authorization"],
    },
  ],
  [
    "the URL of a metadata document, one field of which is nonsense",
    `https://sso.shop.example/tenant/${OAUTH}`,
    {
      [`https://sso.shop.example/tenant/${OAUTH}`]: {
        issuer: "https://sso.shop.example/tenant",
        authorization_endpoint: "https://sso.shop.example/tenant/authorize",
        token_endpoint: "https://sso.shop.example/tenant/token",
        scopes_supported: "all",
        grant_types_supported: ["client_credentials", "refresh_token"],
        code_challenge_methods_supported: [],
        token_endpoint_auth_methods_supported: ["none"],
      },
    },
    {
      auth: {
        kind: "oauth",
        provider: "shop",
        authorizationUrl: "https://sso.shop.example/tenant/authorize",
        tokenUrl: "https://sso.shop.example/tenant/token",
        pkce: false,
      },
      unknown: ["scope", "tokenAuth", "tokenFormat", "defaultExpiresIn", "rotatesRefreshToken"],
      warnings: ["no-code-flow", "no-s256", "client-authentication"],
    },
  ],
];
