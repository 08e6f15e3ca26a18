import { z } from "zod";
import { changeSchema, findingSchema } from "./check.ts";

const verification = z.strictObject({
  title: z.string(),
  command: z.string(),
  exitCode: z.int().nullable().meta({ description: "Null for a command that could not be started or was ended." }),
  ok: z.boolean(),
  output: z.string(),
});

/** The JSON document of `provider`, `add-tool` and `migrate`; the contract of their JSON output. */
export const writeDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  command: z.string(),
  target: z.string(),
  layout: z.string().nullable(),
  server: z.string(),
  applied: z.boolean(),
  verification: z
    .array(verification)
    .nullable()
    .meta({ description: "What the host's own commands said; null when nothing was written or with --no-verify." }),
  changes: z.array(changeSchema),
  findings: z.array(findingSchema),
  next: z.array(z.string()).meta({ description: "What a person still has to do, in order." }),
  replay: z.string().meta({ description: "A shell command that makes the same changes in another checkout." }),
});

/** The JSON Schema (draft 2020-12) of the document of a writing command. */
export function writeJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(writeDocumentSchema);
  return { $schema, ...rest };
}
