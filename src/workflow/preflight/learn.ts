import type { ServerMetadata } from "../../model/oauth/metadata.ts";
import type { LearnedAuth, PreflightDocument, Source } from "../../model/oauth/preflight-document.ts";
import { customOf } from "./customs.ts";
import type { Discovery, Found } from "./discover.ts";
import { providerName } from "./provider-name.ts";
import { OFFLINE_ACCESS, wantedScopes } from "./scopes.ts";

/** What a discovery says about the fields of `auth`: the fields, where each comes from, and which are not known. */
export type Learned = Pick<PreflightDocument, "auth" | "sources" | "unknown">;

/** A discovery that led to an authorization server with two endpoints fit to be used. */
export interface Complete extends Discovery {
  server: Found<ServerMetadata>;
  authorizationUrl: URL;
  tokenUrl: URL;
}

/** Fills the section `auth` of a spec. */
export function learn(input: URL, found: Complete): Learned {
  const { server, authorizationUrl, tokenUrl } = found;
  const provider = providerName(input);
  const named = provider === undefined ? {} : { provider };
  const auth: LearnedAuth = {
    kind: "oauth",
    ...named,
    authorizationUrl: authorizationUrl.href,
    tokenUrl: tokenUrl.href,
  };
  const learned: Learned = { auth, sources: [], unknown: [] };
  if (provider === undefined)
    missing(learned, "provider", "the host has no name that one could be made of; choose one");
  else from(learned, "provider", null, `made of the host ${input.hostname}; any other name will do`);
  from(learned, "authorizationUrl", server.url, "authorization_endpoint");
  from(learned, "tokenUrl", server.url, "token_endpoint");
  learnScope(learned, found);
  learnPkce(learned, server);
  learnTokenAuth(learned, server);
  learnParams(learned, found);
  for (const [field, why] of NEVER_SAID) missing(learned, field, why);
  return learned;
}

const NEVER_SAID: readonly [field: string, why: string][] = [
  ["tokenFormat", "no metadata says it; form is the standard's encoding and the default"],
  ["defaultExpiresIn", "no metadata says it; it matters only where the vendor sends no expires_in"],
  ["rotatesRefreshToken", "no metadata says it; the vendor's documentation of refresh tokens does"],
];

function from({ sources }: Learned, field: Source["field"], document: string | null, because: string): void {
  sources.push({ field, document, because });
}

function missing({ unknown }: Learned, field: string, why: string): void {
  unknown.push({ field, why });
}

function learnScope(learned: Learned, found: Complete): void {
  const wanted = wantedScopes(found);
  const listed = found.server.metadata.scopes_supported ?? [];
  if (wanted.length > 0) learned.auth.scope = wanted.map(({ scope }) => scope).join(" ");
  const reasons = new Map(wanted.map((each) => [`${each.document} ${each.because}`, each]));
  for (const { document, because } of reasons.values()) from(learned, "scope", document, because);
  if (wanted.some(({ scope }) => scope !== OFFLINE_ACCESS)) return;
  const all =
    listed.length === 0 ? "no document lists scopes" : `the ${listed.length} scopes listed are for all it offers`;
  missing(learned, "scope", `${all}; name what the integration needs`);
}

function learnPkce(learned: Learned, { url, metadata }: Found<ServerMetadata>): void {
  const methods = metadata.code_challenge_methods_supported;
  if (methods === undefined) {
    missing(learned, "pkce", "the document does not list code_challenge_methods_supported");
    return;
  }
  learned.auth.pkce = methods.includes("S256");
  from(learned, "pkce", url, `code_challenge_methods_supported: ${methods.join(", ") || "none"}`);
}

function learnTokenAuth(learned: Learned, { url, metadata }: Found<ServerMetadata>): void {
  const methods = metadata.token_endpoint_auth_methods_supported;
  const tokenAuth = tokenAuthOf(methods);
  if (tokenAuth === undefined) {
    missing(learned, "tokenAuth", "no method that is listed sends a client secret");
    return;
  }
  learned.auth.tokenAuth = tokenAuth;
  const listed = methods === undefined ? "is left out, which means client_secret_basic" : methods.join(", ");
  from(learned, "tokenAuth", url, `token_endpoint_auth_methods_supported: ${listed}`);
}

/** How the client authenticates by a list of methods; undefined when none of them is written by the generators. */
export function tokenAuthOf(methods: readonly string[] | undefined): LearnedAuth["tokenAuth"] {
  if (methods?.includes("client_secret_post")) return "body";
  return methods === undefined || methods.includes("client_secret_basic") ? "basic" : undefined;
}

function learnParams(learned: Learned, { authorizationUrl, resource }: Complete): void {
  const custom = customOf(authorizationUrl);
  if (custom) {
    learned.auth.authorizationParams = { ...custom.params };
    from(learned, "authorizationParams", null, custom.why);
  } else if (learned.auth.scope?.split(" ").includes(OFFLINE_ACCESS)) {
    missing(learned, "authorizationParams", `some servers grant ${OFFLINE_ACCESS} only with prompt=consent`);
  }
  const named = resource?.metadata.resource;
  if (named === undefined || !URL.canParse(named)) return;
  const why = `some vendors want the resource named (RFC 8707): resource=${new URL(named).href}`;
  missing(learned, "authorizationParams", why);
}
