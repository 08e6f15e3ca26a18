import { foldElements } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, type ts } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import { arrayAnchor, declarationsOf, requiredSource } from "../../_shared/anchors.ts";
import { once } from "../../_shared/once.ts";
import { PATHS } from "../paths.ts";
import { type Case, readCases } from "./cases.ts";
import { type Entry, readEntries } from "./entries.ts";
import { readSnapshot, type SnapshotRow } from "./snapshot.ts";

/**
 * What the registry files of a checkout say, by value and with places. Each part is read when it is first asked for;
 * asking throws AnchorNotFound (or UserError) where its file is missing or cannot be read.
 */
export interface Registry {
  /** The names array, in source order. */
  readonly listed: Fact<string>[];
  readonly entries: Entry[];
  /** Ids of removed servers. */
  readonly legacyIds: Fact<number>[];
  readonly cases: Case[];
  /** The availability snapshot; null when the checkout has none. */
  readonly snapshot: SnapshotRow[] | null;
}

/** The names array's variable. */
export const NAMES = "AVAILABLE_INTERNAL_MCP_SERVER_NAMES";
/** The variable with the ids of removed servers. */
export const LEGACY_IDS = "LEGACY_INTERNAL_MCP_SERVER_IDS";

/** The registries of a checkout. */
export function readRegistry(sources: Sources, read: (path: string) => string | null): Registry {
  const constants = () => requiredSource(sources, PATHS.constants);
  const listed = once(() => elementFacts(arrayAnchor(constants(), NAMES), sources, (each) => typeof each === "string"));
  const entries = once(() => readEntries(constants(), sources));
  const retired = once(() => legacyIds(constants(), sources));
  const cases = once(() => readCases(requiredSource(sources, PATHS.switch), sources));
  const snapshot = once(() => readSnapshot(read));
  return {
    get listed() {
      return listed();
    },
    get entries() {
      return entries();
    },
    get legacyIds() {
      return retired();
    },
    get cases() {
      return cases();
    },
    get snapshot() {
      return snapshot();
    },
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
