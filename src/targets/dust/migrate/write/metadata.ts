import { propertyKey } from "../../../../edit/code.ts";
import { replaceParts } from "../../../../edit/rewrite/parts.ts";
import { nextToken } from "../../../../edit/syntax/trivia.ts";
import type { ImportedName } from "../../../../edit/template.ts";
import { property, ts, unwrap } from "../../../../edit/ts.ts";
import { labelsFor } from "../../../../model/defaults/english.ts";
import type { Conventions } from "../../checkout/conventions.ts";
import { assigned, type Described } from "../read/described.ts";
import type { Pair } from "../read/pairs.ts";
import { commentsBefore, entryComments } from "./comments.ts";

/** The names that the moved server's metadata have. */
export interface NewNames {
  tools: string;
  server: string;
}

/** What the metadata of a moved server are made of. */
export interface NewMetadata {
  described: Described;
  pairs: readonly Pair[];
  names: NewNames;
  conventions: Conventions;
  /** What a tool costs, where the checkout asks. */
  cost: { toolCostCategory: "basic" | "advanced"; freeUsage: boolean };
}

/** The names that the metadata of the newer layouts import besides those of the old ones. */
export function metadataImports({ modules }: Conventions): ImportedName[] {
  return [
    { module: modules.toolDefinition, name: "ServerMetadata", kind: "type" },
    { module: modules.toolDefinition, name: "createToolsRecord", kind: "value" },
    { module: "json-schema", name: "JSONSchema7 as JSONSchema", kind: "type" },
    { module: "zod", name: "z", kind: "value" },
    { module: "zod-to-json-schema", name: "zodToJsonSchema", kind: "value" },
  ];
}

/** The metadata below their imports: the three constants become two, where the last of them stood; the rest stays. */
export function metadataBody(metadata: NewMetadata): string {
  const { source, info, tools, stakes } = metadata.described;
  const gone = new Set<ts.Statement>([info.statement, stakes.statement, ...(tools ? [tools.statement] : [])]);
  const last = source.statements.findLast((each) => gone.has(each));
  const texts = source.statements.flatMap((each) => {
    if (each === last) return [`\n\n${toolsText(metadata)}\n\n${serverText(metadata)}`];
    return ts.isImportDeclaration(each) || gone.has(each) ? [] : [each.getFullText()];
  });
  return texts.join("") + source.endOfFileToken.getFullText();
}

function toolsText(metadata: NewMetadata): string {
  const { described, pairs, names, conventions } = metadata;
  const comments = [...(described.tools ? [described.tools.statement] : []), described.stakes.statement].map(
    commentsBefore,
  );
  const rows = pairs.map((pair) => `${toolText(pair, metadata)},\n`).join("");
  const declared = `${comments.join("")}export const ${names.tools} = `;
  return conventions.layout === "arrays"
    ? `${declared}[\n${rows}] as const;`
    : `${declared}createToolsRecord({\n${rows}});`;
}

function toolText(pair: Pair, metadata: NewMetadata): string {
  const { registered, element } = pair;
  const inArray = metadata.conventions.layout === "arrays";
  const name = (element && assigned(element)?.get("name")?.initializer) ?? registered.name;
  const fields = ownFields(pair, metadata);
  const { tools } = metadata.described;
  const list = tools && unwrap(tools.value);
  const above = list && element && ts.isArrayLiteralExpression(list) ? entryComments(list).get(element) : "";
  const text = element ? elementText(element, fields, inArray) : newElement(pair, fields, inArray);
  return `${above ?? ""}${inArray ? "" : `${keyText(name)}: `}${text}`;
}

/** The name of a tool as a key of an object literal. */
export function keyText(name: ts.Expression): string {
  const bare = unwrap(name);
  return ts.isStringLiteralLike(bare) ? propertyKey(bare.text) : `[${name.getText()}]`;
}

