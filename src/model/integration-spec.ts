import { z } from "zod";
import { type ToolSpec, toolSchema } from "./tool-spec.ts";

const useCaseSchema = z.enum(["platform_actions", "personal_actions", "workspace_connection"]);

/** How the integration authenticates at the vendor. */
export const authSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("oauth"),
    provider: z.string(),
    useCases: z.array(useCaseSchema).min(1).default(["platform_actions", "personal_actions"]),
    scope: z.string().optional(),
    scopes: z.partialRecord(useCaseSchema, z.string()).optional(),
    authorizationUrl: z.url().optional(),
    tokenUrl: z.url().optional(),
    pkce: z.boolean().optional(),
    tokenAuth: z.enum(["body", "basic"]).optional(),
    tokenFormat: z.enum(["form", "json"]).optional(),
    authorizationParams: z.record(z.string(), z.string()).optional(),
    defaultExpiresIn: z.int().positive().optional(),
    rotatesRefreshToken: z.boolean().optional(),
    requiresWorkspaceConnection: z.boolean().optional(),
    credentialInputs: z
      .array(
        z.strictObject({
          key: z.string(),
          label: z.string(),
          secret: z.boolean().default(false),
          help: z.string().optional(),
        }),
      )
      .optional(),
  }),
  z.strictObject({ kind: z.literal("bearer") }),
  z.strictObject({ kind: z.literal("none") }),
]);

/** Who may see the integration: behind a feature flag, a plan setting, or everybody (null). */
export const gateSchema = z.strictObject({
  featureFlag: z.string().optional(),
  plan: z.string().optional(),
  preview: z.boolean().default(false),
});

/** The vendor's HTTP API. */
export const apiSchema = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }),
  authHeader: z
    .strictObject({ name: z.string().min(1), scheme: z.string().nullable() })
    .default({ name: "Authorization", scheme: "Bearer" }),
  headers: z.record(z.string(), z.string()).default({}),
});

/** One integration as a user declares it; CLI.md "Spec". */
export const integrationSchema = z.strictObject({
  name: z.string(),
  title: z.string().min(1).optional(),
  description: z.string().min(1),
  icon: z.string().min(1).optional(),
  documentationUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  instructions: z.string().nullable().default(null),
  auth: authSchema.default({ kind: "none" }),
  availability: z.enum(["manual", "auto", "auto_hidden_builder"]).default("manual"),
  allowMultipleInstances: z.boolean().optional(),
  gate: gateSchema.nullable().default(null),
  api: apiSchema.optional(),
  tools: z.array(toolSchema).default([]),
});

export type AuthSpec = z.infer<typeof authSchema>;
export type GateSpec = z.infer<typeof gateSchema>;
export type ApiSpec = z.infer<typeof apiSchema>;
/** A spec with every default that does not depend on the host filled in: what targets work with. The icon's default is the host's. */
export type IntegrationSpec = Omit<z.infer<typeof integrationSchema>, "tools"> & {
  title: string;
  allowMultipleInstances: boolean;
  tools: ToolSpec[];
};
