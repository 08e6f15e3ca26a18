import type { Sources } from "../../../edit/sources.ts";
import { staticName, ts, unwrap, walk } from "../../../edit/ts.ts";
import { calledIn, type Reach } from "../code/reach.ts";

/** What one walk over a module collects. */
export interface ModuleFacts {
  calls: ts.CallExpression[];
  /** The paths of modules in its imports and exports, in `import()` and in import types. */
  specifiers: ts.StringLiteralLike[];
  /** True when it reads `authInfo.token`. */
  readsToken: boolean;
  /** The calls that it passes `authInfo` or `extra` on to. */
  passesAuth: (ts.CallExpression | ts.NewExpression)[];
  /** True when it reads the `secretName` of a workspace secret. */
  readsSecret: boolean;
}

/** The facts of a module, walked once for each of its trees. */
export function moduleFacts(source: ts.SourceFile): ModuleFacts {
  const known = collected.get(source);
  if (known) return known;
  const facts: ModuleFacts = { calls: [], specifiers: [], readsToken: false, passesAuth: [], readsSecret: false };
  for (const node of walk(source)) if (TELLING.has(node.kind)) collect(node, facts);
  collected.set(source, facts);
  return facts;
}

const collected = new WeakMap<ts.SourceFile, ModuleFacts>();

// What most nodes are, a name or a literal, is asked nothing but its kind.
const TELLING: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.PropertyAccessExpression,
  ts.SyntaxKind.BindingElement,
  ts.SyntaxKind.ImportDeclaration,
  ts.SyntaxKind.ExportDeclaration,
  ts.SyntaxKind.ExternalModuleReference,
  ts.SyntaxKind.ImportType,
]);

function collect(node: ts.Node, facts: ModuleFacts): void {
  if (ts.isCallExpression(node)) facts.calls.push(node);
  const specifier = specifierOf(node);
  if (specifier && ts.isStringLiteralLike(specifier)) facts.specifiers.push(specifier);
  facts.readsToken ||= readsToken(node);
  const isCall = ts.isCallExpression(node) || ts.isNewExpression(node);
  if (isCall && node.arguments?.some(isAuth)) facts.passesAuth.push(node);
  facts.readsSecret ||= ts.isPropertyAccessExpression(node) && node.name.text === "secretName";
  facts.readsSecret ||= ts.isBindingElement(node) && boundName(node) === "secretName";
}

function readsToken(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === "token" && isAuthInfo(node.expression);
  return ts.isBindingElement(node) && boundName(node) === "token" && isAuthInfoPattern(node.parent);
}

/**
 * Whether a call passes `authInfo` or `extra` to a function of the given modules that never uses it; false when that is
 * not certain.
 */
export function isAuthIgnored(call: ts.CallExpression | ts.NewExpression, reach: Reach): boolean {
  const made = ts.isCallExpression(call) && ts.isIdentifier(call.expression) ? calledIn(call, reach) : null;
  const given = [...(call.arguments ?? [])];
  if (!made || given.some(ts.isSpreadElement) || isNamed("arguments", made, [])) return false;
  return given.every((argument, index) => !isAuth(argument) || isIgnored(argument, made, index));
}

function isIgnored(argument: ts.Expression, made: ts.FunctionLikeDeclaration, index: number): boolean {
  if (made.parameters.some((each, at) => at <= index && each.dotDotDotToken)) return false;
  const parameter = made.parameters[index];
  if (!parameter) return true;
  const { name, type } = parameter;
  const typed = type ? walk(type) : [];
  if (ts.isIdentifier(name)) return !isNamed(name.text, made, [name, ...typed]);
  if (!ts.isObjectBindingPattern(name) || isAuthInfo(argument)) return false;
  const keys = keysOfAuth(argument);
  return name.elements.every((element) => {
    const key = boundName(element);
    if (element.dotDotDotToken || key === null) return false;
    if (!keys.includes(key)) return true;
    const names = [element.name, ...(element.propertyName ? [element.propertyName] : []), ...typed];
    return ts.isIdentifier(element.name) && !isNamed(element.name.text, made, names);
  });
}

