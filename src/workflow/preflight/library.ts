import type { Fetch, Fetched } from "../../fetch/index.ts";
import {
  type ResourceMetadata,
  resourceMetadata,
  type ServerMetadata,
  serverMetadata,
} from "../../model/oauth/metadata.ts";
import type { Attempt } from "../../model/oauth/preflight-document.ts";

/** One answer, read: whichever kind of metadata it holds. */
export interface Reading extends Fetched {
  server: ServerMetadata | undefined;
  resource: ResourceMetadata | undefined;
}

/** Reads documents, each once, and remembers what was tried. */
export interface Library {
  read(url: string): Promise<Reading>;
  /** Everything that was read, in the order of asking. */
  tried(): Promise<Attempt[]>;
}

const MAX_DOCUMENTS = 40;

/** A library over the network; beyond 40 documents nothing is asked for any more. */
export function createLibrary(fetch: Fetch): Library {
  const readings = new Map<string, Promise<Reading>>();
  return {
    read: (url) => {
      const known = readings.get(url);
      if (known) return known;
      const reading = readings.size < MAX_DOCUMENTS ? readingOf(fetch, url) : Promise.resolve(unasked(url));
      readings.set(url, reading);
      return reading;
    },
    tried: async () => (await Promise.all(readings.values())).map(attemptOf),
  };
}

async function readingOf(fetch: Fetch, url: string): Promise<Reading> {
  const fetched = await fetch(url);
  return { ...fetched, server: serverMetadata(fetched.json), resource: resourceMetadata(fetched.json) };
}

function unasked(url: string): Reading {
  const failure = `not asked: ${MAX_DOCUMENTS} documents are enough`;
  const nothing = { status: null, json: undefined, challenge: null, refused: false };
  return { url, ...nothing, failure, server: undefined, resource: undefined };
}

function attemptOf({ url, status, failure, challenge, server, resource }: Reading): Attempt {
  const kinds = [
    ...(server ? ["metadata of an authorization server"] : []),
    ...(resource ? ["metadata of a protected resource"] : []),
    ...(challenge === null ? [] : ["a challenge"]),
  ];
  return { url, status, outcome: [failure ?? "JSON", ...kinds].join(", ") };
}
