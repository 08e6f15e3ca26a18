import { foldElements } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, type ts } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import { PATHS } from "../paths.ts";
import { arrayAnchor, declarationsOf, requiredSource } from "./anchors.ts";
import { type Case, readCases } from "./cases.ts";
import { type Entry, readEntries } from "./entries.ts";
import { readSnapshot, type SnapshotRow } from "./snapshot.ts";

/** What the registry files of a checkout say, by value and with places. */
export interface Registry {
  /** The names array, in source order. */
  listed: Fact<string>[];
  entries: Entry[];
  /** Ids of removed servers. */
  legacyIds: Fact<number>[];
  cases: Case[];
  /** The availability snapshot; null when the checkout has none. */
  snapshot: SnapshotRow[] | null;
}

/** The names array's variable. */
export const NAMES = "AVAILABLE_INTERNAL_MCP_SERVER_NAMES";
/** The variable with the ids of removed servers. */
export const LEGACY_IDS = "LEGACY_INTERNAL_MCP_SERVER_IDS";

/** Reads all registries. Throws AnchorNotFound (or UserError) for a file that is missing or cannot be read. */
export function readRegistry(sources: Sources, read: (path: string) => string | null): Registry {
  const constants = requiredSource(sources, PATHS.constants);
  return {
    listed: elementFacts(arrayAnchor(constants, NAMES), sources, (value) => typeof value === "string"),
    entries: readEntries(constants, sources),
    legacyIds: legacyIds(constants, sources),
    cases: readCases(requiredSource(sources, PATHS.switch), sources),
    snapshot: readSnapshot(read),
  };
}

/** The retired ids; empty in a checkout that has no such list yet. */
export function legacyIds(constants: ts.SourceFile, sources: Sources): Fact<number>[] {
  if (declarationsOf(constants, LEGACY_IDS).length === 0) return [];
  return elementFacts(arrayAnchor(constants, LEGACY_IDS), sources, (value) => typeof value === "number");
}

/** The elements of an array literal as facts, spreads flattened. */
export function elementFacts<T>(
  array: ts.Expression,
  sources: Sources,
  fits: (value: unknown) => value is T,
): Fact<T>[] {
  return foldElements(array, sources).map((element) => {
    const at = locationOf(element.node);
    if (!element.known) return { known: false, at, why: element.why };
    if (!element.value.known) return { known: false, at, why: element.value.why };
    return fits(element.value.value)
      ? { known: true, value: element.value.value, at }
      : { known: false, at, why: "a value of another type" };
  });
}
