import { foldObjectEntries, originOf } from "../../edit/fold.ts";
import type { Sources } from "../../edit/sources.ts";
import { locationOf, ts, unwrap } from "../../edit/ts.ts";
import type { Fact } from "../../model/found.ts";
import type { ReadParam } from "./server.ts";

/** The parameters of a raw Zod shape: an object literal, a constant, spreads of them, or `z.object({…}).shape`. */
export function readParams(schema: ts.Expression, sources: Sources): Fact<ReadParam[]> {
  const at = locationOf(schema);
  const params: ReadParam[] = [];
  for (const entry of foldObjectEntries(shapeOf(schema, sources), sources)) {
    if (!entry.known) return { known: false, at, why: entry.why };
    const described = entry.value ? isDescribed(entry.value, sources) : "unknown";
    params.push({ name: entry.key, at: locationOf(entry.node), described });
  }
  return { known: true, value: params, at };
}

// `X.shape` is the shape that X was made from, when X is a call of z.object on a literal.
function shapeOf(schema: ts.Expression, sources: Sources): ts.Expression {
  const access = unwrap(schema);
  if (!ts.isPropertyAccessExpression(access) || access.name.text !== "shape") return schema;
  const origin = originOf(access.expression, sources);
  const made = origin && ts.isCallExpression(origin) ? objectCall(origin) : null;
  return made?.arguments[0] ?? schema;
}

function objectCall(call: ts.CallExpression): ts.CallExpression | null {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee)) return null;
  if (callee.name.text === "object" || callee.name.text === "strictObject") return call;
  return ts.isCallExpression(callee.expression) ? objectCall(callee.expression) : null;
}

/** Whether a chain such as `z.string().describe("…").optional()` has a description, through constants and helpers. */
function isDescribed(type: ts.Expression, sources: Sources): boolean | "unknown" {
  let node: ts.Node | null = originOf(type, sources);
  while (node && ts.isCallExpression(node)) {
    const callee: ts.Expression = node.expression;
    if (!ts.isPropertyAccessExpression(callee)) return describedByFunction(callee, sources);
    if (callee.name.text === "describe") return node.arguments.length > 0;
    const owner = unwrap(callee.expression);
    if (ts.isIdentifier(owner) && owner.text === "z") return false;
    node = originOf(owner, sources);
  }
  return "unknown";
}

function describedByFunction(callee: ts.Expression, sources: Sources): boolean | "unknown" {
  const made = originOf(callee, sources);
  if (!made || !ts.isFunctionLike(made) || !("body" in made) || !made.body) return "unknown";
  if (ts.isExpression(made.body as ts.Node)) return isDescribed(made.body as ts.Expression, sources);
  return "unknown";
}
