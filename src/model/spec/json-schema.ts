import { z } from "zod";
import { integrationSchema } from "../integration-spec.ts";

/** The JSON Schema (draft 2020-12) of a spec as a user writes it: defaults are optional. */
export function integrationJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(integrationSchema, { io: "input" });
  return { $schema, ...rest };
}
