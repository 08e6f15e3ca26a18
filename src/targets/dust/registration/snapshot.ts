import { insertIntoJsonArray } from "../../../edit/json.ts";
import type { IntegrationSpec } from "../../../model/integration-spec.ts";
import type { DustHost } from "../host.ts";
import type { SnapshotList } from "../registry/snapshot.ts";
import { conflictAt } from "./conflict.ts";

/** The availability snapshot with the server's row, sorted by id; the same text when it is there. Throws UserError (exit 4). */
export function withSnapshotRow(
  text: string,
  spec: Pick<IntegrationSpec, "name" | "availability">,
  id: number,
  host: DustHost,
): string {
  const rows = host.registry().snapshot ?? [];
  const list: SnapshotList = spec.availability === "manual" ? "manual" : "auto";
  const known = rows.find((row) => row.name === spec.name);
  if (known) {
    if (known.id === id && known.list === list) return text;
    throw conflictAt(known.at, "snapshot row", `id ${id} in "${list}"`);
  }
  const own = rows.filter((row) => row.list === list);
  const index = own.findIndex((row) => row.id > id);
  const added = insertIntoJsonArray(text, [list], { name: spec.name, id }, index < 0 ? own.length : index);
  return added ?? text;
}
