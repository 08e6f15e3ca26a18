import type { Discovery } from "./discover.ts";

/** The scopes to ask for, each with the document that names it. */
export interface WantedScope {
  scope: string;
  document: string;
  because: string;
}

/** The scope of OpenID Connect that a refresh token needs. */
export const OFFLINE_ACCESS = "offline_access";

const WORD = /^[\x21\x23-\x5b\x5d-\x7e]+$/;

/**
 * The scopes that the resource itself asks for (its challenge, else its metadata), and `offline_access` where it exists: there
 * it is what a refresh token needs. What the authorization server lists beyond is for everything it offers, and not asked for.
 */
export function wantedScopes({ probe, challenge, resource, server }: Discovery): WantedScope[] {
  const challenged = (challenge?.scope ?? "").split(" ").filter((word) => WORD.test(word));
  const wanted = [
    ...challenged.map((scope) => ({ scope, document: probe.url, because: "the challenge asks for it" })),
    ...(challenged.length > 0 ? [] : (resource?.metadata.scopes_supported ?? [])).map((scope) => {
      return { scope, document: resource?.url ?? "", because: "scopes_supported of the resource" };
    }),
    ...(server?.metadata.scopes_supported ?? [])
      .filter((scope) => scope === OFFLINE_ACCESS)
      .map((scope) => ({ scope, document: server?.url ?? "", because: "refresh tokens need it" })),
  ];
  return wanted.filter(({ scope }, index) => wanted.findIndex((each) => each.scope === scope) === index);
}
