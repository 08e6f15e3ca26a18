import { originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { ts, unwrap } from "../../../edit/ts.ts";

const MAY_BE_LEFT_OUT = /^(optional|exactOptional|nullish|default|prefault|catch)$/;
const HIDES_IT =
  /^(any|unknown|custom|lazy|pipe|preprocess|union|discriminatedUnion|undefined|void|or|unwrap|removeDefault)$/;

/**
 * Whether a model has to give a field of this Zod type: what `.optional()`, `.default(…)` and their like leave open need not
 * be given. Through constants and helper functions; unknown for types that may accept nothing, such as unions.
 */
export function isRequired(type: ts.Expression, sources: Sources): boolean | "unknown" {
  let node: ts.Node | null = originOf(type, sources);
  while (node && ts.isCallExpression(node)) {
    const callee: ts.Expression = node.expression;
    if (!ts.isPropertyAccessExpression(callee)) return isRequiredByFunction(callee, sources);
    const { text } = callee.name;
    if (MAY_BE_LEFT_OUT.test(text)) return false;
    if (HIDES_IT.test(text)) return "unknown";
    if (text === "nonoptional") return true;
    const owner = unwrap(callee.expression);
    if (isZod(owner)) return true;
    node = originOf(owner, sources);
  }
  return "unknown";
}

// `z` itself, or a part of it such as `z.coerce`.
function isZod(node: ts.Expression): boolean {
  if (ts.isPropertyAccessExpression(node)) return isZod(node.expression);
  return ts.isIdentifier(node) && node.text === "z";
}

function isRequiredByFunction(callee: ts.Expression, sources: Sources): boolean | "unknown" {
  const made = originOf(callee, sources);
  const body = made && ts.isArrowFunction(made) && ts.isExpression(made.body) ? made.body : onlyReturn(made);
  return body ? isRequired(body, sources) : "unknown";
}

function onlyReturn(made: ts.Node | null): ts.Expression | null {
  const body = made && ts.isFunctionLike(made) && "body" in made ? made.body : null;
  const statement = body && ts.isBlock(body) && body.statements.length === 1 ? body.statements[0] : null;
  return statement && ts.isReturnStatement(statement) ? (statement.expression ?? null) : null;
}

/** Whether a schema passes `.partial()` or `.required()`, which say of other fields whether they may be left out. */
export function changesPresence(schema: ts.Expression, sources: Sources): boolean {
  let node: ts.Node | null = unwrap(schema);
  while (node) {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      if (/^(partial|deepPartial|required)$/.test(node.expression.name.text)) return true;
      node = originOf(node.expression.expression, sources);
    } else if (ts.isPropertyAccessExpression(node)) node = originOf(node.expression, sources);
    else return false;
  }
  return false;
}
