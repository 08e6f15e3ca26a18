import { valueOf } from "../../../model/found.ts";
import type { Registry } from "./read.ts";

/** Every server id that one version of the registry uses or reserves: entries, retired ids, availability snapshot. */
export function idsIn(registry: Pick<Registry, "entries" | "legacyIds" | "snapshot">): number[] {
  return [
    ...registry.entries.flatMap((entry) => valueOf(entry.id) ?? []),
    ...registry.legacyIds.flatMap((id) => valueOf(id) ?? []),
    ...(registry.snapshot ?? []).map((row) => row.id),
  ];
}

/** One more than the highest id of all: gaps are never filled, stored identifiers encode the id. */
export function nextId(ids: readonly number[]): number {
  return Math.max(0, ...ids) + 1;
}
