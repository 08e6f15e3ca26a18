import type { ResourceMetadata, ServerMetadata } from "../../model/oauth/metadata.ts";
import { type Challenge, readChallenge } from "./challenge.ts";
import type { Library, Reading } from "./library.ts";
import { describedBy, isSameUrl, possibleIssuers, resourceUrls, serverUrls } from "./well-known.ts";

/** Metadata with the URL it came from. `expected`: the issuer or resource that this URL belongs to; null when it is any. */
export interface Found<Metadata> {
  url: string;
  metadata: Metadata;
  expected: string | null;
}

/** What a vendor tells of its way in. `probe` is the answer of the URL itself. */
export interface Discovery {
  probe: Reading;
  challenge: Challenge | null;
  resource: Found<ResourceMetadata> | null;
  server: Found<ServerMetadata> | null;
}

const MAX_SERVERS = 3;

/** Finds the metadata of a resource and of its authorization server, from any URL of a vendor. */
export async function discover(input: URL, library: Library): Promise<Discovery> {
  const described = describedBy(input);
  const about = described ?? input;
  const [probe, ...atResource] = await Promise.all([input.href, ...resourceUrls(about)].map(library.read));
  if (probe === undefined) throw new Error("the URL itself is always read");
  const challenge = probe.challenge === null ? null : readChallenge(probe.challenge);
  const told = challenge?.resourceMetadata ?? null;
  const first = described ? probe : told === null ? undefined : await library.read(told);
  const resource = resourceIn([...(first ? [first] : []), ...atResource], about);
  const server = (described && serverIn([probe], described)) ?? (await serverOf(resource, about, library));
  return { probe, challenge, resource, server: server && (await confirmed(server, library)) };
}

function resourceIn(readings: Reading[], about: URL): Discovery["resource"] {
  const found = readings.find(({ resource }) => resource !== undefined);
  return found?.resource ? { url: found.url, metadata: found.resource, expected: about.href } : null;
}

// Servers that a resource names come first. Without one that answers, the vendor's host may be its own issuer.
async function serverOf(resource: Discovery["resource"], about: URL, library: Library): Promise<Discovery["server"]> {
  const named = (resource?.metadata.authorization_servers ?? []).filter((text) => URL.canParse(text));
  const issuers = [...named.slice(0, MAX_SERVERS).map((text) => new URL(text)), ...possibleIssuers(about)];
  for (const issuer of issuers) {
    const found = serverIn(await Promise.all(serverUrls(issuer).map(library.read)), issuer);
    if (found) return found;
  }
  return null;
}

function serverIn(readings: Reading[], issuer: URL): Discovery["server"] {
  const found = readings.flatMap(({ url, server }) =>
    server ? [{ url, metadata: server, expected: issuer.href }] : [],
  );
  return found.find((each) => isConsistent(each) && isComplete(each)) ?? found.find(isComplete) ?? found[0] ?? null;
}

function isComplete({ metadata }: Found<ServerMetadata>): boolean {
  return metadata.authorization_endpoint !== undefined && metadata.token_endpoint !== undefined;
}

/** Whether a document names the issuer that its place belongs to, as RFC 8414 demands. */
export function isConsistent({ metadata, expected }: Found<ServerMetadata>): boolean {
  return metadata.issuer !== undefined && expected !== null && isSameUrl(metadata.issuer, expected);
}

// A host may serve a copy of the document of its issuer elsewhere: the issuer's own is what counts.
async function confirmed(found: Found<ServerMetadata>, library: Library): Promise<Found<ServerMetadata>> {
  const { issuer } = found.metadata;
  if (isConsistent(found) || issuer === undefined || !URL.canParse(issuer)) return found;
  const own = serverIn(await Promise.all(serverUrls(new URL(issuer)).map(library.read)), new URL(issuer));
  return own && isConsistent(own) && isComplete(own) ? own : found;
}
