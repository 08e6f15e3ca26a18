import type { JSONSchema7 as JSONSchema } from "json-schema";
import { z } from "zod";
import { zodToJsonSchema } from "zod-to-json-schema";

import type { ServerMetadata } from "@app/lib/actions/mcp_internal_actions/tool_definition";
import { createToolsRecord } from "@app/lib/actions/mcp_internal_actions/tool_definition";

export const EVERYTHING_API_TOOL_NAME = "everything_api" as const;

export const EVERYTHING_API_TOOLS_METADATA = createToolsRecord({
  search_open_categories: {
    description: "Search the open categories, page by page.",
    schema: {
      cursor: z.string().optional().describe("Cursor of the page."),
      labels: z.array(z.string()).optional().describe("Labels."),
    },
    stake: "never_ask",
    displayLabels: {
      running: "Searching open categories",
      done: "Search open categories",
    },
  },
  send: {
    description: "Send a message as a form.",
    schema: {
      roomId: z.number().int().min(1).describe("Room."),
      extra: z.string().describe("Text."),
      urgent: z.boolean().default(false).describe("Whether it is urgent."),
    },
    stake: "high",
    displayLabels: { running: "Sending", done: "Send" },
  },
  create_order: {
    description: "Create an order.",
    schema: {
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
    },
    stake: "low",
    displayLabels: { running: "Creating order", done: "Create order" },
  },
  query_nodes: {
    description: "Read nodes through GraphQL.",
    schema: {
      first: z.number().int().describe("How many."),
      after: z.string().optional().describe("Cursor."),
    },
    stake: "never_ask",
    displayLabels: { running: "Querying nodes", done: "Query nodes" },
  },
  archive_node: {
    description: "Archive a node through GraphQL.",
    schema: {
      id: z.string().describe("Node."),
    },
    stake: "high",
    displayLabels: { running: "Archiving node", done: "Archive node" },
  },
  ping: {
    description: "Ping without parameters.",
    schema: {},
    stake: "never_ask",
    displayLabels: { running: "Pinging", done: "Ping" },
  },
  plan_trip: {
    description: "Not mapped to a request yet.",
    schema: {
      goal: z.string().describe("Goal."),
    },
    stake: "low",
    displayLabels: { running: "Planning trip", done: "Plan trip" },
  },
});

export const EVERYTHING_API_SERVER = {
  serverInfo: {
    name: "everything_api",
    version: "1.0.0",
    description:
      "Covers paging, forms, GraphQL, constants and every type of parameter.",
    authorization: null,
    icon: "ActionDocumentTextIcon",
    documentationUrl: null,
    instructions: null,
  },
  tools: Object.values(EVERYTHING_API_TOOLS_METADATA).map((t) => ({
    name: t.name,
    description: t.description,
    inputSchema: zodToJsonSchema(z.object(t.schema)) as JSONSchema,
    displayLabels: t.displayLabels,
  })),
  tools_stakes: Object.fromEntries(
    Object.values(EVERYTHING_API_TOOLS_METADATA).map((t) => [t.name, t.stake])
  ),
} as const satisfies ServerMetadata;
