import { type Code, code, interpolated, json, name, object, string } from "../../../../../edit/code.ts";
import type { ParamSpec } from "../../../../../model/tool-spec.ts";
import { isGraphql, type ToolRequest } from "../../../files/request.ts";

/** The statements that gather a request's query, and what a path ends with for it. */
export interface QueryCode {
  statements: Code[];
  /** Text and expressions of a template: a question mark and the query, or nothing where a call gives none of its values. */
  suffix: (string | Code)[];
}

/** Gathers the query of a request in `URLSearchParams`; null when it has none. `local` gives a free name like the one wished for. */
export function queryCode(
  request: ToolRequest,
  params: readonly ParamSpec[],
  local: (wish: string) => string,
  read: (param: string) => Code,
): QueryCode | null {
  if (isGraphql(request)) return null;
  const constants = Object.entries(request.constants?.query ?? {}).filter(([key]) => !request.query.includes(key));
  const sent = request.query.flatMap((key) => params.find((param) => param.name === key) ?? []);
  if (constants.length + sent.length === 0) return null;
  const leading = sent.findIndex((param) => !isPlain(param));
  const plain = leading < 0 ? sent : sent.slice(0, leading);
  const fixed: [string, Code][] = [
    ...constants.map(([key, value]): [string, Code] => [key, json(String(value))]),
    ...plain.map((param): [string, Code] => [param.name, textCode(param, read(param.name))]),
  ];
  const variable = name(local("query"));
  const first = code`const ${variable} = new URLSearchParams(${fixed.length > 0 ? object(fixed) : code``});`;
  const others = sent.slice(plain.length).map((param) => added(param, variable, local, read(param.name)));
  const statements = [first, ...others];
  const whole = code`${variable}.toString()`;
  if (constants.length > 0 || sent.some(isPlain)) return { statements, suffix: ["?", whole] };
  const search = name(local("search"));
  const given = code`const ${search} = ${whole} === "" ? "" : ${interpolated(["?", whole])};`;
  return { statements: [...statements, given], suffix: [search] };
}

/** One text that every call gives. */
function isPlain({ type, required, default: fallback }: ParamSpec): boolean {
  return type !== "array" && (required || fallback !== undefined);
}

function added(param: ParamSpec, query: Code, local: (wish: string) => string, value: Code): Code {
  const { name: key, type, required, default: fallback, items } = param;
  const given = required || fallback !== undefined;
  if (type === "array") {
    const item = name(local("item"));
    const text = items?.type === "string" || items?.type === "enum" ? item : code`String(${item})`;
    const list = given ? value : code`${value} ?? []`;
    return code`for (const ${item} of ${list}) {\n${query}.append(${string(key)}, ${text});\n}`;
  }
  const set = code`${query}.set(${string(key)}, ${textCode(param, value)});`;
  return given ? set : code`if (${value} !== undefined) {\n${set}\n}`;
}

function textCode({ type }: ParamSpec, value: Code): Code {
  return type === "string" || type === "enum" ? value : code`String(${value})`;
}
