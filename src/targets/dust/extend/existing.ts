import type { Sources } from "../../../edit/sources.ts";
import { locationOf } from "../../../edit/ts.ts";
import { type ErrorDetail, EXIT, UserError } from "../../../errors.ts";
import { type Fact, factValue } from "../../../model/found.ts";
import { formatLocation } from "../../../model/location.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import type { DustHost } from "../host.ts";
import { readTools } from "../read/metadata.ts";
import type { DustServer, ReadHandler, ReadTool } from "../read/server.ts";
import { schemaDifferences } from "./existing/schema.ts";
import { buildCalls } from "./site/pair.ts";

/**
 * Whether a server's metadata have this tool already: name, description, schema, stake and labels are equal by value. What the
 * tool does is not compared.
 *
 * @throws UserError `tool-differs` (exit 4) with a detail for each field, when they have another tool of that name
 */
export function isDescribed(tool: ToolSpec, found: DustServer, { sources }: DustHost): boolean {
  const metadata = found.metadata();
  const shown = named(tool.name, metadata?.known ? metadata.value.tools : undefined);
  if (!shown) return false;
  // Rows that are written out beside the list may leave out what only the list says.
  refuseOther(tool, { ...listed(tool.name, found, sources), ...shown }, found, sources);
  return true;
}

/** The handler that a server has for a tool: null when it certainly has none, undefined when that cannot be told. */
export function handlerOf({ name }: ToolSpec, found: DustServer): ReadHandler | null | undefined {
  const implementation = found.implementation();
  const handlers = implementation?.handlers;
  // A server of layout `legacy` without a call that registers a tool has none.
  if (implementation && !handlers) return found.layout === "legacy" ? null : undefined;
  if (!handlers?.known) return undefined;
  return handlers.value.find((each) => each.name === name) ?? null;
}

function refuseOther(tool: ToolSpec, known: ReadTool, found: DustServer, sources: Sources): void {
  const details = [
    ...textDifferences(tool, known, found.layout === "legacy"),
    ...schemaDifferences(tool, known, sources),
  ];
  if (details.length === 0) return;
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

function named(tool: string, tools: Fact<ReadTool[]> | undefined): ReadTool | undefined {
  return factValue(tools)?.find(({ name }) => factValue(name) === tool);
}

/** The tool in the lists that `buildTools` is given. */
function listed(tool: string, found: DustServer, sources: Sources): ReadTool | undefined {
  const lists = buildCalls(found.implementation()?.modules ?? []).flatMap((call) => call.arguments[0] ?? []);
  for (const list of lists) {
    const row = named(tool, readTools(list, locationOf(list), sources));
    if (row) return row;
  }
  return undefined;
}

function textDifferences(tool: ToolSpec, known: ReadTool, isLegacy: boolean): ErrorDetail[] {
  const texts = [
    ...different("description", known.description, tool.description, known),
    ...different("stake", known.stake, tool.stake, known),
  ];
  // Tools of layout `legacy` have no labels.
  if (isLegacy) return texts;
  return [
    ...texts,
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
