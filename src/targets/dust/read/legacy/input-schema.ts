import { originOf } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { ts, unwrap } from "../../../../edit/ts.ts";

/** The Zod object that `zodToJsonSchema(object) as JSONSchema` publishes; null for a schema that is written otherwise. */
export function zodObject(input: ts.Expression, sources: Sources): ts.Expression | null {
  const call = originOf(input, sources);
  if (!call || !ts.isCallExpression(call) || call.expression.getText() !== "zodToJsonSchema") return null;
  return call.arguments[0] ?? null;
}

/** The shape in `z.object(shape)`, also of a constant that is made so; null for another Zod object. */
export function rawShape(object: ts.Expression, sources: Sources): ts.Expression | null {
  const call = originOf(object, sources);
  if (!call || !ts.isCallExpression(call) || !ts.isPropertyAccessExpression(call.expression)) return null;
  const { name, expression: owner } = call.expression;
  if (UNCHANGING.test(name.text)) return rawShape(owner, sources);
  const isZod = ts.isIdentifier(unwrap(owner)) && owner.getText() === "z";
  return isZod && /^(strictO|o)bject$/.test(name.text) ? (call.arguments[0] ?? null) : null;
}

const UNCHANGING = /^(strict|strip|passthrough|describe)$/;
