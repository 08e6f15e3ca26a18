import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

import {
  createIncidentSchema,
  listPagesSchema,
  listUnresolvedIncidentsSchema,
  STATUSPAGE_OPS_TOOL_NAME,
} from "@app/lib/actions/mcp_internal_actions/servers/statuspage_ops/metadata";
import {
  renderCreateIncident,
  renderListPages,
  renderListUnresolvedIncidents,
} from "@app/lib/actions/mcp_internal_actions/servers/statuspage_ops/rendering";
import {
  createIncident,
  listPages,
  listUnresolvedIncidents,
} from "@app/lib/actions/mcp_internal_actions/servers/statuspage_ops/statuspage_ops_api_helper";
import { withAuth } from "@app/lib/actions/mcp_internal_actions/servers/statuspage_ops/statuspage_ops_utils";
import { makeInternalMCPServer } from "@app/lib/actions/mcp_internal_actions/utils";
import { withToolLogging } from "@app/lib/actions/mcp_internal_actions/wrappers";
import type { AgentLoopContextType } from "@app/lib/actions/types";
import type { Authenticator } from "@app/lib/auth";

function createServer(
  auth: Authenticator,
  agentLoopContext?: AgentLoopContextType
): McpServer {
  const server = makeInternalMCPServer("statuspage_ops");

  server.tool(
    "list_pages",
    "List the status pages that the account can access. Returns id, name and subdomain.",
    listPagesSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: STATUSPAGE_OPS_TOOL_NAME, agentLoopContext },
      async (_params, extra) =>
        withAuth(
          extra,
          (token, signal) => listPages(token, signal),
          renderListPages
        )
    )
  );

  server.tool(
    "list_unresolved_incidents",
    "List the unresolved incidents of one status page. Returns id, name, status and impact.",
    listUnresolvedIncidentsSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: STATUSPAGE_OPS_TOOL_NAME, agentLoopContext },
      async (params, extra) =>
        withAuth(
          extra,
          (token, signal) =>
            listUnresolvedIncidents(token, params.pageId, signal),
          renderListUnresolvedIncidents
        )
    )
  );

  server.tool(
    "create_incident",
    "Open an incident on a status page and notify its subscribers. Returns the id and public link of the incident.",
    createIncidentSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: STATUSPAGE_OPS_TOOL_NAME, agentLoopContext },
      async (params, extra) =>
        withAuth(
          extra,
          (token, signal) => createIncident(token, params, signal),
          renderCreateIncident
        )
    )
  );

  return server;
}

export default createServer;
