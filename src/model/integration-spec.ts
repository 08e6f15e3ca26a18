import { z } from "zod";
import { type AuthSpec, authSchema } from "./spec/auth.ts";
import { flagRegistry } from "./spec/flag.ts";
import {
  baseUrl,
  checkedText,
  constantEntries,
  headerToken,
  lineText,
  nameText,
  proseText,
  webUrl,
} from "./spec/text.ts";
import { type ToolSpec, toolSchema } from "./tool-spec.ts";

export type { AuthSpec };

/** Who may see the integration: behind a feature flag, a plan setting, or everybody (null). */
export const gateSchema = z.strictObject({
  featureFlag: nameText("featureFlag", "Show the integration only where this feature flag is on.")
    .optional()
    .register(flagRegistry, { flags: "--feature-flag <name>" }),
  plan: nameText("plan", "Setting of the plan that shows the integration.").optional(),
  preview: z
    .boolean()
    .default(false)
    .meta({ description: "Mark the integration as a preview." })
    .register(flagRegistry, { flags: "--preview" }),
});

const headerValue = checkedText((value) =>
  /^[\t\x20-\x7e]+$/.test(value) ? undefined : "must be printable ASCII on one line",
).meta({ description: "Value of the header." });

const headersSchema = constantEntries(headerValue, "Constant headers of every request.").check((context) => {
  for (const name of Object.keys(context.value).filter((key) => !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(key))) {
    context.issues.push({ code: "custom", message: "is not a header name", input: context.value, path: [name] });
  }
});

/** The vendor's HTTP API. */
export const apiSchema = z.strictObject({
  baseUrl: baseUrl("URL that every path is appended to.").register(flagRegistry, { flags: "--base-url <url>" }),
  authHeader: z
    .strictObject({
      name: headerToken("Name of the header that carries the credential."),
      scheme: headerToken("One word, such as Bearer.")
        .nullable()
        .meta({ description: "Word before the credential; null is none." }),
    })
    .default({ name: "Authorization", scheme: "Bearer" })
    .meta({ description: "How the credential is sent." }),
  headers: headersSchema.default({}),
});

/** One integration as a user declares it; CLI.md "Spec". */
export const integrationSchema = z
  .strictObject({
    $schema: z.string().optional().meta({ description: "Where an editor finds this schema." }),
    name: nameText("integration", "Name of the integration."),
    title: lineText("Name that people see; default from the name.")
      .optional()
      .register(flagRegistry, { flags: "--title <text>" }),
    description: proseText("What the integration does, in one sentence.").register(flagRegistry, {
      flags: "--description <text>",
    }),
    icon: lineText("Icon of the host; default a temporary one.")
      .optional()
      .register(flagRegistry, { flags: "--icon <name>" }),
    documentationUrl: webUrl("An http or https URL.")
      .nullable()
      .default(null)
      .meta({ description: "Address of the integration's documentation." })
      .register(flagRegistry, { flags: "--docs-url <url>" }),
    instructions: proseText("Text of the instructions.")
      .nullable()
      .default(null)
      .meta({ description: "Instructions for the model that hold for all tools." }),
    auth: authSchema
      .default({ kind: "none" })
      .meta({ description: "How the integration authenticates at the vendor." }),
    availability: z
      .enum(["manual", "auto", "auto_hidden_builder"])
      .default("manual")
      .meta({ description: "Whether the integration is added by hand or is there from the start." })
      .register(flagRegistry, { flags: "--availability <when>" }),
    allowMultipleInstances: z
      .boolean()
      .optional()
      .meta({ description: "Whether a workspace may add it more than once; default true with OAuth." }),
    gate: gateSchema.nullable().default(null).meta({ description: "Who may see the integration; null is everybody." }),
    api: apiSchema.optional().meta({ description: "The vendor's HTTP API." }),
    tools: z
      .array(toolSchema)
      .default([])
      .meta({ description: 'Tools, each as "<name>: <description>" on the command line.' })
      .register(flagRegistry, { flags: "--tool <name: description>" }),
  })
  .meta({ title: "MCP integration", description: "One integration for mcp-new." });

/** Who may see the integration. */
export type GateSpec = z.infer<typeof gateSchema>;
/** The vendor's HTTP API with defaults filled in. */
export type ApiSpec = z.infer<typeof apiSchema>;
/** An integration as a spec gives it, before defaults that depend on its other fields. */
export type DeclaredIntegration = z.output<typeof integrationSchema>;
/** A spec with every default that does not depend on the host filled in: what targets work with. The icon's default is the host's. */
export type IntegrationSpec = Omit<DeclaredIntegration, "$schema" | "tools"> & {
  title: string;
  allowMultipleInstances: boolean;
  tools: ToolSpec[];
};
