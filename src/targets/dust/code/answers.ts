import { ts, unwrap } from "../../../edit/ts.ts";

/** Whether an expression reads the body of an answer: `response.json()`, `response.text()`, awaited or not. */
export function readsBody(expression: ts.Node): expression is ts.CallExpression {
  return reads(expression, /^(json|text)$/);
}

/** Whether a node reads the body of an answer as a value: `response.json()`. */
export function readsJson(node: ts.Node): node is ts.CallExpression {
  return reads(node, /^json$/);
}

function reads(node: ts.Node, name: RegExp): boolean {
  if (!ts.isCallExpression(node) || node.arguments.length > 0) return false;
  const callee = node.expression;
  return ts.isPropertyAccessExpression(callee) && name.test(callee.name.text);
}

/** Whether a type makes no promise about a value: `unknown`, `object`, `const`, or a record or list of such. */
export function isOpen(type: ts.TypeNode): boolean {
  if (type.kind === ts.SyntaxKind.UnknownKeyword || type.kind === ts.SyntaxKind.ObjectKeyword) return true;
  if (ts.isArrayTypeNode(type)) return isOpen(type.elementType);
  if (!ts.isTypeReferenceNode(type)) return ts.isUnionTypeNode(type) && type.types.every(isOpen);
  const last = type.typeArguments?.at(-1);
  return ts.isIdentifier(type.typeName) && type.typeName.text === "const" ? true : last !== undefined && isOpen(last);
}

/** The outermost cast of a node, through parentheses, `await` and further casts; null when it has none. */
export function castOf(node: ts.Node): ts.AsExpression | ts.TypeAssertion | null {
  let cast: ts.AsExpression | ts.TypeAssertion | null = null;
  for (let each = node.parent; isWrapper(each); each = each.parent) {
    if (ts.isAsExpression(each) || ts.isTypeAssertionExpression(each)) cast = each;
  }
  return cast;
}

function isWrapper(node: ts.Node): boolean {
  return ts.isAwaitExpression(node) || (ts.isExpression(node) && unwrap(node) !== node && !ts.isCallExpression(node));
}
