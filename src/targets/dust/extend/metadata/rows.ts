import { foldElements, foldObjectEntries, originOf } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { property, ts } from "../../../../edit/ts.ts";
import type { MetadataSite } from "../site.ts";

/** A tool of the list as it is written. */
export interface Row {
  literal: ts.ObjectLiteralExpression;
  /** The expression that names it: the value of `name`, or that of a computed key; null for a key that is written out. */
  name: ts.Expression | null;
}

/** The tools of a list that are written as object literals, in order. */
export function rowsOf(tools: MetadataSite["tools"], sources: Sources): Row[] {
  if (ts.isArrayLiteralExpression(tools)) {
    return foldElements(tools, sources).flatMap((each) =>
      each.known && each.expression ? rowOf(each.expression, null, sources) : [],
    );
  }
  return foldObjectEntries(tools, sources).flatMap((entry) => {
    if (!entry.known || !entry.value) return [];
    const key = entry.node.name && ts.isComputedPropertyName(entry.node.name) ? entry.node.name.expression : null;
    return rowOf(entry.value, key, sources);
  });
}

function rowOf(value: ts.Expression, key: ts.Expression | null, sources: Sources): Row[] {
  const literal = originOf(value, sources);
  if (!literal || !ts.isObjectLiteralExpression(literal)) return [];
  return [{ literal, name: key ?? writtenValue(literal, "name") }];
}

/** The expression of a property that is written as `name: expression`; null otherwise. */
export function writtenValue(literal: ts.ObjectLiteralExpression, name: string): ts.Expression | null {
  const found = property(literal, name);
  return found && ts.isPropertyAssignment(found) ? found.initializer : null;
}
