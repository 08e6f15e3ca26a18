import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

import { makeInternalMCPServer } from "@app/lib/actions/mcp_internal_actions/utils";
import { registerTool } from "@app/lib/actions/mcp_internal_actions/wrappers";
import type { AgentLoopContextType } from "@app/lib/actions/types";
import { STATUSPAGE_OPS_TOOL_NAME } from "@app/lib/api/actions/servers/statuspage_ops/metadata";
import { TOOLS } from "@app/lib/api/actions/servers/statuspage_ops/tools";
import type { Authenticator } from "@app/lib/auth";

function createServer(
  auth: Authenticator,
  agentLoopContext?: AgentLoopContextType
): McpServer {
  const server = makeInternalMCPServer("statuspage_ops");

  for (const tool of TOOLS) {
    registerTool(auth, agentLoopContext, server, tool, {
      monitoringName: STATUSPAGE_OPS_TOOL_NAME,
    });
  }

  return server;
}

export default createServer;
