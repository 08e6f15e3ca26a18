import { ts } from "ts-morph";
import type { Location } from "../model/location.ts";

export { ts };

/** A complaint of the parser; `start` and `end` are offsets in the text of the file. */
export interface SyntaxProblem {
  message: string;
  start: number;
  end: number;
}

/**
 * The syntax tree of a TypeScript file, parents set. A byte-order mark stays in its text; `.tsx` and `.jsx` allow JSX.
 * Trees are shared: nobody changes one.
 */
export function parse(path: string, text: string): ts.SourceFile {
  const known = trees.get(path) ?? [];
  const tree =
    known.find((each) => each.text === text) ?? ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  // An edit needs the tree of the text before it and of the text after it, here and in several places more.
  if (known[0] !== tree) trees.set(path, [tree, ...known.filter((each) => each !== tree)].slice(0, 2));
  return tree;
}

const trees = new Map<string, readonly ts.SourceFile[]>();

/** What the parser could not read, in source order; empty for a well-formed file. No type is checked. */
export function syntaxErrors(source: ts.SourceFile): SyntaxProblem[] {
  // The parser keeps its findings on the tree; asking for them through a program would bind and check the file.
  if (!("parseDiagnostics" in source) || !Array.isArray(source.parseDiagnostics)) return [];
  const found: ts.DiagnosticWithLocation[] = source.parseDiagnostics;
  return found.map(({ messageText, start, length }) => ({
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
    start,
    end: start + length,
  }));
}

/**
 * The expression inside `(…)`, `… as T`, `<T>…`, `… satisfies T`, `…!` and a call such as `ensureUnique({…})`:
 * a named function (or `Object.freeze`) with one argument that is an object or array literal.
 */
export function unwrap(expression: ts.Expression): ts.Expression {
  if (
    ts.isParenthesizedExpression(expression) ||
    ts.isAsExpression(expression) ||
    ts.isTypeAssertionExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isNonNullExpression(expression)
  ) {
    return unwrap(expression.expression);
  }
  return ts.isCallExpression(expression) ? (wrappedLiteral(expression) ?? expression) : expression;
}

/** The expression that `await`s and wrappers around an expression stand for: `x()` of `(await x()) as T`. */
export function awaited(expression: ts.Expression): ts.Expression {
  const inner = unwrap(expression);
  return ts.isAwaitExpression(inner) ? awaited(inner.expression) : inner;
}

function wrappedLiteral(call: ts.CallExpression): ts.Expression | null {
  const [argument, ...others] = call.arguments;
  if (!argument || others.length > 0 || !(ts.isIdentifier(call.expression) || isObjectFreeze(call))) return null;
  const inner = unwrap(argument);
  return ts.isObjectLiteralExpression(inner) || ts.isArrayLiteralExpression(inner) ? inner : null;
}

function isObjectFreeze(call: ts.CallExpression): boolean {
  return objectMethod(call) === "freeze";
}

/** The `keys` of `Object.keys(x)`; null for any other call. */
export function objectMethod(call: ts.CallExpression): string | null {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !ts.isIdentifier(callee.expression)) return null;
  return callee.expression.text === "Object" ? callee.name.text : null;
}

/** Where a node is, from its first token (comments before it left out) to its end. */
export function locationOf(node: ts.Node): Location {
  const source = node.getSourceFile();
  const from = lineAndColumn(source, node.getStart(source));
  const to = lineAndColumn(source, node.getEnd());
  return { path: source.fileName, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

/** The line and column of an offset, both from 1; a byte-order mark takes no column. */
export function lineAndColumn(source: ts.SourceFile, offset: number): { line: number; column: number } {
  const starts = lineStartsOf(source);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: Math.max(1, offset - (starts[low] ?? 0) + 1) };
}

const lineStarts = new WeakMap<ts.SourceFile, number[]>();
const LINE_FEED = 10;
const RETURN = 13;

// TypeScript's own table also ends lines at U+2028, which editors do not.
function lineStartsOf(source: ts.SourceFile): number[] {
  const known = lineStarts.get(source);
  if (known) return known;
  const starts = [source.text.startsWith("\uFEFF") ? 1 : 0];
  const { text } = source;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LINE_FEED || (code === RETURN && text.charCodeAt(at + 1) !== LINE_FEED)) starts.push(at + 1);
  }
  lineStarts.set(source, starts);
  return starts;
}

