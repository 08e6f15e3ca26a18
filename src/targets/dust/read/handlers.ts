import { foldElements, foldObjectEntries, originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { awaited, locationOf, ts, walk } from "../../../edit/ts.ts";
import { type Fact, factValue } from "../../../model/found.ts";
import { propertiesOf } from "../registry/entries.ts";
import { loggedCallback, registeredAs } from "./legacy/registration.ts";
import { moduleFacts } from "./module-facts.ts";
import type { ReadHandler } from "./server.ts";
import { toolNameFact } from "./tool-name.ts";

/**
 * The handlers that modules give to `buildTools` or, tool by tool, to the server itself. Null when they do neither;
 * unknown when one cannot be worked out.
 */
export function readHandlers(modules: readonly ts.SourceFile[], sources: Sources): Fact<ReadHandler[]> | null {
  const calls = modules.flatMap((module) => moduleFacts(module).calls);
  const built = calls.filter((call) => ts.isIdentifier(call.expression) && call.expression.text === "buildTools");
  const raw = calls.filter((call) => registersRaw(call, sources));
  const lent = built.length === 0 ? calls.find((call) => isHandedOver(call, modules, sources)) : undefined;
  if (lent) {
    const why = `\`${lent.expression.getText()}\` registers tools from outside of its folder`;
    return { known: false, at: locationOf(lent), why };
  }
  const [first] = [...built, ...raw];
  if (!first) return null;
  const handlers: ReadHandler[] = [];
  for (const fact of [...built.flatMap((call) => builtBy(call, sources)), ...raw.map((call) => rawOf(call, sources))]) {
    if (!fact.known) return fact;
    handlers.push(fact.value);
  }
  return { known: true, value: handlers, at: locationOf(first) };
}

function builtBy(call: ts.CallExpression, sources: Sources): Fact<ReadHandler>[] {
  const [listed, given] = call.arguments.slice(-2);
  const tools = listed ? listedTools(listed, sources) : [];
  return (given ? foldObjectEntries(given, sources) : []).map((entry) => {
    const at = locationOf(entry.node);
    if (!entry.known) return { known: false, at: locationOf(call), why: entry.why };
    const made = entry.value ? originOf(entry.value, sources) : entry.node;
    return {
      known: true,
      at,
      value: {
        name: entry.key,
        at,
        stub: made !== null && isStub(made),
        node: made,
        listed: tools.includes(entry.key),
      },
    };
  });
}

/** The names in the first argument of `buildTools`: the keys of a record or the `name` of each row of a list. */
function listedTools(tools: ts.Expression, sources: Sources): string[] {
  const rows = foldElements(tools, sources);
  if (rows.some((row) => !row.known)) {
    return foldObjectEntries(recordOf(tools, sources), sources).flatMap((entry) => (entry.known ? [entry.key] : []));
  }
  return rows.flatMap((row) => {
    const name = row.known ? propertiesOf(row.expression, sources).get("name") : undefined;
    return name ? (factValue(toolNameFact(name, sources)) ?? []) : [];
  });
}

// `createToolsRecord({ … })` is looked into.
function recordOf(tools: ts.Expression, sources: Sources): ts.Expression {
  const made = originOf(tools, sources);
  const argument = made && ts.isCallExpression(made) ? made.arguments[0] : undefined;
  return argument ?? tools;
}

/** Whether a call puts a tool on the server itself: `server.tool(name, …)`, or the SDK's later `server.registerTool(name, …)`. */
export function registersRaw(call: ts.CallExpression, sources: Sources): boolean {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee) || !["tool", "registerTool"].includes(callee.name.text)) return false;
  return isServer(callee.expression, sources);
}

function isServer(expression: ts.Expression, sources: Sources): boolean {
  const owner = sources.resolve(expression)?.node;
  if (owner && ts.isParameter(owner)) return owner.type !== undefined && walk(owner.type).some(isServerType);
  const made = owner && ts.isVariableDeclaration(owner) ? owner.initializer : undefined;
  return made !== undefined && makesServer(awaited(made));
}

function isServerType(node: ts.Node): boolean {
  if (ts.isImportTypeNode(node)) return node.qualifier !== undefined && lastName(node.qualifier) === "McpServer";
  return ts.isTypeReferenceNode(node) && lastName(node.typeName) === "McpServer";
}

function makesServer(made: ts.Expression): boolean {
  if (ts.isNewExpression(made)) return lastName(made.expression) === "McpServer";
  return ts.isCallExpression(made) && lastName(made.expression) === "makeInternalMCPServer";
}

/** The name itself, or the last of `a.b.name`; null for any other node. */
function lastName(node: ts.Node): string | null {
  if (ts.isQualifiedName(node)) return node.right.text;
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isIdentifier(node) ? node.text : null;
}

/** Whether a call gives the server to a function of the checkout that is none of these modules: it may register more tools. */
function isHandedOver(call: ts.CallExpression, modules: readonly ts.SourceFile[], sources: Sources): boolean {
  const { expression: callee, arguments: given } = call;
  if (!ts.isIdentifier(callee) || callee.text === "registerTool") return false;
  if (!given.some((each) => ts.isIdentifier(each) && isServer(each, sources))) return false;
  const declared = sources.resolve(callee);
  return declared !== null && !modules.includes(declared.source);
}

function rawOf(call: ts.CallExpression, sources: Sources): Fact<ReadHandler> {
  const [name, ...given] = call.arguments;
  const callback = given.at(-1);
  const at = locationOf(name ?? call);
  if (!name || !callback) return { known: false, at, why: "a tool is registered without a name" };
  const fact = toolNameFact(name, sources);
  if (!fact.known) return fact;
  const node = loggedCallback(callback, sources);
  const registered = registeredAs(call, sources);
  return { known: true, at, value: { name: fact.value, at, stub: isStub(node), node, listed: false, registered } };
}

const WORK = new Set([
  ts.SyntaxKind.AwaitExpression,
  ts.SyntaxKind.IfStatement,
  ts.SyntaxKind.ConditionalExpression,
  ts.SyntaxKind.SwitchStatement,
  ts.SyntaxKind.TryStatement,
]);

/** A handler that says that it is not implemented and does nothing else, as it is scaffolded for a tool without a request. */
function isStub(handler: ts.Node): boolean {
  const nodes = walk(handler);
  if (nodes.some((node) => WORK.has(node.kind))) return false;
  return nodes.some((node) => ts.isStringLiteralLike(node) && /\bnot (yet )?implemented\b/i.test(node.text));
}
