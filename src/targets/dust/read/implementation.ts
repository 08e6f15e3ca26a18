import { originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, ts, walk } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import { stringFact } from "../../_shared/facts.ts";
import type { Reach } from "../code/reach.ts";
import { isOfServers } from "../paths.ts";
import { propertiesOf } from "../registry/entries.ts";
import { readHandlers } from "./handlers.ts";
import { folderModules, isAuthIgnored, moduleFacts } from "./module-facts.ts";
import type { ReadImplementation } from "./server.ts";

/** Reads the module that makes a server, and the modules of its folder that it imports. Null when it does not exist. */
export function readImplementation(path: string, sources: Sources): ReadImplementation | null {
  const source = sources.source(path);
  if (!source) return null;
  const { own, imports, references } = folderModules(source, sources);
  const { modules, handlers, borrowed } = withHandlers(own, imports, sources);
  const call = callsOf("makeInternalMCPServer", own)[0];
  const made = call?.arguments[0] ?? ownName(source, sources);
  return {
    path,
    at: locationOf(source.statements[0] ?? source),
    factory: factoryOf(path, sources),
    imports,
    references,
    madeAs: made ? stringFact(made, sources) : null,
    bare: call && isBare(call) ? locationOf(call) : null,
    monitoringNames: [
      ...optionOf("registerTool", "monitoringName", own, sources),
      ...optionOf("withToolLogging", "toolNameForMonitoring", own, sources),
    ],
    handlers,
    borrowed,
    modules: own,
    token: tokenUse({ modules, sources }),
    readsSecret: modules.some((module) => moduleFacts(module).readsSecret),
  };
}

// A server may register the tools that the folder of another server builds.
function withHandlers(own: ts.SourceFile[], imports: string[], sources: Sources) {
  const others = imports.filter((path) => isOfServers(path) && !own.some((m) => m.fileName === path));
  const borrowed = others.flatMap((path) => {
    const source = sources.source(path);
    return source ? folderModules(source, sources).own : [];
  });
  const handlers = readHandlers(own, sources);
  const lent = readHandlers(borrowed, sources);
  const names = lent?.known ? lent.value.map((handler) => handler.name) : [];
  if (handlers) return { modules: own, handlers, borrowed: names };
  return { modules: [...own, ...borrowed], handlers: lent, borrowed: names };
}

function tokenUse(reach: Reach): ReadImplementation["token"] {
  const facts = reach.modules.map(moduleFacts);
  if (facts.some((each) => each.readsToken)) return "read";
  return facts.some((each) => each.passesAuth.some((call) => !isAuthIgnored(call, reach))) ? "passed" : "unused";
}

function factoryOf(path: string, sources: Sources): ReadImplementation["factory"] {
  const declared = sources.exported(path, "default")?.node;
  if (!declared) return "missing";
  const value = ts.isVariableDeclaration(declared) ? declared.initializer : declared;
  const made = value && ts.isExpression(value) ? originOf(value, sources) : value;
  if (!made || ts.isCallExpression(made)) return "unknown";
  return ts.isFunctionLike(made) ? "function" : "other";
}

// A server of the oldest layout describes itself: `new McpServer({ name, … })`.
function ownName(source: ts.SourceFile, sources: Sources): ts.Expression | undefined {
  const made = walk(source)
    .filter(ts.isNewExpression)
    .find(({ expression }) => expression.getText() === "McpServer");
  const info = made?.arguments?.[0];
  return info && propertiesOf(info, sources).get("name");
}

function callsOf(name: string, modules: readonly ts.SourceFile[]): ts.CallExpression[] {
  const calls = modules.flatMap((module) => moduleFacts(module).calls);
  return calls.filter((call) => ts.isIdentifier(call.expression) && call.expression.text === name);
}

/** Whether what a call makes is returned, and nothing else is done with it. */
function isBare(call: ts.CallExpression): boolean {
  const { parent } = call;
  if (ts.isReturnStatement(parent)) return true;
  if (!ts.isVariableDeclaration(parent) || !ts.isIdentifier(parent.name)) return false;
  const { text } = parent.name;
  const named = walk(call.getSourceFile()).filter((node) => ts.isIdentifier(node) && node.text === text);
  const uses = named.filter((node) => node.parent !== parent);
  return uses.length > 0 && uses.every((node) => ts.isReturnStatement(node.parent));
}

/** The option `key` of every call of `name`, wherever it stands among the arguments. */
function optionOf(name: string, key: string, modules: readonly ts.SourceFile[], sources: Sources): Fact<string>[] {
  const given = callsOf(name, modules).flatMap((call) => call.arguments.map((each) => originOf(each, sources)));
  return [...new Set(given)]
    .filter((each) => each !== null)
    .filter(ts.isObjectLiteralExpression)
    .flatMap((options) => propertiesOf(options, sources).get(key) ?? [])
    .map((value) => nameFact(value, sources));
}

// A part that varies, as in `slack_bot_${id}`, is read as `…`.
function nameFact(value: ts.Expression, sources: Sources): Fact<string> {
  const fact = stringFact(value, sources);
  const head = ts.isTemplateExpression(value) ? value.head.text : "";
  return fact.known || head === "" ? fact : { known: true, value: `${head}…`, at: fact.at };
}
