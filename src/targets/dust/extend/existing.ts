import { type ErrorDetail, EXIT, UserError } from "../../../errors.ts";
import { type Fact, factValue } from "../../../model/found.ts";
import { formatLocation } from "../../../model/location.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import type { DustHost } from "../host.ts";
import type { DustServer, ReadTool } from "../read/server.ts";
import { schemaDifferences } from "./existing/schema.ts";

/**
 * Whether a server has this tool already: name, description, schema, stake and labels are equal by value. What the tool does is
 * not compared.
 *
 * @throws UserError `tool-differs` (exit 4) with a detail for each field, when it has another tool of that name
 */
export function isThere(tool: ToolSpec, found: DustServer, { sources }: DustHost): boolean {
  const metadata = found.metadata();
  const tools = metadata?.known ? (factValue(metadata.value.tools) ?? []) : [];
  const known = tools.find(({ name }) => factValue(name) === tool.name);
  if (!known) return false;
  const details = [...textDifferences(tool, known), ...schemaDifferences(tool, known, sources)];
  if (details.length === 0) return true;
  throw new UserError(
    "tool-differs",
    `The server "${found.name}" has a tool "${tool.name}" (${formatLocation(known.at)}), and it is another one. Nothing was written.`,
    {
      exitCode: EXIT.conflict,
      hint: "Choose another name, or change the tool by hand so that both agree.",
      details,
    },
  );
}

function textDifferences(tool: ToolSpec, known: ReadTool): ErrorDetail[] {
  return [
    ...different("description", known.description, tool.description, known),
    ...different("stake", known.stake, tool.stake, known),
    ...different("labels.running", known.running, tool.labels.running, known),
    ...different("labels.done", known.done, tool.labels.done, known),
  ];
}

function different(field: string, was: Fact<string> | undefined, wanted: string, { at }: ReadTool): ErrorDetail[] {
  if (was?.known && was.value === wanted) return [];
  const shown = was === undefined ? "not there" : was.known ? JSON.stringify(was.value) : `unreadable (${was.why})`;
  return [
    {
      message: `${field}: was ${shown}, would be ${JSON.stringify(wanted)}`,
      at: formatLocation(was?.at ?? at),
    },
  ];
}
