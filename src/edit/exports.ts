import type { Sources } from "./sources.ts";
import { moduleOf, syntaxErrors, ts } from "./ts.ts";

/**
 * Every name that a TypeScript module exports, `default` too, with what its `export *` bring. Null when that is not
 * certain: the file cannot be read or parsed, is no TypeScript source, has `export =`, or an `export *` leads to such a
 * module or out of the repository.
 */
export function exportNames(path: string, sources: Sources): ReadonlySet<string> | null {
  const names = new Set<string>();
  return addNames(path, sources, names, new Set()) ? names : null;
}

function addNames(path: string, sources: Sources, names: Set<string>, seen: Set<string>): boolean {
  if (seen.has(path)) return true;
  seen.add(path);
  const source = isSource(path) && !sources.unreadable(path) ? sources.source(path) : null;
  if (!source || syntaxErrors(source).length > 0) return false;
  return source.statements.every((statement) => {
    if (ts.isExportAssignment(statement)) return !statement.isExportEquals && names.add("default").size > 0;
    if (!ts.isExportDeclaration(statement)) {
      for (const name of exportedBy(statement)) names.add(name);
      return true;
    }
    const clause = statement.exportClause;
    if (clause) {
      for (const each of ts.isNamedExports(clause) ? clause.elements : [clause]) names.add(each.name.text);
      return true;
    }
    const module = moduleOf(statement);
    const target = module === null ? null : sources.resolveModule(path, module);
    return target !== null && addNames(target, sources, names, seen);
  });
}

// The declarations of a `.d.ts` file may be exported without saying so.
function isSource(path: string): boolean {
  return /\.[mc]?tsx?$/.test(path) && !/\.d\.[mc]?ts$/.test(path);
}

function exportedBy(statement: ts.Statement): string[] {
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  const has = (kind: ts.SyntaxKind) => modifiers.some((each) => each.kind === kind);
  if (!has(ts.SyntaxKind.ExportKeyword)) return [];
  if (has(ts.SyntaxKind.DefaultKeyword)) return ["default"];
  if (ts.isVariableStatement(statement)) return boundNames(statement.declarationList);
  return isNamed(statement) && statement.name && ts.isIdentifier(statement.name) ? [statement.name.text] : [];
}

function isNamed(statement: ts.Statement): statement is ts.DeclarationStatement {
  return (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isImportEqualsDeclaration(statement)
  );
}

function boundNames({ declarations }: ts.VariableDeclarationList): string[] {
  const names: string[] = [];
  const bind = ({ name }: ts.VariableDeclaration | ts.BindingElement): void => {
    if (ts.isIdentifier(name)) names.push(name.text);
    else for (const each of name.elements) if (ts.isBindingElement(each)) bind(each);
  };
  for (const each of declarations) bind(each);
  return names;
}
