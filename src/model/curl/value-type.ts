import { nameProblem } from "../identifier.ts";
import { wordsOf } from "../name.ts";
import { isRecord } from "../spec/schema-path.ts";
import type { ItemType, ParamSpec } from "../tool-spec.ts";
import { isSecretName } from "./secret.ts";
import { isOpaque } from "./word/opaque.ts";

/** What became of the keys of an example: its parameters, and the keys that cannot be or must not be one. */
export interface Fields {
  params: ParamSpec[];
  /** Keys that carry a credential. */
  secret: string[];
  /** Keys that are no name of a parameter, or that have no value to tell a type from. */
  unfit: string[];
}

/** The type of texts as a query string or form has them: a number or boolean only when all of them look like one. */
export function typeOfTexts(texts: readonly (string | undefined)[]): ItemType["type"] {
  const every = (pattern: RegExp) => texts.every((text) => text !== undefined && pattern.test(text));
  if (every(/^-?(?:0|[1-9]\d{0,14})$/)) return "integer";
  if (every(/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,15})?$/)) return "number";
  return every(/^(?:true|false)$/) ? "boolean" : "string";
}

/** The parameters that the keys of a JSON object stand for, `below` being the keys around it; no value is kept. */
export function fieldsOf(value: Record<string, unknown>, required: boolean, below: string[] = []): Fields {
  const fields: Fields = { params: [], secret: [], unfit: [] };
  for (const [key, example] of Object.entries(value)) {
    const path = [...below, key];
    const inner: Fields = { params: [], secret: [], unfit: [] };
    const type = isSecretName(key) ? undefined : typeOfJson(example, path, inner);
    fields.secret.push(...inner.secret, ...(isSecretName(key) ? [path.join(".")] : []));
    fields.unfit.push(...inner.unfit);
    if (isSecretName(key)) continue;
    if (type === undefined || nameProblem("param", key) !== undefined || isOpaque(key))
      fields.unfit.push(path.join("."));
    else
      fields.params.push({ name: key, ...type, description: describeKey(key), required: required && example !== null });
  }
  return fields;
}

/** A sentence for a parameter of which only the key is known: `due_date` → `Due date.` */
export function describeKey(key: string): string {
  const words = wordsOf(key).join(" ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function typeOfJson(value: unknown, path: string[], into: Fields): ItemType | undefined {
  if (typeof value === "boolean") return { type: "boolean" };
  if (typeof value === "number") return { type: Number.isInteger(value) ? "integer" : "number" };
  if (Array.isArray(value)) return { type: "array", items: typeOfItems(value, path, into) ?? { type: "string" } };
  if (!isRecord(value)) return { type: "string" };
  const fields = fieldsOf(value, true, path);
  into.secret.push(...fields.secret);
  into.unfit.push(...fields.unfit);
  return fields.params.length === 0 ? undefined : { type: "object", fields: fields.params };
}

/** Items of one type, or of numbers; objects are taken together, what not all of them have being optional. */
function typeOfItems(values: readonly unknown[], path: string[], into: Fields): ItemType | undefined {
  const objects = values.filter(isRecord);
  if (objects.length > 0) {
    const merged = typeOfJson(Object.assign({}, ...objects), path, into);
    const optional = (name: string) => objects.some((each) => each[name] === undefined || each[name] === null);
    const fields = merged?.fields?.map((field) => (optional(field.name) ? { ...field, required: false } : field));
    return merged === undefined || fields === undefined ? undefined : { ...merged, fields };
  }
  const types = new Set(values.map((value) => typeOfJson(value, path, into)?.type));
  if (types.size === 1) return typeOfJson(values[0], path, into);
  return [...types].every((type) => type === "integer" || type === "number") && types.size > 0
    ? { type: "number" }
    : undefined;
}
