import type { ServerMetadata } from "@app/lib/actions/mcp_internal_actions/tool_definition";
import { z } from "zod";

export const ACME_CRM_SERVER_NAME = "acme_crm" as const;

export const ACME_CRM_TOOLS_METADATA = [
  {
    name: "list_items",
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
    toolCostCategory: "advanced",
    freeUsage: false,
  },
  {
    name: "get_item",
    description: "Get one item by its id. Returns its name, status and owner.",
    schema: {
      itemId: z.string().min(1).describe("Id of the item to retrieve."),
    },
    stake: "never_ask",
    displayLabels: { running: "Getting item", done: "Get item" },
    toolCostCategory: "advanced",
    freeUsage: false,
  },
  {
    name: "create_item",
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
    toolCostCategory: "advanced",
    freeUsage: false,
  },
  {
    name: "delete_item",
    description: "Delete an item permanently. This cannot be undone.",
    schema: {
      itemId: z.string().min(1).describe("Id of the item to delete."),
    },
    stake: "high",
    displayLabels: { running: "Deleting item", done: "Delete item" },
    toolCostCategory: "advanced",
    freeUsage: false,
  },
] as const;

export const ACME_CRM_SERVER = {
  serverInfo: {
    name: ACME_CRM_SERVER_NAME,
    version: "1.0.0",
    description: "Search and update Acme CRM records.",
    authorization: {
      provider: "acme_crm",
      supported_use_cases: ["platform_actions", "personal_actions"],
      scope: "crm.read crm.write",
    },
    icon: "ActionDocumentTextIcon",
    documentationUrl: "https://docs.dust.tt/docs/acme-crm",
  },
  tools: ACME_CRM_TOOLS_METADATA,
} as const satisfies ServerMetadata;
