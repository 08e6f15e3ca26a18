import {
  access,
  type Code,
  code,
  interpolated,
  joined,
  json,
  multiline,
  name,
  object,
  string,
} from "../../../../../edit/code.ts";
import { type Body, bodyKind, isGraphql, requestBody, type ToolRequest } from "../../../files/request.ts";
import type { RequestFunction } from "../function/index.ts";
import type { Methods } from "../function/methods.ts";
import type { Role, Slot } from "../function/slots.ts";

/** What a request function is told for a tool, apart from its credentials and its schema. */
export interface Told {
  method: string;
  /** Null where nothing is sent. */
  body: Code | null;
}

/** What a request function can be told for a request, or why it cannot send it: a sentence without a full stop. */
export function toldFor(
  { slots, methods }: RequestFunction,
  request: ToolRequest,
  read: (param: string) => Code,
): Told | string {
  const method = isGraphql(request) ? "POST" : request.method;
  if (bodyKind(request) === "form") return "it sends bodies as JSON, and the request has a form";
  const wanted = bodyOf(request, read);
  const place = slots.find(({ role }) => role === "body" || role === "bodyText");
  if (wanted && !place) return "it sends no body";
  const optional = place === undefined || place.optional;
  if (!wanted && optional && allows(methods.withoutBody, method)) return { method, body: null };
  if (place && allows(methods.withBody, method)) return { method, body: wanted ?? code`{}` };
  const usable =
    wanted || !optional
      ? methods.withBody
      : [...new Set([...asList(methods.withoutBody), ...asList(methods.withBody)])];
  return `it sends ${usable === "any" ? "no such request" : `${usable.join(" and ")} only`}`;
}

/** The same for a request that was found to be sendable. */
export function told(sent: RequestFunction, request: ToolRequest, read: (param: string) => Code): Told {
  const found = toldFor(sent, request, read);
  if (typeof found === "string") throw new Error(found);
  return found;
}

function asList(methods: Methods): readonly string[] {
  return methods === "any" ? [] : methods;
}

function allows(methods: Methods, method: string): boolean {
  return methods === "any" || methods.includes(method);
}

function bodyOf(request: ToolRequest, read: (param: string) => Code): Code | null {
  if (isGraphql(request)) {
    const { graphql, variables } = request;
    return object([
      ["query", graphql.includes("\n") ? multiline(graphql) : string(graphql)],
      ["variables", object(variables.map((param) => [param, read(param)]))],
    ]);
  }
  return bodyKind(request) === null ? null : membersOf(requestBody(request, read));
}

function membersOf(body: Body<Code>): Code {
  return object(
    [...body].map(([member, value]) => {
      if (value instanceof Map) return [member, membersOf(value)];
      return [member, "param" in value ? value.param : json(value.constant)];
    }),
  );
}

/** The path below the base URL as an expression; every parameter in it is encoded, and `query` follows. */
export function pathCode(
  path: string,
  slashed: boolean,
  query: readonly (string | Code)[],
  read: (param: string) => Code,
): Code {
  const own = slashed ? path.replace(/^\//, "") : path;
  const parts = own.split(/\{([A-Za-z_]\w*)\}/);
  const pieces = parts.map((part, index) => (index % 2 === 0 ? part : code`encodeURIComponent(${read(part)})`));
  return interpolated([...pieces, ...query]);
}

/** The call of a request function with a value for each of its roles; those that have none are left out. */
export function callCode({ callable, slots }: RequestFunction, values: ReadonlyMap<Role, Code>): Code {
  const given = callable.node.parameters.map((_, index) => {
    const own = slots.filter((slot) => slot.index === index);
    const [only] = own;
    if (only && only.property === null) return givenFor(only, values);
    const members = own.flatMap((slot): [string, Code][] => {
      const value = givenFor(slot, values);
      return slot.property !== null && value ? [[slot.property, value]] : [];
    });
    return members.length > 0 ? object(members) : null;
  });
  const last = given.findLastIndex((each) => each !== null);
  const passed = given.slice(0, last + 1).map((each) => each ?? code`undefined`);
  const callee = callable.owner ? memberCode(callable.name) : name(callable.name);
  return code`${callee}(${joined(passed, ", ")})`;
}

// A private name, `#request`, has no other spelling.
function memberCode(member: string): Code {
  return member.startsWith("#") ? code`this.#${name(member.slice(1))}` : access(code`this`, member);
}

function givenFor({ role }: Slot, values: ReadonlyMap<Role, Code>): Code | null {
  if (role !== "bodyText") return values.get(role) ?? null;
  const body = values.get("body");
  return body ? code`JSON.stringify(${body})` : null;
}
