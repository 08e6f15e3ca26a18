import { z } from "zod";
import { childOf, isRecord, optionFor, type SchemaNode, unwrapped } from "../spec/schema-path.ts";

/** A value of which any part may be missing: what remains of a faulty value when the faulty parts are taken out. */
export type Parts<T> = T extends (infer Element)[]
  ? (Parts<Element> | undefined)[]
  : T extends object
    ? { [Key in keyof T]?: Parts<T[Key]> | undefined }
    : T;

/**
 * The parts of `value` that fit the schema, each judged alone: so one fault does not hide the next. Elements of lists keep
 * their index. Nothing is filled in.
 */
export function validParts<S extends z.ZodType>(schema: S, value: unknown): Parts<z.output<S>> | undefined {
  const parts: unknown = partsOf(schema, value);
  return parts as Parts<z.output<S>> | undefined;
}

function partsOf(schema: SchemaNode, value: unknown): unknown {
  if (value === undefined || value === null) return z.safeParse(schema, value).success ? value : undefined;
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodArray)
    return Array.isArray(value) ? value.map((each) => partsOf(inner.element, each)) : undefined;
  const object = inner instanceof z.ZodObject ? inner : optionFor(inner, value);
  if (object !== undefined) return isRecord(value) ? partsOfObject(object, value) : undefined;
  if (inner instanceof z.ZodRecord && isRecord(value)) return value;
  return z.safeParse(inner, value).success ? value : undefined;
}

function partsOfObject(schema: z.ZodObject, value: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(schema.shape).map(
    ([key, child]) => [key, partsOf(child, childOf(value, key))] as const,
  );
  return Object.fromEntries(entries.filter(([, part]) => part !== undefined));
}
