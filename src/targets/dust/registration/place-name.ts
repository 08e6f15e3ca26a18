import type { Position } from "../../../edit/list.ts";

/**
 * Where a name goes in a loosely sorted list: behind the last smaller name of the sorted part at its start, else at the
 * end. `names` holds null for elements that are no string literals; what is there is never re-ordered.
 */
export function positionOf(name: string, names: readonly (string | null)[]): Position {
  const sorted = sortedPart(names);
  for (let index = sorted - 1; index >= 0; index--) {
    const each = names[index];
    if (each !== null && each !== undefined && each < name) return { after: index };
  }
  return "last";
}

/** The length of the ascending run at the start; elements that are no literals belong to it. */
function sortedPart(names: readonly (string | null)[]): number {
  let previous = "";
  for (const [index, name] of names.entries()) {
    if (name === null) continue;
    if (name < previous) return index;
    previous = name;
  }
  return names.length;
}
