import { locationOf, type ts } from "../../../../edit/ts.ts";
import type { UserError } from "../../../../errors.ts";
import { formatLocation } from "../../../../model/location.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import type { DustServer, ReadHandler } from "../../read/server.ts";
import type { ServerPlace } from "../site.ts";
import { notExtendable } from "../snippet.ts";

/** What a server has of a tool that is not there as a whole. */
export interface Begun {
  /** Whether its metadata are there, equal by value. */
  described: boolean;
  /** Null when there certainly is none, undefined when that cannot be told. */
  handler: ReadHandler | null | undefined;
}

/** Whether a node is where a handler was read. */
export function isAt(node: ts.Node, handler: ReadHandler | null | undefined): boolean {
  return handler != null && formatLocation(locationOf(node)) === formatLocation(handler.at);
}

/** The refusal of a tool whose handler is there, where its metadata cannot be added by themselves. */
export function handledElsewhere(found: DustServer, tool: ToolSpec, { at }: ReadHandler): UserError {
  const obstacle = {
    server: found.name,
    found: `it handles a tool "${tool.name}" already, which its metadata do not list`,
    at,
    why: "a second handler of that name would break the server; complete its metadata by hand, or remove the handler",
  };
  return notExtendable(obstacle, tool);
}

/** The refusal of a tool whose metadata stand in another list than the handlers are for. */
export function listedElsewhere({ found, metadata }: ServerPlace, tool: ToolSpec): UserError {
  const obstacle = {
    server: found.name,
    found: `it lists "${tool.name}" outside of ${metadata.constant}, and has no handler of it`,
    at: locationOf(metadata.tools),
    why: "where its handler belongs is not known",
  };
  return notExtendable(obstacle, tool);
}
