import { originOf } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { locationOf, ts, unwrap } from "../../../../edit/ts.ts";
import type { UserError } from "../../../../errors.ts";
import { factValue } from "../../../../model/found.ts";
import type { DustHost } from "../../host.ts";
import { readImplementation } from "../../read/implementation.ts";
import { readTools } from "../../read/metadata.ts";
import { moduleFacts } from "../../read/module-facts.ts";
import type { DustServer, ReadImplementation, ReadMetadata } from "../../read/server.ts";
import { readServers } from "../../read/servers.ts";
import type { Refuse } from "../snippet.ts";

/** A list of tools and the object of their handlers, as one call of `buildTools` pairs them. */
export interface Pair {
  call: ts.CallExpression;
  list: ts.ArrayLiteralExpression | ts.ObjectLiteralExpression;
  /** Name of the constant that holds the list. */
  constant: string;
  object: ts.ObjectLiteralExpression;
}

/** The first pair of a server's own folder whose tools are the server's. Throws what `refuse` makes when there is none. */
export function readPair(found: DustServer, metadata: ReadMetadata, host: DustHost, refuse: Refuse): Pair {
  const implementation = found.implementation();
  if (!implementation) throw noModule(found, host, refuse);
  const calls = buildCalls(implementation.modules);
  if (calls.length === 0) throw noCall(found, implementation, metadata, host, refuse);
  const pairs = calls.map((call) => pairOf(call, host.sources));
  const own = pairs.find((each) => !("why" in each) && isOwn(each, found, metadata, host.sources));
  if (own && !("why" in own)) return own;
  const [first] = pairs;
  const why = first && "why" in first ? first : null;
  const at = locationOf(why?.node ?? calls[0] ?? implementation.modules[0] ?? missing());
  throw why
    ? refuse({ found: why.found, at, why: why.why })
    : refuse({ found: "`buildTools` is given tools of elsewhere", at, why: "the list belongs to another folder" });
}

/** The refusal of a server without a module; throws what keeps the module from being read, such as a link that leads outside. */
function noModule({ at, cases }: DustServer, { sources }: DustHost, refuse: Refuse): UserError {
  const module = cases[0]?.module ?? null;
  if (module !== null) readImplementation(module, sources);
  const why = module === null ? "the switch of the servers names no file of it" : `${module} does not exist`;
  return refuse({ found: "its module is not there", at, why });
}

function missing(): never {
  throw new Error("A server that was read has a module.");
}

/** The calls of `buildTools` in modules, in their order. */
export function buildCalls(modules: ReadImplementation["modules"]): ts.CallExpression[] {
  const calls = modules.flatMap((module) => moduleFacts(module).calls);
  return calls.filter((call) => ts.isIdentifier(call.expression) && call.expression.text === "buildTools");
}

/** What cannot be followed in a call of `buildTools`. */
interface Unpaired {
  node: ts.Node;
  found: string;
  why: string;
}

function pairOf(call: ts.CallExpression, sources: Sources): Pair | Unpaired {
  const [tools, handlers] = call.arguments;
  if (!tools || !handlers) {
    return {
      node: call,
      found: "`buildTools` is called with spread arguments",
      why: "which list has which handlers is not written out",
    };
  }
  const list = innermost(originOf(tools, sources), sources);
  const constant = list && constantOf(list);
  if (!list || !constant) {
    return {
      node: tools,
      found: `\`${tools.getText()}\` is no constant list of tools`,
      why: "the list is made elsewhere or while the server runs",
    };
  }
  const object = innermost(originOf(handlers, sources), sources);
  if (!object || !ts.isObjectLiteralExpression(object)) {
    return {
      node: handlers,
      found: `\`${handlers.getText()}\` is no object of handlers`,
      why: "the handlers are made while the server runs",
    };
  }
  return { call, list, constant, object };
}

type Literal = ts.ArrayLiteralExpression | ts.ObjectLiteralExpression;

/** The literal that a list stands for; of one that only merges others, the first of those. */
function innermost(origin: ts.Node | null, sources: Sources, depth = 0): Literal | null {
  if (!origin || depth > 5) return null;
  if (!ts.isArrayLiteralExpression(origin) && !ts.isObjectLiteralExpression(origin)) return null;
  const parts: readonly ts.Node[] = ts.isArrayLiteralExpression(origin) ? origin.elements : origin.properties;
  const spreads = parts.flatMap((part) => (ts.isSpreadElement(part) || ts.isSpreadAssignment(part) ? [part] : []));
  const [first] = spreads;
  if (!first || spreads.length < parts.length) return origin;
  return innermost(originOf(listBehind(first.expression), sources), sources, depth + 1);
}

// `...Object.values(X)` spreads the record X.
function listBehind(spread: ts.Expression): ts.Expression {
  const call = unwrap(spread);
  const [record] = ts.isCallExpression(call) ? call.arguments : [];
  return record && ts.isCallExpression(call) && call.expression.getText() === "Object.values" ? record : spread;
}

/** The name of the constant that a literal is the value of; null when it is none. */
export function constantOf(list: Literal): string | null {
  let node: ts.Node = list;
  while (ts.isExpression(node)) node = node.parent;
  return ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) ? node.name.text : null;
}

/** Whether both sides are of the server's own folder, and every tool of the list is one of the server's. */
function isOwn(
  { list, object, call }: Pair,
  { directory }: DustServer,
  metadata: ReadMetadata,
  sources: Sources,
): boolean {
  const inFolder = (node: ts.Node) => node.getSourceFile().fileName.startsWith(`${directory}/`);
  const names = new Set((factValue(metadata.tools) ?? []).flatMap(({ name }) => factValue(name) ?? []));
  const rows = factValue(readTools(list, locationOf(call), sources)) ?? [];
  return inFolder(list) && inFolder(object) && rows.every(({ name }) => !name.known || names.has(name.value));
}

function noCall(
  found: DustServer,
  implementation: ReadImplementation,
  metadata: ReadMetadata,
  host: DustHost,
  refuse: Refuse,
): Error {
  const [tool] = factValue(metadata.tools) ?? [];
  const path = tool?.at.path ?? implementation.path;
  const owner = readServers(host).find((each) => each.directory !== null && path.startsWith(`${each.directory}/`));
  if (implementation.borrowed.length > 0 && owner && owner.directory !== found.directory) {
    return refuse({
      found: `its tools are those of the server "${owner.name}"`,
      at: tool?.at ?? implementation.at,
      why: `add the tool to "${owner.name}", and both servers have it`,
    });
  }
  return refuse({
    found: "its module calls no `buildTools`",
    at: implementation.at,
    why: "its tools are registered one by one or in a way that is not known here",
  });
}
