import { z } from "zod";

/** Any node of a schema. */
export type SchemaNode = z.core.$ZodType;

/** The schema under its optional, nullable and default wrappers. */
export function unwrapped(schema: SchemaNode): SchemaNode {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return unwrapped(schema.unwrap());
  }
  return schema;
}

/** Whether null is a legal value of the schema. */
export function takesNull(schema: SchemaNode): boolean {
  if (schema instanceof z.ZodNullable) return true;
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? takesNull(schema.unwrap()) : false;
}

/** The description of a schema, its own or that of what it wraps. */
export function descriptionOf(schema: SchemaNode): string | undefined {
  const own = z.globalRegistry.get(schema)?.description;
  if (own !== undefined) return own;
  const inner = unwrapped(schema);
  return inner === schema ? undefined : descriptionOf(inner);
}

/** Whether a value is an object with keys: no list and not null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at `key` when `value` is an object or a list that itself has that key. */
export function childOf(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}

/** The value at a path, or undefined where the path leads nowhere. */
export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(childOf, root);
}

/** The options of a union that are objects. */
export function objectOptions(schema: SchemaNode): z.ZodObject[] {
  const inner = unwrapped(schema);
  if (!(inner instanceof z.ZodUnion)) return [];
  return inner.options.map(unwrapped).filter((option) => option instanceof z.ZodObject);
}

/**
 * The object of a union that `value` means: the one whose literals all agree; without literals the one that knows most of
 * its keys, the first when several do. Undefined when a literal such as `kind` fits none.
 */
export function optionFor(schema: SchemaNode, value: unknown): z.ZodObject | undefined {
  const ranked = objectOptions(schema)
    .filter((option) => literalsAgree(option, value))
    .map((option) => ({
      option,
      known: Object.keys(option.shape).filter((key) => childOf(value, key) !== undefined).length,
    }));
  return ranked.reduce<(typeof ranked)[number] | undefined>(
    (best, next) => (best === undefined || next.known > best.known ? next : best),
    undefined,
  )?.option;
}

function literalsAgree(option: z.ZodObject, value: unknown): boolean {
  return Object.entries(option.shape).every(([key, schema]) => {
    if (!(schema instanceof z.ZodLiteral)) return true;
    return z.safeParse(schema, childOf(value, key)).success;
  });
}

/** The schema of `key` inside `schema`, as far as `value` (what is there now) settles it; undefined when there is none. */
export function childSchema(schema: SchemaNode, key: PropertyKey, value: unknown): SchemaNode | undefined {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodArray) return typeof key === "number" ? inner.element : undefined;
  if (inner instanceof z.ZodRecord) return inner.valueType;
  if (inner instanceof z.ZodObject) return Object.hasOwn(inner.shape, key) ? inner.shape[String(key)] : undefined;
  const options = [optionFor(inner, value), ...objectOptions(inner)].filter((option) => option !== undefined);
  const owner = options.find((option) => Object.hasOwn(option.shape, key));
  return owner?.shape[String(key)];
}

/** The schema at a path below `schema` for the value `root`. */
export function schemaAt(schema: SchemaNode, path: readonly PropertyKey[], root: unknown): SchemaNode | undefined {
  let at: SchemaNode | undefined = schema;
  let value = root;
  for (const key of path) {
    if (at === undefined) return undefined;
    at = childSchema(at, key, value);
    value = childOf(value, key);
  }
  return at;
}

/** The keys that are legal inside the schema for a value: those of an object, or of the option that the value means. */
export function legalKeys(schema: SchemaNode, value: unknown): string[] {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject) return Object.keys(inner.shape);
  const option = optionFor(inner, value);
  const options = option === undefined ? objectOptions(inner) : [option];
  return [...new Set(options.flatMap((each) => Object.keys(each.shape)))];
}

/** The legal values of an enum, of a list of an enum, or of a union told apart by a literal; undefined for any other schema. */
export function choicesOf(schema: SchemaNode): string[] | undefined {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodArray) return choicesOf(inner.element);
  if (inner instanceof z.ZodEnum) return inner.options.map(String);
  return inner instanceof z.ZodLiteral ? [...inner.values].map(String) : undefined;
}
