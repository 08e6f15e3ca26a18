const RESOURCE = "/.well-known/oauth-protected-resource";
const OAUTH = "/.well-known/oauth-authorization-server";
const OPENID = "/.well-known/openid-configuration";
const MAX_ISSUERS = 6;

/** Where the metadata of a protected resource may be: the well-known path before its own (RFC 9728), then that of its host. */
export function resourceUrls(resource: URL): string[] {
  return unique([resource.origin + RESOURCE + pathOf(resource), resource.origin + RESOURCE]);
}

/**
 * Where the metadata of an issuer may be, the most telling first: the well-known path before that of the issuer (RFC 8414),
 * then behind it, as OpenID Connect discovery and many others have it.
 */
export function serverUrls(issuer: URL): string[] {
  const { origin } = issuer;
  const path = pathOf(issuer);
  return unique([origin + OAUTH + path, origin + path + OPENID, origin + OPENID + path, origin + path + OAUTH]);
}

/** The issuers that a URL of a vendor may belong to: itself, then every shorter path of its host, the host itself last. */
export function possibleIssuers(url: URL): URL[] {
  const steps = pathOf(url).split("/").slice(1);
  const paths = steps.map((_, index) => `/${steps.slice(0, steps.length - index).join("/")}`);
  return [...paths.slice(0, MAX_ISSUERS - 1), ""].map((path) => new URL(url.origin + path));
}

/** What a URL of a metadata document is about: the issuer or resource, its well-known part taken out; null for other URLs. */
export function describedBy(url: URL): URL | null {
  const known = [RESOURCE, OAUTH, OPENID].find((each) => url.pathname.includes(each));
  return known === undefined ? null : new URL(url.origin + pathOf(url).replace(known, ""));
}

/** Whether two URLs name the same issuer or resource; a final slash is no difference. */
export function isSameUrl(one: string, other: string): boolean {
  return normal(one) === normal(other);
}

function normal(text: string): string {
  return URL.canParse(text) ? new URL(text).href.replace(/\/$/, "") : text;
}

function pathOf(url: URL): string {
  return url.pathname.replace(/\/+$/, "");
}

function unique(urls: string[]): string[] {
  return [...new Set(urls)];
}
