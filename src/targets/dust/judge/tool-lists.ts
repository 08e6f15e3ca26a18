import { foldElements, foldObjectEntries, originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, ts } from "../../../edit/ts.ts";
import { factValue } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import { isOfServers } from "../paths.ts";
import { folderModules, moduleFacts } from "../read/module-facts.ts";
import type { DustServer, ReadImplementation, ReadTool } from "../read/server.ts";

/** A server, its tools and its modules. */
export interface Wiring {
  found: DustServer;
  tools: readonly ReadTool[];
  implementation: ReadImplementation;
}

/**
 * Where a server builds tools from a list that is another server's and no part of its own, or, when it builds none
 * itself, where it imports the module of another server that does. `owner` is that server's name.
 */
export function foreignTools(wiring: Wiring, all: readonly DustServer[], sources: Sources) {
  const { found, tools, implementation } = wiring;
  const own = new Set(tools.map((tool) => tool.at.path));
  if (own.size === 0) return [];
  const ownerOf = (call: ts.CallExpression): string | null => {
    const files = listFiles(call, sources);
    if (files.length === 0 || files.some((file) => own.has(file))) return null;
    return all.find((each) => each !== found && files.every((file) => declaresTools(each, file)))?.name ?? null;
  };
  const foreign = (at: Location, call: ts.CallExpression) => {
    const owner = ownerOf(call);
    return owner === null ? [] : [{ at, owner }];
  };
  const built = buildCalls(implementation.modules);
  if (built.length > 0) return built.flatMap((call) => foreign(locationOf(call.arguments.at(-2) ?? call), call));
  if (
    implementation.handlers &&
    implementation.modules.some(({ fileName }) => fileName === implementation.handlers?.at.path)
  )
    return [];
  const lent = lentBuilds(implementation, sources);
  const judged = lent.map(({ at, call }) => foreign(at, call));
  return judged.every((each) => each.length > 0) ? judged.flat().slice(0, 1) : [];
}

/** The calls of `buildTools` in the modules of other servers that a server's modules import. */
function lentBuilds({ modules, references }: ReadImplementation, sources: Sources) {
  return references.flatMap(({ specifier, path }) => {
    const isOther = path !== null && isOfServers(path) && !modules.some((module) => module.fileName === path);
    const source = path !== null && isOther && !sources.unreadable(path) ? sources.source(path) : null;
    const calls = source ? buildCalls(folderModules(source, sources).own) : [];
    return calls.map((call) => ({ at: locationOf(specifier), call }));
  });
}

function buildCalls(modules: readonly ts.SourceFile[]): ts.CallExpression[] {
  const calls = modules.flatMap((module) => moduleFacts(module).calls);
  return calls.filter(({ expression }) => ts.isIdentifier(expression) && expression.text === "buildTools");
}

/** The files that the rows of the list given to `buildTools` are declared in; empty when that cannot be worked out. */
function listFiles(call: ts.CallExpression, sources: Sources): string[] {
  const list = call.arguments.at(-2);
  if (!list) return [];
  const elements = foldElements(list, sources);
  const rows = elements.every((each) => each.known) ? elements : foldObjectEntries(recordOf(list, sources), sources);
  return rows.every((each) => each.known) ? [...new Set(rows.map(({ node }) => node.getSourceFile().fileName))] : [];
}

// `createToolsRecord({ … })` is looked into.
function recordOf(list: ts.Expression, sources: Sources): ts.Expression {
  const made = originOf(list, sources);
  return (made && ts.isCallExpression(made) ? made.arguments[0] : undefined) ?? list;
}

function declaresTools(server: DustServer, file: string): boolean {
  const metadata = factValue(server.metadata() ?? undefined);
  return factValue(metadata?.tools)?.some((tool) => tool.at.path === file) ?? false;
}
