import {
  access,
  type Code,
  code,
  interpolated,
  isIdentifier,
  joined,
  json,
  key,
  name,
  object,
  string,
} from "../../../edit/code.ts";
import type { ItemType, ParamSpec } from "../../../model/tool-spec.ts";
import { zodType } from "./zod-type.ts";

/** The raw shape of Zod schemas of a tool's parameters. Names in `nonEmpty` are part of a path and may not be empty. */
export function schemaShape(params: readonly ParamSpec[], nonEmpty: ReadonlySet<string>): Code {
  return object(
    params.map((param) => [param.name, paramSchema(param, nonEmpty.has(param.name))]),
    true,
  );
}

function paramSchema(param: ParamSpec, nonEmpty: boolean): Code {
  const parts = [typeSchema(param)];
  if (nonEmpty && param.type === "string") parts.push(code`.min(1)`);
  if (param.default !== undefined) parts.push(code`.default(${json(param.default)})`);
  else if (!param.required) parts.push(code`.optional()`);
  return joined([...parts, code`.describe(${string(param.description)})`], "");
}

function typeSchema(type: ItemType): Code {
  const min = type.min === undefined ? code`` : code`.min(${json(type.min)})`;
  const max = type.max === undefined ? code`` : code`.max(${json(type.max)})`;
  return code`${baseSchema(type)}${min}${max}`;
}

function baseSchema(type: ItemType): Code {
  return zodType(type, {
    items: () => (type.items ? typeSchema(type.items) : null),
    object: () => code`z.object(${schemaShape(type.fields ?? [], new Set())})`,
  });
}

/** The TypeScript type of a parsed value. */
export function typeOf(type: ItemType): Code {
  switch (type.type) {
    case "string":
    case "boolean":
      return name(type.type);
    case "number":
    case "integer":
      return code`number`;
    case "enum":
      return joined((type.values ?? []).map(string), " | ");
    case "array":
      return code`Array<${type.items ? typeOf(type.items) : code`unknown`}>`;
    case "object":
      return membersType(type.fields ?? []);
  }
}

function membersType(params: readonly ParamSpec[]): Code {
  const members = params.map((param) => code`${key(param.name)}${optionalMark(param)}: ${typeOf(param)}`);
  return code`{ ${joined(members, "; ")} }`;
}

function optionalMark(param: ParamSpec): Code {
  return param.required || param.default !== undefined ? code`` : code`?`;
}

/** How a client's method takes a tool's parameters, how a handler passes them, and how the method reads one. */
export interface MethodParams {
  signature: Code;
  arguments: Code;
  read(param: string): Code;
}

/** One parameter is passed by itself, several as one object; a name that the method itself uses is never declared. */
export function methodParams(params: readonly ParamSpec[]): MethodParams {
  const [only] = params;
  if (!only) return { signature: code``, arguments: code``, read: unknownParam };
  if (params.length === 1 && isIdentifier(only.name) && !/^[A-Z$]/.test(only.name) && !USED_IN_METHODS.has(only.name)) {
    return {
      signature: code`${name(only.name)}${optionalMark(only)}: ${typeOf(only)}`,
      arguments: access(code`params`, only.name),
      read: () => name(only.name),
    };
  }
  return {
    signature: code`params: ${membersType(params)}`,
    arguments: code`params`,
    read: (param) => access(code`params`, param),
  };
}

const USED_IN_METHODS = new Set(
  "callApi encodeURIComponent formContent graphql jsonContent send signal token undefined".split(" "),
);

function unknownParam(param: string): never {
  throw new Error(`The tool has no parameter ${param}.`);
}

/** A request's path as an expression: every `{param}` is encoded. */
export function pathExpression(path: string, read: (param: string) => Code): Code {
  const parts = path.split(/\{([A-Za-z_]\w*)\}/);
  return interpolated(parts.map((part, index) => (index % 2 === 0 ? part : code`encodeURIComponent(${read(part)})`)));
}

/** Names of the parameters in a path, in order. */
export function pathParams(path: string): string[] {
  return path.split(/\{([A-Za-z_]\w*)\}/).filter((_, index) => index % 2 === 1);
}
