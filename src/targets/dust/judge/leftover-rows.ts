import { factValue } from "../../../model/found.ts";
import { nearName } from "../../../model/near-name.ts";
import type { DustHost } from "../host.ts";
import type { DustServer } from "../read/server.ts";
import { snapshotRows } from "../registry/broken.ts";
import { type RowsOfServers, rowsOfServers, type SideRow } from "../registry/side-rows.ts";

/** What the lists beside the registries still have of a name that is no server. */
export interface Leftover {
  rows: (SideRow & Pick<RowsOfServers, "label">)[];
  /** The rule that reports the server whose row is misspelt so, when that is what a row is; else null. */
  misspelt: string | null;
}

/** The rows of a name that is no server, without those that a rule reports as the missing row of a server. */
export function leftoverRows(name: string, all: readonly DustServer[], host: DustHost): Leftover {
  const found: Leftover = { rows: [], misspelt: null };
  for (const list of rowsOfServers(host)) {
    const rows = list.rows.filter((row) => row.name === name);
    if (rows.length === 0) continue;
    if (isMeantFor(name, list, all) || isOfOtherServer(name, list, all, host))
      found.misspelt = list.missing?.rule ?? null;
    else found.rows.push(...rows.map((row) => ({ ...row, label: list.label })));
  }
  return found;
}

/** The servers that a list must have, and has not. */
function lacking({ rows, missing }: RowsOfServers, all: readonly DustServer[]): DustServer[] {
  const listed = new Set(rows.map((row) => row.name));
  return all.filter((each) => each.entry && missing?.concerns(each) && !listed.has(each.name));
}

function isMeantFor(name: string, list: RowsOfServers, all: readonly DustServer[]): boolean {
  const names = lacking(list, all).map((each) => each.name);
  return nearName(name, names) !== undefined;
}

// A row of the availability snapshot says by its id whose it is.
function isOfOtherServer(name: string, list: RowsOfServers, all: readonly DustServer[], host: DustHost): boolean {
  if (list.missing?.rule !== "dust/availability-snapshot") return false;
  const ids = new Set((snapshotRows(host) ?? []).filter((row) => row.name === name).map((row) => row.id));
  return lacking(list, all).some(({ entry }) => ids.has(factValue(entry?.id) ?? 0));
}
