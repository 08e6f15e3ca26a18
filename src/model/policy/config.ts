import { z } from "zod";

const text = (description: string) => z.string().trim().min(1).meta({ description });

const pathText = text("Where the modules are.");

const ignoreSchema = z.strictObject({
  rule: text("The id of the rule, such as dust/no-raw-json."),
  server: text("The server that the rule may find fault with."),
  reason: text("Why that is right; a person reads it in a year."),
});

/** What `mcp-new.config.json` and the key `mcp-new` of `package.json` may say. */
export const configSchema = z.strictObject({
  $schema: z.string().optional().meta({ description: "Where an editor finds this schema." }),
  target: text("The kind of host, as with --target.").optional(),
  rules: z
    .record(z.string(), z.enum(["off", "error", "warning", "info"]))
    .optional()
    .meta({ description: "How severe a rule is, by its id." }),
  ignore: z.array(ignoreSchema).optional().meta({ description: "Findings that are accepted, each for a reason." }),
  templates: text("Folder of templates that replace the built-in ones, relative to this file.").optional(),
  baseline: text("File of known findings, relative to this file.").optional(),
  paths: z
    .record(z.string(), z.union([pathText, z.array(pathText).min(1)]))
    .optional()
    .meta({
      description:
        "Aliases of modules besides those of the host, as compilerOptions.paths has them; relative to this file, at most one * each.",
    }),
});

/** The JSON Schema (draft 2020-12) of a configuration. */
export function configJsonSchema(): Record<string, unknown> {
  const { $schema, ...rest } = z.toJSONSchema(configSchema, { io: "input" });
  return { $schema, ...rest };
}

/** The configuration of a checkout. */
export type Config = z.infer<typeof configSchema>;

/** One accepted kind of finding. */
export type ConfigIgnore = z.infer<typeof ignoreSchema>;
