import { foldElements, foldObjectEntries, originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, objectMethod, ts, unwrap } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import { propertiesOf } from "../registry/entries.ts";
import { elementFacts } from "../registry/read.ts";
import { booleanFact, nullableFact, stringFact } from "./facts.ts";
import { readParams } from "./params.ts";
import type { ReadAuthorization, ReadMetadata, ReadTool } from "./server.ts";
import { keyFact } from "./tool-name.ts";

/** Reads the value of an entry's `metadata` property: an object, a constant that names one, or a spread of one. */
export function readMetadata(expression: ts.Expression, sources: Sources): Fact<ReadMetadata> {
  const at = locationOf(expression);
  const properties = propertiesOf(expression, sources);
  const info = properties.get("serverInfo");
  if (!info) return { known: false, at, why: "its `serverInfo` cannot be followed" };
  const serverInfo = propertiesOf(info, sources);
  const read = <T>(key: string, name: string, fact: (expression: ts.Expression, sources: Sources) => Fact<T>) => {
    const found = serverInfo.get(name);
    return found ? { [key]: fact(found, sources) } : {};
  };
  const origin = originOf(expression, sources) ?? info;
  const value: ReadMetadata = {
    path: info.getSourceFile().fileName,
    at: locationOf(origin),
    ...read("name", "name", stringFact),
    ...read("description", "description", stringFact),
    ...read("icon", "icon", stringFact),
    ...read("documentationUrl", "documentationUrl", nullableFact),
    ...read("authorization", "authorization", authorizationFact),
    hasInstructions: serverInfo.has("instructions"),
    selectsSecret: serverInfo.has("developerSecretSelection"),
    tools: readTools(properties.get("tools"), at, sources),
  };
  return { known: true, value, at };
}

function authorizationFact(expression: ts.Expression, sources: Sources): Fact<ReadAuthorization | null> {
  const at = locationOf(expression);
  const folded = nullableFact(expression, sources);
  if (folded.known && folded.value === null) return { known: true, value: null, at };
  const properties = propertiesOf(expression, sources);
  const provider = properties.get("provider");
  const useCases = properties.get("supported_use_cases");
  if (!provider || !useCases) return { known: false, at, why: "its provider and use cases cannot be followed" };
  const names = elementFacts(useCases, sources, (value) => typeof value === "string");
  return { known: true, at, value: { provider: stringFact(provider, sources), useCases: names } };
}

/** The tools of a server: an array literal, or a record that is turned into a list by `Object.values(X).map(…)`. */
function readTools(expression: ts.Expression | undefined, at: Location, sources: Sources): Fact<ReadTool[]> {
  if (!expression) return { known: false, at, why: "its `tools` cannot be followed" };
  const tools: ReadTool[] = [];
  for (const element of toolElements(expression, sources)) {
    if (!element.known) return { known: false, at: locationOf(element.node), why: element.why };
    tools.push(readTool(element.node, element.value, sources));
  }
  return { known: true, value: tools, at: locationOf(expression) };
}

type ToolElement =
  | { known: true; node: ts.Node; value: ts.Expression | null }
  | { known: false; node: ts.Node; why: string };

function toolElements(expression: ts.Expression, sources: Sources): ToolElement[] {
  const list = listBehindMap(expression, sources);
  const keys = ts.isCallExpression(list) && objectMethod(list) === "keys" ? list.arguments[0] : undefined;
  if (keys) return foldObjectEntries(keys, sources);
  return foldElements(list, sources).map((each) => (each.known ? { ...each, value: each.expression } : each));
}

// `X.map((t) => ({ … }))` renames fields and keeps the tools of X.
function listBehindMap(expression: ts.Expression, sources: Sources): ts.Expression {
  const origin = originOf(expression, sources);
  const callee = origin && ts.isCallExpression(origin) ? origin.expression : null;
  const isMap = callee && ts.isPropertyAccessExpression(callee) && callee.name.text === "map";
  return isMap ? unwrap(callee.expression) : expression;
}

function readTool(node: ts.Node, value: ts.Expression | null, sources: Sources): ReadTool {
  const properties = propertiesOf(value, sources);
  const read = <T>(name: string, fact: (expression: ts.Expression, sources: Sources) => Fact<T>) => {
    const found = properties.get(name);
    return found ? { [name]: fact(found, sources) } : {};
  };
  const labels = properties.get("displayLabels");
  const labelled = labels ? propertiesOf(labels, sources) : new Map<string, ts.Expression>();
  const running = labelled.get("running");
  const done = labelled.get("done");
  const schema = properties.get("schema");
  return {
    name: toolName(node, properties.get("name"), sources),
    at: locationOf(node),
    ...read("description", stringFact),
    ...read("stake", stringFact),
    ...(running ? { running: stringFact(running, sources) } : {}),
    ...(done ? { done: stringFact(done, sources) } : {}),
    ...read("toolCostCategory", stringFact),
    ...read("freeUsage", booleanFact),
    ...(schema ? { schema } : {}),
    params: schema ? readParams(schema, sources) : { known: false, at: locationOf(node), why: "it has no `schema`" },
  };
}

function toolName(node: ts.Node, name: ts.Expression | undefined, sources: Sources): Fact<string> {
  if (name) return stringFact(name, sources);
  if (ts.isPropertyAssignment(node)) return keyFact(node.name, sources);
  return { known: false, at: locationOf(node), why: "it has no `name`" };
}