// What the element does not have yet: its schema in place of its input schema, and what stood elsewhere.
function ownFields({ registered, element, stake }: Pair, { described, conventions, cost }: NewMetadata): string[] {
  const stakes = unwrap(described.stakes.value);
  const why = ts.isObjectLiteralExpression(stakes) ? (entryComments(stakes).get(stake) ?? "") : "";
  const { running, done } = labelsFor(registered.tool);
  const isLabelled = element !== null && property(element, "displayLabels") !== null;
  const labels = `displayLabels: { running: ${JSON.stringify(running)}, done: ${JSON.stringify(done)} }`;
  return [
    `schema: ${registered.schema.getText()}`,
    `${why}stake: ${stake.initializer.getText()}`,
    ...(isLabelled ? [] : [labels]),
    ...(registered.alerting ? [`enableAlerting: ${registered.alerting.getText()}`] : []),
    ...(conventions.costFields
      ? [`toolCostCategory: ${JSON.stringify(cost.toolCostCategory)}`, `freeUsage: ${cost.freeUsage}`]
      : []),
  ];
}

function elementText(element: ts.ObjectLiteralExpression, fields: readonly string[], inArray: boolean): string {
  const base = element.getStart();
  const { text } = element.getSourceFile();
  const values = assigned(element);
  const [name, input] = [values?.get("name"), values?.get("inputSchema")];
  const at = (start: number, end: number, added: string) => ({ start: start - base, end: end - base, text: added });
  return replaceParts(text.slice(base, element.end), [
    ...(name && !inArray ? [at(name.getStart(), nextOn(text, behindComma(text, name.end)), "")] : []),
    ...(input ? [at(input.getStart(), input.end, fields.join(",\n"))] : []),
  ]);
}

/** The offset behind the comma that follows an entry, or its end. */
function behindComma(text: string, end: number): number {
  const next = nextToken(text, end);
  return text[next] === "," ? next + 1 : end;
}

/** The offset of what follows on the same or a later line: a comment, or code. */
function nextOn(text: string, offset: number): number {
  return offset + (/^\s*/.exec(text.slice(offset))?.[0].length ?? 0);
}

function newElement({ registered }: Pair, fields: readonly string[], inArray: boolean): string {
  const name = inArray ? [`name: ${registered.name.getText()}`] : [];
  return `{\n${[...name, `description: ${registered.description.getText()}`, ...fields].join(",\n")},\n}`;
}

function serverText({ described, names, conventions }: NewMetadata): string {
  const { info } = described;
  const fields = [`serverInfo: ${infoText(info.value, conventions)}`, ...listFields(names.tools, conventions)];
  const text = `export const ${names.server} = {\n${fields.join(",\n")},\n} as const satisfies ServerMetadata;`;
  return commentsBefore(info.statement) + text;
}

// Types of the newest checkouts reject `instructions`, whatever they are.
function infoText(value: ts.Expression, { instructions }: Conventions): string {
  const object = unwrap(value);
  const base = value.getStart();
  const { text } = value.getSourceFile();
  const found = ts.isObjectLiteralExpression(object) ? property(object, "instructions") : null;
  if (!found || instructions !== "absent") return value.getText();
  const gone = { start: found.getStart() - base, end: behindComma(text, found.end) - base, text: "" };
  return replaceParts(value.getText(), [gone]);
}

function listFields(tools: string, { layout, toolFields, toolsStakes }: Conventions): string[] {
  if (layout === "arrays") return [`tools: ${tools}`];
  const fields = toolFields.map((field) => {
    const value = field === "inputSchema" ? "zodToJsonSchema(z.object(t.schema)) as JSONSchema" : `t.${field}`;
    return `${field}: ${value},\n`;
  });
  const list = `Object.values(${tools})`;
  const stakes = `tools_stakes: Object.fromEntries(${list}.map((t) => [t.name, t.stake]))`;
  return [`tools: ${list}.map((t) => ({\n${fields.join("")}}))`, ...(toolsStakes ? [stakes] : [])];
}
