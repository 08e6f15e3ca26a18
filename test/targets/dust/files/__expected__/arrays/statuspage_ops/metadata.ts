import type { ServerMetadata } from "@app/lib/actions/mcp_internal_actions/tool_definition";
import { z } from "zod";

export const STATUSPAGE_OPS_SERVER_NAME = "statuspage_ops" as const;

export const STATUSPAGE_OPS_TOOLS_METADATA = [
  {
    name: "list_pages",
    description:
      "List the status pages that the account can access. Returns id, name and subdomain.",
    schema: {},
    stake: "never_ask",
    displayLabels: { running: "Listing pages", done: "List pages" },
    toolCostCategory: "advanced",
    freeUsage: false,
  },
  {
    name: "list_unresolved_incidents",
    description:
      "List the unresolved incidents of one status page. Returns id, name, status and impact.",
    schema: {
      pageId: z.string().min(1).describe("Id of the status page."),
    },
    stake: "never_ask",
    displayLabels: {
      running: "Listing unresolved incidents",
      done: "List unresolved incidents",
    },
    toolCostCategory: "advanced",
    freeUsage: false,
  },
  {
    name: "create_incident",
    description:
      "Open an incident on a status page and notify its subscribers. Returns the id and public link of the incident.",
    schema: {
      pageId: z.string().min(1).describe("Id of the status page."),
      name: z.string().describe("Title of the incident."),
      status: z
        .enum(["investigating", "identified", "monitoring", "resolved"])
        .describe("State of the incident."),
      body: z.string().optional().describe("First message of the incident."),
    },
    stake: "high",
    displayLabels: { running: "Creating incident", done: "Create incident" },
    toolCostCategory: "advanced",
    freeUsage: false,
  },
] as const;

export const STATUSPAGE_OPS_SERVER = {
  serverInfo: {
    name: STATUSPAGE_OPS_SERVER_NAME,
    version: "1.0.0",
    description:
      "Read status pages and manage incidents on Atlassian Statuspage.",
    authorization: null,
    icon: "ActionDocumentTextIcon",
    documentationUrl: "https://developer.statuspage.io/",
  },
  tools: STATUSPAGE_OPS_TOOLS_METADATA,
} as const satisfies ServerMetadata;
