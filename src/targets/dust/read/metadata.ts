import { foldElements, foldObjectEntries, originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, objectMethod, ts, unwrap } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import { booleanFact, nullableFact, stringFact } from "../../_shared/facts.ts";
import { type Entry, type Parts, partFact, partsOf, propertiesOf } from "../registry/entries.ts";
import { elementFacts } from "../registry/read.ts";
import { rawShape, zodObject } from "./legacy/input-schema.ts";
import { readObjectParams, readParams } from "./params.ts";
import type { ReadAuthorization, ReadMetadata, ReadTool } from "./server.ts";
import { keyFact, toolNameFact } from "./tool-name.ts";

/** Reads the value of an entry's `metadata` property: an object, a constant that names one, or a spread of one. */
export function readMetadata(expression: ts.Expression, sources: Sources): Fact<ReadMetadata> {
  const at = locationOf(expression);
  const properties = propertiesOf(expression, sources);
  const info = properties.get("serverInfo");
  if (!info) return { known: false, at, why: "its `serverInfo` cannot be followed" };
  const node = originOf(expression, sources) ?? info;
  return { known: true, at, value: readDescription({ properties, info, node }, info.getSourceFile(), sources) };
}

/** Reads an entry of layout `legacy`, which describes the server itself: `serverInfo`, `tools` and `tools_stakes`. */
export function readLegacyMetadata({ properties, ...entry }: Entry, sources: Sources): Fact<ReadMetadata> {
  const info = properties.get("serverInfo");
  const at = info ? locationOf(info) : entry.at;
  const node = info && originOf(info, sources);
  if (!info || !node) return { known: false, at, why: "its `serverInfo` cannot be followed" };
  return { known: true, at, value: readDescription({ properties, info, node }, node.getSourceFile(), sources) };
}

/** What describes a server: the properties that hold `tools` and `tools_stakes`, its `serverInfo`, and where that is written. */
interface Described {
  properties: ReadonlyMap<string, ts.Expression>;
  info: ts.Expression;
  node: ts.Node;
}

function readDescription({ properties, info, node }: Described, module: ts.SourceFile, sources: Sources): ReadMetadata {
  const serverInfo = partsOf(info, sources);
  const read = factReader(serverInfo, sources);
  const has = (name: string) => serverInfo.properties.has(name) || (serverInfo.open ? "unknown" : false);
  const at = locationOf(node);
  return {
    path: module.fileName,
    at,
    ...read("name", stringFact),
    ...read("description", stringFact),
    ...read("icon", stringFact),
    ...read("documentationUrl", nullableFact),
    ...read("authorization", authorizationFact),
    hasInstructions: has("instructions"),
    selectsSecret: has("developerSecretSelection"),
    tools: withStakes(readTools(properties.get("tools"), at, sources), properties.get("tools_stakes"), sources),
  };
}

/** Reads properties of an object by name; one that it certainly lacks is left out. */
function factReader(parts: Parts, sources: Sources) {
  return <T>(name: string, fact: (expression: ts.Expression, sources: Sources) => Fact<T>) => {
    const found = partFact(parts, name, (expression) => fact(expression, sources));
    return found ? { [name]: found } : {};
  };
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

/** The tools of a server: an array literal, or a record that is turned into a list by `Object.values(X).map(…)`, or the record. */
export function readTools(expression: ts.Expression | undefined, at: Location, sources: Sources): Fact<ReadTool[]> {
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

/** The tools with the stakes that `tools_stakes` writes out for those that have none of their own. */
export function withStakes(
  tools: Fact<ReadTool[]>,
  stakes: ts.Expression | undefined,
  sources: Sources,
): Fact<ReadTool[]> {
  const written = stakes ? propertiesOf(stakes, sources) : new Map<string, ts.Expression>();
  if (!tools.known || written.size === 0) return tools;
  const value = tools.value.map((tool) => {
    const stake = tool.name.known && !tool.stake ? written.get(tool.name.value) : undefined;
    return stake ? { ...tool, stake: stringFact(stake, sources) } : tool;
  });
  return { ...tools, value };
}

const MAX_DEPTH = 5;

function toolElements(expression: ts.Expression, sources: Sources, depth = 0): ToolElement[] {
  const list = listBehindMap(expression, sources);
  const origin = originOf(list, sources);
  const keys = ts.isCallExpression(list) && objectMethod(list) === "keys" ? list.arguments[0] : undefined;
  if (keys || (origin && ts.isObjectLiteralExpression(origin))) return foldObjectEntries(keys ?? list, sources);
  if (origin && ts.isArrayLiteralExpression(origin) && origin.elements.some(spreadsMap) && depth < MAX_DEPTH) {
    return origin.elements.flatMap((each): ToolElement[] =>
      ts.isSpreadElement(each)
        ? toolElements(each.expression, sources, depth + 1)
        : [{ known: true, node: each, value: each }],
    );
  }
  return foldElements(list, sources).map((each) => (each.known ? { ...each, value: each.expression } : each));
}

function spreadsMap(element: ts.Expression): boolean {
  return ts.isSpreadElement(element) && isMapCall(element.expression);
}

function isMapCall(node: ts.Node): node is ts.CallExpression & { expression: ts.PropertyAccessExpression } {
  return (
    ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && node.expression.name.text === "map"
  );
}

// `X.map((t) => ({ … }))` renames fields and keeps the tools of X.
function listBehindMap(expression: ts.Expression, sources: Sources): ts.Expression {
  const origin = originOf(expression, sources);
  return origin && isMapCall(origin) ? unwrap(origin.expression.expression) : expression;
}

function readTool(node: ts.Node, value: ts.Expression | null, sources: Sources): ReadTool {
  const parts = partsOf(value, sources);
  const read = factReader(parts, sources);
  const labels = parts.properties.get("displayLabels");
  const labelled = factReader(labels ? partsOf(labels, sources) : { ...parts, properties: new Map() }, sources);
  const input = parts.properties.get("inputSchema");
  const object = input ? zodObject(input, sources) : null;
  const schema = parts.properties.get("schema") ?? (object ? rawShape(object, sources) : null);
  const why = parts.open?.why ?? "it has no `schema`";
  return {
    name: toolName(node, parts.properties.get("name"), sources),
    at: locationOf(node),
    ...read("description", stringFact),
    ...read("stake", stringFact),
    ...labelled("running", stringFact),
    ...labelled("done", stringFact),
    ...read("toolCostCategory", stringFact),
    ...read("freeUsage", booleanFact),
    ...(schema ? { schema } : {}),
    ...(object ? { object } : {}),
    params: toolParams(schema, object, sources) ?? { known: false, at: locationOf(node), why },
  };
}

function toolParams(schema: ts.Expression | null, object: ts.Expression | null, sources: Sources) {
  if (schema) return readParams(schema, sources);
  return object ? readObjectParams(object, sources) : null;
}

function toolName(node: ts.Node, name: ts.Expression | undefined, sources: Sources): Fact<string> {
  if (name) return toolNameFact(name, sources);
  if (ts.isPropertyAssignment(node)) return keyFact(node.name, sources);
  return { known: false, at: locationOf(node), why: "it has no `name`" };
}
