import type { Sources } from "../../../edit/sources.ts";
import { presence, typeMembers } from "../../../edit/types.ts";
import { declarationsOf } from "../../_shared/anchors.ts";
import { PATHS } from "../paths.ts";
import type { DustLayout } from "./conventions.ts";

/** Something that servers of a layout are made with and the checkout does not have: its name, and the file that would have it. */
export interface Lacking {
  symbol: string;
  path: string;
}

/** The layouts that are written, newest first. */
export const WRITTEN: readonly DustLayout[] = ["arrays", "records", "legacy"];

/** Whether a layout is written, not only recognised. */
export function isWritten(layout: string): layout is DustLayout {
  return WRITTEN.some((each) => each === layout);
}

const NEEDED: Record<DustLayout, readonly Lacking[]> = {
  legacy: [{ symbol: "withToolLogging", path: PATHS.wrappers }],
  records: [
    { symbol: "createToolsRecord", path: PATHS.toolDefinition },
    { symbol: "buildTools", path: PATHS.toolDefinition },
    { symbol: "registerTool", path: PATHS.wrappers },
  ],
  arrays: [
    { symbol: "buildTools", path: PATHS.toolDefinition },
    { symbol: "registerTool", path: PATHS.wrappers },
  ],
};

/** What a checkout lacks to compile a server of a layout; empty when it can. What cannot be worked out is not lacking. */
export function lackingFor(layout: DustLayout, sources: Sources): Lacking[] {
  const missing = NEEDED[layout].filter(({ symbol, path }) => sources.exports(path, symbol) === false);
  if (layout === "arrays") return [...missing, ...lackingUniqueNames(sources)];
  return layout === "legacy" ? [...missing, ...lackingServerInfo(sources)] : missing;
}

// The types of layout `arrays` take the tools as an array, and its registry makes sure of their names.
function lackingUniqueNames(sources: Sources): Lacking[] {
  const source = sources.source(PATHS.constants);
  const registry = source && declarationsOf(source, "INTERNAL_MCP_SERVERS")[0]?.initializer?.getText();
  return registry?.startsWith("ensureUniqueToolNames")
    ? []
    : [{ symbol: "ensureUniqueToolNames", path: PATHS.constants }];
}

// An entry of layout `legacy` describes the server itself, where the type of entries lets it.
function lackingServerInfo(sources: Sources): Lacking[] {
  const entry = typeMembers(sources, PATHS.constants, "InternalMCPServerEntryBase");
  return presence(entry, "serverInfo") === "absent" ? [{ symbol: "serverInfo", path: PATHS.constants }] : [];
}
