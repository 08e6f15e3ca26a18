import { PATHS } from "../../../src/targets/dust/paths.ts";
import type { Files } from "./drafting.ts";

const MIA = "front/lib/actions/mcp_internal_actions";

/** The folder of the one server of the small tree. */
export const ACME = `${MIA}/servers/acme_crm`;

/** The metadata module of the one server. */
export const METADATA = `${ACME}/metadata.ts`;

/** The module that makes the one server. */
export const INDEX = `${ACME}/index.ts`;

/** A checkout of layout `legacy` with one server of two tools: as small as one can be, and without a fault. */
export const LEGACY: Files = {
  [PATHS.constants]: `import {
  ACME_CRM_SERVER_INFO,
  ACME_CRM_TOOL_STAKES,
  ACME_CRM_TOOLS,
} from "@app/lib/actions/mcp_internal_actions/servers/acme_crm/metadata";

export const AVAILABLE_INTERNAL_MCP_SERVER_NAMES = ["acme_crm"] as const;

export const INTERNAL_MCP_SERVERS = {
  acme_crm: {
    id: 47,
    availability: "manual",
    allowMultipleInstances: true,
    isRestricted: undefined,
    isPreview: false,
    tools_stakes: ACME_CRM_TOOL_STAKES,
    tools_arguments_requiring_approval: undefined,
    tools_retry_policies: undefined,
    timeoutMs: undefined,
    tools: ACME_CRM_TOOLS,
    serverInfo: ACME_CRM_SERVER_INFO,
  },
} satisfies Record<string, object>;
`,
  [PATHS.switch]: `import type { AgentLoopContextType } from "@app/lib/actions/types";
import { default as acmeCrmServer } from "@app/lib/actions/mcp_internal_actions/servers/acme_crm";

export async function getInternalMCPServer(
  auth: object,
  { internalMCPServerName }: { internalMCPServerName: string },
  agentLoopContext?: AgentLoopContextType
) {
  switch (internalMCPServerName) {
    case "acme_crm":
      return acmeCrmServer(auth, agentLoopContext);
    default:
      throw new Error(internalMCPServerName);
  }
}
`,
  [PATHS.wrappers]: `import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";

export function withToolLogging<T>(auth: object, options: object, callback: (params: T, extra: RequestHandlerExtra) => object) {
  return callback;
}
`,
  [METADATA]: `import type { JSONSchema7 as JSONSchema } from "json-schema";
import { z } from "zod";
import { zodToJsonSchema } from "zod-to-json-schema";

import type { MCPToolStakeLevelType } from "@app/lib/actions/constants";
import type { MCPToolType } from "@app/lib/api/mcp";

export const ACME_CRM_TOOL_NAME = "acme_crm" as const;
export const LIST_TOOL_NAME = "list_items" as const;

export const getItemSchema = { itemId: z.string().describe("ID of the item.") };

export const listItemsSchema = {
  ...getItemSchema,
  ...z.object({ query: z.string().optional() }).shape,
};

export const ACME_CRM_TOOLS: MCPToolType[] = [
  {
    name: LIST_TOOL_NAME,
    description: "List Acme CRM items, " + "optionally by name.",
    inputSchema: zodToJsonSchema(
      z.object(listItemsSchema)
    ) as JSONSchema,
  },
  {
    name: "get_item",
    description: \`Get one item of \${ACME_CRM_TOOL_NAME}.\`,
    inputSchema: zodToJsonSchema(z.object(getItemSchema)) as JSONSchema,
  },
];

export const ACME_CRM_SERVER_INFO = {
  name: "acme_crm" as const,
  version: "1.0.0",
  description: "Read Acme CRM items.",
  authorization: {
    provider: "acme_crm" as const,
    supported_use_cases: ["platform_actions", "personal_actions"] as MCPOAuthUseCase[],
  },
  icon: "ActionDocumentTextIcon" as const,
  documentationUrl: null,
  instructions: null,
  developerSecretSelection: "required" as const,
};

export const ACME_CRM_TOOL_STAKES = {
  get_item: "low",
  [LIST_TOOL_NAME]: "never_ask",
} as const satisfies Record<string, MCPToolStakeLevelType>;
`,
  [INDEX]: `import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

import {
  ACME_CRM_TOOL_NAME,
  getItemSchema,
  LIST_TOOL_NAME,
  listItemsSchema,
} from "@app/lib/actions/mcp_internal_actions/servers/acme_crm/metadata";
import { makeInternalMCPServer } from "@app/lib/actions/mcp_internal_actions/utils";
import { withToolLogging } from "@app/lib/actions/mcp_internal_actions/wrappers";
import type { AgentLoopContextType } from "@app/lib/actions/types";
import { Err, MCPError, Ok } from "@app/types";

function createServer(auth: object, agentLoopContext?: AgentLoopContextType): McpServer {
  const server = makeInternalMCPServer("acme_crm");

  server.tool(
    "get_item",
    \`Get one item of \${ACME_CRM_TOOL_NAME}.\`,
    getItemSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: ACME_CRM_TOOL_NAME, agentLoopContext },
      async ({ itemId }, { authInfo }) => {
        if (!authInfo?.token) {
          return new Err(new MCPError("Acme CRM is not connected.", { tracked: false }));
        }
        return new Ok([{ type: "text" as const, text: itemId }]);
      }
    )
  );

  server.tool(
    LIST_TOOL_NAME,
    "List Acme CRM items, optionally by name.",
    listItemsSchema,
    withToolLogging(
      auth,
      { toolNameForMonitoring: ACME_CRM_TOOL_NAME, agentLoopContext },
      async () => new Err(new MCPError("Listing items is not implemented yet."))
    )
  );

  return server;
}

export default createServer;
`,
};
