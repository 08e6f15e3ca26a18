import { locationOf } from "../../../edit/ts.ts";
import type { Location } from "../../../model/location.ts";
import type { DustHost } from "../host.ts";
import { PATHS } from "../paths.ts";
import type { DustServer } from "../read/server.ts";
import { declarationsOf, requiredSource } from "../registry/anchors.ts";
import { namesAreKnown, snapshotRows } from "../registry/broken.ts";
import { LEGACY_IDS } from "../registry/read.ts";
import type { DustBase } from "./deployed.ts";

/**
 * The servers that were and are no more: those that had an entry at the merge base, as they were, and those that only a row
 * of the availability snapshot still names. They point to where their ids belong: the list of retired ids, or the row.
 */
export function goneServers(host: DustHost, all: DustServer[], base?: DustBase): DustServer[] {
  // Where a registry cannot be read, servers may be there that nobody sees.
  if (!namesAreKnown(host)) return [];
  const known = new Set(all.map((each) => each.name));
  const deployed = base?.known ? base.before.all.filter((each) => each.entry && !known.has(each.name)) : [];
  const at = deployed.length > 0 ? retirementPlace(host) : null;
  const removed = at ? deployed.map((each) => ({ ...each, at })) : [];
  for (const { name } of removed) known.add(name);
  const rows = (snapshotRows(host) ?? []).filter((row) => !known.has(row.name));
  return [...removed, ...rows.map((row) => nameOnly(row.name, row.at))];
}

function retirementPlace({ sources }: DustHost): Location {
  const constants = requiredSource(sources, PATHS.constants);
  const [declaration] = [LEGACY_IDS, "INTERNAL_MCP_SERVERS"].flatMap((name) => declarationsOf(constants, name));
  return locationOf(declaration?.name ?? constants);
}

function nameOnly(name: string, at: Location): DustServer {
  return {
    target: "dust",
    name,
    layout: null,
    directory: null,
    at,
    listed: [],
    entry: null,
    cases: [],
    metadata: () => null,
    implementation: () => null,
  };
}