/** A node and everything below it, in source order. */
export function walk(node: ts.Node): readonly ts.Node[] {
  if (!ts.isSourceFile(node)) return nodesBelow(node);
  const known = nodes.get(node) ?? nodesBelow(node);
  nodes.set(node, known);
  return known;
}

// Many rules look through the same files.
const nodes = new WeakMap<ts.SourceFile, readonly ts.Node[]>();

function nodesBelow(node: ts.Node): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (each: ts.Node): void => {
    found.push(each);
    ts.forEachChild(each, visit);
  };
  visit(node);
  return found;
}

/** The top-level variable `name` of a file, exported or not; null when there is none. */
export function variableNamed(source: ts.SourceFile, name: string): ts.VariableDeclaration | null {
  const known = variables.get(source) ?? variablesOf(source);
  variables.set(source, known);
  return known.get(name) ?? null;
}

const variables = new WeakMap<ts.SourceFile, ReadonlyMap<string, ts.VariableDeclaration>>();

// Of two variables of one name the first counts.
function variablesOf(source: ts.SourceFile): Map<string, ts.VariableDeclaration> {
  const declarations = source.statements
    .filter(ts.isVariableStatement)
    .flatMap((statement) => statement.declarationList.declarations)
    .flatMap((each) => (ts.isIdentifier(each.name) ? [[each.name.text, each] as const] : []));
  return new Map(declarations.reverse());
}

/** The top-level function `name` of a file, declared or assigned to a variable; null when there is none. */
export function functionNamed(
  source: ts.SourceFile,
  name: string,
): ts.FunctionDeclaration | ts.FunctionExpression | ts.ArrowFunction | null {
  const declared = source.statements.filter(ts.isFunctionDeclaration).filter((each) => each.name?.text === name);
  const declaration = declared.find((each) => each.body) ?? declared[0];
  if (declaration) return declaration;
  const initializer = variableNamed(source, name)?.initializer;
  const value = initializer && unwrap(initializer);
  return value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value)) ? value : null;
}

/** The import declarations of a file in source order, `import "x"` included, `import x = require()` not. */
export function importsOf(source: ts.SourceFile): ts.ImportDeclaration[] {
  return source.statements.filter(ts.isImportDeclaration);
}

/** The module path of an import or export declaration; null for `export { x }`. */
export function moduleOf(declaration: ts.ImportDeclaration | ts.ExportDeclaration): string | null {
  const specifier = declaration.moduleSpecifier;
  return specifier && ts.isStringLiteral(specifier) ? specifier.text : null;
}

/** Whether a statement has a modifier such as `export`. */
export function hasModifier(statement: ts.Statement, kind: ts.SyntaxKind): boolean {
  return ts.canHaveModifiers(statement) && (statement.modifiers?.some((each) => each.kind === kind) ?? false);
}

/** The property, method or accessor `name` written in an object literal (the last one wins); null when there is none. */
export function property(object: ts.ObjectLiteralExpression, name: string): ts.ObjectLiteralElementLike | null {
  return object.properties.findLast((each) => each.name && staticName(each.name) === name) ?? null;
}

/** A property name as far as it is written out (`a`, `"a"`, `1`, `["a"]`); null when it is computed from something. */
export function staticName(name: ts.PropertyName): string | null {
  if (!ts.isComputedPropertyName(name)) return ts.isBigIntLiteral(name) ? null : name.text;
  const key = unwrap(name.expression);
  return ts.isStringLiteralLike(key) || ts.isNumericLiteral(key) ? key.text : null;
}
