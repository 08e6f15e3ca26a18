import { ts, walk } from "../ts.ts";
import { declarationOf } from "./scope.ts";

/** The identifiers below a node that name something declared outside of it, or nowhere in its file, in source order. */
export function freeReferences(node: ts.Node): ts.Identifier[] {
  return referencesIn(node).filter((each) => {
    const declared = declarationOf(each);
    return !declared || declared.pos < node.pos || declared.end > node.end;
  });
}

/** The identifiers of a file that name a declaration: not those that declare it, nor properties that are called the same. */
export function referencesTo(declaration: ts.Node, source: ts.SourceFile): ts.Identifier[] {
  return referencesIn(source).filter((each) => declarationOf(each) === declaration);
}

function referencesIn(node: ts.Node): ts.Identifier[] {
  return walk(node).filter((each): each is ts.Identifier => ts.isIdentifier(each) && isReference(each));
}

function isReference(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === name;
  if (ts.isQualifiedName(parent)) return parent.left === name;
  if (ts.isExportSpecifier(parent)) return (parent.propertyName ?? parent.name) === name;
  if (ts.isBindingElement(parent)) return parent.initializer === name;
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent)) return false;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  return !("name" in parent && parent.name === name);
}
