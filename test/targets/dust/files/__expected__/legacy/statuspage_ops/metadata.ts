import type { JSONSchema7 as JSONSchema } from "json-schema";
import { z } from "zod";
import { zodToJsonSchema } from "zod-to-json-schema";

import type { MCPToolStakeLevelType } from "@app/lib/actions/constants";
import type { MCPToolType } from "@app/lib/api/mcp";

export const STATUSPAGE_OPS_TOOL_NAME = "statuspage_ops" as const;

export const listPagesSchema = {};

export const listUnresolvedIncidentsSchema = {
  pageId: z.string().min(1).describe("Id of the status page."),
};

export const createIncidentSchema = {
  pageId: z.string().min(1).describe("Id of the status page."),
  name: z.string().describe("Title of the incident."),
  status: z
    .enum(["investigating", "identified", "monitoring", "resolved"])
    .describe("State of the incident."),
  body: z.string().optional().describe("First message of the incident."),
};

export const STATUSPAGE_OPS_TOOLS: MCPToolType[] = [
  {
    name: "list_pages",
    description:
      "List the status pages that the account can access. Returns id, name and subdomain.",
    inputSchema: zodToJsonSchema(z.object(listPagesSchema)) as JSONSchema,
  },
  {
    name: "list_unresolved_incidents",
    description:
      "List the unresolved incidents of one status page. Returns id, name, status and impact.",
    inputSchema: zodToJsonSchema(
      z.object(listUnresolvedIncidentsSchema)
    ) as JSONSchema,
  },
  {
    name: "create_incident",
    description:
      "Open an incident on a status page and notify its subscribers. Returns the id and public link of the incident.",
    inputSchema: zodToJsonSchema(z.object(createIncidentSchema)) as JSONSchema,
  },
];

export const STATUSPAGE_OPS_SERVER_INFO = {
  name: "statuspage_ops" as const,
  version: "1.0.0",
  description:
    "Read status pages and manage incidents on Atlassian Statuspage.",
  authorization: null,
  icon: "ActionDocumentTextIcon" as const,
  documentationUrl: "https://developer.statuspage.io/",
  instructions: null,
};

export const STATUSPAGE_OPS_TOOL_STAKES = {
  list_pages: "never_ask",
  list_unresolved_incidents: "never_ask",
  create_incident: "high",
} as const satisfies Record<string, MCPToolStakeLevelType>;
