import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

import {
  createItem,
  deleteItem,
  getItem,
  listItems,
} from "@app/lib/actions/mcp_internal_actions/servers/acme_crm/acme_crm_api_helper";
import { withAuth } from "@app/lib/actions/mcp_internal_actions/servers/acme_crm/acme_crm_utils";
import {
  ACME_CRM_TOOL_NAME,
  createItemSchema,
  deleteItemSchema,
  getItemSchema,
  listItemsSchema,
} from "@app/lib/actions/mcp_internal_actions/servers/acme_crm/metadata";
import {
  renderCreateItem,
  renderDeleteItem,
  renderGetItem,
  renderListItems,
} from "@app/lib/actions/mcp_internal_actions/servers/acme_crm/rendering";
import { makeInternalMCPServer } from "@app/lib/actions/mcp_internal_actions/utils";
import { withToolLogging } from "@app/lib/actions/mcp_internal_actions/wrappers";
import type { AgentLoopContextType } from "@app/lib/actions/types";
import type { Authenticator } from "@app/lib/auth";

function createServer(
  auth: Authenticator,
  agentLoopContext?: AgentLoopContextType
): McpServer {
  const server = makeInternalMCPServer("acme_crm");

  server.tool(
    "list_items",
    "List items, optionally filtered by a search query. Returns the id, name and status of each item.",
    listItemsSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: ACME_CRM_TOOL_NAME, agentLoopContext },
      async (params, extra) =>
        withAuth(
          extra,
          (token, signal) => listItems(token, params, signal),
          renderListItems
        )
    )
  );

  server.tool(
    "get_item",
    "Get one item by its id. Returns its name, status and owner.",
    getItemSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: ACME_CRM_TOOL_NAME, agentLoopContext },
      async (params, extra) =>
        withAuth(
          extra,
          (token, signal) => getItem(token, params.itemId, signal),
          renderGetItem
        )
    )
  );

  server.tool(
    "create_item",
    "Create an item. Returns the id of the new item.",
    createItemSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: ACME_CRM_TOOL_NAME, agentLoopContext },
      async (params, extra) =>
        withAuth(
          extra,
          (token, signal) => createItem(token, params, signal),
          renderCreateItem
        )
    )
  );

  server.tool(
    "delete_item",
    "Delete an item permanently. This cannot be undone.",
    deleteItemSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: ACME_CRM_TOOL_NAME, agentLoopContext },
      async (params, extra) =>
        withAuth(
          extra,
          (token, signal) => deleteItem(token, params.itemId, signal),
          renderDeleteItem
        )
    )
  );

  return server;
}

export default createServer;
