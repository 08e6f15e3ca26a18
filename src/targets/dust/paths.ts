export { ALIASES, moduleOf } from "../_shared/front-modules.ts";

const FRONT = "front";
const ACTIONS = `${FRONT}/lib/actions/mcp_internal_actions`;

/** Where Dust keeps what a server touches, relative to the root of the checkout. */
export const PATHS = {
  front: FRONT,
  constants: `${ACTIONS}/constants.ts`,
  switch: `${ACTIONS}/servers/index.ts`,
  legacyServers: `${ACTIONS}/servers`,
  toolDefinition: `${ACTIONS}/tool_definition.ts`,
  wrappers: `${ACTIONS}/wrappers.ts`,
  makeServer: `${ACTIONS}/utils.ts`,
  tokenLabels: `${ACTIONS}/server_token_labels.ts`,
  availabilitySnapshot: `${ACTIONS}/internal_mcp_server_availability.snapshot.json`,
  metadataSnapshot: `${ACTIONS}/__snapshots__/mcp_servers_metadata.test.ts.snap`,
  servers: `${FRONT}/lib/api/actions/servers`,
  bm25Sources: `${FRONT}/lib/api/actions/servers/bm25_tool_search_utils.test.ts`,
  featureFlags: `${FRONT}/types/shared/feature_flags.ts`,
  oauthProviders: `${FRONT}/types/oauth/lib.ts`,
  plan: `${FRONT}/types/plan.ts`,
  icons: `${FRONT}/components/resources/resources_icon_names.ts`,
  iconImages: `${FRONT}/components/resources/resources_icons`,
  toolCategories: `${FRONT}/lib/metronome/events.ts`,
  mcpErrors: `${FRONT}/lib/actions/mcp_errors.ts`,
  actionConstants: `${FRONT}/lib/actions/constants.ts`,
  apiMcp: `${FRONT}/lib/api/mcp.ts`,
  auth: `${FRONT}/lib/auth.ts`,
  egress: `${FRONT}/lib/egress/server.ts`,
  logger: `${FRONT}/logger/logger.ts`,
  errorUtils: `${FRONT}/types/shared/utils/error_utils.ts`,
  instructionsLint: ".grit/patterns/noMcpServerInstructions.grit",
  result: `${FRONT}/types/shared/result.ts`,
  types: `${FRONT}/types/index.ts`,
} as const;

/** Whether a file is in the folders of servers, the older or the newer one. */
export function isOfServers(path: string): boolean {
  return path.startsWith(`${PATHS.servers}/`) || (path.startsWith(`${PATHS.legacyServers}/`) && path !== PATHS.switch);
}
