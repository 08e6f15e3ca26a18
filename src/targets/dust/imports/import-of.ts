import type { Sources } from "../../../edit/sources.ts";
import { declarationOf } from "../../../edit/syntax/scope.ts";
import { moduleOf, ts } from "../../../edit/ts.ts";

/** The import that brings a name into a file: what is imported, and the file it is in (null when there is no such file). */
export interface ImportOf {
  declaration: ts.ImportDeclaration;
  specifier: string;
  name: string;
  path: string | null;
}

/** The import behind an identifier; null when its file declares the name itself or not at all. */
export function importOf(identifier: ts.Identifier, sources: Sources): ImportOf | null {
  const declared = declarationOf(identifier);
  const declaration = declared && clauseOf(declared)?.parent;
  const specifier = declaration && ts.isImportDeclaration(declaration) ? moduleOf(declaration) : null;
  if (!declared || !declaration || !ts.isImportDeclaration(declaration) || specifier === null) return null;
  const name = ts.isImportSpecifier(declared) ? (declared.propertyName ?? declared.name).text : "default";
  const path = sources.resolveModule(identifier.getSourceFile().fileName, specifier);
  return { declaration, specifier, name, path };
}

function clauseOf(declared: ts.Node): ts.ImportClause | null {
  if (ts.isImportSpecifier(declared)) return declared.parent.parent;
  return ts.isImportClause(declared) ? declared : null;
}

/** Whether the import behind an identifier names a module that the checkout should have and does not. */
export function isModuleMissing(identifier: ts.Identifier, sources: Sources): boolean {
  const found = importOf(identifier, sources);
  return found !== null && found.path === null && sources.isOwn(found.specifier);
}

/** What is wrong with the name that an identifier imports, as a clause: its module does not export it. Null when nothing is. */
export function exportFault(identifier: ts.Identifier, sources: Sources): string | null {
  const found = importOf(identifier, sources);
  if (!found || found.path === null || found.name === "default") return null;
  if (sources.exports(found.path, found.name) !== false) return null;
  return `\`${found.specifier}\` does not export \`${found.name}\``;
}
