import { foldObjectEntries } from "../../../edit/fold.ts";
import { locationOf } from "../../../edit/ts.ts";
import { unlessRefused } from "../../../errors.ts";
import { type Fact, factValue } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import type { DustHost } from "../host.ts";
import type { DustServer } from "../read/server.ts";
import { serverMaps } from "../registration/server-maps.ts";
import { snapshotRows } from "./broken.ts";
import { metadataSnapshot } from "./metadata-snapshot.ts";
import { bm25Names, tokenLabels } from "./side-lists.ts";

/** A row of a list whose rows each stand for a server. */
export interface SideRow {
  name: string;
  at: Location;
}

/** A list beside the registries whose rows each stand for a server. */
export interface RowsOfServers {
  /** As in "the availability snapshot". */
  label: string;
  rows: readonly SideRow[];
  /** The rule that reports a server without a row, and which servers must have one; left out where none does. */
  missing?: { rule: string; concerns(found: DustServer): boolean };
}

/** Every list of a checkout whose rows each stand for a server; one that is absent or cannot be read has no rows. */
export function rowsOfServers(host: DustHost): RowsOfServers[] {
  return [
    {
      label: "the availability snapshot",
      rows: snapshotRows(host) ?? [],
      missing: { rule: "dust/availability-snapshot", concerns: () => true },
    },
    {
      label: "`SERVER_TOKEN_LABELS`",
      rows: rowsOf(() => tokenLabels(host)),
      missing: { rule: "dust/token-label", concerns: ({ entry }) => factValue(entry?.requiresBearerToken) ?? false },
    },
    {
      label: "`SERVER_SOURCES` of the tool search's test",
      rows: rowsOf(() => bm25Names(host)),
      missing: {
        rule: "dust/bm25-listed",
        concerns: ({ entry }) => factValue(entry?.availability) !== "auto_hidden_builder",
      },
    },
    { label: "the metadata snapshot", rows: unlessRefused(() => metadataSnapshot(host.sources)) ?? [] },
    ...serverMaps(host).map(({ variable, map }) => ({
      label: `\`${variable}\``,
      rows: foldObjectEntries(map, host.sources).flatMap((entry) =>
        entry.known ? [{ name: entry.key, at: locationOf(entry.node.name ?? entry.node) }] : [],
      ),
    })),
  ];
}

function rowsOf(read: () => Fact<string>[] | null): SideRow[] {
  // A list that cannot be read is the finding of a rule; the others still name servers.
  return (unlessRefused(read) ?? []).flatMap((fact) => (fact.known ? [{ name: fact.value, at: fact.at }] : []));
}
