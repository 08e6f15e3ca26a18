import { z } from "zod";

const place = { path: z.string(), line: z.int().positive(), column: z.int().positive() };
const end = { endLine: z.int().positive(), endColumn: z.int().positive() };
const count = z.int().nonnegative();

/** A finding as both documents show it. */
export const findingSchema = z.strictObject({
  rule: z.string(),
  severity: z.enum(["error", "warning", "info"]),
  server: z.string().nullable().meta({ description: "The MCP server; null for a finding about an OAuth provider." }),
  provider: z.string().nullable(),
  message: z.string(),
  location: z
    .strictObject({ ...place, ...end })
    .meta({ description: "Relative to the host's root; the end is exclusive." }),
  related: z.array(z.strictObject({ ...place, message: z.string() })),
  fixable: z.boolean(),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .meta({ description: "Made of rule, server or provider, and symbol." }),
  baselined: z.boolean(),
});

/** One file of a plan; `diff` only with --diff. */
export const changeSchema = z.strictObject({
  path: z.string(),
  action: z.enum(["create", "edit", "delete", "unchanged"]),
  insertions: count,
  deletions: count,
  diff: z.string().optional(),
});

const checklistItem = z.strictObject({
  id: z.string(),
  item: z.string(),
  status: z.enum(["pass", "fail", "warn", "manual", "not-applicable", "could-not-check"]),
  rules: z.array(z.string()),
  servers: z.array(z.string()).meta({ description: "The servers that have this status." }),
});

const summary = z.strictObject({
  servers: count,
  rules: count.meta({
    description: "How many rules were run: all that `rules` lists and the configuration leaves on.",
  }),
  errors: count,
  warnings: count,
  infos: count,
  notApplicable: count,
  couldNotCheck: count,
  durationMs: count,
});

/** The JSON document of `check`; the contract of its JSON output. */
export const checkDocumentSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  host: z.strictObject({
    targets: z.array(z.string()),
    layouts: z.array(z.string()),
    evidence: z.array(z.strictObject({ what: z.string(), where: z.string() })),
  }),
  servers: z.array(
    z.strictObject({ name: z.string(), directory: z.string().nullable(), layout: z.string().nullable() }),
  ),
  findings: z.array(findingSchema),
  checklist: z.array(checklistItem),
  summary,
  applied: z
    .boolean()
    .optional()
    .meta({ description: "Only with --fix or --update-baseline: whether it was written." }),
  changes: z
    .array(changeSchema)
    .optional()
    .meta({ description: "Only with --fix or --update-baseline: the files that are written, or would be." }),
});

/** The JSON Schema (draft 2020-12) of the document of `check`. */
export function checkJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(checkDocumentSchema);
  return { $schema, ...rest };
}
