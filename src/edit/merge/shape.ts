import { ts } from "../ts.ts";

/**
 * What a node says, whatever its layout: equal for two nodes that differ in white space, comments, quotes, trailing commas,
 * semicolons and parentheses around a whole expression or type.
 */
export function shapeOf(node: ts.Node): string {
  const known = shapes.get(node);
  if (known !== undefined) return known;
  const shape = describe(node);
  shapes.set(node, shape);
  return shape;
}

const shapes = new WeakMap<ts.Node, string>();

/** The parts of a node in source order, parentheses around a whole part taken off. */
export function partsOf(node: ts.Node): ts.Node[] {
  const parts: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    parts.push(bare(child));
  });
  return parts;
}

function bare(node: ts.Node): ts.Node {
  if (ts.isParenthesizedExpression(node)) return bare(node.expression);
  return ts.isParenthesizedTypeNode(node) ? bare(node.type) : node;
}

function describe(given: ts.Node): string {
  const node = bare(given);
  if (isKey(node)) return `key ${JSON.stringify(node.text)}`;
  const parts = partsOf(node).map(shapeOf);
  return `${node.kind}${ownText(node)}${parts.length > 0 ? `(${parts.join(" ")})` : ""}`;
}

// Formatters add and remove the quotes of a property's name.
function isKey(node: ts.Node): node is ts.Identifier | ts.StringLiteral {
  if (!ts.isIdentifier(node) && !ts.isStringLiteral(node)) return false;
  const { parent } = node;
  return (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent)) && parent.name === node;
}

function ownText(node: ts.Node): string {
  if (ts.isVariableDeclarationList(node)) return `:${node.flags & ts.NodeFlags.BlockScoped}`;
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node) || ts.isTypeOperatorNode(node))
    return `:${node.operator}`;
  if (ts.isHeritageClause(node)) return `:${node.token}`;
  return isText(node) ? JSON.stringify(node.text) : "";
}

type Text = ts.Identifier | ts.PrivateIdentifier | ts.LiteralExpression | ts.TemplateLiteralLikeNode;

function isText(node: ts.Node): node is Text {
  const named = ts.isIdentifier(node) || ts.isPrivateIdentifier(node) || ts.isLiteralExpression(node);
  return named || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
}
