import type { Location } from "../../../model/location.ts";

/** One row of the availability snapshot. */
export interface SnapshotRow {
  list: "auto" | "manual";
  name: string;
  id: number;
  at: Location;
}
