import { Readable } from "node:stream";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Cancelled } from "../../src/errors.ts";
import type { Exchange, Exchanged } from "../../src/fetch/exchange.ts";
import { createFetch, type FetchOptions } from "../../src/fetch/index.ts";
import { startVendor, type Vendor } from "../support/vendor.ts";

const signal = new AbortController().signal;

interface Said {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** A network that says what is written down, 404 elsewhere, and remembers what was asked. */
function network(said: Record<string, Said>): { exchange: Exchange; asked: string[] } {
  const asked: string[] = [];
  const exchange = async (url: URL): Promise<Exchanged> => {
    asked.push(url.href);
    const { status = 200, headers = {}, body = "" } = said[url.href] ?? { status: 404 };
    return { status, headers, body: Readable.from([Buffer.from(body)]) };
  };
  return { exchange, asked };
}

async function fetched(said: Record<string, Said>, url: string, options: Partial<FetchOptions> = {}) {
  const { exchange, asked } = network(said);
  const answer = await createFetch({ allowLocal: false, signal, exchange, ...options })(url);
  return { ...answer, asked };
}

const to = (location: string): Said => ({ status: 302, headers: { location } });
const OK: Said = { body: '{"ok":true}', headers: { "content-type": "application/json; charset=utf-8" } };

describe("redirects", () => {
  test("three are followed, relative ones too", async () => {
    const way = {
      "https://a.example/": to("/1"),
      "https://a.example/1": to("//b.example/2"),
      "https://b.example/2": to("3"),
    };
    const answer = await fetched({ ...way, "https://b.example/3": OK }, "https://a.example/");
    expect(answer).toMatchObject({ url: "https://b.example/3", status: 200, json: { ok: true }, failure: null });
  });

  test("a fourth is not", async () => {
    const answer = await fetched({ "https://a.example/": to("/") }, "https://a.example/");
    expect(answer).toMatchObject({ failure: "redirected more than 3 times", refused: false });
    expect(answer.asked).toHaveLength(4);
  });

  test.each([
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://[::ffff:10.0.0.1]/",
    "https://localhost/",
    "https://169.254.169.254/latest/meta-data/",
    "https://user:secret@b.example/",
    "http://b.example/",
    "file:///etc/passwd",
    "https://",
  ])("to %s: it is not asked", async (location) => {
    const answer = await fetched({ "https://a.example/": to(location) }, "https://a.example/");
    expect(answer).toMatchObject({
      refused: true,
      json: undefined,
      failure: expect.stringMatching(/^redirected, but /),
    });
    expect(answer.asked).toEqual(["https://a.example/"]);
    expect(answer.failure).not.toContain("secret");
  });

  test("never away from https, not even where http is allowed", async () => {
    const answer = await fetched({ "https://a.example/": to("http://a.example/") }, "https://a.example/", {
      allowLocal: true,
    });
    expect(answer.failure).toBe("redirected, but away from https");
    expect(answer.asked).toHaveLength(1);
  });
});

describe("bodies", () => {
  const json = Buffer.from('{"ok":true}');
  const big = Buffer.from(`{"a":"${"x".repeat(300 << 10)}"}`);
  const exact = Buffer.from(`"${"x".repeat((256 << 10) - 2)}"`);
  const encoded = (encoding: string, body: Buffer): Said => ({ body, headers: { "content-encoding": encoding } });
  const rows: [name: string, said: Said, failure: string | null][] = [
    ["plain", { body: json }, null],
    ["gzip", encoded("gzip", gzipSync(json)), null],
    ["brotli", encoded("br", brotliCompressSync(json)), null],
    ["deflate", encoded("Deflate", deflateSync(json)), null],
    ["metadata with a suffix of its type", { body: json, headers: { "content-type": "application/jrd+json" } }, null],
    ["exactly the limit", { body: exact }, null],
    ["a byte more", { body: Buffer.concat([exact, Buffer.from(" ")]) }, "the answer is larger than 256 KiB"],
    ["too large", { body: big }, "the answer is larger than 256 KiB"],
    ["too large unpacked", encoded("gzip", gzipSync(big)), "the answer is larger than 256 KiB"],
    ["an unknown encoding", encoded("zstd", json), "the answer is encoded in an unknown way"],
    ["HTML", { body: "<p>", headers: { "content-type": "text/html" } }, "the answer is not JSON"],
    ["no JSON after all", { body: "<p>" }, "the answer is not JSON"],
    ["bytes that are no UTF-8", { body: Buffer.from([0x22, 0xff, 0x22]) }, "the answer is not JSON"],
    ["a status that is an error", { ...OK, status: 500 }, "status 500"],
  ];

  test.each(rows)("%s", async (_, said, failure) => {
    const answer = await fetched({ "https://a.example/": said }, "https://a.example/");
    expect(answer.failure).toBe(failure);
    if (failure !== null) expect(answer.json).toBeUndefined();
  });

  test("of a bomb nothing is unpacked beyond the limit", async () => {
    const bomb = gzipSync(Buffer.alloc(64 << 20));
    let given = 0;
    const drip = Readable.from(
      (function* () {
        for (let at = 0; at < bomb.length; at += 1024) {
          given += 1024;
          yield bomb.subarray(at, at + 1024);
        }
      })(),
    );
    const exchange = async () => ({ status: 200, headers: { "content-encoding": "gzip" }, body: drip });
    const answer = await createFetch({ allowLocal: false, signal, exchange })("https://a.example/");
    expect(answer.failure).toBe("the answer is larger than 256 KiB");
    expect(given).toBeLessThan(bomb.length / 2);
    expect(drip.destroyed).toBe(true);
  });
});

describe("over the network", () => {
  let vendor: Vendor;
  beforeAll(async () => {
    vendor = await startVendor();
  });
  afterAll(() => vendor.close());

  test("nothing that could be a credential is sent", async () => {
    vendor.answer(() => ({ json: {} }));
    const answer = await createFetch({ allowLocal: true, signal })(vendor.url);
    expect(answer).toMatchObject({ json: {}, url: `${vendor.url}/`, failure: null });
    const { host: _host, connection: _connection, ...headers } = vendor.requests[0]?.headers ?? {};
    expect(headers).toEqual({ accept: "application/json", "accept-encoding": "gzip, br", "user-agent": "mcp-new" });
  });

  test("a challenge is kept", async () => {
    vendor.answer(() => ({ status: 401, headers: { "www-authenticate": "Bearer" } }));
    const answer = await createFetch({ allowLocal: true, signal })(vendor.url);
    expect(answer).toMatchObject({ status: 401, challenge: "Bearer", failure: "status 401" });
  });

  test("a slow answer, and a slow run", async () => {
    vendor.answer(() => ({ json: {}, delay: 60_000 }));
    const one = createFetch({ allowLocal: true, signal, limits: { requestMs: 50 } });
    expect((await one(vendor.url)).failure).toBe("not answered within 0.05 s");
    const all = createFetch({ allowLocal: true, signal, limits: { totalMs: 50 } });
    expect((await all(vendor.url)).failure).toBe("not answered within 0.05 s for all documents");
  });

  test("an interrupt ends it", async () => {
    vendor.answer(() => ({ json: {}, delay: 60_000 }));
    const interruption = new AbortController();
    const answer = createFetch({ allowLocal: true, signal: interruption.signal })(vendor.url);
    interruption.abort();
    await expect(answer).rejects.toThrow(Cancelled);
  });

  test("without leave, a local address is not asked, under its own number or under a name", async () => {
    const { port } = new URL(vendor.url);
    const before = vendor.requests.length;
    const fetch = createFetch({ allowLocal: false, signal });
    for (const host of ["127.0.0.1", "localhost", "0x7f.1"]) {
      expect(await fetch(`https://${host}:${port}/`)).toMatchObject({ refused: true, status: null });
    }
    expect(vendor.requests.length).toBe(before);
  });

  test("a port where nobody listens", async () => {
    const closed = await startVendor();
    await closed.close();
    const answer = await createFetch({ allowLocal: true, signal })(closed.url);
    expect(answer).toMatchObject({ status: null, failure: "the connection was refused", refused: false });
  });
});
