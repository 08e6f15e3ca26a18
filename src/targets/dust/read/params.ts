import { type Entry, foldObjectEntries, originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, staticName, ts, unwrap } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import { changesPresence, isRequired } from "./required.ts";
import type { ReadParam } from "./server.ts";

/** The parameters of a raw Zod shape: an object literal, a constant, spreads of them, or the `shape` of a `z.object`. */
export function readParams(schema: ts.Expression, sources: Sources): Fact<ReadParam[]> {
  return paramsOf(shapeEntries(schema, sources), schema, sources);
}

/** The parameters of a Zod object such as `z.object({…}).extend({…})`; unknown for what is no chain that starts so. */
export function readObjectParams(object: ts.Expression, sources: Sources): Fact<ReadParam[]> {
  const entries = objectEntries(object, sources);
  if (entries) return paramsOf(entries, object, sources);
  return { known: false, at: locationOf(object), why: "its schema is no `z.object` that can be followed" };
}

function paramsOf(entries: Entry[], schema: ts.Expression, sources: Sources): Fact<ReadParam[]> {
  const at = locationOf(schema);
  const params = new Map<string, ReadParam>();
  const isOpen = changesPresence(schema, sources);
  for (const entry of entries) {
    if (!entry.known) return { known: false, at, why: entry.why };
    const described = entry.value ? isDescribed(entry.value, sources) : "unknown";
    const required = entry.value && !isOpen ? isRequired(entry.value, sources) : "unknown";
    params.set(entry.key, { name: entry.key, at: locationOf(entry.node), described, required });
  }
  return { known: true, value: [...params.values()], at };
}

/** The entries of a raw Zod shape as they are written, spreads and the `shape` of objects flattened. */
export function shapeEntries(schema: ts.Expression, sources: Sources): Entry[] {
  const access = unwrap(schema);
  if (isShape(access)) return objectEntries(access.expression, sources) ?? foldObjectEntries(schema, sources);
  return foldObjectEntries(schema, sources).flatMap((entry) => {
    const spread = entry.known ? null : entry.node;
    return spread && spread !== access && isShape(spread) ? shapeEntries(spread, sources) : [entry];
  });
}

function isShape(node: ts.Node): node is ts.PropertyAccessExpression {
  return ts.isPropertyAccessExpression(node) && node.name.text === "shape";
}

/** The fields of a Zod object such as `z.object({…}).extend({…}).omit({…})`; null when it is no chain that starts so. */
export function objectEntries(object: ts.Expression, sources: Sources): Entry[] | null {
  const call = originOf(object, sources);
  if (!call || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return null;
  const { name, expression: owner } = call.expression;
  const [argument] = call.arguments;
  if (argument && isZod(owner) && /^(strictO|looseO|o)bject$/.test(name.text)) return shapeEntries(argument, sources);
  const base = objectEntries(owner, sources);
  if (!base || !argument) return base;
  if (name.text === "extend") return [...base, ...shapeEntries(argument, sources)];
  if (name.text === "merge") return [...base, ...(objectEntries(argument, sources) ?? [])];
  const keys = ts.isObjectLiteralExpression(argument) ? argument.properties.map((each) => each.name) : [];
  const named = new Set(keys.flatMap((key) => (key ? (staticName(key) ?? []) : [])));
  if (name.text === "pick") return base.filter((entry) => !entry.known || named.has(entry.key));
  return name.text === "omit" ? base.filter((entry) => !entry.known || !named.has(entry.key)) : base;
}

/** Whether a chain such as `z.string().describe("…").optional()` has a description, through constants and helpers. */
function isDescribed(type: ts.Expression, sources: Sources): boolean | "unknown" {
  let node: ts.Node | null = originOf(type, sources);
  while (node && ts.isCallExpression(node)) {
    const callee: ts.Expression = node.expression;
    if (!ts.isPropertyAccessExpression(callee)) return isDescribedByFunction(callee, sources);
    if (callee.name.text === "describe") return saysSomething(node.arguments[0]);
    const owner = unwrap(callee.expression);
    if (isZod(owner)) return callee.name.text === "object" && areFieldsDescribed(node, sources);
    node = originOf(owner, sources);
  }
  return "unknown";
}

// An object without a description of its own says enough when all its fields are described.
function areFieldsDescribed(object: ts.CallExpression, sources: Sources): boolean | "unknown" {
  const [shape] = object.arguments;
  const fields = shape ? readParams(shape, sources) : null;
  return fields?.known ? all(fields.value.map((field) => field.described)) : "unknown";
}

function isZod(node: ts.Expression): boolean {
  return ts.isIdentifier(node) && node.text === "z";
}

function isDescribedByFunction(callee: ts.Expression, sources: Sources): boolean | "unknown" {
  const made = originOf(callee, sources);
  if (!made || !ts.isFunctionLike(made) || !("body" in made)) return "unknown";
  const body: ts.Node | undefined = made.body;
  if (!body) return "unknown";
  const returned = ts.isBlock(body) ? returnsIn(body) : ts.isExpression(body) ? [body] : [];
  return all(returned.map((each) => isDescribed(each, sources)));
}

function returnsIn(node: ts.Node): ts.Expression[] {
  if (ts.isFunctionLike(node)) return [];
  if (ts.isReturnStatement(node)) return node.expression ? [node.expression] : [];
  const found: ts.Expression[] = [];
  ts.forEachChild(node, (child) => {
    found.push(...returnsIn(child));
  });
  return found;
}

function all(described: (boolean | "unknown")[]): boolean | "unknown" {
  if (described.length === 0) return "unknown";
  if (described.includes(false)) return false;
  return described.includes("unknown") ? "unknown" : true;
}

function saysSomething(text: ts.Expression | undefined): boolean {
  return text !== undefined && !(ts.isStringLiteralLike(text) && text.text.trim() === "");
}
