import { z } from "zod";

/** What a tool does to the vendor's data. */
export const effectSchema = z.enum(["read", "write", "destructive"]);
/** How much confirmation a tool needs; Dust's stake levels. */
export const stakeSchema = z.enum(["never_ask", "low", "medium", "high"]);

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** The type of a value without a name: of a parameter, an array's items, or an object's field. */
const typeShape = {
  type: z.enum(["string", "number", "integer", "boolean", "enum", "array", "object"]),
  values: z.array(z.string().min(1)).min(1).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
};

/** Items of an array parameter. */
export const itemTypeSchema = z.strictObject({
  ...typeShape,
  get items(): z.ZodOptional<typeof itemTypeSchema> {
    return itemTypeSchema.optional();
  },
  get fields(): z.ZodOptional<z.ZodArray<typeof paramSchema>> {
    return z.array(paramSchema).min(1).optional();
  },
});

/** One parameter of a tool, or one field of an object parameter. */
export const paramSchema = z.strictObject({
  name: z.string(),
  ...typeShape,
  description: z.string().min(1),
  required: z.boolean().default(true),
  default: z.union([scalar, z.array(scalar)]).optional(),
  get items(): z.ZodOptional<typeof itemTypeSchema> {
    return itemTypeSchema.optional();
  },
  get fields(): z.ZodOptional<z.ZodArray<typeof paramSchema>> {
    return z.array(paramSchema).min(1).optional();
  },
});

/** One field that is read from a response and shown. */
export const resultFieldSchema = z.strictObject({
  name: z.string().min(1),
  type: z.enum(["string", "number", "integer", "boolean", "enum", "array", "object"]),
  values: z.array(z.string().min(1)).min(1).optional(),
  nullable: z.boolean().default(false),
  optional: z.boolean().default(false),
  get items(): z.ZodOptional<typeof resultItemSchema> {
    return resultItemSchema.optional();
  },
  get fields(): z.ZodOptional<z.ZodArray<typeof resultFieldSchema>> {
    return z.array(resultFieldSchema).min(1).optional();
  },
});

/** Items of an array field in a response. */
export const resultItemSchema = z.strictObject({
  type: z.enum(["string", "number", "integer", "boolean", "enum", "object"]),
  values: z.array(z.string().min(1)).min(1).optional(),
  get fields(): z.ZodOptional<z.ZodArray<typeof resultFieldSchema>> {
    return z.array(resultFieldSchema).min(1).optional();
  },
});

/** An HTTP request with a path relative to the API's base URL (or an absolute URL). */
export const httpRequestSchema = z.strictObject({
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  path: z.string().min(1),
  query: z.array(z.string()).default([]),
  body: z.array(z.string()).default([]),
  bodyAt: z.string().optional(),
  bodyType: z.enum(["json", "form"]).default("json"),
  constants: z
    .strictObject({ query: z.record(z.string(), scalar).optional(), body: z.record(z.string(), z.json()).optional() })
    .optional(),
});

/** A GraphQL operation, posted to `path` (default: the base URL itself). */
export const graphqlRequestSchema = z.strictObject({
  graphql: z.string().min(1),
  variables: z.array(z.string()).default([]),
  path: z.string().default(""),
});

/** What a response holds and how it is shown. `at` is a dotted path into the response; empty is the response itself. */
export const resultSchema = z.strictObject({
  kind: z.enum(["list", "one", "none"]),
  at: z.string().default(""),
  fields: z.array(resultFieldSchema).default([]),
  page: z.strictObject({ next: z.string().min(1), param: z.string().min(1) }).optional(),
});

/** One tool as a spec declares it. */
export const toolSchema = z.strictObject({
  name: z.string(),
  description: z.string().min(1),
  effect: effectSchema.optional(),
  stake: stakeSchema.optional(),
  labels: z.strictObject({ running: z.string().min(1), done: z.string().min(1) }).optional(),
  params: z.array(paramSchema).default([]),
  request: z.union([httpRequestSchema, graphqlRequestSchema]).optional(),
  result: resultSchema.optional(),
});

export type Effect = z.infer<typeof effectSchema>;
export type Stake = z.infer<typeof stakeSchema>;
export type ItemType = z.infer<typeof itemTypeSchema>;
export type ParamSpec = z.infer<typeof paramSchema>;
export type ResultField = z.infer<typeof resultFieldSchema>;
export type ResultItem = z.infer<typeof resultItemSchema>;
export type HttpRequest = z.infer<typeof httpRequestSchema>;
export type GraphqlRequest = z.infer<typeof graphqlRequestSchema>;
export type ResultSpec = z.infer<typeof resultSchema>;
/** A tool with every default filled in: what targets work with. */
export type ToolSpec = z.infer<typeof toolSchema> & {
  effect: Effect;
  stake: Stake;
  labels: { running: string; done: string };
};
