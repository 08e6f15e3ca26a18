import { fold, originOf } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { ts, unwrap } from "../../../../edit/ts.ts";
import { propertiesOf } from "../../registry/entries.ts";
import type { ReadHandler } from "../server.ts";

/** The function that handles a tool: the last argument of `withToolLogging(…)`, or the callback itself. */
export function loggedCallback(callback: ts.Expression, sources: Sources): ts.Node {
  const made = originOf(callback, sources);
  if (!made || !ts.isCallExpression(made) || made.expression.getText() !== "withToolLogging") return made ?? callback;
  const inner = made.arguments.at(-1);
  return (inner && originOf(inner, sources)) ?? inner ?? made;
}

/**
 * What `server.tool` is given between a tool's name and its callback: a description, a schema and annotations, each of which may
 * be left out; or what `server.registerTool` has in the object there.
 */
export function registeredAs(call: ts.CallExpression, sources: Sources): NonNullable<ReadHandler["registered"]> {
  const given = call.arguments.slice(1, -1);
  const [config] = given;
  const callee = call.expression;
  if (config && ts.isPropertyAccessExpression(callee) && callee.name.text === "registerTool") {
    const properties = propertiesOf(config, sources);
    return said(properties.get("description"), properties.get("inputSchema"));
  }
  const described = config && isText(config, sources) ? config : undefined;
  const next = given[described ? 1 : 0];
  return said(described, next && isAnnotations(next, sources) ? undefined : next);
}

function said(description?: ts.Expression, schema?: ts.Expression): NonNullable<ReadHandler["registered"]> {
  return { ...(description ? { description } : {}), ...(schema ? { schema } : {}) };
}

const ANNOTATION = /^(title|\w+Hint)$/;

// `{ readOnlyHint: true }` is no schema, which the SDK tells by its values.
function isAnnotations(expression: ts.Expression, sources: Sources): boolean {
  const properties = [...propertiesOf(expression, sources)];
  return (
    properties.length > 0 && properties.every(([name, value]) => ANNOTATION.test(name) && fold(value, sources).known)
  );
}

function isText(expression: ts.Expression, sources: Sources): boolean {
  const value = fold(expression, sources);
  if (value.known) return typeof value.value === "string";
  const node = originOf(expression, sources) ?? unwrap(expression);
  return ts.isTemplateExpression(node) || ts.isBinaryExpression(node);
}
