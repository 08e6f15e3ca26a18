import { UserError } from "../../../errors.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import type { DustHost } from "../host.ts";
import type { DustServer } from "../read/server.ts";
import { handlerOf, isDescribed } from "./existing.ts";
import { notExtendable } from "./snippet.ts";

/**
 * Reads a server back from the draft: the tool must be among its tools with every value, and have a handler. A form of metadata
 * that derives its tools in a way which is not known here shows only now.
 *
 * @throws UserError `server-not-extendable` (exit 5) when it is not
 */
export function confirmAdded(tool: ToolSpec, found: DustServer, host: DustHost): void {
  const refuse = (what: string, why: string) =>
    notExtendable({ server: found.name, found: what, at: found.at, why }, tool);
  if (!isListed(tool, found, host)) {
    throw refuse("its tools do not follow the list that `buildTools` is given", "the tool would have no metadata");
  }
  if (handlerOf(tool, found) === null) {
    throw refuse("its handlers do not follow the object that `buildTools` is given", "the tool would have no handler");
  }
}

function isListed(tool: ToolSpec, found: DustServer, host: DustHost): boolean {
  try {
    return isDescribed(tool, found, host);
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
