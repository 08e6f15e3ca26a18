import type { Sources } from "../../../edit/sources.ts";
import { AnchorNotFound } from "../../../edit/splice.ts";
import { findSwitch } from "../../../edit/switch.ts";
import { awaited, functionNamed, locationOf, ts, walk } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import { stringFact } from "../../_shared/facts.ts";
import { importOf } from "../imports/import-of.ts";

/** One clause of the switch in `getInternalMCPServer`, and the server that its last return makes. */
export interface Case {
  name: Fact<string>;
  at: Location;
  /** The function that the last return calls; null when it returns something else. */
  call: ts.Identifier | null;
  /** The file whose default export is called; null when the call could not be followed. */
  module: string | null;
}

/** The switch over the server's name. Throws AnchorNotFound. */
export function findServerSwitch(source: ts.SourceFile): ts.SwitchStatement {
  const factory = functionNamed(source, "getInternalMCPServer");
  const statement = factory?.body && findSwitch(factory.body, () => true);
  if (statement) return statement;
  const found = factory ? "a function without a switch" : "no such function";
  throw new AnchorNotFound(factory ?? source, "a `switch` in the function `getInternalMCPServer`", found);
}

/** The cases of the switch, in source order; `default` is none. Throws AnchorNotFound. */
export function readCases(source: ts.SourceFile, sources: Sources): Case[] {
  const clauses = findServerSwitch(source).caseBlock.clauses;
  return clauses.filter(ts.isCaseClause).map((clause, index, all) => {
    const call = returnedCall(
      all.slice(index).find((each) => each.statements.length > 0),
      sources,
    );
    return {
      name: stringFact(clause.expression, sources),
      at: locationOf(clause.expression),
      call,
      module: (call && importOf(call, sources)?.path) ?? null,
    };
  });
}

// A case may return another server under a condition first: the last return is the server of the case.
function returnedCall(clause: ts.CaseClause | undefined, sources: Sources): ts.Identifier | null {
  const returns = clause ? walk(clause).filter(ts.isReturnStatement) : [];
  const value = returns.at(-1)?.expression;
  const inner = value && awaited(value);
  const made = inner && ts.isIdentifier(inner) ? heldBy(inner, sources) : inner;
  return made && ts.isCallExpression(made) && ts.isIdentifier(made.expression) ? made.expression : null;
}

// `const server = xServer(auth); return server;`: what a constant holds cannot be another server by then.
function heldBy(name: ts.Identifier, sources: Sources): ts.Expression | undefined {
  const declared = sources.resolve(name)?.node;
  const isConstant = declared && ts.isVariableDeclaration(declared) && declared.parent.flags & ts.NodeFlags.Const;
  return isConstant && declared.initializer ? awaited(declared.initializer) : undefined;
}
