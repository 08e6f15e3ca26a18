import { z } from "zod";
import { flagRegistry } from "./spec/flag.ts";
import { paramSchema } from "./spec/param.ts";
import { requestSchema } from "./spec/request.ts";
import { resultSchema } from "./spec/result.ts";
import { lineText, nameText, proseText } from "./spec/text.ts";

export type { DefaultValue, ItemType, ParamSpec, TypeName } from "./spec/param.ts";
export type { GraphqlRequest, HttpRequest } from "./spec/request.ts";
export type { ResultField, ResultItem, ResultSpec } from "./spec/result.ts";

/** What a tool does to the vendor's data. */
export const effectSchema = z.enum(["read", "write", "destructive"]);
/** How much confirmation a tool needs; Dust's stake levels. */
export const stakeSchema = z.enum(["never_ask", "low", "medium", "high"]);

const labelsSchema = z.strictObject({
  running: lineText('What is shown while the tool runs, such as "Listing items".'),
  done: lineText('What is shown afterwards, such as "List items".'),
});

/** One tool as a spec declares it. */
export const toolSchema = z
  .strictObject({
    name: nameText("tool", "Name of the tool."),
    description: proseText("What the tool does; the model reads it.").register(flagRegistry, {
      flags: "--description <text>",
    }),
    effect: effectSchema
      .optional()
      .meta({ description: "What the tool does to the vendor's data; default from the name and the method." }),
    stake: stakeSchema
      .optional()
      .meta({ description: "How much confirmation it needs; default from the effect." })
      .register(flagRegistry, { flags: "--stake <stake>" }),
    labels: labelsSchema.optional().meta({ description: "Labels of a call; default from the name." }),
    params: z
      .array(paramSchema)
      .default([])
      .meta({ description: 'Parameters, each as "<name>:<type>[?]=<description>" on the command line; ? is optional.' })
      .register(flagRegistry, { flags: "--param <name:type=description>" }),
    request: requestSchema
      .optional()
      .meta({ description: 'What the tool sends to the vendor, "GET /path" on the command line; without it a stub.' })
      .register(flagRegistry, { flags: "--request <method path>" }),
    result: resultSchema.optional(),
  })
  .meta({ id: "Tool", title: "Tool", description: "One tool of the integration." });

/** The tools of one command, at least one. */
export const toolsSchema = toolSchema.array().min(1);

/** What a tool does to the vendor's data: read, write or destructive. */
export type Effect = z.infer<typeof effectSchema>;
/** How much confirmation a tool needs, from `never_ask` to `high`. */
export type Stake = z.infer<typeof stakeSchema>;
/** A tool as a spec gives it, before defaults that depend on its other fields. */
export type DeclaredTool = z.output<typeof toolSchema>;
/** A tool with every default filled in: what targets work with. */
export type ToolSpec = DeclaredTool & {
  effect: Effect;
  stake: Stake;
  labels: { running: string; done: string };
};
