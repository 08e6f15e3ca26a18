import type { JSONSchema7 as JSONSchema } from "json-schema";
import { z } from "zod";
import { zodToJsonSchema } from "zod-to-json-schema";

import type { MCPToolStakeLevelType } from "@app/lib/actions/constants";
import type { MCPToolType } from "@app/lib/api/mcp";

export const EVERYTHING_API_TOOL_NAME = "everything_api" as const;

export const searchOpenCategoriesSchema = {
  cursor: z.string().optional().describe("Cursor of the page."),
  labels: z.array(z.string()).optional().describe("Labels."),
};

export const sendToolSchema = {
  roomId: z.number().int().min(1).describe("Room."),
  extra: z.string().describe("Text."),
  urgent: z.boolean().default(false).describe("Whether it is urgent."),
};

export const createOrderSchema = {
  customer: z
    .object({
      name: z.string().describe("Name."),
      address: z
        .object({
          zip: z.string().describe("Postal code."),
        })
        .optional()
        .describe("Address."),
    })
    .describe("Who orders."),
  amounts: z.array(z.number().min(0.5)).describe("Amounts."),
  kind: z.enum(["rush", "slow"]).default("slow").describe("Kind."),
  flags: z
    .array(z.enum(["a", "b"]))
    .default(["a"])
    .describe("Flags."),
};

export const queryNodesSchema = {
  first: z.number().int().describe("How many."),
  after: z.string().optional().describe("Cursor."),
};

export const archiveNodeSchema = {
  id: z.string().describe("Node."),
};

export const pingSchema = {};

export const planTripSchema = {
  goal: z.string().describe("Goal."),
};

export const EVERYTHING_API_TOOLS: MCPToolType[] = [
  {
    name: "search_open_categories",
    description: "Search the open categories, page by page.",
    inputSchema: zodToJsonSchema(
      z.object(searchOpenCategoriesSchema)
    ) as JSONSchema,
  },
  {
    name: "send",
    description: "Send a message as a form.",
    inputSchema: zodToJsonSchema(z.object(sendToolSchema)) as JSONSchema,
  },
  {
    name: "create_order",
    description: "Create an order.",
    inputSchema: zodToJsonSchema(z.object(createOrderSchema)) as JSONSchema,
  },
  {
    name: "query_nodes",
    description: "Read nodes through GraphQL.",
    inputSchema: zodToJsonSchema(z.object(queryNodesSchema)) as JSONSchema,
  },
  {
    name: "archive_node",
    description: "Archive a node through GraphQL.",
    inputSchema: zodToJsonSchema(z.object(archiveNodeSchema)) as JSONSchema,
  },
  {
    name: "ping",
    description: "Ping without parameters.",
    inputSchema: zodToJsonSchema(z.object(pingSchema)) as JSONSchema,
  },
  {
    name: "plan_trip",
    description: "Not mapped to a request yet.",
    inputSchema: zodToJsonSchema(z.object(planTripSchema)) as JSONSchema,
  },
];

export const EVERYTHING_API_SERVER_INFO = {
  name: "everything_api" as const,
  version: "1.0.0",
  description:
    "Covers paging, forms, GraphQL, constants and every type of parameter.",
  authorization: null,
  icon: "ActionDocumentTextIcon" as const,
  documentationUrl: null,
  instructions: null,
};

export const EVERYTHING_API_TOOL_STAKES = {
  search_open_categories: "never_ask",
  send: "high",
  create_order: "low",
  query_nodes: "never_ask",
  archive_node: "high",
  ping: "never_ask",
  plan_trip: "low",
} as const satisfies Record<string, MCPToolStakeLevelType>;
