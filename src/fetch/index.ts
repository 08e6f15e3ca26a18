import type { IncomingHttpHeaders } from "node:http";
import { Cancelled } from "../errors.ts";
import { visible } from "../model/value-text.ts";
import { judgeUrl } from "../model/web/url.ts";
import { readJson } from "./body.ts";
import { type Exchange, type Exchanged, exchangeOver } from "./exchange.ts";
import { AddressRefused, judgingLookup } from "./lookup.ts";

/** What came of asking for a JSON document. */
export interface Fetched {
  /** Where the last answer came from, after redirects. */
  url: string;
  /** The HTTP status of the last answer; null without one. */
  status: number | null;
  /** The document; undefined without one. */
  json: unknown;
  /** The header `WWW-Authenticate` of the last answer. */
  challenge: string | null;
  /** Why there is no document, as a part of a sentence; null when there is one. */
  failure: string | null;
  /** Whether an address on the way may not be asked. */
  refused: boolean;
}

/** Asks for a JSON document. Throws Cancelled when the run was interrupted, and nothing else. */
export type Fetch = (url: string) => Promise<Fetched>;

/** Bounds of what is fetched: milliseconds for one document and for all together, bytes of one unpacked, redirects of one. */
export interface FetchLimits {
  requestMs: number;
  totalMs: number;
  bytes: number;
  redirects: number;
}

const LIMITS: FetchLimits = { requestMs: 5000, totalMs: 10_000, bytes: 256 << 10, redirects: 3 };

/** How documents are fetched. `signal` is aborted when the user interrupts; `exchange` stands in for the network in tests. */
export interface FetchOptions {
  allowLocal: boolean;
  signal: AbortSignal;
  limits?: Partial<FetchLimits>;
  exchange?: Exchange;
}

/** The only way to the network: https to public addresses unless `allowLocal`, and bounded. The time for all begins here. */
export function createFetch(options: FetchOptions): Fetch {
  const limits = { ...LIMITS, ...options.limits };
  const exchange = options.exchange ?? exchangeOver(judgingLookup(options.allowLocal));
  const total = AbortSignal.timeout(limits.totalMs);
  return async (text) => {
    const single = AbortSignal.timeout(limits.requestMs);
    const signal = AbortSignal.any([options.signal, total, single]);
    const at: Fetched = { url: text, status: null, json: undefined, challenge: null, failure: null, refused: false };
    try {
      await follow(at, { allowLocal: options.allowLocal, limits, get: (url) => exchange(url, signal) });
    } catch (error) {
      if (options.signal.aborted) throw new Cancelled();
      at.refused = error instanceof AddressRefused;
      if (total.aborted) at.failure = `not answered within ${limits.totalMs / 1000} s for all documents`;
      else if (single.aborted) at.failure = `not answered within ${limits.requestMs / 1000} s`;
      else at.failure = networkFault(error);
    }
    return at;
  };
}

interface Way {
  allowLocal: boolean;
  limits: FetchLimits;
  get(url: URL): Promise<Exchanged>;
}

async function follow(at: Fetched, { allowLocal, limits, get }: Way): Promise<void> {
  let from: URL | undefined;
  let next = at.url;
  for (let count = 0; count <= limits.redirects; count++) {
    const url = permitted(next, from, allowLocal);
    at.url = url.href;
    const { status, headers, body } = await get(url);
    at.status = status;
    const target = redirectOf(status, headers);
    if (target === undefined) return read(at, { status, headers, body }, limits.bytes);
    body.destroy();
    from = url;
    next = target;
  }
  at.failure = `redirected more than ${limits.redirects} times`;
}

function permitted(text: string, from: URL | undefined, allowLocal: boolean): URL {
  const { url, refusal } = judgeUrl(text, from === undefined ? { allowLocal } : { allowLocal, base: from });
  const prefix = from === undefined ? "" : "redirected, but ";
  if (url === undefined) throw new AddressRefused(`${prefix}${refusal}`);
  if (from?.protocol === "https:" && url.protocol !== "https:") throw new AddressRefused(`${prefix}away from https`);
  return url;
}

function redirectOf(status: number, { location }: IncomingHttpHeaders): string | undefined {
  return [301, 302, 303, 307, 308].includes(status) ? location : undefined;
}

async function read(at: Fetched, { status, headers, body }: Exchanged, limit: number): Promise<void> {
  at.challenge = headers["www-authenticate"] ?? null;
  if (status !== 200) {
    body.destroy();
    at.failure = `status ${status}`;
    return;
  }
  Object.assign(at, await readJson(body, headers, limit));
  body.destroy();
}

const FAULTS: Record<string, string> = {
  ENOTFOUND: "the name does not resolve",
  EAI_AGAIN: "the name does not resolve at the moment",
  ECONNREFUSED: "the connection was refused",
  ECONNRESET: "the connection was cut",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
};

function networkFault(error: unknown): string {
  const { code = "", message = String(error) }: NodeJS.ErrnoException = error instanceof Error ? error : new Error();
  return FAULTS[code] ?? visible(message === "" ? `the connection failed (${code})` : message);
}
