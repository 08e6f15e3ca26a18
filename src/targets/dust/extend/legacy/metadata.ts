import { Code, code, name, string } from "../../../../edit/code.ts";
import { insertElement, insertProperty } from "../../../../edit/list.ts";
import { declaredIn } from "../../../../edit/syntax/scope.ts";
import type { ImportedName } from "../../../../edit/template.ts";
import { parse, ts, walk } from "../../../../edit/ts.ts";
import type { NamedTool } from "../../files/names.ts";
import { editFile } from "../../fixes/edit-file.ts";
import { moduleOf } from "../../paths.ts";
import { draftImportsOnTop } from "../imports.ts";
import { elementCode } from "../metadata/element.ts";
import { type NameConstant, nameConstant } from "../metadata/name-constant.ts";
import { type Row, rowsOf, writtenValue } from "../metadata/rows.ts";
import { keyCode } from "../metadata.ts";
import { laidOut } from "../snippet.ts";
import type { LegacySite } from "./place.ts";
import { objectOf, type SchemaConstant, schemaConstant } from "./schema.ts";

/** What the call that registers a tool names of its metadata. */
export interface DraftedMetadata {
  schema: SchemaConstant;
  /** The constant of its name; null where names are written out. */
  constant: NameConstant | null;
}

/** Drafts the metadata of a tool: the constant of its schema, its element of the list, its stake, and a constant of its name where neighbours have one. */
export function draftLegacyMetadata(site: LegacySite, tool: NamedTool): DraftedMetadata {
  const { draft, tools, stakes, metadataPath: path, host } = site;
  const source = tools?.getSourceFile() ?? host.sources.source(path);
  if (!source) throw new Error(`There is no ${path}.`);
  const rows = tools ? rowsOf(tools, host.sources) : [];
  const schema = schemaConstant(site, tool, source);
  const constant = nameConstant(tool.spec.name, rows, site.directory, host.sources);
  const splices = [
    { path, splices: [schema.splice] },
    ...(constant ? [{ path: constant.path, splices: constant.splices }] : []),
    ...(tools ? [{ path, splices: insertElement(source, tools, "last", element(tool, rows, schema, constant)) }] : []),
    ...(stakes ? [stakeRow(stakes, tool, constant)] : []),
  ];
  for (const edited of new Set(splices.map((each) => each.path))) {
    const own = splices.flatMap((each) => (each.path === edited ? each.splices : []));
    editFile(draft, edited, own);
  }
  const imports = importsOf(site, tool, schema, constant);
  draftImportsOnTop(site, path, imports);
  return { schema, constant };
}

function element({ spec }: NamedTool, rows: readonly Row[], schema: SchemaConstant, constant: NameConstant | null) {
  const nameCode = constant ? name(constant.name) : string(spec.name);
  const named = { inArray: true, name: nameCode, key: keyCode(spec, constant) };
  return laidOut(
    elementCode(spec, rows, named, [
      ["description", string(spec.description)],
      ["inputSchema", inputSchema(rows.at(-1), schema)],
    ]),
  );
}

/** `zodToJsonSchema(z.object(shape)) as JSONSchema`, as a neighbour writes it. */
function inputSchema(neighbour: Row | undefined, schema: SchemaConstant): Code {
  const object = objectOf(schema);
  const written = neighbour && writtenValue(neighbour.literal, "inputSchema");
  const [call] = written ? walk(written).filter(ts.isCallExpression) : [];
  const [argument] = call?.expression.getText() === "zodToJsonSchema" ? (call?.arguments ?? []) : [];
  if (!written || !argument) return code`zodToJsonSchema(${object}) as JSONSchema`;
  const { text } = written.getSourceFile();
  return new Code(
    text.slice(written.getStart(), argument.getStart()) + object.text + text.slice(argument.end, written.end),
  );
}

function stakeRow(stakes: ts.ObjectLiteralExpression, { spec }: NamedTool, constant: NameConstant | null) {
  const source = stakes.getSourceFile();
  const isComputed = stakes.properties.every((each) => each.name !== undefined && ts.isComputedPropertyName(each.name));
  const here = constant?.path === source.fileName ? constant : null;
  const key = keyCode(spec, stakes.properties.length > 0 && isComputed ? here : null);
  return {
    path: source.fileName,
    splices: insertProperty(source, stakes, "last", code`${key}: ${string(spec.stake)}`.text),
  };
}

function importsOf(
  { draft, metadataPath: path, tools }: LegacySite,
  { spec }: NamedTool,
  { isObject }: SchemaConstant,
  constant: NameConstant | null,
): ImportedName[] {
  const declared = declaredIn(parse(path, draft.read(path) ?? ""));
  const lists = tools !== null;
  const wanted: [boolean, ImportedName][] = [
    [lists, { module: "json-schema", name: "JSONSchema7 as JSONSchema", kind: "type" }],
    [lists || isObject || spec.params.length > 0, { module: "zod", name: "z", kind: "value" }],
    [lists, { module: "zod-to-json-schema", name: "zodToJsonSchema", kind: "value" }],
  ];
  const elsewhere = constant && constant.path !== path ? [constant] : [];
  return [
    ...elsewhere.map((each) => ({ module: moduleOf(each.path), name: each.name, kind: "value" as const })),
    ...wanted.flatMap(([needed, each]) => (needed && !declared.has(each.name.split(" ").at(-1) ?? "") ? [each] : [])),
  ];
}
