import type { ProviderDeclaration } from "./declaration.ts";

/** The keys under which customers supply a client of their own. */
export const CLIENT_KEYS = ["client_id", "client_secret"];

/**
 * The keys of what customers supply that must not become metadata of a connection, in the order of the declaration: both
 * programs keep them as a credential. None for a provider whose client is ours.
 */
export function credentialKeys({ credentialInputs }: Pick<ProviderDeclaration, "credentialInputs">): string[] {
  return credentialInputs.filter(({ key, secret }) => secret || CLIENT_KEYS.includes(key)).map(({ key }) => key);
}

/** Whether the client of token requests is the customer's, and whether it has a secret. */
export function clientFrom({ credentialInputs }: Pick<ProviderDeclaration, "credentialInputs">): {
  fromCredential: boolean;
  hasSecret: boolean;
} {
  const keys = credentialInputs.map(({ key }) => key);
  const fromCredential = keys.includes("client_id");
  return { fromCredential, hasSecret: !fromCredential || keys.includes("client_secret") };
}
