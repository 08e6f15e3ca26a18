import { foldObjectEntries } from "../../edit/fold.ts";
import type { Sources } from "../../edit/sources.ts";
import { importsOf, locationOf, moduleOf, ts, unwrap, walk } from "../../edit/ts.ts";
import type { Fact } from "../../model/found.ts";
import { stringFact } from "./facts.ts";
import { propertiesOf } from "./registry/entries.ts";
import type { ReadHandler, ReadImplementation } from "./server.ts";

/** Reads the module that makes a server, and the modules of its folder that it imports. Null when it does not exist. */
export function readImplementation(path: string, sources: Sources): ReadImplementation | null {
  const source = sources.source(path);
  if (!source) return null;
  const modules = modulesOf(source, sources);
  const made = callsOf("makeInternalMCPServer", modules)[0]?.arguments[0];
  return {
    path,
    at: locationOf(source.statements[0] ?? source),
    hasDefaultExport: sources.exported(path, "default") !== null,
    madeAs: made ? stringFact(made, sources) : null,
    monitoringNames: callsOf("registerTool", modules).flatMap((call) => monitoringName(call, sources)),
    handlers: readHandlers(modules, sources),
    readsToken: modules.some((module) => [...walk(module)].some(mentionsToken)),
  };
}

/** A module and what it imports, directly or not, from its own folder. */
function modulesOf(source: ts.SourceFile, sources: Sources): ts.SourceFile[] {
  const folder = source.fileName.slice(0, source.fileName.lastIndexOf("/") + 1);
  const found = new Map([[source.fileName, source]]);
  for (const module of found.values()) {
    for (const declaration of importsOf(module)) {
      const specifier = moduleOf(declaration);
      const path = specifier === null ? null : sources.resolveModule(module.fileName, specifier);
      const imported = path?.startsWith(folder) && !found.has(path) ? sources.source(path) : null;
      if (imported) found.set(imported.fileName, imported);
    }
  }
  return [...found.values()];
}

function callsOf(name: string, modules: ts.SourceFile[]): ts.CallExpression[] {
  return modules.flatMap((module) =>
    [...walk(module)].filter(ts.isCallExpression).filter((call) => {
      return ts.isIdentifier(call.expression) && call.expression.text === name;
    }),
  );
}

function monitoringName(call: ts.CallExpression, sources: Sources): Fact<string>[] {
  const options = call.arguments.at(-1);
  const name = options && propertiesOf(options, sources).get("monitoringName");
  return name ? [stringFact(name, sources)] : [];
}

function readHandlers(modules: ts.SourceFile[], sources: Sources): Fact<ReadHandler[]> | null {
  const calls = callsOf("buildTools", modules);
  const [first] = calls;
  if (!first) return null;
  const handlers: ReadHandler[] = [];
  for (const argument of calls.flatMap((call) => call.arguments[1] ?? [])) {
    for (const entry of foldObjectEntries(argument, sources)) {
      if (!entry.known) return { known: false, at: locationOf(argument), why: entry.why };
      handlers.push({ name: entry.key, at: locationOf(entry.node), stub: isStub(entry.node) });
    }
  }
  return { known: true, value: handlers, at: locationOf(first) };
}

// What the scaffolder writes for a tool without a request: a handler that returns one error and does nothing else.
function isStub(node: ts.Node): boolean {
  const strings = [...walk(node)].filter(ts.isStringLiteralLike);
  return strings.some((each) => /\bnot implemented\b/i.test(each.text));
}

function mentionsToken(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node))
    return node.name.text === "token" && /authInfo$/.test(node.expression.getText());
  return ts.isCallExpression(node) && node.arguments.some(passesAuthOn);
}

function passesAuthOn(argument: ts.Expression): boolean {
  const value = unwrap(argument);
  return ts.isIdentifier(value) && (value.text === "authInfo" || value.text === "extra");
}
