import { type Code, code, interpolated, name } from "../../../edit/code.ts";
import type { TemplateValue } from "../../../edit/template.ts";
import type { IntegrationSpec } from "../../../model/integration-spec.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import type { NamedTool } from "./names.ts";
import { methodParams, pathParams } from "./params.ts";
import {
  bodyKind,
  constantHeader,
  hasQuery,
  isGraphql,
  queryConstant,
  queryText,
  requestExpression,
  requestHeaders,
  type ToolRequest,
  trimmedBase,
} from "./request.ts";
import { responseSchema } from "./response.ts";

type Context = Record<string, TemplateValue>;

/** A tool that sends a request. */
export type RequestingTool = NamedTool & { request: ToolRequest };

/** The tools that send a request. */
export function requestingTools(tools: readonly NamedTool[]): RequestingTool[] {
  return tools.flatMap((tool) => (tool.spec.request ? [{ ...tool, request: tool.spec.request }] : []));
}

/** What `client.ts` and `types.ts` need beside the names: the methods, the schemas, and which parts of the client are used. */
export function clientContext(spec: IntegrationSpec, tools: readonly RequestingTool[]): Context {
  const url = spec.api?.baseUrl ?? "";
  const constants = spec.api?.headers ?? {};
  const kinds = new Set(tools.map(({ request }) => bodyKind(request)));
  const forms = kinds.has("form");
  const graphql = tools.some(({ request }) => isGraphql(request));
  const responses = tools.flatMap(responseContext);
  return {
    title: spec.title,
    baseUrl: trimmedBase(url),
    headers: requestHeaders(constants, tokenHeader(spec, code`this.token`)),
    token: tokenContext(spec),
    queries: tools.flatMap(({ spec: tool, request }) =>
      isGraphql(request) ? [{ constant: queryConstant(tool.name), text: queryText(request) }] : [],
    ),
    pathParams: tools.some(({ request }) => pathParams(request.path).length > 0),
    queryParams: tools.some(({ request }) => hasQuery(request)),
    queryValues: forms || tools.some(({ request }) => hasQuery(request)),
    contents: forms || kinds.has("json"),
    jsonContent: kinds.has("json") ? { type: constantHeader(constants, "content-type") ?? "application/json" } : null,
    formContent: forms ? { type: "application/x-www-form-urlencoded" } : null,
    graphql,
    responses,
    validates: tools.some(validates),
    methods: tools.map((tool) => methodContext(tool, url)),
  };
}

function methodContext({ spec: tool, method, pascal, request }: RequestingTool, url: string): Context {
  const params = methodParams(tool.params);
  const validated = readsResponse(tool);
  const graphql = isGraphql(request);
  return {
    method,
    signature: params.signature,
    answer: name(validated ? responseType(pascal) : "unknown"),
    via: graphql ? "graphql" : validated ? "request" : "send",
    request: requestExpression(tool.name, request, url, queryConstant(tool.name), params.read),
    schema: validated ? `${responseType(pascal)}Schema` : graphql ? "GraphqlAnswerSchema" : null,
  };
}

function responseContext({ spec: tool, pascal, request }: RequestingTool): Context[] {
  if (!tool.result || !readsResponse(tool)) return [];
  const type = responseType(pascal);
  return [{ type, schema: `${type}Schema`, shape: responseSchema(tool.name, tool.result, isGraphql(request)) }];
}

/** The name of the type of a tool's response. */
export function responseType(pascal: string): string {
  return `${pascal}Response`;
}

/** Whether the response of a tool is read, and so validated. */
export function readsResponse({ result }: ToolSpec): boolean {
  return result !== undefined && result.kind !== "none";
}

/** Whether the answer of a tool's request is parsed; a GraphQL answer always is, because it may report errors. */
export function validates({ spec, request }: RequestingTool): boolean {
  return isGraphql(request) || readsResponse(spec);
}

/** The header that carries the token and its value in the generated test; null without a token. */
export function tokenContext(spec: IntegrationSpec): Context | null {
  const header = tokenHeader(spec, code`TOKEN`);
  return header && { header: header.header, value: header.value };
}

function tokenHeader({ auth, api }: IntegrationSpec, token: Code): { header: string; value: Code } | null {
  if (auth.kind === "none") return null;
  const { name: header, scheme } = api?.authHeader ?? { name: "Authorization", scheme: "Bearer" };
  return { header, value: scheme ? interpolated([`${scheme} `, token]) : token };
}
