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

type TypeName = "string" | "number" | "integer" | "boolean" | "enum" | "array" | "object";

/** The type of an array parameter's items. */
export interface ItemType {
  type: TypeName;
  values?: string[] | undefined;
  min?: number | undefined;
  max?: number | undefined;
  items?: ItemType | undefined;
  fields?: ParamSpec[] | undefined;
}

/** One parameter of a tool, or one field of an object parameter. */
export interface ParamSpec extends ItemType {
  name: string;
  description: string;
  required: boolean;
  default?: string | number | boolean | (string | number | boolean)[] | undefined;
}

/** One field that is read from a response and shown. */
export interface ResultField {
  name: string;
  type: TypeName;
  values?: string[] | undefined;
  nullable: boolean;
  optional: boolean;
  items?: ResultItem | undefined;
  fields?: ResultField[] | undefined;
}

/** The type of an array field's items in a response. */
export interface ResultItem {
  type: Exclude<TypeName, "array">;
  values?: string[] | undefined;
  fields?: ResultField[] | undefined;
}

/** Items of an array parameter. */
export const itemTypeSchema: z.ZodType<ItemType> = z.strictObject({
  ...typeShape,
  get items() {
    return itemTypeSchema.optional();
  },
  get fields() {
    return z.array(paramSchema).min(1).optional();
  },
});

/** One parameter of a tool, or one field of an object parameter. */
export const paramSchema: z.ZodType<ParamSpec> = z.strictObject({
  name: z.string(),
  ...typeShape,
  description: z.string().min(1),
  required: z.boolean().default(true),
  default: z.union([scalar, z.array(scalar)]).optional(),
  get items() {
    return itemTypeSchema.optional();
  },
  get fields() {
    return z.array(paramSchema).min(1).optional();
  },
});

/** One field that is read from a response and shown. */
export const resultFieldSchema: z.ZodType<ResultField> = z.strictObject({
  name: z.string().min(1),
  type: z.enum(["string", "number", "integer", "boolean", "enum", "array", "object"]),
  values: z.array(z.string().min(1)).min(1).optional(),
  nullable: z.boolean().default(false),
  optional: z.boolean().default(false),
  get items() {
    return resultItemSchema.optional();
  },
  get fields() {
    return z.array(resultFieldSchema).min(1).optional();
  },
});

/** Items of an array field in a response. */
export const resultItemSchema: z.ZodType<ResultItem> = z.strictObject({
  type: z.enum(["string", "number", "integer", "boolean", "enum", "object"]),
  values: z.array(z.string().min(1)).min(1).optional(),
  get fields() {
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
export type HttpRequest = z.infer<typeof httpRequestSchema>;
export type GraphqlRequest = z.infer<typeof graphqlRequestSchema>;
export type ResultSpec = z.infer<typeof resultSchema>;
/** A tool with every default filled in: what targets work with. */
export type ToolSpec = z.infer<typeof toolSchema> & {
  effect: Effect;
  stake: Stake;
  labels: { running: string; done: string };
};
