import { constantCase } from "../../../model/name.ts";

// Providers whose variables are named after something else.
const OTHERWISE: Readonly<Record<string, string>> = { freshservice: "OAUTH_FRESHWORKS_" };

/** How the environment variables of a provider begin. */
export function prefixOf(provider: string): string {
  return OTHERWISE[provider] ?? `OAUTH_${constantCase(provider)}_`;
}

/** Whether a variable may be the provider's: it has its prefix, or is none of OAuth. */
export function isOfProvider(variable: string, provider: string): boolean {
  return variable.startsWith(prefixOf(provider)) || !variable.startsWith("OAUTH_");
}

/** Whether a variable holds the id of a client at a vendor. */
export function isClientId(variable: string): boolean {
  return variable.startsWith("OAUTH_") && variable.endsWith("_CLIENT_ID");
}
