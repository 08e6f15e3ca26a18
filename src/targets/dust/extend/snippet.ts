import { type Code, code, joined, json, object, string } from "../../../edit/code.ts";
import { type ErrorDetail, EXIT, UserError } from "../../../errors.ts";
import { formatLocation, type Location } from "../../../model/location.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import type { Conventions } from "../checkout/conventions.ts";
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
 * The refusal to extend a server: exit 5, nothing is written. `more` are pieces of code that only the caller knows, such as
 * what a changed declaration has to be; the tool itself is added where the refusal is passed on.
 */
export function notExtendable(
  { server, found, at, why }: Obstacle,
  tool: ToolSpec,
  more: readonly ErrorDetail[] = [],
): UserError {
  const place = formatLocation(at);
  return new UserError(
    "server-not-extendable",
    `The server "${server}" cannot be extended safely: ${found} (${place}). Nothing was written.`,
    {
      exitCode: EXIT.hostNotRecognised,
      hint: `Add ${tool.name} by hand; the details hold the code to paste.`,
      details: [{ message: `${found}: ${why}.`, at: place }, ...more],
    },
  );
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
