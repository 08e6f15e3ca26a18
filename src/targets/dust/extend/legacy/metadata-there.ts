import { locationOf, ts, unwrap } from "../../../../edit/ts.ts";
import { factValue } from "../../../../model/found.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import type { ReadTool } from "../../read/server.ts";
import { nameConstant } from "../metadata/name-constant.ts";
import { rowsOf } from "../metadata/rows.ts";
import { notExtendable } from "../snippet.ts";
import type { DraftedMetadata } from "./metadata.ts";
import type { LegacySite } from "./place.ts";
import type { SchemaConstant } from "./schema.ts";

/**
 * The metadata of a tool that is listed and not registered, for the call that registers it. Throws UserError
 * `server-not-extendable` (exit 5) where its schema is no constant that the call could name.
 */
export function metadataThere(site: LegacySite, tool: ToolSpec): DraftedMetadata {
  const { found, tools, host, directory } = site;
  const metadata = found.metadata();
  const listed = metadata?.known ? (factValue(metadata.value.tools) ?? []) : [];
  const row = listed.find(({ name }) => factValue(name) === tool.name);
  const schema = row && schemaThere(site, row);
  if (schema) {
    const constant = tools ? nameConstant(tool.name, rowsOf(tools, host.sources), directory, host.sources) : null;
    return { schema, constant: constant?.splices.length === 0 ? constant : null };
  }
  const obstacle = {
    server: found.name,
    found: `it lists "${tool.name}" and does not register it`,
    at: row?.at ?? found.at,
    why: "its schema is no exported constant that the call could name",
  };
  throw notExtendable(obstacle, tool);
}

/** The constant that a row publishes: a Zod object, or the raw shape of one. */
function schemaThere({ metadataPath, host, registrations }: LegacySite, row: ReadTool): SchemaConstant | null {
  const isObject = row.object !== undefined && ts.isIdentifier(unwrap(row.object));
  const constant = isObject ? row.object : row.schema;
  const written = constant && unwrap(constant);
  const path = written && ts.isIdentifier(written) ? host.sources.resolve(written)?.source.fileName : undefined;
  if (!written || !ts.isIdentifier(written) || path !== metadataPath) return null;
  const isReachable =
    locationOf(registrations.block).path === path || host.sources.exports(path, written.text) === true;
  return isReachable ? { name: written.text, isObject, splice: { at: 0, text: "" } } : null;
}
