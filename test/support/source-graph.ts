import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { lineAndColumn, parse, ts, walk } from "../../src/edit/ts.ts";

/** The root of the package. */
export const PACKAGE = fileURLToPath(new URL("../..", import.meta.url));

/** One import, re-export, `import()` or `import("…")` type of a file of ours. */
export interface Import {
  /** The importing file, relative to the package, with forward slashes. */
  from: string;
  line: number;
  /** The imported file relative to the package, or null for a package. */
  file: string | null;
  /** The imported package, `node:` included, or null for a file of ours. */
  package: string | null;
  /** The imported names, before `as`; `*` for everything, `default` for the default. */
  names: string[];
  /** Gone after compilation. */
  typeOnly: boolean;
}

/** A source file of ours, parsed. */
export interface SourceText {
  path: string;
  text: string;
  tree: ts.SourceFile;
  imports: Import[];
}

/** Every file below `folder` (relative to the package), sorted, relative to the package. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(PACKAGE, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    })
    .sort();
}

/** The TypeScript files below `folder`, parsed. */
export function readSources(folder: string): SourceText[] {
  return filesBelow(folder)
    .filter((path) => path.endsWith(".ts"))
    .map(readSource);
}

/** One file of the package, parsed. */
export function readSource(path: string): SourceText {
  return sourceOf(path, readFileSync(join(PACKAGE, path), "utf8"));
}

function sourceOf(path: string, text: string): SourceText {
  const tree = parse(path, text);
  const imports = [...walk(tree)].flatMap((node) => importIn(node, path, tree) ?? []);
  return { path, text, tree, imports };
}

/** `path:line` of a node. */
export function placeOf({ path, tree }: SourceText, node: ts.Node): string {
  return `${path}:${lineAndColumn(tree, node.getStart(tree)).line}`;
}

function importIn(node: ts.Node, from: string, tree: ts.SourceFile): Import | null {
  const found = importedBy(node);
  if (!found) return null;
  const { specifier, names, typeOnly } = found;
  const relative = specifier.startsWith(".");
  return {
    from,
    line: lineAndColumn(tree, node.getStart(tree)).line,
    file: relative ? posix.join(dirname(from), specifier) : null,
    package: relative ? null : packageOf(specifier),
    names,
    typeOnly,
  };
}

type Imported = { specifier: string; names: string[]; typeOnly: boolean };

function importedBy(node: ts.Node): Imported | null {
  if (ts.isImportDeclaration(node)) {
    const { importClause, moduleSpecifier } = node;
    const names = importClause ? clauseNames(importClause) : [];
    return {
      specifier: textOf(moduleSpecifier),
      names,
      typeOnly: importClause !== undefined && isTypeOnly(importClause),
    };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
    const named = node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : null;
    const typeOnly = node.isTypeOnly || named?.every((each) => each.isTypeOnly) === true;
    return { specifier: textOf(node.moduleSpecifier), names: named ? elementNames(named) : ["*"], typeOnly };
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [specifier] = node.arguments;
    return specifier ? { specifier: textOf(specifier), names: ["*"], typeOnly: false } : null;
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return { specifier: textOf(node.argument.literal), names: ["*"], typeOnly: true };
  }
  return null;
}

function clauseNames(clause: ts.ImportClause): string[] {
  const bindings = clause.namedBindings;
  const named = bindings ? (ts.isNamedImports(bindings) ? elementNames(bindings.elements) : ["*"]) : [];
  return clause.name ? ["default", ...named] : named;
}

function elementNames(elements: readonly (ts.ImportSpecifier | ts.ExportSpecifier)[]): string[] {
  return elements.map(({ propertyName, name }) => (propertyName ?? name).text);
}

function isTypeOnly(clause: ts.ImportClause): boolean {
  if (clause.isTypeOnly) return true;
  const bindings = clause.namedBindings;
  return (
    !clause.name && !!bindings && ts.isNamedImports(bindings) && bindings.elements.every((each) => each.isTypeOnly)
  );
}

function textOf(expression: ts.Node): string {
  if (ts.isStringLiteralLike(expression)) return expression.text;
  throw new Error(`An import of something that is not written out: ${expression.getText()}`);
}

function packageOf(specifier: string): string {
  if (specifier.startsWith("node:")) return specifier;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

/** A chain of files in which each imports the next and the last is the first, or null. Types are left out. */
export function importCycle(sources: readonly SourceText[]): string[] | null {
  const next = new Map(
    sources.map(({ path, imports }) => [path, imports.flatMap(({ file, typeOnly }) => (typeOnly ? [] : (file ?? [])))]),
  );
  const finished = new Set<string>();
  const visit = (path: string, trail: string[]): string[] | null => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (finished.has(path)) return null;
    for (const file of next.get(path) ?? []) {
      const cycle = visit(file, [...trail, path]);
      if (cycle) return cycle;
    }
    finished.add(path);
    return null;
  };
  for (const path of next.keys()) {
    const cycle = visit(path, []);
    if (cycle) return cycle;
  }
  return null;
}
