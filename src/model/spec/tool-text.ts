import { isRecord } from "./schema-path.ts";

/** A tool that is being put together: plain JSON values in the shape of the spec. */
export interface RawTool {
  name?: unknown;
  description?: unknown;
  stake?: unknown;
  params?: unknown;
  request?: unknown;
  result?: unknown;
  [field: string]: unknown;
}

/**
 * The parameter that a text like `limit:integer?=Most items to return.` declares. Types are those of the spec, lists as
 * `string[]` and enums as `enum(low|high)`; without a type it is a string. What is missing or wrong is left to the schema.
 */
export function parseParamText(text: string): RawTool {
  const equals = text.indexOf("=");
  const head = equals < 0 ? text : text.slice(0, equals);
  const [name = "", type = "string"] = splitOnce(head, ":");
  const optional = type.trim().endsWith("?") || name.trim().endsWith("?");
  const description = equals < 0 ? {} : { description: text.slice(equals + 1).trim() };
  const bare = (part: string) => part.trim().replace(/\?$/, "").trim();
  return { name: bare(name), ...typeOf(bare(type)), ...description, ...(optional ? { required: false } : {}) };
}

/** The text that declares a parameter, or undefined when such a text cannot say everything about it. */
export function paramText(param: unknown): string | undefined {
  if (!isRecord(param)) return undefined;
  const type = typeText(param);
  return type === undefined
    ? undefined
    : `${String(param["name"])}:${type}${param["required"] === false ? "?" : ""}=${String(param["description"])}`;
}

/** The request that a text like `GET /items/{itemId}` declares, or undefined when it is no method and path. */
export function parseRequestText(text: string): { method: string; path: string } | undefined {
  const match = /^\s*([A-Za-z]+)\s+(\S+)\s*$/.exec(text);
  return match ? { method: (match[1] ?? "").toUpperCase(), path: match[2] ?? "" } : undefined;
}

function typeOf(text: string): RawTool {
  if (text.endsWith("[]")) return { type: "array", items: typeOf(text.slice(0, -2).trim()) };
  const values = /^enum\s*\((.*)\)$/.exec(text)?.[1];
  if (values === undefined) return { type: text };
  return { type: "enum", values: values.split("|").map((value) => value.trim()) };
}

function typeText(type: Record<string, unknown>): string | undefined {
  if (type["type"] === "array" && isRecord(type["items"])) {
    const items = typeText(type["items"]);
    return items === undefined ? undefined : `${items}[]`;
  }
  const values = type["values"];
  if (type["type"] === "enum" && Array.isArray(values)) return `enum(${values.join("|")})`;
  return typeof type["type"] === "string" ? type["type"] : undefined;
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
