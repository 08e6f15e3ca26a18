import { originOf } from "../../../../edit/fold.ts";
import { locationOf, ts, unwrap } from "../../../../edit/ts.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import type { Draft } from "../../../../plan/draft.ts";
import { listsTools } from "../../registry/entries.ts";
import { followedMetadata, type ReadServer, refusalOf, rootOf } from "../site/read.ts";
import type { Site } from "../site.ts";
import type { Refuse } from "../snippet.ts";
import { type RegistrationsSite, readRegistrations } from "./registrations.ts";

/** A server of layout `legacy`: its lists, each where the entry names one, and the calls that register its tools. */
export interface LegacySite extends Site {
  /** The module that describes the server, where schemas stand. */
  metadataPath: string;
  tools: ts.ArrayLiteralExpression | null;
  stakes: ts.ObjectLiteralExpression | null;
  registrations: RegistrationsSite;
}

/** Reads where the parts of a server of layout `legacy` stand. Throws UserError (exit 5) where one cannot be extended safely. */
export function readLegacySite(draft: Draft, { host, found }: ReadServer, tool: ToolSpec): LegacySite {
  const refuse = refusalOf(found, tool);
  const metadata = followedMetadata(found, refuse);
  const implementation = found.implementation();
  const { entry } = found;
  if (!implementation || !entry) {
    throw refuse({
      found: "its module is not there",
      at: found.at,
      why: "the switch of the servers names no file of it",
    });
  }
  const root = rootOf(draft, host, found, metadata);
  const literal = (property: string) => {
    const written = entry.properties.get(property);
    const origin = written && written.getText() !== "undefined" ? originOf(written, host.sources) : null;
    return { written, literal: origin && ts.isExpression(origin) ? unwrap(origin) : null };
  };
  const [tools, stakes] = [literal("tools"), literal("tools_stakes")];
  const list = tools.literal && ts.isArrayLiteralExpression(tools.literal) ? tools.literal : null;
  if (tools.written && listsTools(entry) && !list) throw noLiteral(tools.written, "list of tools", refuse);
  const levels = stakes.literal && ts.isObjectLiteralExpression(stakes.literal) ? stakes.literal : null;
  if (stakes.written && !levels) throw noLiteral(stakes.written, "object of stakes", refuse);
  for (const own of [list, levels]) if (own) refuseForeign(own, root.directory, refuse);
  const handlers = implementation.handlers;
  if (handlers && !handlers.known)
    throw refuse({ found: "its tools cannot be read", at: handlers.at, why: handlers.why });
  const registrations = readRegistrations(implementation, host.sources, refuse);
  const path = registrations.block.getSourceFile().fileName;
  return {
    ...root,
    metadataPath: list?.getSourceFile().fileName ?? metadata.path,
    tools: list,
    stakes: levels,
    registrations,
    handlers: { path, scope: "factory", style: "inline" },
    tested: { kind: "registered" },
  };
}

function noLiteral(written: ts.Expression, what: string, refuse: Refuse): Error {
  const why = "it is made elsewhere or while the server runs";
  return refuse({ found: `\`${written.getText()}\` is no ${what} that is written out`, at: locationOf(written), why });
}

function refuseForeign(literal: ts.Node, directory: string, refuse: Refuse): void {
  if (literal.getSourceFile().fileName.startsWith(`${directory}/`)) return;
  const why = "the list belongs to another folder";
  throw refuse({ found: "its tools are listed elsewhere", at: locationOf(literal), why });
}
