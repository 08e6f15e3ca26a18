import type { Mutation } from "../../../../support/fixture-host.ts";

/** One fault put into the OAuth sample (with the provider `acme_crm`), and the one finding that it must cause. */
export interface OAuthFault {
  /** The id of the rule without `dust/oauth-`. */
  rule: string;
  fault: string;
  /** The provider of the finding, or the server; null for one of the host as a whole. */
  of: string | null;
  /** The finding is expected on the line where this snippet of the mutated file begins (`|` in it marks the place). */
  at: readonly [path: string, snippet: string];
  edits: readonly Mutation[];
}

type Body = readonly [
  rule: string,
  fault: string,
  of: string | null,
  at: readonly [path: string, snippet: string],
  ...edits: Mutation[],
];

/** The faults of a table, one for each body. */
export function faults(bodies: readonly Body[]): OAuthFault[] {
  return bodies.map(([rule, fault, of, at, ...edits]) => ({ rule, fault, of, at, edits }));
}

/** The file of a provider in the core. */
export const rs = (provider: string) => `core/src/oauth/providers/${provider}.rs`;

/** The file of a provider in the front. */
export const ts = (provider: string) => `front/lib/api/oauth/providers/${provider}.ts`;

export const LIB = "core/src/lib.rs";
export const CONNECTION = "core/src/oauth/connection.rs";
export const CREDENTIAL = "core/src/oauth/credential.rs";
export const TYPES = "front/types/oauth/lib.ts";
export const REGISTRY = "front/lib/api/oauth.ts";
export const CONFIG = "front/lib/api/config.ts";
