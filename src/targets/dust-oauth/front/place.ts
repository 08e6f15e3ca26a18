import type { Position } from "../../../edit/list.ts";

/** Where a name goes in a list that is more or less sorted: before the first greater one. `names` holds null for other elements. */
export function sortedPosition(name: string, names: readonly (string | null)[]): Position {
  const next = names.findIndex((each) => each !== null && each > name);
  return next < 0 ? "last" : { after: next - 1 };
}
