import type { Sources } from "../../../../edit/sources.ts";
import { ts, unwrap } from "../../../../edit/ts.ts";
import { factValue } from "../../../../model/found.ts";
import { PATHS } from "../../paths.ts";
import { keyFact, toolNameFact } from "../../read/tool-name.ts";
import type { Entry } from "../../registry/entries.ts";
import type { Obstacles } from "../obstacles.ts";

/** A constant of the metadata module, alone in its statement, and the property of the entry that names it. */
export interface MetadataConstant {
  name: string;
  statement: ts.VariableStatement;
  value: ts.Expression;
  property: ts.PropertyAssignment;
}

/** What the metadata module of a server of layout `legacy` says, and where the registry names it. */
export interface Described {
  source: ts.SourceFile;
  info: MetadataConstant;
  stakes: MetadataConstant;
  /** Null for a server whose entry lists no tools. */
  tools: MetadataConstant | null;
  /** The tools of that list by name, in its order. */
  elements: ReadonlyMap<string, ts.ObjectLiteralExpression>;
  /** The stakes by tool. */
  rows: ReadonlyMap<string, ts.PropertyAssignment>;
}

/** Reads the three constants that an entry names; null, with the obstacles told, when they have another form. */
export function readDescribed(
  entry: Entry,
  directory: string,
  sources: Sources,
  obstacles: Obstacles,
): Described | null {
  const path = `${directory}/metadata.ts`;
  const source = sources.source(path);
  if (!source) return obstacles.add(directory, "Its folder has no metadata.ts.");
  const constant = (property: string) => readConstant(entry, property, source, sources, obstacles);
  const isListed = entry.properties.has("tools");
  const [info, stakes, tools] = [constant("serverInfo"), constant("tools_stakes"), isListed ? constant("tools") : null];
  if (!info || !stakes || (isListed && !tools)) return null;
  if (!ts.isObjectLiteralExpression(unwrap(info.value)))
    obstacles.add(info.value, "The server info is not written out.");
  return {
    source,
    info,
    stakes,
    tools,
    elements: tools ? readElements(tools.value, sources, obstacles) : new Map(),
    rows: readRows(stakes.value, sources, obstacles),
  };
}

function readConstant(
  { properties, at }: Entry,
  name: string,
  metadata: ts.SourceFile,
  sources: Sources,
  obstacles: Obstacles,
): MetadataConstant | null {
  const named = properties.get(name);
  if (!named) return obstacles.add(`${at.path}:${at.line}:${at.column}`, `Its entry has no \`${name}\`.`);
  const property = named.parent;
  if (
    !ts.isIdentifier(named) ||
    !ts.isPropertyAssignment(property) ||
    named.getSourceFile().fileName !== PATHS.constants
  ) {
    return obstacles.add(named, `The entry's \`${name}\` is no name of a constant.`);
  }
  const declared = sources.resolve(named);
  const node = declared?.node;
  if (!declared || declared.source !== metadata || !node || !ts.isVariableDeclaration(node) || !node.initializer) {
    return obstacles.add(named, `\`${named.text}\` is no constant of ${metadata.fileName}.`);
  }
  const statement = metadata.statements
    .filter(ts.isVariableStatement)
    .find((each) => each.declarationList === node.parent);
  if (!statement || statement.declarationList.declarations.length > 1) {
    return obstacles.add(node, `\`${named.text}\` is not alone in a statement at top level.`);
  }
  return { name: named.text, statement, value: node.initializer, property };
}

const ELEMENT_PROPERTIES = ["name", "description", "inputSchema", "displayLabels"];

function readElements(value: ts.Expression, sources: Sources, obstacles: Obstacles): Described["elements"] {
  const list = unwrap(value);
  const elements = new Map<string, ts.ObjectLiteralExpression>();
  if (!ts.isArrayLiteralExpression(list)) obstacles.add(value, "The list of tools is not written out.");
  for (const element of ts.isArrayLiteralExpression(list) ? list.elements : []) {
    const values = ts.isObjectLiteralExpression(element) ? assigned(element) : null;
    const name = values?.get("name");
    const tool = name && factValue(toolNameFact(name.initializer, sources));
    const isKnown = values && [...values.keys()].every((each) => ELEMENT_PROPERTIES.includes(each));
    if (!ts.isObjectLiteralExpression(element) || !isKnown || tool === undefined || !values.has("inputSchema")) {
      obstacles.add(element, "A tool of the list is not written out as name, description and inputSchema.");
    } else if (elements.has(tool)) obstacles.add(element, `\`${tool}\` is listed twice.`);
    else elements.set(tool, element);
  }
  return elements;
}

/** The properties of an object literal by name; null when one of them is no plain assignment. */
export function assigned(object: ts.ObjectLiteralExpression): Map<string, ts.PropertyAssignment> | null {
  const named = object.properties.flatMap((each): [string, ts.PropertyAssignment][] =>
    ts.isPropertyAssignment(each) && !ts.isComputedPropertyName(each.name) && !ts.isBigIntLiteral(each.name)
      ? [[each.name.text, each]]
      : [],
  );
  return named.length === object.properties.length ? new Map(named) : null;
}

function readRows(value: ts.Expression, sources: Sources, obstacles: Obstacles): Described["rows"] {
  const object = unwrap(value);
  const rows = new Map<string, ts.PropertyAssignment>();
  if (!ts.isObjectLiteralExpression(object)) obstacles.add(value, "The stakes are not written out.");
  for (const property of ts.isObjectLiteralExpression(object) ? object.properties : []) {
    const tool = ts.isPropertyAssignment(property) ? factValue(keyFact(property.name, sources)) : undefined;
    if (!ts.isPropertyAssignment(property) || tool === undefined) {
      obstacles.add(property, "A stake is not written out as the name of a tool and a level.");
    } else rows.set(tool, property);
  }
  return rows;
}
