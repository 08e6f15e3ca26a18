import { MCPError } from "@app/lib/actions/mcp_errors";
import type { ToolHandlers } from "@app/lib/actions/mcp_internal_actions/tool_definition";
import { buildTools } from "@app/lib/actions/mcp_internal_actions/tool_definition";
import { callEverythingApi } from "@app/lib/api/actions/servers/everything_api/helpers";
import { EVERYTHING_API_TOOLS_METADATA } from "@app/lib/api/actions/servers/everything_api/metadata";
import {
  renderArchiveNode,
  renderCreateOrder,
  renderPing,
  renderQueryNodes,
  renderSearchOpenCategories,
  renderSendTool,
} from "@app/lib/api/actions/servers/everything_api/rendering";
import { Err } from "@app/types/shared/result";

const handlers: ToolHandlers<typeof EVERYTHING_API_TOOLS_METADATA> = {
  search_open_categories: async (params, extra) =>
    callEverythingApi(
      extra,
      (client) => client.searchOpenCategories(params),
      renderSearchOpenCategories
    ),
  send: async (params, extra) =>
    callEverythingApi(
      extra,
      (client) => client.sendTool(params),
      renderSendTool
    ),
  create_order: async (params, extra) =>
    callEverythingApi(
      extra,
      (client) => client.createOrder(params),
      renderCreateOrder
    ),
  query_nodes: async (params, extra) =>
    callEverythingApi(
      extra,
      (client) => client.queryNodes(params),
      renderQueryNodes
    ),
  archive_node: async (params, extra) =>
    callEverythingApi(
      extra,
      (client) => client.archiveNode(params.id),
      renderArchiveNode
    ),
  ping: async (_params, extra) =>
    callEverythingApi(extra, (client) => client.ping(), renderPing),
  plan_trip: async () =>
    new Err(
      new MCPError("plan_trip is not implemented yet.", { tracked: false })
    ),
};

export const TOOLS = buildTools(EVERYTHING_API_TOOLS_METADATA, handlers);
