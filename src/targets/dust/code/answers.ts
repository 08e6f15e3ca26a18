import { declarationOf } from "../../../edit/syntax/scope.ts";
import { ts, unwrap } from "../../../edit/ts.ts";

/** Whether an expression reads the body of an answer: `response.json()`, `response.text()`, awaited or not. */
export function readsBody(expression: ts.Expression): boolean {
  const node = awaited(expression);
  if (!ts.isCallExpression(node) || node.arguments.length > 0) return false;
  const callee = node.expression;
  return ts.isPropertyAccessExpression(callee) && /^(json|text)$/.test(callee.name.text);
}

/** The value behind a local `const` name; the expression itself when it is none. */
export function constValueOf(expression: ts.Expression): ts.Expression {
  const node = unwrap(expression);
  const declared = ts.isIdentifier(node) ? declarationOf(node) : null;
  const value = declared && ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
  return value ? awaited(value) : awaited(node);
}

/** An expression without `await`, parentheses and casts. */
export function awaited(expression: ts.Expression): ts.Expression {
  const node = unwrap(expression);
  return ts.isAwaitExpression(node) ? awaited(node.expression) : node;
}
