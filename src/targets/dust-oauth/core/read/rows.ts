import type { RustRange, RustSource } from "../../../../edit/rust/tree.ts";
import { placeOf } from "../../../../edit/rust/tree.ts";
import { UserError } from "../../../../errors.ts";
import type { Fact, UnknownFact } from "../../../../model/found.ts";
import { type Location, parseLocation } from "../../../../model/location.ts";

/** The rows of a registry by the wire name or module that they are for; unknown when the registry cannot be read. */
export type Rows<T> = { known: true; rows: ReadonlyMap<string, Fact<T> & { known: true }> } | UnknownFact;

/** One row before it is sorted under its key. */
export interface Row<T> {
  key: string;
  value: T;
  at: Location;
}

/** A row at a range of a file. */
export function rowAt<T>(source: RustSource, key: string, value: T, range: RustRange): Row<T> {
  return { key, value, at: placeOf(source, range) };
}

/** Rows by key; of several with one key the first counts. A UserError that is thrown meanwhile makes all of them unknown. */
export function rowsOf<T>(read: () => Iterable<Row<T>>): Rows<T> {
  try {
    const rows = new Map<string, Fact<T> & { known: true }>();
    for (const { key, value, at } of read()) if (!rows.has(key)) rows.set(key, { known: true, value, at });
    return { known: true, rows };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { known: false, at: parseLocation(error.details[0]?.at ?? ""), why: error.message };
  }
}

/** The row of a key: undefined when there is none, unknown when its registry is. */
export function rowFor<T>(rows: Rows<T>, key: string): Fact<T> | undefined {
  return rows.known ? rows.rows.get(key) : rows;
}

/** The keys of a registry; none when it is unknown. */
export function keysOf(rows: Rows<unknown>): string[] {
  return rows.known ? [...rows.rows.keys()] : [];
}