// An object may hold it under another name; `extra` itself holds it as `authInfo`.
function keysOfAuth(argument: ts.Expression): string[] {
  const value = unwrap(argument);
  const properties = ts.isObjectLiteralExpression(value) ? value.properties.filter(holdsAuth) : [];
  return ["authInfo", ...properties.flatMap(({ name }) => (name && staticName(name)) ?? [])];
}

function isNamed(text: string, made: ts.Node, except: readonly ts.Node[]): boolean {
  return walk(made).some((node) => ts.isIdentifier(node) && node.text === text && !except.includes(node));
}

function isAuthInfo(owner: ts.Expression): boolean {
  const value = unwrap(owner);
  if (ts.isPropertyAccessExpression(value)) return value.name.text === "authInfo";
  return ts.isIdentifier(value) && value.text === "authInfo";
}

function isAuthInfoPattern(pattern: ts.BindingPattern): boolean {
  const { parent } = pattern;
  if (ts.isBindingElement(parent)) return boundName(parent) === "authInfo";
  return ts.isVariableDeclaration(parent) && parent.initializer !== undefined && isAuthInfo(parent.initializer);
}

function boundName(element: ts.BindingElement): string | null {
  const name = element.propertyName ?? element.name;
  return ts.isIdentifier(name) ? name.text : null;
}

function isAuth(argument: ts.Expression): boolean {
  const value = unwrap(ts.isSpreadElement(argument) ? argument.expression : argument);
  if (ts.isObjectLiteralExpression(value)) return value.properties.some(holdsAuth);
  return isAuthInfo(value) || (ts.isIdentifier(value) && value.text === "extra");
}

function holdsAuth(property: ts.ObjectLiteralElementLike): boolean {
  if (ts.isShorthandPropertyAssignment(property)) return property.name.text === "authInfo";
  if (ts.isPropertyAssignment(property)) return isAuthInfo(property.initializer);
  return (
    ts.isSpreadAssignment(property) && ts.isIdentifier(property.expression) && property.expression.text === "extra"
  );
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  const isImport = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
  return isImport ? node.arguments[0] : undefined;
}

/** The path of a module as a file writes it, and the file of the checkout that it means; null for packages and what is not there. */
export interface ModuleReference {
  specifier: ts.StringLiteralLike;
  path: string | null;
}

/** The modules of one folder that hang together, and what they import. */
export interface FolderModules {
  own: ts.SourceFile[];
  references: ModuleReference[];
  /** The files of the checkout that the references mean, each once. */
  imports: string[];
}

/** A module and what it imports, directly or not, from its own folder; and every module that these name. */
export function folderModules(source: ts.SourceFile, sources: Sources): FolderModules {
  if (!sources.fixed) return readFolder(source, sources);
  const known = folders.get(sources) ?? new WeakMap<ts.SourceFile, FolderModules>();
  folders.set(sources, known);
  const read = known.get(source) ?? readFolder(source, sources);
  known.set(source, read);
  return read;
}

const folders = new WeakMap<Sources, WeakMap<ts.SourceFile, FolderModules>>();

function readFolder(source: ts.SourceFile, sources: Sources): FolderModules {
  const folder = source.fileName.slice(0, source.fileName.lastIndexOf("/") + 1);
  const own = new Map([[source.fileName, source]]);
  const references: ModuleReference[] = [];
  for (const module of own.values()) {
    for (const specifier of moduleFacts(module).specifiers) {
      const path = sources.resolveModule(module.fileName, specifier.text);
      references.push({ specifier, path });
      const isOwn = path?.startsWith(folder) && !own.has(path) && !sources.unreadable(path);
      const imported = path !== null && isOwn ? sources.source(path) : null;
      if (imported) own.set(imported.fileName, imported);
    }
  }
  const imports = new Set(references.flatMap(({ path }) => path ?? []));
  return { own: [...own.values()], references, imports: [...imports] };
}
