import { commentsIn, startsLine, tokensOf } from "../syntax/trivia.ts";
import { staticName, ts } from "../ts.ts";

/** One declaration, or statement, of a file, a class, a type literal, or the callback of a test suite. */
export interface Sibling {
  /** What it is known by: `name`, `type Name`, `.member`, `callee "title"`. */
  key: string;
  node: ts.Node;
}

/** The declarations of a container in order, imports left out; two of one name are told apart by their number. */
export function siblingsOf(nodes: readonly ts.Node[]): Sibling[] {
  const seen = new Map<string, number>();
  return nodes
    .filter((node) => !ts.isImportDeclaration(node))
    .map((node) => {
      const name = nameOf(node);
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      return { key: count === 1 ? name : `${name} ${count}`, node };
    });
}

/** The declarations inside a class, an alias of a type literal, or a call such as `describe("…", () => {…})`; null for any other node. */
export function membersOf(node: ts.Node): readonly ts.Node[] | null {
  const braced = bracedIn(node);
  return braced && (ts.isBlock(braced) ? braced.statements : braced.members);
}

/** The node whose braces hold the declarations of `membersOf`; null where that is null. */
export function bracedIn(node: ts.Node): ts.ClassDeclaration | ts.TypeLiteralNode | ts.Block | null {
  if (ts.isClassDeclaration(node)) return node;
  if (ts.isTypeAliasDeclaration(node)) return ts.isTypeLiteralNode(node.type) ? node.type : null;
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return null;
  if (node.expression.expression.getText() !== "describe") return null;
  const callback = node.expression.arguments.at(-1);
  return callback && ts.isArrowFunction(callback) && ts.isBlock(callback.body) ? callback.body : null;
}

function nameOf(node: ts.Node): string {
  if (ts.isVariableStatement(node))
    return node.declarationList.declarations.map(({ name }) => name.getText()).join(" ");
  if (ts.isConstructorDeclaration(node)) return ".constructor";
  if (ts.isExpressionStatement(node)) return callName(node.expression);
  if (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) return `type ${node.name.text}`;
  if (ts.isClassElement(node) || ts.isTypeElement(node))
    return `.${(node.name && staticName(node.name)) ?? node.getText()}`;
  const named = ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node);
  return (named && node.name?.text) || node.getText();
}

/** A call is known by its title, as in `it("works", …)` and `it.each(…)("works", …)`; by what is called without one. */
function callName(expression: ts.Expression): string {
  if (!ts.isCallExpression(expression)) return plainText(expression);
  const [first] = expression.arguments;
  const title = first && ts.isStringLiteralLike(first) ? ` ${JSON.stringify(first.text)}` : "";
  let callee = expression.expression;
  while (ts.isCallExpression(callee)) callee = callee.expression;
  return `${plainText(callee)}${title}`;
}

/** The tokens of a node without what is between them. */
function plainText(node: ts.Node): string {
  const source = node.getSourceFile();
  return tokensOf(node, source)
    .map(({ start, end }) => source.text.slice(start, end))
    .join("");
}

/** The offset where a node and the comments right above it begin; a comment set apart by an empty line is not its own. */
export function startWithComments(source: ts.SourceFile, node: ts.Node): number {
  let at = node.getStart(source);
  for (const { start, end } of commentsIn(source.text, node.pos, at).reverse()) {
    if (!startsLine(source.text, start) || /(?:\r\n|\r(?!\n)|\n)\s*[\r\n]/.test(source.text.slice(end, at))) break;
    at = start;
  }
  return at;
}
