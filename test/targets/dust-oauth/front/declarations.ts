import type { ProviderDeclaration } from "../../../../src/targets/dust-oauth/declaration.ts";

/** A small complete declaration; `more` overrides it. */
export function declared(more: Partial<ProviderDeclaration> = {}): ProviderDeclaration {
  return {
    provider: "acme_crm",
    title: "Acme CRM",
    authorizationUrl: "http://auth.acme-crm.example/oauth/authorize",
    tokenUrl: "http://auth.acme-crm.example/oauth/token",
    useCases: ["platform_actions", "personal_actions"],
    scope: "items:read items:write",
    scopes: {},
    pkce: false,
    tokenAuth: "body",
    tokenFormat: "form",
    authorizationParams: {},
    defaultExpiresIn: null,
    rotatesRefreshToken: false,
    requiresWorkspaceConnection: false,
    credentialInputs: [],
    ...more,
  };
}

const clientId = { key: "client_id", label: "Client ID", secret: false };
const clientSecret = { key: "client_secret", label: "Client secret", secret: true };
const region = { key: "acme_region", label: "Region", secret: false, help: 'Such as `eu` or "us".' };

/** What a customer types in who brings a client. */
export const ownClient = [clientId, clientSecret];

/** One provider for each thing that a strategy can be asked for, and some for two of them. */
export const VARIETY: readonly ProviderDeclaration[] = [
  declared(),
  declared({ provider: "bravo", title: 'Bravo "B" ${x}', pkce: true, requiresWorkspaceConnection: true }),
  declared({ provider: "charlie2go", title: "Charlie", scopes: { personal_actions: "me" }, scope: null }),
  declared({
    provider: "delta_workspace",
    title: "Delta",
    scope: null,
    useCases: ["workspace_connection", "platform_actions"],
    authorizationParams: { access_type: "offline", "x-y": 'a "b" & c' },
  }),
  declared({ provider: "echo_client", title: "Echo", pkce: true, credentialInputs: ownClient }),
  declared({ provider: "foxtrot", title: "Foxtrot", credentialInputs: [...ownClient, region] }),
  declared({
    provider: "golf",
    title: "Golf",
    useCases: ["platform_actions"],
    pkce: true,
    credentialInputs: ownClient,
  }),
  declared({ provider: "zulu_of_a_rather_long_name_of_40_letters_", title: "Zulu", credentialInputs: [region] }),
  declared({
    provider: "tango",
    title: "Tango",
    useCases: ["platform_actions"],
    credentialInputs: [region],
    scopes: { platform_actions: "other" },
    authorizationUrl: `http://auth.tango.example/${"a-long-path/".repeat(8)}authorize?audience=tango`,
  }),
];
