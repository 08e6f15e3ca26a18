import type { Sources } from "../../../../edit/sources.ts";
import { ts, walk } from "../../../../edit/ts.ts";

/** A list that a metadata module of layout `legacy` exports for one property of an entry. */
export interface ExportedList {
  property: "tools" | "tools_stakes";
  name: ts.Identifier;
}

/**
 * The lists of tools and of stakes that a module exports, as their types tell: `MCPToolType[]`, and records of
 * `MCPToolStakeLevelType`. A module that has several of one kind describes several servers, and says nothing of one.
 */
export function exportedLists(path: string, sources: Sources): ExportedList[] {
  const statements = sources.source(path)?.statements.filter(ts.isVariableStatement) ?? [];
  const declared = statements.filter(isExported).flatMap((each) => [...each.declarationList.declarations]);
  const lists = declared.flatMap(({ name, type, initializer }): ExportedList[] => {
    const written = type ?? typeOf(initializer);
    const named = new Set(written ? walk(written).flatMap((node) => (ts.isIdentifier(node) ? node.text : [])) : []);
    const property = PROPERTIES.find(([each]) => named.has(each))?.[1];
    return property && ts.isIdentifier(name) ? [{ property, name }] : [];
  });
  return lists.filter(({ property }) => lists.filter((each) => each.property === property).length === 1);
}

const PROPERTIES: [type: string, ExportedList["property"]][] = [
  ["MCPToolType", "tools"],
  ["MCPToolStakeLevelType", "tools_stakes"],
];

function isExported(statement: ts.VariableStatement): boolean {
  return (ts.getModifiers(statement) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
}

function typeOf(value: ts.Expression | undefined): ts.TypeNode | undefined {
  if (!value) return undefined;
  return ts.isSatisfiesExpression(value) || (ts.isAsExpression(value) && !ts.isConstTypeReference(value.type))
    ? value.type
    : undefined;
}
