import { type Code, code, interpolated, joined, name } from "../../../edit/code.ts";
import type { TemplateValue } from "../../../edit/template.ts";
import type { AuthSpec, IntegrationSpec } from "../../../model/integration-spec.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import type { Conventions } from "../checkout/conventions.ts";
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

/** What every request of a client shares. */
export interface ClientSettings {
  title: string;
  /** As it was given: with the slashes at its end. */
  baseUrl: string;
  /** The headers of every request but the content type, in order. */
  headers: { name: string; value: Code }[];
  /** Whether requests carry a token, and how the test sees that: the header and its value in terms of `TOKEN`. */
  token: { header: string; value: Code } | null;
  /** Content type of a JSON body. */
  jsonType: string;
  /** What every function for a tool takes beside the tool's parameters; null for the methods of a class, which hold it. */
  functions: { signal: boolean } | null;
}

/** Which parts of a client its tools use. */
export interface ClientFeatures {
  pathParams: boolean;
  queryParams: boolean;
  queryValues: boolean;
  json: boolean;
  form: boolean;
  graphql: boolean;
  validates: boolean;
}

/** The settings that a spec asks for in a checkout. */
export function clientSettings(
  spec: ApiSettings & { title: string },
  { layout, extraSignal }: Pick<Conventions, "layout" | "extraSignal">,
): ClientSettings {
  const constants = spec.api?.headers ?? {};
  const functions = layout === "legacy" ? { signal: extraSignal } : null;
  return {
    title: spec.title,
    baseUrl: spec.api?.baseUrl ?? "",
    headers: requestHeaders(constants, tokenHeader(spec, functions ? code`token` : code`this.token`)),
    token: tokenHeader(spec, code`TOKEN`),
    jsonType: constantHeader(constants, "content-type") ?? "application/json",
    functions,
  };
}

/** What a function for a tool takes before and behind the tool's parameters; nothing of it for a method. */
export function sharedParams({ functions, token }: Pick<ClientSettings, "functions" | "token">) {
  const has = (condition: unknown, text: string): string[] => (condition ? [text] : []);
  return { before: has(functions && token, "token"), behind: has(functions?.signal, "signal") };
}

/** The parts of a client that some tools use. */
export function clientFeatures(tools: readonly RequestingTool[]): ClientFeatures {
  const kinds = new Set(tools.map(({ request }) => bodyKind(request)));
  const queryParams = tools.some(({ request }) => hasQuery(request));
  return {
    pathParams: tools.some(({ request }) => pathParams(request.path).length > 0),
    queryParams,
    queryValues: kinds.has("form") || queryParams,
    json: kinds.has("json"),
    form: kinds.has("form"),
    graphql: tools.some(({ request }) => isGraphql(request)),
    validates: tools.some(validates),
  };
}

/** What `client.ts` and `types.ts` need beside the names: the settings, the parts that are used, the methods and the schemas. */
export function clientContext(
  settings: ClientSettings,
  { json, form, ...features }: ClientFeatures,
  tools: readonly RequestingTool[],
): Context {
  return {
    ...features,
    title: settings.title,
    baseUrl: trimmedBase(settings.baseUrl),
    headers: settings.headers,
    token: settings.token && { ...settings.token },
    functions: settings.functions,
    contents: form || json,
    jsonContent: json ? { type: settings.jsonType } : null,
    formContent: form ? { type: "application/x-www-form-urlencoded" } : null,
    queries: tools.flatMap(({ spec: tool, request }) =>
      isGraphql(request) ? [{ constant: queryConstant(tool.name), text: queryText(request) }] : [],
    ),
    responses: tools.flatMap(responseContext),
    methods: tools.map((tool) => methodContext(tool, settings)),
  };
}

function methodContext(requesting: RequestingTool, settings: ClientSettings): Context {
  const { spec: tool, method, pascal, request } = requesting;
  const params = methodParams(tool.params);
  const validated = readsResponse(tool);
  const graphql = isGraphql(request);
  const { before, behind } = sharedParams(settings);
  const own = tool.params.length > 0 ? [params.signature] : [];
  return {
    method,
    signature: joined(
      [...before.map(() => code`token: string`), ...own, ...behind.map(() => code`signal?: AbortSignal`)],
      ", ",
    ),
    answer: name(validated ? responseType(pascal) : "unknown"),
    via: graphql ? "graphql" : validated ? (settings.functions ? "callApi" : "request") : "send",
    request: requestExpression(requesting, settings.baseUrl, params.read, [...before, ...behind]),
    schema: validated ? responseSchemaName(pascal) : graphql ? "GraphqlAnswerSchema" : null,
  };
}

function responseContext({ spec: tool, pascal, request }: RequestingTool): Context[] {
  if (!tool.result || !readsResponse(tool)) return [];
  const type = responseType(pascal);
  return [
    { type, schema: responseSchemaName(pascal), shape: responseSchema(tool.name, tool.result, isGraphql(request)) },
  ];
}

/** The name of the type of a tool's response. */
export function responseType(pascal: string): string {
  return `${pascal}Response`;
}

/** The name of the schema of a tool's response. */
export function responseSchemaName(pascal: string): string {
  return `${responseType(pascal)}Schema`;
}

/** Whether the response of a tool is read, and so validated. */
export function readsResponse({ result }: ToolSpec): boolean {
  return result !== undefined && result.kind !== "none";
}

/** Whether the answer of a tool's request is parsed; a GraphQL answer always is, because it may report errors. */
export function validates({ spec, request }: RequestingTool): boolean {
  return isGraphql(request) || readsResponse(spec);
}

type ApiSettings = Pick<IntegrationSpec, "api"> & { auth: Pick<AuthSpec, "kind"> };

function tokenHeader({ auth, api }: ApiSettings, token: Code): { header: string; value: Code } | null {
  if (auth.kind === "none") return null;
  const { name: header, scheme } = api?.authHeader ?? { name: "Authorization", scheme: "Bearer" };
  return { header, value: scheme ? interpolated([`${scheme} `, token]) : token };
}
