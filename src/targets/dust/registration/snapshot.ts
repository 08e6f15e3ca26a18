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
  const index = placeOf(
    id,
    own.map((row) => row.id),
  );
  return insertIntoJsonArray(text, [list], { name: spec.name, id }, index) ?? text;
}

/** The place of an id in a sorted list; in one that is not sorted, the first that is out of order with the fewest others. */
function placeOf(id: number, ids: readonly number[]): number {
  let misplaced = ids.filter((each) => each < id).length;
  let best = { index: 0, misplaced };
  for (const [index, each] of ids.entries()) {
    misplaced += each < id ? -1 : 1;
    if (misplaced < best.misplaced) best = { index: index + 1, misplaced };
  }
  return best.index;
}
