import { unlessRefused } from "../../../errors.ts";
import { isBroken } from "../../_shared/anchors.ts";
import type { DustHost } from "../host.ts";
import { PATHS } from "../paths.ts";
import type { SnapshotRow } from "./snapshot.ts";

/** The registry files of a checkout that are there and do not parse, so that nobody knows what they say. */
export function brokenRegistries(host: DustHost): string[] {
  const sources = [PATHS.constants, PATHS.switch].filter((path) => isBroken(host.sources, path));
  return snapshotRows(host) ? sources : [...sources, PATHS.availabilitySnapshot];
}

/** Whether the registries that name servers can be read: a broken one may name servers that nobody sees. */
export function namesAreKnown({ sources }: DustHost): boolean {
  return !isBroken(sources, PATHS.constants) && !isBroken(sources, PATHS.switch);
}

/** The rows of the availability snapshot, none when the checkout has none; null when it cannot be read. */
export function snapshotRows(host: DustHost): SnapshotRow[] | null {
  // A snapshot that cannot be read is the finding of a rule; it must not end the check of the servers.
  return unlessRefused(() => host.registry().snapshot ?? []);
}
