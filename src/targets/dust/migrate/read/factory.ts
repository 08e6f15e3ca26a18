import type { Sources } from "../../../../edit/sources.ts";
import { ts, walk } from "../../../../edit/ts.ts";
import type { Obstacles } from "../obstacles.ts";
import { type Registered, readRegistration } from "./registration.ts";

/** The function that makes a server of layout `legacy`, taken apart. */
export interface Factory {
  source: ts.SourceFile;
  /** The statement at top level that declares it. */
  statement: ts.Statement;
  body: ts.Block;
  parameters: readonly ts.ParameterDeclaration[];
  /** `const server = makeInternalMCPServer(…)`. */
  made: ts.VariableStatement;
  /** `return server`. */
  returned: ts.ReturnStatement;
  /** Its other constants and functions, in order. */
  locals: ts.Statement[];
  tools: Registered[];
  /** False when a tool is registered in a way that could not be read. */
  isComplete: boolean;
}

/** Takes the default export of a server's module apart; null, with the obstacles told, when it has another form. */
export function readFactory(path: string, sources: Sources, obstacles: Obstacles): Factory | null {
  const declared = sources.exported(path, "default");
  const source = sources.source(path);
  if (!declared || !source) return obstacles.add(path, "The module has no default export that can be followed.");
  const made = ts.isVariableDeclaration(declared.node) ? declared.node.initializer : declared.node;
  if (!made || !ts.isFunctionLike(made) || !("body" in made) || !made.body || !ts.isBlock(made.body)) {
    return obstacles.add(declared.node, "What makes the server is no function with a body.");
  }
  const statement = source.statements.find((each) => each.pos <= made.pos && each.end >= made.end);
  if (declared.source !== source || !statement) return obstacles.add(path, "The server is made in another module.");
  if (ts.isVariableStatement(statement) && statement.declarationList.declarations.length > 1) {
    return obstacles.add(statement, "The statement declares more than what makes the server.");
  }
  return readBody({ source, statement, body: made.body, parameters: made.parameters }, sources, obstacles);
}

type Head = Pick<Factory, "source" | "statement" | "body" | "parameters">;

function readBody(head: Head, sources: Sources, obstacles: Obstacles): Factory | null {
  const { statements } = head.body;
  const made = statements.find(isServerMade);
  const server = made?.declarationList.declarations[0];
  if (!made || !server || !ts.isIdentifier(server.name)) {
    return obstacles.add(head.statement, "It does not make its server by `const server = makeInternalMCPServer(…)`.");
  }
  const returned = statements.find(ts.isReturnStatement);
  if (returned?.expression?.getText() !== server.name.text) {
    return obstacles.add(returned ?? head.statement, "It does not return the server that it makes.");
  }
  const name = server.name.text;
  const calls = statements.filter((each) => isToolCall(each, name));
  const others = statements.filter((each) => each !== made && each !== returned && !calls.includes(each));
  const locals = others.filter((each) => isLocal(each) && !uses(each, name));
  const extra = others.filter((each) => !locals.includes(each));
  for (const each of extra) obstacles.add(each, extraStatement(each, name));
  const tools = calls.flatMap((each) => readRegistration(each, head.parameters, sources, obstacles) ?? []);
  for (const { callback, tool } of tools) {
    if (uses(callback, name)) obstacles.add(callback, `The function of \`${tool}\` uses the server itself.`);
  }
  if (calls.length + extra.length === 0) obstacles.add(head.statement, "It registers no tool on the server.");
  const isComplete = tools.length === calls.length && !extra.some((each) => uses(each, name));
  return { ...head, made, returned, locals, tools, isComplete };
}

function isServerMade(statement: ts.Statement): statement is ts.VariableStatement {
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) return false;
  const value = statement.declarationList.declarations[0]?.initializer;
  return value !== undefined && ts.isCallExpression(value) && value.expression.getText() === "makeInternalMCPServer";
}

function isToolCall(statement: ts.Statement, server: string): boolean {
  const call = ts.isExpressionStatement(statement) ? statement.expression : null;
  return call !== null && ts.isCallExpression(call) && call.expression.getText() === `${server}.tool`;
}

function isLocal(statement: ts.Statement): boolean {
  if (ts.isFunctionDeclaration(statement)) return true;
  return ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Const) !== 0;
}

function uses(node: ts.Node, name: string): boolean {
  return walk(node).some((each) => ts.isIdentifier(each) && each.text === name);
}

function extraStatement(statement: ts.Statement, server: string): string {
  const registers = walk(statement).some(
    (each) => ts.isCallExpression(each) && each.expression.getText() === `${server}.tool`,
  );
  if (registers && ts.isIfStatement(statement)) return "Tools are registered under a condition.";
  if (registers && ts.isIterationStatement(statement, false)) return "Tools are registered in a loop.";
  if (registers || uses(statement, server)) return "The server is changed in a way that is not known here.";
  return "The function that makes the server does more than to register tools.";
}
