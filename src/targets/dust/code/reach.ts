import type { Sources } from "../../../edit/sources.ts";
import { ts, unwrap, walk } from "../../../edit/ts.ts";

/** The functions of a server's own folder that calls can be followed to. */
export interface Reach {
  modules: readonly ts.SourceFile[];
  sources: Sources;
}

/** The function of the server's own modules that a call runs; null for packages, callbacks and names that several have. */
export function calledIn(call: ts.CallExpression, { modules, sources }: Reach): ts.FunctionLikeDeclaration | null {
  const callee = call.expression;
  if (ts.isIdentifier(callee)) return functionAt(sources.resolve(callee)?.node, modules);
  if (!ts.isPropertyAccessExpression(callee)) return null;
  if (isBuiltIn(callee)) return null;
  const [only, ...others] = methodsOf(modules).get(callee.name.text) ?? [];
  return only && others.length === 0 ? only : null;
}

const COLLECTION = /^(get|set|has|add|delete|find|filter|map|push|join|keys|values|entries|append|toString)$/;
const OWNER = /(client|api|this)$/i;

// `headers.get()` and `rows.map()` are none of a class of the folder that has a method of that name.
function isBuiltIn({ expression, name }: ts.PropertyAccessExpression): boolean {
  if (!COLLECTION.test(name.text)) return false;
  const owner = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
  if (owner.kind === ts.SyntaxKind.ThisKeyword || ts.isNewExpression(unwrap(expression))) return false;
  return !ts.isIdentifier(owner) || !OWNER.test(owner.text);
}

/** The function with a body that a declaration or expression of the modules is; null for anything else. */
export function functionAt(
  node: ts.Node | undefined,
  modules: readonly ts.SourceFile[],
): ts.FunctionLikeDeclaration | null {
  const made = node && ts.isVariableDeclaration(node) ? node.initializer : node;
  if (!made || !modules.includes(made.getSourceFile())) return null;
  const isFunction = ts.isFunctionDeclaration(made) || ts.isArrowFunction(made) || ts.isFunctionExpression(made);
  return isFunction && made.body ? made : null;
}

type Methods = Map<string, ts.FunctionLikeDeclaration[]>;

const methods = new WeakMap<readonly ts.SourceFile[], Methods>();

// Methods of classes, and functions in objects that factories such as `makeClient` return.
function methodsOf(modules: readonly ts.SourceFile[]): Methods {
  const known = methods.get(modules);
  if (known) return known;
  const found: Methods = new Map();
  for (const node of modules.flatMap(walk)) {
    if (!ts.isMethodDeclaration(node) && !ts.isPropertyAssignment(node)) continue;
    const made = ts.isPropertyAssignment(node) ? node.initializer : node;
    if (!(ts.isMethodDeclaration(made) || ts.isArrowFunction(made)) || isHandler(node)) continue;
    const name = node.name.getText();
    const known = found.get(name);
    if (known) known.push(made);
    else found.set(name, [made]);
  }
  methods.set(modules, found);
  return found;
}

// A tool may have the name of a method of an SDK, and nobody calls handlers by name.
function isHandler({ parent: object }: ts.Node): boolean {
  const declared = object?.parent;
  const type = declared && ts.isVariableDeclaration(declared) ? declared.type : undefined;
  return type !== undefined && ts.isTypeReferenceNode(type) && type.typeName.getText() === "ToolHandlers";
}

const METHODS = new Set(["GET", "POST", "PUT", "PATCH", "DELETE"]);

/**
 * The HTTP methods that a handler's calls are made with: those in the first function on the way that names any. Empty
 * when none is named.
 */
export function httpMethods(handler: ts.Node, reach: Reach, seen: Set<ts.Node> = new Set()): Set<string> {
  if (seen.has(handler)) return new Set();
  seen.add(handler);
  const nodes = walk(handler);
  const named = nodes.filter(ts.isStringLiteral).filter((text) => METHODS.has(text.text) && !isCompared(text));
  if (named.length > 0) return new Set(named.map((each) => each.text));
  const called = nodes.filter(ts.isCallExpression).flatMap((call) => calledIn(call, reach) ?? []);
  return new Set(called.flatMap((each) => [...httpMethods(each, reach, seen)]));
}

function isCompared(text: ts.StringLiteral): boolean {
  return ts.isBinaryExpression(text.parent) || ts.isCaseClause(text.parent) || ts.isLiteralTypeNode(text.parent);
}
