import { access, Code, code, joined, key, name, object, string } from "../../../../edit/code.ts";
import { originOf } from "../../../../edit/fold.ts";
import { insertElement, insertProperty } from "../../../../edit/list.ts";
import type { Splice } from "../../../../edit/splice.ts";
import type { ImportedName } from "../../../../edit/template.ts";
import { locationOf, staticName, ts, walk } from "../../../../edit/ts.ts";
import { factValue } from "../../../../model/found.ts";
import { formatLocation } from "../../../../model/location.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import { propertiesOf } from "../../registry/entries.ts";
import type { ServerPlace } from "../site.ts";
import { laidOut, metadataFields, notExtendable } from "../snippet.ts";
import { writtenValue } from "./rows.ts";

/** Edits of one file, and what the file has to import for them. */
export interface Listing {
  path: string;
  splices: Splice[];
  imports: ImportedName[];
}

/** The rows that a server's metadata lack for a tool beside its list: where `tools` and `tools_stakes` are written out. */
export function listings(site: ServerPlace, tool: ToolSpec): Listing[] {
  const metadata = site.found.entry?.properties.get("metadata");
  const properties = metadata ? propertiesOf(metadata, site.host.sources) : new Map<string, ts.Expression>();
  const origin = (property: string) => {
    const found = properties.get(property);
    return found ? originOf(found, site.host.sources) : null;
  };
  const [tools, stakes] = [origin("tools"), origin("tools_stakes")];
  return [
    ...(tools && ts.isArrayLiteralExpression(tools) && !isDerived(tools, site) ? [toolListing(tools, site, tool)] : []),
    ...(stakes && ts.isObjectLiteralExpression(stakes) ? [stakeListing(stakes, site, tool)] : []),
  ];
}

/** Whether the tools of the server follow the list by themselves: it is the list, or holds its rows. */
function isDerived(tools: ts.ArrayLiteralExpression, { metadata, found }: ServerPlace): boolean {
  if (tools === metadata.tools) return true;
  const first = ts.isArrayLiteralExpression(metadata.tools) ? metadata.tools.elements[0] : metadata.tools.properties[0];
  const read = found.metadata();
  const listed = read?.known ? (factValue(read.value.tools) ?? []) : [];
  return first !== undefined && listed.some(({ at }) => formatLocation(at) === formatLocation(locationOf(first)));
}

function toolListing(tools: ts.ArrayLiteralExpression, site: ServerPlace, tool: ToolSpec): Listing {
  const source = tools.getSourceFile();
  const last = tools.elements.at(-1);
  if (!last) {
    const splices = insertElement(source, tools, "last", laidOut(code`...${derivedTools(site)}`));
    return { path: source.fileName, splices, imports: derivedImports(site) };
  }
  const row = originOf(last, site.host.sources);
  if (!row || !ts.isObjectLiteralExpression(row)) {
    const obstacle = {
      found: "`tools` holds more than rows",
      at: locationOf(last),
      why: "its rows cannot be followed",
    };
    throw notExtendable({ server: site.found.name, ...obstacle }, tool);
  }
  const text = laidOut(rowLike(row, site, tool));
  return { path: source.fileName, splices: insertElement(source, tools, "last", text), imports: [] };
}

const DERIVED = "t";

/** `Object.values(X).map((t) => ({ … }))`: every tool of a record, as new servers list them. */
export function derivedTools({ conventions, metadata }: ServerPlace): Code {
  const t = name(DERIVED);
  const fields = conventions.toolFields.map((field): [string, Code] => [field, mappedField(field, t)]);
  return code`Object.values(${name(metadata.constant)}).map((t) => (${object(fields, true)}))`;
}

function mappedField(field: string, tool: Code): Code {
  const value = access(tool, field === "inputSchema" ? "schema" : field);
  return field === "inputSchema" ? inputSchema(value) : value;
}

function inputSchema(schema: Code): Code {
  return code`zodToJsonSchema(z.object(${schema})) as JSONSchema`;
}

/** What the metadata import for the tools of a record. */
export function derivedImports({ conventions }: ServerPlace): ImportedName[] {
  if (!conventions.toolFields.includes("inputSchema")) return [];
  return [
    { module: "json-schema", name: "JSONSchema7 as JSONSchema", kind: "type" },
    { module: "zod", name: "z", kind: "value" },
    { module: "zod-to-json-schema", name: "zodToJsonSchema", kind: "value" },
  ];
}

/** A row of the same properties as a neighbour's: what refers to its tool in the record refers to the new one, the rest is written out. */
function rowLike(row: ts.ObjectLiteralExpression, site: ServerPlace, tool: ToolSpec): Code {
  const own = new Map<string, Code>([["name", string(tool.name)], ...metadataFields(tool, site.conventions)]);
  own.set("inputSchema", inputSchema(own.get("schema") ?? code`{}`));
  return object(
    row.properties.map((each): [string, Code] => {
      const property = each.name ? staticName(each.name) : null;
      const value = property === null ? null : writtenValue(row, property);
      const written = property === null ? undefined : own.get(property);
      const alike = value ? referringTo(value, site, tool) : null;
      if (property !== null && (alike ?? written)) return [property, alike ?? written ?? code`{}`];
      const obstacle = { found: `\`${each.getText()}\` cannot be said of another tool`, at: locationOf(each) };
      const why = "what the new tool needs there is not known";
      throw notExtendable({ server: site.found.name, ...obstacle, why }, tool);
    }),
    true,
  );
}

/** The text of an expression with every `X.old_tool` of the site's record replaced by `X.new_tool`; null when it has none. */
function referringTo(value: ts.Expression, { metadata }: ServerPlace, tool: ToolSpec): Code | null {
  const parts: string[] = [];
  let from = value.getStart();
  for (const node of walk(value)) {
    const isAccess = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
    if (!isAccess || node.expression.getText() !== metadata.constant) continue;
    parts.push(
      value.getSourceFile().text.slice(from, node.getStart()),
      access(name(metadata.constant), tool.name).text,
    );
    from = node.end;
  }
  if (parts.length === 0) return null;
  return new Code(parts.join("") + value.getSourceFile().text.slice(from, value.end));
}

/** `Object.fromEntries(Object.values(X).map((t) => [t.name, t.stake]))`: the stakes of a record's tools. */
export function derivedStakes({ metadata }: ServerPlace): Code {
  const t = name(DERIVED);
  const pair = joined([access(t, "name"), access(t, "stake")], ", ");
  return code`Object.fromEntries(Object.values(${name(metadata.constant)}).map((t) => [${pair}]))`;
}

function stakeListing(stakes: ts.ObjectLiteralExpression, site: ServerPlace, tool: ToolSpec): Listing {
  const source = stakes.getSourceFile();
  const row = code`${key(tool.name)}: ${string(tool.stake)}`;
  const text = stakes.properties.length === 0 ? code`...${derivedStakes(site)}` : row;
  const isSpread = stakes.properties.some(ts.isSpreadAssignment) && stakes.properties.length === 1;
  const splices =
    isSpread || propertiesOf(stakes, site.host.sources).has(tool.name)
      ? []
      : insertProperty(source, stakes, "last", laidOut(text));
  return { path: source.fileName, splices, imports: [] };
}
