import { lookup as systemLookup } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { specialAddress } from "../model/web/address.ts";

/** Every address of a name, as the system resolves it. */
export type Resolve = (name: string) => Promise<{ address: string; family: number }[]>;

/** A name has an address that may not be asked. */
export class AddressRefused extends Error {}

const bySystem: Resolve = (name) => systemLookup(name, { all: true });

/**
 * What a connection resolves its host with: it is made to the very addresses that were judged here, so that a name cannot
 * mean another machine a moment later. Fails with AddressRefused when a single one of them is not public, unless `allowLocal`.
 */
export function judgingLookup(allowLocal: boolean, resolve: Resolve = bySystem): LookupFunction {
  return (name, options, callback) => {
    judged(name, allowLocal, resolve).then(
      ([first, ...others]) => {
        if (options.all) callback(null, [first, ...others]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}

type Found = Awaited<ReturnType<Resolve>>;
type First = Found[number];

async function judged(name: string, allowLocal: boolean, resolve: Resolve): Promise<[First, ...Found]> {
  const [first, ...others] = await resolve(name);
  if (first === undefined) throw new Error(`${name} has no address`);
  for (const { address } of allowLocal ? [] : [first, ...others]) {
    const special = specialAddress(address);
    if (special !== null) throw new AddressRefused(`${name} is at ${address}, no public address (${special})`);
  }
  return [first, ...others];
}
