import { type Code, code, joined, json, key, multiline, name, object, string } from "../../../edit/code.ts";
import { constantCase } from "../../../model/name.ts";
import type { GraphqlRequest, HttpRequest, ToolSpec } from "../../../model/tool-spec.ts";
import { pathExpression } from "./params.ts";

/** A request of a tool. */
export type ToolRequest = HttpRequest | GraphqlRequest;

/** Whether a request is a GraphQL operation. */
export function isGraphql(request: ToolRequest): request is GraphqlRequest {
  return "graphql" in request;
}

/** The base URL without trailing slashes, so that paths can be appended. */
export function trimmedBase(url: string): string {
  return url.replace(/\/+$/, "");
}

/** A request's path below the trimmed base URL; an empty one is the base URL exactly as it was given. */
export function relativePath(path: string, url: string): string {
  return path === "" && url.endsWith("/") ? "/" : path;
}

/** The name of the constant that holds a tool's GraphQL operation. */
export function queryConstant(tool: string): string {
  return `${constantCase(tool)}_QUERY`;
}

/** The text of a GraphQL operation as a literal. */
export function queryText({ graphql }: GraphqlRequest): Code {
  return graphql.includes("\n") ? multiline(graphql) : string(graphql);
}

/**
 * The argument of the client's `request`, `graphql` or `send` for one tool. `read` gives the expression of a parameter,
 * `shared` names the variables that every request carries.
 */
export function requestExpression(
  { spec: { name: tool }, request }: { spec: Pick<ToolSpec, "name">; request: ToolRequest },
  url: string,
  read: (param: string) => Code,
  shared: readonly string[],
): Code {
  const path = pathExpression(relativePath(request.path, url), read);
  const method = isGraphql(request) ? "POST" : request.method;
  const fixed: [string, Code][] = [
    ["tool", string(tool)],
    ["method", string(method)],
    ["path", path],
  ];
  if (isGraphql(request)) {
    const variables = object(request.variables.map((param) => [param, read(param)]));
    const operation = object([
      ["query", name(queryConstant(tool))],
      ["variables", variables],
    ]);
    return requestObject([...fixed, ["content", code`jsonContent(${operation})`]], shared);
  }
  const query = queryOf(request, read);
  const content = contentOf(request, read);
  const rest: [string, Code | null][] = [
    ["query", query],
    ["content", content],
  ];
  return requestObject(
    [...fixed, ...rest.flatMap(([field, value]): [string, Code][] => (value ? [[field, value]] : []))],
    shared,
  );
}

function requestObject(fields: readonly [string, Code][], shared: readonly string[]): Code {
  const members = [...fields.map(([field, value]) => code`${key(field)}: ${value}`), ...shared.map(name)];
  return code`{\n${joined(members, ",\n")},\n}`;
}

function queryOf({ query, constants }: HttpRequest, read: (param: string) => Code): Code | null {
  const members = new Map<string, Code>(
    Object.entries(constants?.query ?? {}).map(([name, value]) => [name, json(value)]),
  );
  for (const param of query) members.set(param, read(param));
  return members.size > 0 ? object([...members]) : null;
}

/** Whether a request has a query of parameters or constants. */
export function hasQuery(request: ToolRequest): boolean {
  return !isGraphql(request) && (request.query.length > 0 || Object.keys(request.constants?.query ?? {}).length > 0);
}

/** How a request's body is encoded; null when it has none. */
export function bodyKind(request: ToolRequest): "json" | "form" | null {
  if (isGraphql(request)) return "json";
  const constants = Object.keys(request.constants?.body ?? {});
  return request.body.length + constants.length > 0 ? request.bodyType : null;
}

function contentOf(request: HttpRequest, read: (param: string) => Code): Code | null {
  const kind = bodyKind(request);
  if (kind === null) return null;
  return code`${name(`${kind}Content`)}(${bodyCode(requestBody(request, read))})`;
}

/** A body before it is encoded: nested members, leaves of type L for parameters and JSON for constants. */
export type Body<L> = Map<string, Body<L> | { param: L } | { constant: unknown }>;

/** The body that a request sends: its constants, and its parameters placed at `bodyAt`. */
export function requestBody<L>(request: HttpRequest, read: (param: string) => L): Body<L> {
  const body = constantTree<L>(request.constants?.body ?? {});
  let place = body;
  for (const step of request.bodyAt ? request.bodyAt.split(".") : []) {
    const next = place.get(step);
    const inner: Body<L> = next instanceof Map ? next : new Map();
    place.set(step, inner);
    place = inner;
  }
  for (const param of request.body) place.set(param, { param: read(param) });
  return body;
}

function constantTree<L>(value: object): Body<L> {
  return new Map(
    Object.entries(value).map(([name, member]) => [
      name,
      typeof member === "object" && member !== null && !Array.isArray(member)
        ? constantTree<L>(member)
        : { constant: member },
    ]),
  );
}

function bodyCode(body: Body<Code>): Code {
  return object(
    [...body].map(([member, value]) => {
      if (value instanceof Map) return [member, bodyCode(value)];
      return [member, "param" in value ? value.param : json(value.constant)];
    }),
  );
}

/** The headers of every request, in order; a constant header replaces a default, the token replaces a constant. */
export function requestHeaders(
  constants: Record<string, string>,
  token: { header: string; value: Code } | null,
): { name: string; value: Code }[] {
  const headers: [string, Code][] = [
    ["Accept", string("application/json")],
    ...Object.entries(constants).map(([header, value]): [string, Code] => [header, string(value)]),
    ...(token ? [[token.header, token.value] as [string, Code]] : []),
  ];
  const last = new Map(headers.map((header) => [header[0].toLowerCase(), header]));
  last.delete("content-type");
  return [...last.values()].map(([name, value]) => ({ name, value }));
}

/** The value of a constant header, whatever the case of its name. */
export function constantHeader(constants: Record<string, string>, header: string): string | undefined {
  return Object.entries(constants).find(([name]) => name.toLowerCase() === header)?.[1];
}
