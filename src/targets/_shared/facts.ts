import { fold } from "../../edit/fold.ts";
import type { Sources } from "../../edit/sources.ts";
import { locationOf, type ts } from "../../edit/ts.ts";
import type { Fact } from "../../model/found.ts";

/** A string read from an expression, or unknown when it cannot be worked out or is something else. */
export function stringFact(expression: ts.Expression, sources: Sources): Fact<string> {
  return factOf(expression, sources, (value) => typeof value === "string", "not a string");
}

/** A number read from an expression, or unknown. */
export function numberFact(expression: ts.Expression, sources: Sources): Fact<number> {
  return factOf(expression, sources, (value) => typeof value === "number", "not a number");
}

/** A boolean read from an expression, or unknown. */
export function booleanFact(expression: ts.Expression, sources: Sources): Fact<boolean> {
  return factOf(expression, sources, (value) => typeof value === "boolean", "not a boolean");
}

/** A string, or null for `null` and `undefined`. */
export function nullableFact(expression: ts.Expression, sources: Sources): Fact<string | null> {
  const folded = fold(expression, sources);
  if (folded.known && (folded.value === null || folded.value === undefined)) {
    return { known: true, value: null, at: locationOf(expression) };
  }
  return stringFact(expression, sources);
}

function factOf<T>(
  expression: ts.Expression,
  sources: Sources,
  fits: (value: unknown) => value is T,
  otherwise: string,
): Fact<T> {
  const at = locationOf(expression);
  const folded = fold(expression, sources);
  if (!folded.known) return { known: false, at, why: folded.why };
  return fits(folded.value) ? { known: true, value: folded.value, at } : { known: false, at, why: otherwise };
}
