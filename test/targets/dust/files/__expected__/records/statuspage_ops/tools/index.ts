import type { ToolHandlers } from "@app/lib/actions/mcp_internal_actions/tool_definition";
import { buildTools } from "@app/lib/actions/mcp_internal_actions/tool_definition";
import { callStatuspageOps } from "@app/lib/api/actions/servers/statuspage_ops/helpers";
import { STATUSPAGE_OPS_TOOLS_METADATA } from "@app/lib/api/actions/servers/statuspage_ops/metadata";
import {
  renderCreateIncident,
  renderListPages,
  renderListUnresolvedIncidents,
} from "@app/lib/api/actions/servers/statuspage_ops/rendering";

const handlers: ToolHandlers<typeof STATUSPAGE_OPS_TOOLS_METADATA> = {
  list_pages: async (_params, extra) =>
    callStatuspageOps(extra, (client) => client.listPages(), renderListPages),
  list_unresolved_incidents: async (params, extra) =>
    callStatuspageOps(
      extra,
      (client) => client.listUnresolvedIncidents(params.pageId),
      renderListUnresolvedIncidents
    ),
  create_incident: async (params, extra) =>
    callStatuspageOps(
      extra,
      (client) => client.createIncident(params),
      renderCreateIncident
    ),
};

export const TOOLS = buildTools(STATUSPAGE_OPS_TOOLS_METADATA, handlers);
