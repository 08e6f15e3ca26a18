import type { Sources } from "../../../edit/sources.ts";
import { AnchorNotFound } from "../../../edit/splice.ts";
import { functionNamed, locationOf, moduleOf, ts, unwrap, walk } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import { stringFact } from "../facts.ts";

/** One clause of the switch in `getInternalMCPServer`, and the server that its last return makes. */
export interface Case {
  name: Fact<string>;
  at: Location;
  /** The file whose default export is called; null when the call could not be followed. */
  module: string | null;
}

/** The switch over the server's name. Throws AnchorNotFound. */
export function findServerSwitch(source: ts.SourceFile): ts.SwitchStatement {
  const factory = functionNamed(source, "getInternalMCPServer");
  const statement = factory?.body && [...walk(factory.body)].find(ts.isSwitchStatement);
  if (statement) return statement;
  const found = factory ? "a function without a switch" : "no such function";
  throw new AnchorNotFound(factory ?? source, "a `switch` in the function `getInternalMCPServer`", found);
}

/** The cases of the switch, in source order; `default` is none. Throws AnchorNotFound. */
export function readCases(source: ts.SourceFile, sources: Sources): Case[] {
  const clauses = findServerSwitch(source).caseBlock.clauses;
  return clauses.filter(ts.isCaseClause).map((clause, index, all) => ({
    name: stringFact(clause.expression, sources),
    at: locationOf(clause.expression),
    module: returnedModule(
      all.slice(index).find((each) => each.statements.length > 0),
      source,
      sources,
    ),
  }));
}

// A case may return another server under a condition first: the last return is the server of the case.
function returnedModule(clause: ts.CaseClause | undefined, source: ts.SourceFile, sources: Sources): string | null {
  const returns = clause ? [...walk(clause)].filter(ts.isReturnStatement) : [];
  const value = returns.at(-1)?.expression;
  const call = value && calledIn(value);
  return call && ts.isIdentifier(call.expression) ? importedModule(call.expression.text, source, sources) : null;
}

function calledIn(value: ts.Expression): ts.CallExpression | null {
  const inner = ts.isAwaitExpression(value) ? value.expression : unwrap(value);
  return ts.isCallExpression(inner) ? inner : null;
}

function importedModule(name: string, source: ts.SourceFile, sources: Sources): string | null {
  for (const declaration of source.statements.filter(ts.isImportDeclaration)) {
    const clause = declaration.importClause;
    const bindings = clause?.namedBindings;
    const named = bindings && ts.isNamedImports(bindings) && bindings.elements.some((each) => each.name.text === name);
    if (!named && clause?.name?.text !== name) continue;
    const specifier = moduleOf(declaration);
    return specifier === null ? null : sources.resolveModule(source.fileName, specifier);
  }
  return null;
}
