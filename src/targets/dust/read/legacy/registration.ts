import { fold, originOf } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { ts, unwrap } from "../../../../edit/ts.ts";
import type { ReadHandler } from "../server.ts";

/** The function that handles a tool: the last argument of `withToolLogging(…)`, or the callback itself. */
export function loggedCallback(callback: ts.Expression, sources: Sources): ts.Node {
  const made = originOf(callback, sources);
  if (!made || !ts.isCallExpression(made) || made.expression.getText() !== "withToolLogging") return made ?? callback;
  const inner = made.arguments.at(-1);
  return (inner && originOf(inner, sources)) ?? inner ?? made;
}

/** The description and the schema among what `server.tool` is given between a tool's name and its callback; either may be left out. */
export function registeredAs(
  given: readonly ts.Expression[],
  sources: Sources,
): NonNullable<ReadHandler["registered"]> {
  const [first, second] = given;
  if (!first) return {};
  if (second) return { description: first, schema: second };
  return isText(first, sources) ? { description: first } : { schema: first };
}

function isText(expression: ts.Expression, sources: Sources): boolean {
  const value = fold(expression, sources);
  if (value.known) return typeof value.value === "string";
  const node = originOf(expression, sources) ?? unwrap(expression);
  return ts.isTemplateExpression(node) || ts.isBinaryExpression(node);
}
