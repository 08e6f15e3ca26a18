import { BlockList, isIPv4, isIPv6 } from "node:net";

type Range = readonly [prefix: string, length: number, what: string];

/** IANA's special-purpose registry: what is not reachable from everywhere. The first range that holds an address names it. */
const SPECIAL_IPV4: readonly Range[] = [
  ["0.0.0.0", 8, "unspecified"],
  ["10.0.0.0", 8, "private"],
  ["100.64.0.0", 10, "carrier-grade NAT"],
  ["127.0.0.0", 8, "loopback"],
  ["169.254.0.0", 16, "link-local"],
  ["172.16.0.0", 12, "private"],
  ["192.0.0.0", 24, "reserved"],
  ["192.0.2.0", 24, "documentation"],
  ["192.88.99.0", 24, "reserved"],
  ["192.168.0.0", 16, "private"],
  ["198.18.0.0", 15, "benchmarking"],
  ["198.51.100.0", 24, "documentation"],
  ["203.0.113.0", 24, "documentation"],
  ["224.0.0.0", 4, "multicast"],
  ["240.0.0.0", 4, "reserved"],
];

const SPECIAL_IPV6: readonly Range[] = [
  ["::", 128, "unspecified"],
  ["::1", 128, "loopback"],
  ["::", 96, "IPv4-compatible"],
  ["::ffff:0:0", 96, "IPv4-mapped"],
  ["::ffff:0:0:0", 96, "IPv4-translated"],
  ["64:ff9b::", 96, "NAT64"],
  ["64:ff9b:1::", 48, "local NAT64"],
  ["fc00::", 7, "unique-local"],
  ["fe80::", 10, "link-local"],
  ["fec0::", 10, "site-local"],
  ["ff00::", 8, "multicast"],
  ["2001::", 32, "Teredo"],
  ["2001::", 23, "reserved"],
  ["2001:db8::", 32, "documentation"],
  ["2002::", 16, "6to4"],
  ["3fff::", 20, "documentation"],
];

const GLOBAL_IPV6 = listOf(["2000::", 3, "global unicast"], "ipv6");
const ipv4Lists = SPECIAL_IPV4.map((range) => ({ what: range[2], list: listOf(range, "ipv4") }));
const ipv6Lists = SPECIAL_IPV6.map((range) => ({ what: range[2], list: listOf(range, "ipv6") }));

function listOf([prefix, length]: Range, family: "ipv4" | "ipv6"): BlockList {
  const list = new BlockList();
  list.addSubnet(prefix, length, family);
  return list;
}

/**
 * What keeps an address from being one of the public internet, such as "loopback"; null for a public one. `address` is IPv4
 * in four decimal parts or IPv6 without brackets; what is neither is "no IP address". Addresses that carry an IPv4 address
 * inside are never public: there is no way to tell where a gateway takes them.
 */
export function specialAddress(address: string): string | null {
  if (isIPv4(address)) return ipv4Lists.find(({ list }) => list.check(address, "ipv4"))?.what ?? null;
  if (!isIPv6(address)) return "no IP address";
  if (address.includes("%")) return "scoped";
  const special = ipv6Lists.find(({ list }) => list.check(address, "ipv6"))?.what;
  return special ?? (GLOBAL_IPV6.check(address, "ipv6") ? null : "reserved");
}
