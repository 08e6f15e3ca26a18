import type { JSONSchema7 as JSONSchema } from "json-schema";
import { z } from "zod";
import { zodToJsonSchema } from "zod-to-json-schema";

import type { ServerMetadata } from "@app/lib/actions/mcp_internal_actions/tool_definition";
import { createToolsRecord } from "@app/lib/actions/mcp_internal_actions/tool_definition";

export const ACME_CRM_TOOL_NAME = "acme_crm" as const;

export const ACME_CRM_TOOLS_METADATA = createToolsRecord({
  list_items: {
    description:
      "List items, optionally filtered by a search query. Returns the id, name and status of each item.",
    schema: {
      query: z.string().optional().describe("Search query to filter items."),
      limit: z
        .number()
        .int()
        .min(1)
        .max(100)
        .optional()
        .describe("Maximum number of items to return (1-100)."),
    },
    stake: "never_ask",
    displayLabels: { running: "Listing items", done: "List items" },
  },
  get_item: {
    description: "Get one item by its id. Returns its name, status and owner.",
    schema: {
      itemId: z.string().min(1).describe("Id of the item to retrieve."),
    },
    stake: "never_ask",
    displayLabels: { running: "Getting item", done: "Get item" },
  },
  create_item: {
    description: "Create an item. Returns the id of the new item.",
    schema: {
      name: z.string().describe("Name of the item."),
      priority: z
        .enum(["low", "normal", "urgent"])
        .default("normal")
        .describe("Priority of the item."),
      tags: z.array(z.string()).optional().describe("Tags to set on the item."),
    },
    stake: "low",
    displayLabels: { running: "Creating item", done: "Create item" },
  },
  delete_item: {
    description: "Delete an item permanently. This cannot be undone.",
    schema: {
      itemId: z.string().min(1).describe("Id of the item to delete."),
    },
    stake: "high",
    displayLabels: { running: "Deleting item", done: "Delete item" },
  },
});

export const ACME_CRM_SERVER = {
  serverInfo: {
    name: "acme_crm",
    version: "1.0.0",
    description: "Search and update Acme CRM records.",
    authorization: {
      provider: "acme_crm",
      supported_use_cases: ["platform_actions", "personal_actions"],
      scope: "crm.read crm.write",
    },
    icon: "ActionDocumentTextIcon",
    documentationUrl: "https://docs.dust.tt/docs/acme-crm",
    instructions: null,
  },
  tools: Object.values(ACME_CRM_TOOLS_METADATA).map((t) => ({
    name: t.name,
    description: t.description,
    inputSchema: zodToJsonSchema(z.object(t.schema)) as JSONSchema,
    displayLabels: t.displayLabels,
  })),
  tools_stakes: Object.fromEntries(
    Object.values(ACME_CRM_TOOLS_METADATA).map((t) => [t.name, t.stake])
  ),
} as const satisfies ServerMetadata;
