import type { Position } from "../../../edit/list.ts";
import { positionOf } from "../../_shared/place-name.ts";

/** Where a name goes in a list that is sorted as far as it goes: before the first name too, unlike in a list that only grows. */
export function sortedPosition(name: string, names: readonly (string | null)[]): Position {
  const [first, second] = names;
  const isFirst = typeof first === "string" && typeof second === "string" && name < first && first < second;
  return isFirst ? { after: -1 } : positionOf(name, names);
}
