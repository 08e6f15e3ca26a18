import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { specialAddress } from "../../../src/model/web/address.ts";
import { judgeUrl } from "../../../src/model/web/url.ts";

const SPECIAL: [address: string, what: string][] = [
  ["0.0.0.0", "unspecified"],
  ["0.255.255.255", "unspecified"],
  ["10.0.0.0", "private"],
  ["10.255.255.255", "private"],
  ["100.64.0.0", "carrier-grade NAT"],
  ["100.127.255.255", "carrier-grade NAT"],
  ["127.0.0.1", "loopback"],
  ["127.255.255.254", "loopback"],
  ["169.254.169.254", "link-local"],
  ["172.16.0.0", "private"],
  ["172.31.255.255", "private"],
  ["192.0.0.8", "reserved"],
  ["192.0.2.1", "documentation"],
  ["192.88.99.1", "reserved"],
  ["192.168.255.255", "private"],
  ["198.18.0.1", "benchmarking"],
  ["198.19.255.255", "benchmarking"],
  ["198.51.100.1", "documentation"],
  ["203.0.113.1", "documentation"],
  ["224.0.0.1", "multicast"],
  ["239.255.255.255", "multicast"],
  ["240.0.0.1", "reserved"],
  ["255.255.255.255", "reserved"],
  ["::", "unspecified"],
  ["::1", "loopback"],
  ["::7f00:1", "IPv4-compatible"],
  ["::ffff:127.0.0.1", "IPv4-mapped"],
  ["::ffff:808:808", "IPv4-mapped"],
  ["::ffff:0:7f00:1", "IPv4-translated"],
  ["64:ff9b::7f00:1", "NAT64"],
  ["64:ff9b:1::a00:1", "local NAT64"],
  ["2002:7f00:1::", "6to4"],
  ["2001:0:4136:e378::", "Teredo"],
  ["2001:2::1", "reserved"],
  ["2001:db8::1", "documentation"],
  ["3fff::1", "documentation"],
  ["fc00::1", "unique-local"],
  ["fdff::1", "unique-local"],
  ["fe80::1", "link-local"],
  ["febf::1", "link-local"],
  ["fe80::1%eth0", "scoped"],
  ["fec0::1", "site-local"],
  ["ff02::1", "multicast"],
  ["100::1", "reserved"],
  ["5f00::1", "reserved"],
  ["4000::1", "reserved"],
  ["vendor.example", "no IP address"],
  ["", "no IP address"],
];

const PUBLIC = [
  "1.0.0.1",
  "8.8.8.8",
  "9.255.255.255",
  "11.0.0.0",
  "100.63.255.255",
  "100.128.0.0",
  "126.255.255.255",
  "128.0.0.0",
  "169.253.255.255",
  "169.255.0.0",
  "172.15.255.255",
  "172.32.0.0",
  "192.167.255.255",
  "192.169.0.0",
  "198.17.255.255",
  "198.20.0.0",
  "223.255.255.255",
  "2001:4860:4860::8888",
  "2606:4700::1111",
  "2a00:1450::1",
  "2003::1",
];

test.each(SPECIAL)("%s is %s", (address, what) => {
  expect(specialAddress(address)).toBe(what);
});

test.each(PUBLIC)("%s is public", (address) => {
  expect(specialAddress(address)).toBeNull();
});

const byte = fc.nat(255);
const privateIPv4 = fc.oneof(
  fc.tuple(fc.constantFrom(0, 10, 127), byte, byte, byte),
  fc.tuple(fc.constant(100), fc.integer({ min: 64, max: 127 }), byte, byte),
  fc.tuple(fc.constant(169), fc.constant(254), byte, byte),
  fc.tuple(fc.constant(172), fc.integer({ min: 16, max: 31 }), byte, byte),
  fc.tuple(fc.constant(192), fc.constant(168), byte, byte),
  fc.tuple(fc.integer({ min: 224, max: 255 }), byte, byte, byte),
);
const spelled = fc.constantFrom<(part: number) => string>(
  (part) => String(part),
  (part) => `0x${part.toString(16)}`,
  (part) => `0X000${part.toString(16).toUpperCase()}`,
  (part) => `0${part.toString(8)}`,
  (part) => String(part).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))),
  (part) => String(part).replace(/\d/g, (digit) => `%3${digit}`),
);

