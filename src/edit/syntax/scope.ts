import { ts } from "../ts.ts";

/**
 * The node that declares what an identifier in value position names: a variable, parameter, function, class, enum,
 * binding element, or a part of an import. A type of that name is the answer only when no value has it. Null when the
 * file declares no such name.
 */
export function declarationOf(name: ts.Identifier): ts.Node | null {
  for (let scope: ts.Node | undefined = name.parent; scope; scope = scope.parent) {
    const found = isScope(scope) ? declaredIn(scope).get(name.text) : undefined;
    if (found) return found;
  }
  return null;
}

/** The names a scope (file, block, function, loop, catch) declares itself, each with its declaration. */
export function declaredIn(scope: ts.Node): ReadonlyMap<string, ts.Node> {
  const known = scopes.get(scope);
  if (known) return known;
  const names = new Map<string, ts.Node>();
  for (const part of partsOf(scope)) collect(part, names);
  if (ts.isSourceFile(scope) || ts.isFunctionLike(scope)) collectHoisted(scope, names);
  scopes.set(scope, names);
  return names;
}

const scopes = new WeakMap<ts.Node, ReadonlyMap<string, ts.Node>>();

function isScope(node: ts.Node): boolean {
  if (isStatementScope(node) || ts.isCaseBlock(node) || ts.isCatchClause(node)) return true;
  return ts.isFunctionLike(node) || isLoopWithHead(node);
}

function isStatementScope(node: ts.Node): node is ts.SourceFile | ts.Block | ts.ModuleBlock {
  return ts.isSourceFile(node) || ts.isBlock(node) || ts.isModuleBlock(node);
}

function isLoopWithHead(node: ts.Node): node is ts.ForStatement | ts.ForInStatement | ts.ForOfStatement {
  return ts.isForStatement(node) || ts.isForInStatement(node) || ts.isForOfStatement(node);
}

function partsOf(scope: ts.Node): readonly ts.Node[] {
  if (ts.isCaseBlock(scope)) return scope.clauses.flatMap((clause) => [...clause.statements]);
  if (isStatementScope(scope)) return scope.statements;
  if (ts.isFunctionExpression(scope)) return [scope, ...scope.parameters];
  if (ts.isFunctionLike(scope)) return scope.parameters;
  if (ts.isCatchClause(scope)) return scope.variableDeclaration ? [scope.variableDeclaration] : [];
  return isLoopWithHead(scope) && scope.initializer ? [scope.initializer] : [];
}

function collect(part: ts.Node, names: Map<string, ts.Node>): void {
  if (ts.isVariableStatement(part)) collect(part.declarationList, names);
  else if (ts.isVariableDeclarationList(part)) for (const each of part.declarations) bind(each, names);
  else if (ts.isVariableDeclaration(part) || ts.isParameter(part)) bind(part, names);
  else if (ts.isImportDeclaration(part)) collectImport(part.importClause, names);
  else if (isNamedDeclaration(part) && part.name && ts.isIdentifier(part.name)) put(names, part.name.text, part);
}

function bind(
  declaration: ts.VariableDeclaration | ts.ParameterDeclaration | ts.BindingElement,
  names: Map<string, ts.Node>,
): void {
  if (ts.isIdentifier(declaration.name)) put(names, declaration.name.text, declaration);
  else for (const element of declaration.name.elements) if (ts.isBindingElement(element)) bind(element, names);
}

function collectImport(clause: ts.ImportClause | undefined, names: Map<string, ts.Node>): void {
  if (clause?.name) put(names, clause.name.text, clause);
  const bindings = clause?.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) put(names, bindings.name.text, bindings);
  if (bindings && ts.isNamedImports(bindings)) for (const each of bindings.elements) put(names, each.name.text, each);
}

function isNamedDeclaration(node: ts.Node): node is ts.DeclarationStatement | ts.FunctionExpression {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isFunctionExpression(node) ||
    ts.isClassDeclaration(node) ||
    ts.isEnumDeclaration(node) ||
    ts.isModuleDeclaration(node) ||
    ts.isImportEqualsDeclaration(node) ||
    isType(node)
  );
}

function isType(node: ts.Node): node is ts.TypeAliasDeclaration | ts.InterfaceDeclaration {
  return ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node);
}

// A value hides the type of the same name, an implementation its overloads.
function put(names: Map<string, ts.Node>, name: string, node: ts.Node): void {
  const held = names.get(name);
  if (!held || isType(held) || (ts.isFunctionDeclaration(held) && !held.body)) names.set(name, node);
}

// `var` belongs to the function around its block; only statements can hold one.
function collectHoisted(node: ts.Node, names: Map<string, ts.Node>): void {
  ts.forEachChild(node, (child) => {
    if (ts.isVariableDeclarationList(child)) {
      if (!(child.flags & ts.NodeFlags.BlockScoped)) collect(child, names);
    } else if (holdsStatements(child)) collectHoisted(child, names);
  });
}

function holdsStatements(node: ts.Node): boolean {
  if (ts.isBlock(node) || ts.isCaseBlock(node) || ts.isCaseOrDefaultClause(node) || ts.isCatchClause(node)) return true;
  return ts.isStatement(node) && !ts.isFunctionLike(node) && !ts.isClassLike(node) && !ts.isModuleDeclaration(node);
}
