import { z } from "zod";
import { integrationSchema } from "../integration-spec.ts";
import { toolSchema, toolsSchema } from "../tool-spec.ts";

/** The JSON Schema (draft 2020-12) of a spec as a user writes it: defaults are optional. */
export function integrationJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(integrationSchema, { io: "input" });
  return { $schema, ...rest };
}

/** The JSON Schema (draft 2020-12) of the tools that `add-tool` takes: one tool or a list of them. */
export function toolsJsonSchema(): Record<string, unknown> {
  const schema = z.union([toolSchema, toolsSchema]).meta({
    title: "MCP tools",
    description: "One tool, or a list of tools, that mcp-new adds to a server.",
  });
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input" });
  return { $schema, ...rest };
}