/** Every number of parts that a host may be written in: the last part holds all the bytes that are left. */
const ipv4Host = fc
  .tuple(
    privateIPv4,
    fc.integer({ min: 1, max: 4 }),
    fc.array(spelled, { minLength: 4, maxLength: 4 }),
    fc.constantFrom("", "."),
  )
  .map(([bytes, count, spell, dot]) => {
    const last = bytes.slice(count - 1).reduce((sum, part) => sum * 256 + part, 0);
    const parts = [...bytes.slice(0, count - 1), last];
    return parts.map((part, index) => spell[index]?.(part) ?? "").join(".") + dot;
  });

const hex = (high: number, low: number) => ((high << 8) | low).toString(16);
const ipv6Host = fc
  .tuple(
    privateIPv4,
    fc.constantFrom("::", "::ffff:", "::ffff:0:", "64:ff9b::", "64:ff9b:1::", "0:0:0:0:0:FFFF:", "2002:"),
    fc.boolean(),
  )
  .map(([bytes, prefix, dotted]) => {
    const [a, b, c, d] = bytes;
    if (prefix === "2002:") return `[2002:${hex(a, b)}:${hex(c, d)}::1]`;
    return `[${prefix}${dotted ? bytes.join(".") : `${hex(a, b)}:${hex(c, d)}`}]`;
  });

const named = fc
  .tuple(
    fc.constantFrom("", "a.", "a.b."),
    fc.constantFrom("localhost", "LOCALHOST", "ｌocalhost", "localhos%74"),
    fc.constantFrom("", "."),
  )
  .map((parts) => parts.join(""));

const port = fc.oneof(
  fc.constant(""),
  fc.nat(65535).map((number) => `:${number}`),
);

test("no private address passes, in whatever notation", () => {
  const base = new URL("https://vendor.example/a");
  fc.assert(
    fc.property(
      fc.oneof(ipv4Host, ipv6Host, named),
      port,
      fc.constantFrom("https://", "HTTPS:\\\\", "//"),
      (host, at, start) => {
        const text = `${start}${host}${at}/x`;
        expect(judgeUrl(text, { allowLocal: false, base }).refusal).toBeDefined();
        const { url } = judgeUrl(text, { allowLocal: true, base });
        expect(url?.protocol).toBe("https:");
      },
    ),
    { numRuns: 2000 },
  );
});

describe("a URL", () => {
  const REFUSED: [text: string, why: RegExp][] = [
    ["http://vendor.example/", /begins with "http:"/],
    ["ftp://vendor.example/", /begins with "ftp:"/],
    ["javascript:alert(1)", /begins with "javascript:"/],
    ["https://user@vendor.example/", /a user or password/],
    ["https://:pw@vendor.example/", /a user or password/],
    ["https://134744072/", /8\.8\.8\.8 is not written as four decimal numbers/],
    ["https://0x8.8.8.8/", /not written as four/],
    ["https://", /not a URL/],
    [`https://vendor.example/${"a".repeat(2048)}`, /more than 2048 characters/],
  ];

  test.each(REFUSED)("%s is refused", (text, why) => {
    expect(judgeUrl(text, { allowLocal: false }).refusal).toMatch(why);
  });

  test.each([
    ["https://vendor.example/a?b=c#d", "https://vendor.example/a?b=c"],
    ["https://8.8.8.8:8443/", "https://8.8.8.8:8443/"],
    ["https://[2606:4700::1111]/", "https://[2606:4700::1111]/"],
    ["https://notlocalhost/", "https://notlocalhost/"],
    ["https://localhost.example/", "https://localhost.example/"],
  ])("%s is let through", (text, href) => {
    expect(judgeUrl(text, { allowLocal: false }).url?.href).toBe(href);
  });

  test("with leave, http and local addresses too, but no user", () => {
    const judged = (text: string) => judgeUrl(text, { allowLocal: true });
    expect(judged("http://127.0.0.1:8080/").url?.href).toBe("http://127.0.0.1:8080/");
    expect(judged("http://a:b@127.0.0.1/").refusal).toMatch(/user or password/);
    expect(judged("file:///etc/passwd").refusal).toMatch(/begins with "file:"/);
  });
});
