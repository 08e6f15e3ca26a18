import { type ErrorDetail, EXIT, UserError } from "../../errors.ts";
import type { AuthSpec, IntegrationSpec } from "../../model/integration-spec.ts";

type OAuthSpec = Extract<AuthSpec, { kind: "oauth" }>;

/** Who a connection belongs to: the workspace, a person, or the workspace outside of actions. */
export type UseCase = OAuthSpec["useCases"][number];

/** What an administrator types in before connecting; `secret` inputs never become metadata of a connection. */
export type CredentialInput = NonNullable<OAuthSpec["credentialInputs"]>[number];

/** One OAuth provider as both programs need to know it, with every default filled in; CLI.md "Spec", section `auth`. */
export interface ProviderDeclaration {
  /** Wire name in both programs. */
  provider: string;
  title: string;
  authorizationUrl: string;
  tokenUrl: string;
  useCases: UseCase[];
  /** Scopes of every use case, separated by spaces; null when the vendor is asked for none. */
  scope: string | null;
  /** Scopes of single use cases, which stand in place of `scope`. */
  scopes: Partial<Record<UseCase, string>>;
  pkce: boolean;
  tokenAuth: "body" | "basic";
  tokenFormat: "form" | "json";
  authorizationParams: Record<string, string>;
  /** Life of an access token in seconds when the vendor does not say; null: it never expires then. */
  defaultExpiresIn: number | null;
  rotatesRefreshToken: boolean;
  requiresWorkspaceConnection: boolean;
  credentialInputs: CredentialInput[];
}

/**
 * The provider that a spec declares. Throws UserError "spec-unfit" (exit 2) naming every field that is missing to scaffold
 * it; `near` is a provider of the checkout with a similar name.
 */
export function declarationOf(spec: IntegrationSpec, near?: string): ProviderDeclaration {
  const { auth } = spec;
  if (auth.kind !== "oauth") throw lacking([{ message: `auth.kind: must be "oauth" to scaffold an OAuth provider` }]);
  const { provider, authorizationUrl, tokenUrl } = auth;
  if (authorizationUrl === undefined || tokenUrl === undefined) {
    const urls = { "auth.authorizationUrl": authorizationUrl, "auth.tokenUrl": tokenUrl };
    const missing = Object.entries(urls).filter(([, url]) => url === undefined);
    const details = missing.map(([path]) => ({ message: `${path}: is needed to scaffold "${provider}"` }));
    throw lacking(details, { provider, near });
  }
  return {
    provider,
    title: spec.title,
    authorizationUrl,
    tokenUrl,
    useCases: auth.useCases,
    scope: auth.scope ?? null,
    scopes: auth.scopes ?? {},
    pkce: auth.pkce ?? false,
    tokenAuth: auth.tokenAuth ?? "body",
    tokenFormat: auth.tokenFormat ?? "form",
    authorizationParams: auth.authorizationParams ?? {},
    defaultExpiresIn: auth.defaultExpiresIn ?? null,
    rotatesRefreshToken: auth.rotatesRefreshToken ?? false,
    requiresWorkspaceConnection: auth.requiresWorkspaceConnection ?? false,
    credentialInputs: auth.credentialInputs ?? [],
  };
}

function lacking(details: ErrorDetail[], known?: { provider: string; near: string | undefined }): UserError {
  const what = known
    ? `The checkout has no OAuth provider "${known.provider}", and the spec does not say enough to scaffold it.`
    : "The spec declares no OAuth provider.";
  const meant = known?.near === undefined ? "" : `Did you mean "${known.near}"? `;
  return new UserError("spec-unfit", `${what} Nothing was written.`, {
    exitCode: EXIT.usage,
    hint: `${meant}Give auth.provider, auth.authorizationUrl and auth.tokenUrl, in the spec or with --set; mcp-new oauth-preflight <url> reads them from the vendor.`,
    details,
  });
}
