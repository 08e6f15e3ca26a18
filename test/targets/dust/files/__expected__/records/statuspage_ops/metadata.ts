import type { JSONSchema7 as JSONSchema } from "json-schema";
import { z } from "zod";
import { zodToJsonSchema } from "zod-to-json-schema";

import type { ServerMetadata } from "@app/lib/actions/mcp_internal_actions/tool_definition";
import { createToolsRecord } from "@app/lib/actions/mcp_internal_actions/tool_definition";

export const STATUSPAGE_OPS_TOOL_NAME = "statuspage_ops" as const;

export const STATUSPAGE_OPS_TOOLS_METADATA = createToolsRecord({
  list_pages: {
    description:
      "List the status pages that the account can access. Returns id, name and subdomain.",
    schema: {},
    stake: "never_ask",
    displayLabels: { running: "Listing pages", done: "List pages" },
  },
  list_unresolved_incidents: {
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
  },
  create_incident: {
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
  },
});

export const STATUSPAGE_OPS_SERVER = {
  serverInfo: {
    name: "statuspage_ops",
    version: "1.0.0",
    description:
      "Read status pages and manage incidents on Atlassian Statuspage.",
    authorization: null,
    icon: "ActionDocumentTextIcon",
    documentationUrl: "https://developer.statuspage.io/",
    instructions: null,
  },
  tools: Object.values(STATUSPAGE_OPS_TOOLS_METADATA).map((t) => ({
    name: t.name,
    description: t.description,
    inputSchema: zodToJsonSchema(z.object(t.schema)) as JSONSchema,
    displayLabels: t.displayLabels,
  })),
  tools_stakes: Object.fromEntries(
    Object.values(STATUSPAGE_OPS_TOOLS_METADATA).map((t) => [t.name, t.stake])
  ),
} as const satisfies ServerMetadata;
