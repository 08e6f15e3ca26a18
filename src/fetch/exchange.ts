import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import type { Readable } from "node:stream";

/** The head of an answer, and its body, which must be read or destroyed. */
export interface Exchanged {
  status: number;
  headers: IncomingHttpHeaders;
  body: Readable;
}

/** One GET without credentials or cookies; a redirect is an answer. Throws what the network throws, also when aborted. */
export type Exchange = (url: URL, signal: AbortSignal) => Promise<Exchanged>;

const HEADERS = { accept: "application/json", "accept-encoding": "gzip, br", "user-agent": "mcp-new" };

/** The real exchange: a connection of its own for each request, to an address of `lookup`. */
export function exchangeOver(lookup: LookupFunction): Exchange {
  return (url, signal) =>
    new Promise((resolve, reject) => {
      const request = url.protocol === "https:" ? httpsRequest : httpRequest;
      request(url, { lookup, signal, agent: false, headers: HEADERS })
        .on("response", (body) => resolve({ status: body.statusCode ?? 0, headers: body.headers, body }))
        .on("error", reject)
        .end();
    });
}
