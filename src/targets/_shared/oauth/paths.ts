const OAUTH = "front/lib/api/oauth";

/** Where Dust's front keeps what an OAuth provider touches, relative to the root of the checkout. */
export const OAUTH_PATHS = {
  /** The names of all providers, what people read of them, and what they ask for. */
  types: "front/types/oauth/lib.ts",
  /** The strategies by provider. */
  registry: `${OAUTH}.ts`,
  strategies: `${OAUTH}/providers`,
  /** The misspelling is the host's. */
  strategyType: `${OAUTH}/providers/base_oauth_stragegy_provider.ts`,
  helpers: `${OAUTH}/utils.ts`,
  serverConnections: `${OAUTH}/mcp_server_connection_auth.ts`,
  config: "front/lib/api/config.ts",
  pkce: "front/lib/utils/pkce.ts",
  auth: "front/lib/auth.ts",
  result: "front/types/shared/result.ts",
} as const;

/** Names of the host's declarations that hold all providers. */
export const OAUTH_NAMES = {
  list: "OAUTH_PROVIDERS",
  titles: "OAUTH_PROVIDER_NAMES",
  credentials: "SUPPORTED_OAUTH_CREDENTIALS",
  inputs: "getProviderRequiredOAuthCredentialInputs",
  strategies: "_PROVIDER_STRATEGIES",
  finalizeUri: "finalizeUriForProvider",
} as const;
