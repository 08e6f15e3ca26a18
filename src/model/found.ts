import type { Location } from "./location.ts";

/** A value read from source, with its place; `known: false` when it is there but cannot be worked out statically. */
export type Fact<T> = { known: true; value: T; at: Location } | UnknownFact;

/** Something that is there but cannot be worked out statically, where, and why not. */
export interface UnknownFact {
  known: false;
  at: Location;
  why: string;
}

/** The value of a fact, or undefined when it is absent or could not be worked out. */
export function factValue<T>(fact: Fact<T> | undefined): T | undefined {
  return fact?.known ? fact.value : undefined;
}

/** One integration that was read back from a host: the part every target has. Targets extend it. */
export interface Found {
  target: string;
  /** An OAuth provider; a server where it is left out. */
  kind?: "provider";
  name: string;
  layout: string | null;
  /** Folder of its sources, relative to the host's root; null when it could not be resolved. */
  directory: string | null;
  /** Where a finding about the whole integration points. */
  at: Location;
}
