import type { JSONSchema7 as JSONSchema } from "json-schema";
import { z } from "zod";
import { zodToJsonSchema } from "zod-to-json-schema";

import type { MCPToolStakeLevelType } from "@app/lib/actions/constants";
import type { MCPToolType } from "@app/lib/api/mcp";
import type { MCPOAuthUseCase } from "@app/types";

export const ACME_CRM_TOOL_NAME = "acme_crm" as const;

export const listItemsSchema = {
  query: z.string().optional().describe("Search query to filter items."),
  limit: z
    .number()
    .int()
    .min(1)
    .max(100)
    .optional()
    .describe("Maximum number of items to return (1-100)."),
};

export const getItemSchema = {
  itemId: z.string().min(1).describe("Id of the item to retrieve."),
};

export const createItemSchema = {
  name: z.string().describe("Name of the item."),
  priority: z
    .enum(["low", "normal", "urgent"])
    .default("normal")
    .describe("Priority of the item."),
  tags: z.array(z.string()).optional().describe("Tags to set on the item."),
};

export const deleteItemSchema = {
  itemId: z.string().min(1).describe("Id of the item to delete."),
};

export const ACME_CRM_TOOLS: MCPToolType[] = [
  {
    name: "list_items",
    description:
      "List items, optionally filtered by a search query. Returns the id, name and status of each item.",
    inputSchema: zodToJsonSchema(z.object(listItemsSchema)) as JSONSchema,
  },
  {
    name: "get_item",
    description: "Get one item by its id. Returns its name, status and owner.",
    inputSchema: zodToJsonSchema(z.object(getItemSchema)) as JSONSchema,
  },
  {
    name: "create_item",
    description: "Create an item. Returns the id of the new item.",
    inputSchema: zodToJsonSchema(z.object(createItemSchema)) as JSONSchema,
  },
  {
    name: "delete_item",
    description: "Delete an item permanently. This cannot be undone.",
    inputSchema: zodToJsonSchema(z.object(deleteItemSchema)) as JSONSchema,
  },
];

export const ACME_CRM_SERVER_INFO = {
  name: "acme_crm" as const,
  version: "1.0.0",
  description: "Search and update Acme CRM records.",
  authorization: {
    provider: "acme_crm" as const,
    supported_use_cases: [
      "platform_actions",
      "personal_actions",
    ] as MCPOAuthUseCase[],
    scope: "crm.read crm.write",
  },
  icon: "ActionDocumentTextIcon" as const,
  documentationUrl: "https://docs.dust.tt/docs/acme-crm",
  instructions: null,
};

export const ACME_CRM_TOOL_STAKES = {
  list_items: "never_ask",
  get_item: "never_ask",
  create_item: "low",
  delete_item: "high",
} as const satisfies Record<string, MCPToolStakeLevelType>;
