import { originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, staticName, ts, unwrap } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import { stringFact } from "../../_shared/facts.ts";

/** The name of a tool as an expression gives it: a string, or the `name` of a row of a record, which is its key. */
export function toolNameFact(expression: ts.Expression, sources: Sources): Fact<string> {
  const fact = stringFact(expression, sources);
  const access = unwrap(expression);
  if (fact.known || !ts.isPropertyAccessExpression(access) || access.name.text !== "name") return fact;
  const row = originOf(access.expression, sources);
  const key = row && ts.isPropertyAssignment(row.parent) ? keyFact(row.parent.name, sources) : fact;
  return key.known ? { ...key, at: fact.at } : fact;
}

/** The text of a property's name, computed ones folded. */
export function keyFact(name: ts.PropertyName, sources: Sources): Fact<string> {
  const at = locationOf(name);
  const written = staticName(name);
  if (written !== null) return { known: true, value: written, at };
  if (ts.isComputedPropertyName(name)) return stringFact(name.expression, sources);
  return { known: false, at, why: "its name is not a string" };
}
