import type { ServerMetadata } from "../../model/oauth/metadata.ts";
import type { Warning } from "../../model/oauth/preflight-document.ts";
import { showValue } from "../../model/value-text.ts";
import { type Discovery, type Found, isConsistent } from "./discover.ts";
import { tokenAuthOf } from "./learn.ts";
import { isSameUrl } from "./well-known.ts";

/** What in the documents may keep a declaration from working, or speaks against writing one at all. */
export function warningsOf({ resource, server }: Discovery): Warning[] {
  const warnings: Warning[] = [];
  const named = resource?.metadata.resource;
  if (resource && named !== undefined && resource.expected !== null && !isSameUrl(named, resource.expected)) {
    const message = `The document is about ${showValue(named)}, not about ${showValue(resource.expected)}: its scopes may be those of something else.`;
    warnings.push({ code: "resource-mismatch", message, document: resource.url });
  }
  if (server === null) return warnings;
  const serverWarnings = [issuerFault, flowFault, pkceFault, refreshFault, clientFault, pushFault, registrationNote];
  for (const warn of serverWarnings) {
    const warning = warn(server);
    if (warning) warnings.push({ ...warning, document: server.url });
  }
  return warnings;
}

type Said = Omit<Warning, "document"> | undefined;

function issuerFault(found: Found<ServerMetadata>): Said {
  if (isConsistent(found)) return undefined;
  const { metadata, expected } = found;
  const named = metadata.issuer === undefined ? "no issuer" : `the issuer ${showValue(metadata.issuer)}`;
  const message = `The document names ${named}, its place belongs to ${showValue(expected)}: compare the endpoints with the vendor's documentation before you trust them.`;
  return { code: "issuer-mismatch", message };
}

function flowFault({ metadata }: Found<ServerMetadata>): Said {
  const types = metadata.response_types_supported?.flatMap((type) => type.split(" "));
  const grants = metadata.grant_types_supported;
  if ((types?.includes("code") ?? true) && (grants?.includes("authorization_code") ?? true)) return undefined;
  const message = "The authorization code flow is not among what the server supports; a provider needs it.";
  return { code: "no-code-flow", message };
}

function pkceFault({ metadata }: Found<ServerMetadata>): Said {
  const methods = metadata.code_challenge_methods_supported ?? [];
  if (methods.includes("S256")) return undefined;
  if (methods.includes("plain")) {
    const message = "The server takes PKCE only as plain, which is not written: the declaration does without PKCE.";
    return { code: "plain-pkce-only", message };
  }
  const message = "The server does not say that it takes PKCE with S256: the declaration does without PKCE.";
  return { code: "no-s256", message };
}

function refreshFault({ metadata }: Found<ServerMetadata>): Said {
  if (metadata.grant_types_supported?.includes("refresh_token") ?? true) return undefined;
  const message = "refresh_token is not among grant_types_supported: connections end when their access token does.";
  return { code: "no-refresh-token", message };
}

function clientFault({ metadata }: Found<ServerMetadata>): Said {
  const methods = metadata.token_endpoint_auth_methods_supported;
  if (tokenAuthOf(methods) !== undefined) return undefined;
  const listed = methods?.join(", ") || "none at all";
  const message = `The token endpoint takes ${listed}; written are client_secret_post and client_secret_basic.`;
  return { code: "client-authentication", message };
}

function pushFault({ metadata }: Found<ServerMetadata>): Said {
  if (metadata.require_pushed_authorization_requests !== true) return undefined;
  const message = "The server takes pushed authorization requests only (RFC 9126), which are not written.";
  return { code: "pushed-authorization", message };
}

function registrationNote({ metadata }: Found<ServerMetadata>): Said {
  if (metadata.registration_endpoint === undefined) return undefined;
  const message = `Clients can register themselves here (RFC 7591): for the vendor's own MCP server the host's provider "mcp" may do, without one of its own.`;
  return { code: "dynamic-registration", message };
}
