import { type Code, code, joined, json, key, name, object, string } from "../../../edit/code.ts";
import { type ErrorDetail, EXIT, UserError } from "../../../errors.ts";
import { formatLocation, type Location } from "../../../model/location.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import type { Conventions } from "../checkout/conventions.ts";
import { loopContext } from "../files/handlers.ts";
import { legacyNames, namedTools } from "../files/names.ts";
import { pathParams, schemaShape } from "../files/params.ts";

/** Why a server cannot take a tool: what was found, where, and why writing there would not be safe. Sentences without a full stop. */
export interface Obstacle {
  /** Name of the server. */
  server: string;
  found: string;
  at: Location;
  why: string;
}

/** Makes the refusal of a server from what stands in the way. */
export type Refuse = (obstacle: Omit<Obstacle, "server">) => UserError;

/**
 * The refusal to extend a server: exit 5, nothing is written. The details hold the tool as code to be added by hand; `more`
 * adds pieces that only the caller knows, such as a method of the server's client.
 */
export function notExtendable(
  { server, found, at, why }: Obstacle,
  tool: ToolSpec,
  conventions: Conventions,
  more: readonly ErrorDetail[] = [],
): UserError {
  const place = formatLocation(at);
  return new UserError(
    "server-not-extendable",
    `The server "${server}" cannot be extended safely: ${found} (${place}). Nothing was written.`,
    {
      exitCode: EXIT.hostNotRecognised,
      hint: `Add ${tool.name} by hand; the details hold the code to paste.`,
      details: [{ message: `${found}: ${why}.`, at: place }, ...snippets(tool, conventions), ...more],
    },
  );
}

/** The tool as code to paste: its metadata, and a handler that says that it is not implemented. */
export function snippets(tool: ToolSpec, conventions: Conventions): ErrorDetail[] {
  if (conventions.layout === "legacy") return legacySnippets(tool, conventions);
  const fields = metadataFields(tool, conventions);
  const metadata =
    conventions.layout === "arrays"
      ? object([["name", string(tool.name)], ...fields], true)
      : code`${key(tool.name)}: ${object(fields, true)}`;
  const handler = code`${key(tool.name)}: ${stubHandler(tool, conventions)}`;
  return [
    { message: `The metadata of ${tool.name}:\n${laidOut(metadata)},` },
    { message: `The handler of ${tool.name}:\n${handler.text},` },
  ];
}

/** The same for a server that registers its tools itself. */
function legacySnippets(tool: ToolSpec, conventions: Conventions): ErrorDetail[] {
  const [named] = namedTools([tool], conventions.layout);
  const shape = name(legacyNames(named?.method ?? "").shape);
  const schema = schemaShape(tool.params, new Set(pathParams(tool.request?.path ?? "")));
  const element = object(
    [
      ["name", string(tool.name)],
      ["description", string(tool.description)],
      ["inputSchema", code`zodToJsonSchema(z.object(${shape})) as JSONSchema`],
    ],
    true,
  );
  const options = code`{ toolNameForMonitoring: ${string(tool.name)}, ${loopContext(conventions.context.name)} }`;
  const logged = joined([code`auth`, options, stubHandler(tool, conventions)], ",\n");
  const given = [string(tool.name), string(tool.description), shape, code`withToolLogging(\n${logged}\n)`];
  return [
    { message: `The schema of ${tool.name}:\n${laidOut(code`export const ${shape} = ${schema};`)}` },
    { message: `The metadata of ${tool.name}:\n${laidOut(element)},` },
    { message: `The stake of ${tool.name}:\n${key(tool.name).text}: ${string(tool.stake).text},` },
    { message: `The call that registers ${tool.name}:\n${laidOut(code`server.tool(\n${joined(given, ",\n")}\n);`)}` },
  ];
}

const COST: [name: string, value: Code][] = [
  ["toolCostCategory", string("advanced")],
  ["freeUsage", json(false)],
];

/** The properties of a tool's metadata besides its name, in the order in which new servers have them. */
export function metadataFields(tool: ToolSpec, { costFields }: Conventions): [name: string, value: Code][] {
  return [
    ["description", string(tool.description)],
    ["schema", schemaShape(tool.params, new Set(pathParams(tool.request?.path ?? "")))],
    ["stake", string(tool.stake)],
    ["displayLabels", json({ running: tool.labels.running, done: tool.labels.done })],
    ...(costFields ? COST : []),
  ];
}

/** The handler of a tool without a request: an error that says so. */
export function stubHandler(tool: ToolSpec, { mcpErrorOptions }: Conventions): Code {
  const options = mcpErrorOptions.tracked ? [object([["tracked", json(false)]])] : [];
  const error = joined([string(`${tool.name} is not implemented yet.`), ...options], ", ");
  return code`async () =>\n  new Err(\n    new MCPError(${error})\n  )`;
}

/** Code whose lines are indented by two spaces for every bracket that a line before them leaves open. */
export function laidOut({ text }: Code): string {
  let depth = 0;
  return text
    .split("\n")
    .map((line) => {
      const bare = line.trim();
      if (/^[}\])]/.test(bare)) depth = Math.max(0, depth - 1);
      const shown = bare === "" ? "" : "  ".repeat(depth) + bare;
      if (/[{[(]$/.test(bare)) depth++;
      return shown;
    })
    .join("\n");
}
