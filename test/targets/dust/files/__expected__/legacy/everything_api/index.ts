import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

import { MCPError } from "@app/lib/actions/mcp_errors";
import {
  archiveNode,
  createOrder,
  ping,
  queryNodes,
  searchOpenCategories,
  sendTool,
} from "@app/lib/actions/mcp_internal_actions/servers/everything_api/everything_api_api_helper";
import { callEverythingApi } from "@app/lib/actions/mcp_internal_actions/servers/everything_api/everything_api_utils";
import {
  archiveNodeSchema,
  createOrderSchema,
  EVERYTHING_API_TOOL_NAME,
  pingSchema,
  planTripSchema,
  queryNodesSchema,
  searchOpenCategoriesSchema,
  sendToolSchema,
} from "@app/lib/actions/mcp_internal_actions/servers/everything_api/metadata";
import {
  renderArchiveNode,
  renderCreateOrder,
  renderPing,
  renderQueryNodes,
  renderSearchOpenCategories,
  renderSendTool,
} from "@app/lib/actions/mcp_internal_actions/servers/everything_api/rendering";
import { makeInternalMCPServer } from "@app/lib/actions/mcp_internal_actions/utils";
import { withToolLogging } from "@app/lib/actions/mcp_internal_actions/wrappers";
import type { AgentLoopContextType } from "@app/lib/actions/types";
import type { Authenticator } from "@app/lib/auth";
import { Err } from "@app/types";

function createServer(
  auth: Authenticator,
  agentLoopContext?: AgentLoopContextType
): McpServer {
  const server = makeInternalMCPServer("everything_api");

  server.tool(
    "search_open_categories",
    "Search the open categories, page by page.",
    searchOpenCategoriesSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: EVERYTHING_API_TOOL_NAME, agentLoopContext },
      async (params, extra) =>
        callEverythingApi(
          extra,
          (signal) => searchOpenCategories(params, signal),
          renderSearchOpenCategories
        )
    )
  );

  server.tool(
    "send",
    "Send a message as a form.",
    sendToolSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: EVERYTHING_API_TOOL_NAME, agentLoopContext },
      async (params, extra) =>
        callEverythingApi(
          extra,
          (signal) => sendTool(params, signal),
          renderSendTool
        )
    )
  );

  server.tool(
    "create_order",
    "Create an order.",
    createOrderSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: EVERYTHING_API_TOOL_NAME, agentLoopContext },
      async (params, extra) =>
        callEverythingApi(
          extra,
          (signal) => createOrder(params, signal),
          renderCreateOrder
        )
    )
  );

  server.tool(
    "query_nodes",
    "Read nodes through GraphQL.",
    queryNodesSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: EVERYTHING_API_TOOL_NAME, agentLoopContext },
      async (params, extra) =>
        callEverythingApi(
          extra,
          (signal) => queryNodes(params, signal),
          renderQueryNodes
        )
    )
  );

  server.tool(
    "archive_node",
    "Archive a node through GraphQL.",
    archiveNodeSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: EVERYTHING_API_TOOL_NAME, agentLoopContext },
      async (params, extra) =>
        callEverythingApi(
          extra,
          (signal) => archiveNode(params.id, signal),
          renderArchiveNode
        )
    )
  );

  server.tool(
    "ping",
    "Ping without parameters.",
    pingSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: EVERYTHING_API_TOOL_NAME, agentLoopContext },
      async (_params, extra) =>
        callEverythingApi(extra, (signal) => ping(signal), renderPing)
    )
  );

  server.tool(
    "plan_trip",
    "Not mapped to a request yet.",
    planTripSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: EVERYTHING_API_TOOL_NAME, agentLoopContext },
      async () =>
        new Err(
          new MCPError("plan_trip is not implemented yet.", { tracked: false })
        )
    )
  );

  return server;
}

export default createServer;
