import { z } from "zod";
import { integrationSchema } from "../integration-spec.ts";
import { nearName } from "../near-name.ts";
import { showValue } from "../value-text.ts";
import {
  childOf,
  childSchema,
  isRecord,
  legalKeys,
  objectOptions,
  type SchemaNode,
  takesNull,
  unwrapped,
} from "./schema-path.ts";

/** A spec that is being put together: plain JSON values. */
export interface RawSpec {
  [key: string]: unknown;
  name?: unknown;
  tools?: unknown;
}

/** What came of an assignment: the path that was set, or why nothing was. */
export type Assignment = { path: PropertyKey[] } | { fault: string };

/**
 * Sets one field of a raw spec from text, in place: `path` is dotted with list indexes as numbers (`tools.0.stake`, also
 * `tools[0].stake`), `text` becomes what the schema of the whole wants there. An index equal to a list's length appends.
 */
export function assignText(
  spec: object,
  path: string,
  text: string,
  whole: SchemaNode = integrationSchema,
): Assignment {
  const steps = path.replace(/\[(\d+)\]/g, ".$1").split(".");
  const walked: PropertyKey[] = [];
  let schema = whole;
  let value: unknown = spec;
  for (const step of steps) {
    const next = nextStep(schema, value, step, walked.join("."));
    if ("fault" in next) return next;
    walked.push(next.key);
    schema = next.schema;
    value = childOf(value, next.key);
  }
  const coerced = coerce(schema, text);
  if ("fault" in coerced) return coerced;
  setAt(spec, walked, coerced.value, whole);
  return { path: walked };
}

type Step = { key: PropertyKey; schema: SchemaNode } | { fault: string };

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

function nextStep(schema: SchemaNode, value: unknown, step: string, before: string): Step {
  const inner = unwrapped(schema);
  const here = before === "" ? "the spec" : before;
  if (inner instanceof z.ZodArray) return indexStep(inner, value, step, here);
  const child = FORBIDDEN.has(step) || step === "" ? undefined : childSchema(inner, step, value);
  if (child !== undefined) return { key: step, schema: child };
  const keys = legalKeys(inner, value).filter((key) => key !== "$schema");
  if (keys.length === 0) {
    const record = inner instanceof z.ZodRecord;
    return { fault: `${showValue(step)} ${record ? "is not a legal key" : `leads nowhere: ${here} has no fields`}` };
  }
  const near = nearName(step, keys);
  const legal = near === undefined ? `legal are ${keys.join(", ")}` : `did you mean ${near}?`;
  return { fault: `${here} has no field ${showValue(step)}; ${legal}` };
}

function indexStep(schema: z.ZodArray, value: unknown, step: string, here: string): Step {
  const length = Array.isArray(value) ? value.length : 0;
  const index = /^(?:0|[1-9]\d{0,8})$/.test(step) ? Number(step) : undefined;
  if (index !== undefined && index <= length) return { key: index, schema: schema.element };
  const legal = length === 0 ? "only 0 is legal, which adds the first" : `legal are 0 to ${length}; ${length} adds one`;
  return { fault: `${here} is a list and has no entry ${showValue(step)}; ${legal}` };
}

/** Sets the value at a path, creating what is missing on the way; an object that only one kind can be gets that kind. */
export function setAt(
  spec: object,
  path: readonly PropertyKey[],
  value: unknown,
  schema: SchemaNode = integrationSchema,
): void {
  let holder: unknown = spec;
  let node: SchemaNode | undefined = schema;
  path.forEach((key, depth) => {
    const at: SchemaNode | undefined = node === undefined ? undefined : childSchema(node, key, holder);
    const isLast = depth === path.length - 1;
    if (isLast) put(holder, key, value);
    else if (!isContainer(childOf(holder, key))) put(holder, key, emptyFor(at, path[depth + 1]));
    holder = childOf(holder, key);
    node = at;
  });
}

function isContainer(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function put(holder: unknown, key: PropertyKey, value: unknown): void {
  if (typeof holder === "object" && holder !== null) {
    Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true });
  }
}

function emptyFor(schema: SchemaNode | undefined, next: PropertyKey | undefined): unknown {
  if (typeof next === "number") return [];
  if (schema === undefined || next === undefined) return {};
  const owners = objectOptions(schema).filter((option) => Object.hasOwn(option.shape, next));
  const literals = Object.entries(owners[0]?.shape ?? {}).filter(
    ([key, node]) => key !== next && node instanceof z.ZodLiteral,
  );
  if (owners.length !== 1) return {};
  return Object.fromEntries(
    literals.map(([key, node]) => [key, node instanceof z.ZodLiteral ? node.value : undefined]),
  );
}

type Coerced = { value: unknown } | { fault: string };

/** Text as the schema wants it; whether the value is legal is not checked here. */
function coerce(schema: SchemaNode, text: string): Coerced {
  const inner = unwrapped(schema);
  if (text === "null" && takesNull(schema)) return { value: null };
  if (inner instanceof z.ZodString || inner instanceof z.ZodEnum || inner instanceof z.ZodLiteral)
    return { value: text };
  if (inner instanceof z.ZodNumber) return numberOf(text);
  if (inner instanceof z.ZodBoolean) return booleanOf(text);
  const json = jsonOf(text);
  const wantsJson = inner instanceof z.ZodArray || inner instanceof z.ZodObject || objectOptions(inner).length > 0;
  if (!wantsJson && !(inner instanceof z.ZodRecord)) return json ?? { value: text };
  const expected = inner instanceof z.ZodArray ? "a list" : "an object";
  const fits = json !== undefined && (inner instanceof z.ZodArray ? Array.isArray(json.value) : isRecord(json.value));
  return fits ? json : { fault: `the value must be ${expected} written as JSON` };
}

function numberOf(text: string): Coerced {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? { value } : { fault: `${showValue(text)} is not a number` };
}

function booleanOf(text: string): Coerced {
  if (text === "true" || text === "false") return { value: text === "true" };
  return { fault: `${showValue(text)} is not true or false` };
}

function jsonOf(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
