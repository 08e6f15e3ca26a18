import { locationOf } from "../../../edit/ts.ts";
import type { Location } from "../../../model/location.ts";
import { declarationsOf, requiredSource } from "../../_shared/anchors.ts";
import type { DustHost } from "../host.ts";
import { PATHS } from "../paths.ts";
import type { DustServer } from "../read/server.ts";
import { namesAreKnown } from "../registry/broken.ts";
import { LEGACY_IDS } from "../registry/read.ts";
import { rowsOfServers } from "../registry/side-rows.ts";
import type { DustBase } from "./deployed.ts";

/**
 * The servers that were and are no more: those that had an entry at the merge base, as they were, and those that only
 * rows of the lists beside the registries still name. They point to where their ids belong: the list of retired ids, or the row.
 */
export function goneServers(host: DustHost, all: DustServer[], base?: DustBase): DustServer[] {
  // Where a registry cannot be read, servers may be there that nobody sees.
  if (!namesAreKnown(host)) return [];
  const known = new Set(all.map((each) => each.name));
  const deployed = base?.known ? base.before.all.filter((each) => each.entry && !known.has(each.name)) : [];
  const at = deployed.length > 0 ? retirementPlace(host) : null;
  const removed = at ? deployed.map((each) => ({ ...each, at })) : [];
  for (const { name } of removed) known.add(name);
  const strays = new Map<string, Location>();
  for (const { name, at } of rowsOfServers(host).flatMap((list) => list.rows)) {
    if (!known.has(name) && !strays.has(name)) strays.set(name, at);
  }
  return [...removed, ...[...strays].map(([name, at]) => nameOnly(name, at))];
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
