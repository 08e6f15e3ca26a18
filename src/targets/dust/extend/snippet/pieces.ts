import { type Code, code, joined, key, name, object, string } from "../../../../edit/code.ts";
import type { ErrorDetail } from "../../../../errors.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import { importBlock } from "../../../_shared/import-block.ts";
import type { Conventions } from "../../checkout/conventions.ts";
import { loopContext } from "../../files/handlers.ts";
import { legacyNames, namedTools } from "../../files/names.ts";
import { pathParams, schemaShape } from "../../files/params.ts";
import { PATHS } from "../../paths.ts";
import type { HandlerCode } from "../site.ts";
import { laidOut, metadataFields } from "../snippet.ts";

/** Where a server has its metadata and its handlers, and how it is given them. */
export interface SnippetPlaces {
  /** Null where no list of tools is known: only its entry in the registry says something of a tool. */
  metadata: string | null;
  handlers: string;
  /** `object`: a property for each tool; `registered`: a call for each; `logged`: a call with `withToolLogging`. */
  form: "object" | "registered" | "logged";
}

/** A tool as code to paste, each piece with the file that it is for: metadata, handler, and what the handler imports. */
export function toolPieces(
  tool: ToolSpec,
  conventions: Conventions,
  handler: HandlerCode,
  places: SnippetPlaces,
): ErrorDetail[] {
  const imports = importBlock(handler.imports, conventions.importStyle).trim();
  return [
    ...described(tool, conventions, places.metadata),
    ...(imports === "" ? [] : [piece(`The imports of the handler of ${tool.name}`, places.handlers, imports)]),
    handlerPiece(tool, conventions, handler.function, places),
  ];
}

/** One block of code, headed by what it is and the file it is for. */
export function piece(what: string, path: string, text: string): ErrorDetail {
  return { message: `${what}, for ${path}:\n${text}` };
}

function described(tool: ToolSpec, conventions: Conventions, path: string | null): ErrorDetail[] {
  if (path === null) return [stake(tool, PATHS.constants)];
  if (conventions.layout === "legacy") return legacyMetadata(tool, path);
  const fields = metadataFields(tool, conventions);
  const element =
    conventions.layout === "arrays"
      ? object([["name", string(tool.name)], ...fields], true)
      : code`${key(tool.name)}: ${object(fields, true)}`;
  return [piece(`The metadata of ${tool.name}`, path, `${laidOut(element)},`)];
}

function legacyMetadata(tool: ToolSpec, path: string): ErrorDetail[] {
  const shape = shapeName(tool);
  const element = object(
    [
      ["name", string(tool.name)],
      ["description", string(tool.description)],
      ["inputSchema", code`zodToJsonSchema(z.object(${shape})) as JSONSchema`],
    ],
    true,
  );
  const declared = code`export const ${shape} = ${shapeOf(tool)};`;
  return [
    piece(`The schema of ${tool.name}`, path, laidOut(declared)),
    piece(`The metadata of ${tool.name}`, path, `${laidOut(element)},`),
    stake(tool, path),
  ];
}

function stake(tool: ToolSpec, path: string): ErrorDetail {
  return piece(`The stake of ${tool.name}`, path, `${key(tool.name).text}: ${string(tool.stake).text},`);
}

function handlerPiece(tool: ToolSpec, conventions: Conventions, made: Code, places: SnippetPlaces): ErrorDetail {
  if (places.form === "object") {
    const property = code`${key(tool.name)}: ${made}`;
    return piece(`The handler of ${tool.name}`, places.handlers, `${laidOut(property)},`);
  }
  const options = code`{ toolNameForMonitoring: ${string(tool.name)}, ${loopContext(conventions.context.name)} }`;
  const logged = code`withToolLogging(\n${joined([code`auth`, options, made], ",\n")}\n)`;
  const schema = conventions.layout === "legacy" && places.metadata !== null ? shapeName(tool) : shapeOf(tool);
  const given = [string(tool.name), string(tool.description), schema, places.form === "logged" ? logged : made];
  const call = code`server.tool(\n${joined(given, ",\n")}\n);`;
  return piece(`The call that registers ${tool.name}`, places.handlers, laidOut(call));
}

function shapeName(tool: ToolSpec): Code {
  const [named] = namedTools([tool], "legacy");
  return name(legacyNames(named?.method ?? "").shape);
}

function shapeOf({ params, request }: ToolSpec): Code {
  return schemaShape(params, new Set(pathParams(request?.path ?? "")));
}
