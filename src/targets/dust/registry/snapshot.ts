import { parseJson } from "../../../edit/json.ts";
import { EXIT, UserError } from "../../../errors.ts";
import { formatLocation, type Location } from "../../../model/location.ts";
import { PATHS } from "../paths.ts";

/** One row of the availability snapshot. */
export interface SnapshotRow {
  list: SnapshotList;
  name: string;
  id: number;
  at: Location;
}

/** The two lists of the snapshot; `auto` holds hidden servers too. */
export type SnapshotList = "auto" | "manual";

const LISTS: readonly SnapshotList[] = ["auto", "manual"];

/** The rows of the availability snapshot; null when the checkout has none. Throws UserError (exit 5) for broken JSON. */
export function readSnapshot(read: (path: string) => string | null): SnapshotRow[] | null {
  const path = PATHS.availabilitySnapshot;
  const text = read(path);
  if (text === null) return null;
  const document = parseJson(path, text);
  const lists: unknown = document.value;
  if (!isRecord(lists)) throw broken(path, document.problems[0]?.at, document.problems[0]?.message);
  return LISTS.flatMap((list) => {
    const rows: unknown = lists[list];
    if (!Array.isArray(rows)) throw broken(path, document.locate([]), `it has no list "${list}"`);
    return rows.map((row: unknown, index) => {
      const at = document.locate([list, index]) ?? { path, line: 1, column: 1, endLine: 1, endColumn: 1 };
      const { name, id } = isRecord(row) ? row : {};
      if (typeof name !== "string" || typeof id !== "number") throw broken(path, at, "a row has no name or no id");
      return { list, name, id, at };
    });
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function broken(path: string, at: Location | undefined, why = "it is no object"): UserError {
  return new UserError("host-unreadable", `The availability snapshot cannot be read: ${why}.`, {
    exitCode: EXIT.hostNotRecognised,
    hint: "Mend the file and run the command again.",
    details: [{ message: why, at: at ? formatLocation(at) : path }],
  });
}
