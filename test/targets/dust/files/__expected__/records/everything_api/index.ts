import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

import { makeInternalMCPServer } from "@app/lib/actions/mcp_internal_actions/utils";
import { registerTool } from "@app/lib/actions/mcp_internal_actions/wrappers";
import type { AgentLoopContextType } from "@app/lib/actions/types";
import { EVERYTHING_API_TOOL_NAME } from "@app/lib/api/actions/servers/everything_api/metadata";
import { TOOLS } from "@app/lib/api/actions/servers/everything_api/tools";
import type { Authenticator } from "@app/lib/auth";

function createServer(
  auth: Authenticator,
  agentLoopContext?: AgentLoopContextType
): McpServer {
  const server = makeInternalMCPServer("everything_api");

  for (const tool of TOOLS) {
    registerTool(auth, agentLoopContext, server, tool, {
      monitoringName: EVERYTHING_API_TOOL_NAME,
    });
  }

  return server;
}

export default createServer;
