import { fixtureFiles } from "../../test/support/fixture-host.ts";
import { clientFiles } from "./client.ts";
import { implementationFiles } from "./implementation.ts";
import { metadataFile } from "./metadata.ts";
import { constantsFile, switchFile } from "./registry.ts";
import { type Server, servers } from "./servers.ts";
import * as side from "./side-files.ts";

const MIA = "front/lib/actions/mcp_internal_actions";
const SERVERS = "front/lib/api/actions/servers";

const EDITS: Record<string, (base: string, all: readonly Server[]) => string> = {
  [`${MIA}/constants.ts`]: constantsFile,
  [`${MIA}/servers/index.ts`]: switchFile,
  [`${MIA}/internal_mcp_server_availability.snapshot.json`]: (_base, all) => side.availabilitySnapshot(all),
  [`${MIA}/__snapshots__/mcp_servers_metadata.test.ts.snap`]: side.metadataSnapshot,
  [`${MIA}/server_token_labels.ts`]: side.tokenLabels,
  [`${SERVERS}/bm25_tool_search_utils.test.ts`]: side.searchSources,
  [`${SERVERS}/bm25_tool_search.test.ts`]: side.searchQueries,
  "front/types/shared/feature_flags.ts": side.featureFlags,
  "front/lib/actions/constants.ts": (base) => `${base}\nexport const SANDBOX_MCP_REQUEST_TIMEOUT_MS = 5 * 60 * 1000;\n`,
};

/**
 * The files of a Dust workspace of layout `arrays` by path: `count` servers with the irregularities of the real ones,
 * on the shared modules of the sample workspace. 84 servers are those of the real table; more are copies of them.
 */
export function workspaceFiles(count: number): Record<string, string> {
  const all = servers(count);
  const base = Object.entries(fixtureFiles("dust-arrays")).filter(([path]) => !isServerModule(path));
  const shared = base.map(([path, text]) => [path, EDITS[path]?.(text, all) ?? text] as const);
  const own = all.flatMap((server) => [
    [`${server.metadataPath}.ts`, metadataFile(server)] as const,
    ...Object.entries(implementationFiles(server)),
    ...Object.entries(clientFiles(server)),
  ]);
  return Object.fromEntries([...shared, ...own.map(([path, text]) => [`${SERVERS}/${path}`, text] as const)]);
}

function isServerModule(path: string): boolean {
  return path.startsWith(`${SERVERS}/`) && path.slice(SERVERS.length + 1).includes("/");
}
