import { ts, walk } from "../../../edit/ts.ts";

/** What a variable is given where it is declared and later in that block; empty for those of loops and of `catch`. */
export function assignedTo(declared: ts.VariableDeclaration): ts.Expression[] {
  const first = declared.initializer ? [declared.initializer] : [];
  const list = declared.parent;
  const isConst = (ts.getCombinedNodeFlags(declared) & ts.NodeFlags.Const) !== 0;
  if (isConst || !ts.isVariableDeclarationList(list) || !ts.isIdentifier(declared.name)) return first;
  const { text } = declared.name;
  const later = walk(list.parent.parent).flatMap((node) => (assigns(node, text) ? [node.right] : []));
  return [...first, ...later];
}

function assigns(node: ts.Node, name: string): node is ts.BinaryExpression {
  if (!ts.isBinaryExpression(node) || !ts.isIdentifier(node.left) || node.left.text !== name) return false;
  const operator = node.operatorToken.kind;
  return operator === ts.SyntaxKind.EqualsToken || operator === ts.SyntaxKind.PlusEqualsToken;
}
