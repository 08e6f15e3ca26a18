import type { ToolHandlers } from "@app/lib/actions/mcp_internal_actions/tool_definition";
import { buildTools } from "@app/lib/actions/mcp_internal_actions/tool_definition";
import { callAcmeCrm } from "@app/lib/api/actions/servers/acme_crm/helpers";
import { ACME_CRM_TOOLS_METADATA } from "@app/lib/api/actions/servers/acme_crm/metadata";
import {
  renderCreateItem,
  renderDeleteItem,
  renderGetItem,
  renderListItems,
} from "@app/lib/api/actions/servers/acme_crm/rendering";

const handlers: ToolHandlers<typeof ACME_CRM_TOOLS_METADATA> = {
  list_items: async (params, extra) =>
    callAcmeCrm(extra, (client) => client.listItems(params), renderListItems),
  get_item: async (params, extra) =>
    callAcmeCrm(
      extra,
      (client) => client.getItem(params.itemId),
      renderGetItem
    ),
  create_item: async (params, extra) =>
    callAcmeCrm(extra, (client) => client.createItem(params), renderCreateItem),
  delete_item: async (params, extra) =>
    callAcmeCrm(
      extra,
      (client) => client.deleteItem(params.itemId),
      renderDeleteItem
    ),
};

export const TOOLS = buildTools(ACME_CRM_TOOLS_METADATA, handlers);
