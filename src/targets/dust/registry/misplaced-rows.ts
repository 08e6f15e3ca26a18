import { factValue } from "../../../model/found.ts";
import type { Registry } from "./read.ts";
import type { SnapshotRow } from "./snapshot.ts";

const misplaced = new WeakMap<SnapshotRow[], SnapshotRow[]>();

/**
 * The rows of the availability snapshot that have to move for each of its lists to be sorted by id, the fewest there
 * are. A row whose name or id the registry does not have is wrong itself and is not looked at.
 */
export function misplacedRows({ snapshot, entries }: Registry): SnapshotRow[] {
  if (!snapshot) return [];
  const known = misplaced.get(snapshot);
  if (known) return known;
  const ids = new Map(entries.map(({ name, id }) => [factValue(name), factValue(id)]));
  const right = snapshot.filter((row) => ids.get(row.name) === row.id);
  const found = (["auto", "manual"] as const).flatMap((list) => outOfOrder(right.filter((row) => row.list === list)));
  misplaced.set(snapshot, found);
  return found;
}

// What is not in the longest run of rows that are in order has to move.
function outOfOrder(rows: readonly SnapshotRow[]): SnapshotRow[] {
  const runs: SnapshotRow[][] = [];
  for (const row of rows) {
    const before = longest(runs.filter((run) => (run.at(-1)?.id ?? 0) <= row.id));
    runs.push([...before, row]);
  }
  const kept = new Set(longest(runs));
  return rows.filter((row) => !kept.has(row));
}

function longest(runs: readonly SnapshotRow[][]): SnapshotRow[] {
  return runs.reduce<SnapshotRow[]>((best, run) => (run.length > best.length ? run : best), []);
}
