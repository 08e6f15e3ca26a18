import { type Entry, originOf } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { ts, unwrap, walk } from "../../../../edit/ts.ts";

/** Whether two texts that should say the same differ; unknown where that cannot be told from the source. */
export type Drift = "none" | "drift" | "unknown";

/** Whether two raw Zod shapes differ: in the names of their fields, or in the types of a field. */
export function shapeDrift(one: readonly Entry[], other: readonly Entry[], sources: Sources): Drift {
  const fields = fieldsOf(one);
  const others = fieldsOf(other);
  if (!fields || !others) return "unknown";
  if (fields.size !== others.size || [...fields.keys()].some((name) => !others.has(name))) return "drift";
  const drifts = [...fields].map(([name, value]) => fieldDrift(value, others.get(name) ?? null, sources));
  if (drifts.includes("drift")) return "drift";
  return drifts.includes("unknown") ? "unknown" : "none";
}

function fieldsOf(entries: readonly Entry[]): Map<string, ts.Expression | null> | null {
  const known = entries.flatMap((entry) => (entry.known ? [[entry.key, entry.value] as const] : []));
  return known.length === entries.length ? new Map(known) : null;
}

function fieldDrift(one: ts.Expression | null, other: ts.Expression | null, sources: Sources): Drift {
  const first = one && originOf(one, sources);
  const second = other && originOf(other, sources);
  if (!first || !second) return "unknown";
  if (first === second || textOf(first) === textOf(second)) return "none";
  const [calls, others] = [callsOf(first), callsOf(second)];
  if (!calls || !others) return "unknown";
  // The calls of a chain may stand in another order, and a limit may be a constant in one of the places.
  if (calls.join() !== others.join()) return "drift";
  return [first, second].some(hasNames) ? "unknown" : "drift";
}

function textOf(node: ts.Node): string {
  return node.getText().replace(/\s+/g, "");
}

/** The names of the calls in a chain such as `z.string().min(1)`, sorted; null for what is no chain that begins with `z`. */
function callsOf(type: ts.Node): string[] | null {
  const names: string[] = [];
  let node = ts.isExpression(type) ? unwrap(type) : type;
  while (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    names.push(node.expression.name.text);
    node = unwrap(node.expression.expression);
  }
  return ts.isIdentifier(node) && node.text === "z" ? names.sort() : null;
}

function hasNames(type: ts.Node): boolean {
  return walk(type)
    .filter(ts.isIdentifier)
    .some((each) => each.text !== "z" && !isKey(each));
}

function isKey(name: ts.Identifier): boolean {
  const { parent } = name;
  return (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === name;
}
