import type { Sources } from "../../../edit/sources.ts";
import { declarationOf } from "../../../edit/syntax/scope.ts";
import { moduleOf, ts } from "../../../edit/ts.ts";
import { ALIASES } from "../paths.ts";

/** The import that brings a name into a file: what is imported, and the file it is in (null when there is no such file). */
export interface ImportOf {
  specifier: string;
  name: string;
  path: string | null;
}

/** The import behind an identifier; null when its file declares the name itself or not at all. */
export function importOf(identifier: ts.Identifier, sources: Sources): ImportOf | null {
  const declared = declarationOf(identifier);
  const clause = declared && clauseOf(declared);
  const specifier = clause && ts.isImportDeclaration(clause.parent) ? moduleOf(clause.parent) : null;
  if (!declared || specifier === null) return null;
  const name = ts.isImportSpecifier(declared) ? (declared.propertyName ?? declared.name).text : "default";
  return { specifier, name, path: sources.resolveModule(identifier.getSourceFile().fileName, specifier) };
}

function clauseOf(declared: ts.Node): ts.ImportClause | null {
  if (ts.isImportSpecifier(declared)) return declared.parent.parent;
  return ts.isImportClause(declared) ? declared : null;
}

/** What is wrong with the import behind an identifier, as a clause: no such module, or no such export. Null when nothing is. */
export function importFault(identifier: ts.Identifier, sources: Sources): string | null {
  const found = importOf(identifier, sources);
  if (!found || !isInCheckout(found.specifier)) return null;
  if (found.path === null) return `the module \`${found.specifier}\` does not exist`;
  if (found.name === "default" || sources.exports(found.path, found.name) !== false) return null;
  return `\`${found.specifier}\` does not export \`${found.name}\``;
}

function isInCheckout(specifier: string): boolean {
  return specifier.startsWith(".") || Object.keys(ALIASES).some((alias) => specifier.startsWith(alias));
}
