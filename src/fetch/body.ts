import type { IncomingHttpHeaders } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";

/** What came of reading a body: the JSON value in it, or why there is none. */
export type JsonBody = { json: unknown; failure: null } | { json: undefined; failure: string };

const DECODERS: Record<string, () => NodeJS.ReadWriteStream> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** The JSON value of a body of at most `limit` bytes, which are counted as they are unpacked; throws what the stream throws. */
export async function readJson(body: Readable, headers: IncomingHttpHeaders, limit: number): Promise<JsonBody> {
  const type = (headers["content-type"] ?? "").split(";", 1).join("").trim().toLowerCase();
  if (!/^$|^text\/plain$|^application\/octet-stream$|[/+]json$/.test(type)) return failed("is not JSON");
  const encoding = (headers["content-encoding"] ?? "identity").trim().toLowerCase();
  const decoder = DECODERS[encoding];
  if (decoder === undefined && encoding !== "identity") return failed("is encoded in an unknown way");
  const bytes = await readAtMost(decoder ? pipeline(body, decoder(), () => {}) : body, limit);
  return bytes === undefined ? failed(`is larger than ${limit >> 10} KiB`) : parsed(bytes);
}

function failed(failure: string): JsonBody {
  return { json: undefined, failure: `the answer ${failure}` };
}

// Leaving the loop closes the stream and what feeds it: nothing beyond the limit is kept or asked for.
async function readAtMost(stream: AsyncIterable<unknown>, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parsed(bytes: Buffer): JsonBody {
  try {
    const json: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return { json, failure: null };
  } catch {
    return failed("is not JSON");
  }
}
