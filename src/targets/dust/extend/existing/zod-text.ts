import { fold, foldElements, foldObjectEntries, originOf } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { tokensOf } from "../../../../edit/syntax/trivia.ts";
import { ts, unwrap } from "../../../../edit/ts.ts";

const MAX_DEPTH = 40;

/**
 * A Zod type as text that is equal for equal types: constants and calls of local functions replaced by what they stand for,
 * literals in one spelling, the fields of objects sorted, no white space.
 */
export function zodText(type: ts.Expression, sources: Sources, depth = 0): string {
  if (depth > MAX_DEPTH) return tokenText(type);
  const folded = fold(type, sources);
  if (folded.known) return JSON.stringify(folded.value) ?? "undefined";
  const next = (node: ts.Expression) => zodText(node, sources, depth + 1);
  const node = unwrap(type);
  if (ts.isCallExpression(node)) {
    const made = onlyResult(node, sources);
    return made ? next(made) : `${next(node.expression)}(${node.arguments.map(next).join(",")})`;
  }
  const origin = originOf(node, sources);
  if (origin && origin !== node && ts.isExpression(origin)) return next(origin);
  if (ts.isPropertyAccessExpression(node)) return `${next(node.expression)}.${node.name.text}`;
  if (ts.isObjectLiteralExpression(node)) return `{${fieldTexts(node, sources, depth).sort().join(",")}}`;
  return ts.isArrayLiteralExpression(node) ? `[${elementTexts(node, sources, depth).join(",")}]` : tokenText(node);
}

function fieldTexts(node: ts.ObjectLiteralExpression, sources: Sources, depth: number): string[] {
  return foldObjectEntries(node, sources).map((entry) => {
    const value = entry.known ? entry.value : null;
    if (!entry.known || !value) return tokenText(entry.node);
    return `${JSON.stringify(entry.key)}:${zodText(value, sources, depth + 1)}`;
  });
}

function elementTexts(node: ts.ArrayLiteralExpression, sources: Sources, depth: number): string[] {
  return foldElements(node, sources).map((each) =>
    each.known && each.expression ? zodText(each.expression, sources, depth + 1) : tokenText(each.node),
  );
}

/** What a call of a function without parameters gives, when the function is one expression. */
function onlyResult(call: ts.CallExpression, sources: Sources): ts.Expression | null {
  const made = ts.isIdentifier(call.expression) ? originOf(call.expression, sources) : null;
  if (!made || !(ts.isArrowFunction(made) || ts.isFunctionDeclaration(made)) || made.parameters.length > 0) return null;
  const { body } = made;
  if (!body || !ts.isBlock(body)) return body ?? null;
  const [statement, ...others] = body.statements;
  return statement && others.length === 0 && ts.isReturnStatement(statement) ? (statement.expression ?? null) : null;
}

function tokenText(node: ts.Node): string {
  const source = node.getSourceFile();
  return tokensOf(node, source)
    .map(({ start, end }) => source.text.slice(start, end))
    .join("");
}
