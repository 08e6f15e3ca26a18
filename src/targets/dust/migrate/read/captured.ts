import { freeReferences } from "../../../../edit/syntax/references.ts";
import { declarationOf } from "../../../../edit/syntax/scope.ts";
import { ts, walk } from "../../../../edit/ts.ts";
import type { Obstacles } from "../obstacles.ts";
import type { Factory } from "./factory.ts";

/** What the tools of a server take from the function that makes it. */
export interface Captured {
  /** Its parameters that they use, in order. */
  parameters: ts.ParameterDeclaration[];
  /** Its constants and functions that they use, in order. */
  locals: ts.Statement[];
  /** True when one of those is awaited for. */
  isAsync: boolean;
}

/** Works out what the tools take from the factory, one thing after another; null when they take nothing. */
export function readCaptured(factory: Factory, obstacles: Obstacles): Captured | null {
  const { body, parameters, made, tools } = factory;
  const within = (node: ts.Node) => outerDeclarations(node, factory);
  const taken = new Set<ts.Node>();
  const waiting = tools.flatMap(({ callback }) => within(callback));
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (taken.has(next)) continue;
    taken.add(next);
    const statement = factory.locals.find((each) => isBelow(next, each));
    if (statement) waiting.push(...within(statement));
  }
  const locals = factory.locals.filter((each) => [...taken].some((node) => isBelow(node, each)));
  for (const each of factory.locals) {
    if (!locals.includes(each) && !isLoggingOnly(each, factory)) obstacles.add(each, "No tool uses this.");
  }
  for (const node of within(made)) {
    if (factory.locals.some((each) => isBelow(node, each))) {
      obstacles.add(made, "The server is made of something that is worked out before.");
    }
  }
  const used = parameters.filter((each) => [...taken].some((node) => isBelow(node, each)));
  for (const each of used)
    if (!ts.isIdentifier(each.name)) obstacles.add(each, "A parameter that tools use has no name.");
  const isAsync = locals.some((each) =>
    walk(each).some((node) => ts.isAwaitExpression(node) && functionAround(node) === body.parent),
  );
  return taken.size === 0 ? null : { parameters: used, locals, isAsync };
}

/** The declarations of the factory, its parameters included, that a part of it names. */
function outerDeclarations(node: ts.Node, { body, parameters }: Factory): ts.Node[] {
  return freeReferences(node).flatMap((each) => {
    const declared = declarationOf(each);
    const isOwn = declared && (isBelow(declared, body) || parameters.some((one) => isBelow(declared, one)));
    return declared && isOwn ? [declared] : [];
  });
}

// The options of `withToolLogging` under a name: the new layouts have no place for them.
function isLoggingOnly(statement: ts.Statement, factory: Factory): boolean {
  const declaration = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0] : undefined;
  const users = walk(factory.body).filter((each) => ts.isIdentifier(each) && declarationOf(each) === declaration);
  const outside = users.filter((each) => !isBelow(each, statement));
  return (
    declaration?.initializer !== undefined &&
    ts.isObjectLiteralExpression(declaration.initializer) &&
    outside.every((each) => ts.isCallExpression(each.parent) && each.parent.arguments[1] === each)
  );
}

function functionAround(node: ts.Node): ts.Node | undefined {
  return ts.findAncestor(node.parent, ts.isFunctionLike);
}

function isBelow(node: ts.Node, outer: ts.Node): boolean {
  return node.getSourceFile() === outer.getSourceFile() && node.pos >= outer.pos && node.end <= outer.end;
}
