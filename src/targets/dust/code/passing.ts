import { ts } from "../../../edit/ts.ts";

/** The step of a Zod schema, whichever of its methods reads the value. */
export const PARSED = "parse()";
/** The step that writes a value as JSON. */
export const STRINGIFIED = "JSON.stringify()";
/** The step that reads a value from JSON. */
export const READ_AS_JSON = "JSON.parse()";

/** The value that a call hands on, and the name of what it does with it; null where it changes nothing. */
export interface Passed {
  value: ts.Expression;
  name: string | null;
}

const CUTS = /^(slice|substring|substr|replace|replaceAll|toLowerCase|toUpperCase)$/;
const KEEPS = /^(trim|toString|valueOf|catch|finally)$/;

/** What a call hands on that only converts, cuts, checks or awaits a value; null for any other call. */
export function handsOn(call: ts.CallExpression): Passed | null {
  const callee = call.expression;
  const [first] = call.arguments;
  if (ts.isIdentifier(callee)) return first && callee.text === "String" ? { value: first, name: null } : null;
  if (!ts.isPropertyAccessExpression(callee)) return null;
  const { text } = callee.name;
  if (isSchemaMethod(callee) && first) return { value: first, name: PARSED };
  const isJson = ts.isIdentifier(callee.expression) && callee.expression.text === "JSON";
  if (isJson) return first ? { value: first, name: text === "parse" ? READ_AS_JSON : STRINGIFIED } : null;
  if (CUTS.test(text)) return { value: callee.expression, name: `${text}()` };
  return KEEPS.test(text) ? { value: callee.expression, name: null } : null;
}

/** Whether a call passes its first argument through a Zod schema: `S.parse(x)`, `S.safeParseAsync(x)`. */
export function parses(call: ts.CallExpression): boolean {
  return ts.isPropertyAccessExpression(call.expression) && isSchemaMethod(call.expression);
}

function isSchemaMethod({ expression, name }: ts.PropertyAccessExpression): boolean {
  const isGlobal = ts.isIdentifier(expression) && /^(JSON|Date|path|Number)$/.test(expression.text);
  return !isGlobal && /^(safeParse|parse)(Async)?$/.test(name.text);
}
