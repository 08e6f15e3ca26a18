import { request } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { judgingLookup, type Resolve } from "../../src/fetch/lookup.ts";
import { startVendor, type Vendor } from "../support/vendor.ts";

let vendor: Vendor;
beforeAll(async () => {
  vendor = await startVendor();
  vendor.answer(() => ({ json: {} }));
});
afterAll(() => vendor.close());

/** Asks the local vendor under a name that `resolve` resolves: the status, or the message of what failed. */
function ask(resolve: Resolve, allowLocal: boolean): Promise<number | string> {
  const { port } = new URL(vendor.url);
  const lookup = judgingLookup(allowLocal, resolve);
  return new Promise((done) => {
    request({ host: "vendor.example", port, lookup, agent: false })
      .on("response", (answer) => done(answer.resume().statusCode ?? 0))
      .on("error", (error) => done(error.message))
      .end();
  });
}

test("a connection goes to the address that was judged, though the name means another one a moment later", async () => {
  const answers = ["127.0.0.1", "192.0.2.1"];
  const resolve: Resolve = async () => [{ address: answers.shift() ?? "", family: 4 }];
  expect(await ask(resolve, true)).toBe(200);
  expect(answers).toEqual(["192.0.2.1"]);
});

test("one private address among public ones is enough to connect to none", async () => {
  const before = vendor.requests.length;
  const mixed: Resolve = async () => [
    { address: "8.8.8.8", family: 4 },
    { address: "127.0.0.1", family: 4 },
  ];
  expect(await ask(mixed, false)).toBe("vendor.example is at 127.0.0.1, no public address (loopback)");
  expect(vendor.requests.length).toBe(before);
});

test("a name without an address, and one that does not resolve, are failures of the connection", async () => {
  expect(await ask(async () => [], false)).toBe("vendor.example has no address");
  expect(await ask(() => Promise.reject(new Error("no such name")), false)).toBe("no such name");
});

test("a single address is given where a single one is asked for", async () => {
  const lookup = judgingLookup(false, async () => [
    { address: "8.8.4.4", family: 4 },
    { address: "8.8.8.8", family: 4 },
  ]);
  const given = await new Promise((done) => lookup("vendor.example", {}, (...all) => done(all)));
  expect(given).toEqual([null, "8.8.4.4", 4]);
});
