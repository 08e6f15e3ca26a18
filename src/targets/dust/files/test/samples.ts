import { type Code, code, json, object, string } from "../../../../edit/code.ts";
import type { ItemType, ResultField, ResultItem, ToolSpec } from "../../../../model/tool-spec.ts";
import { pathParams } from "../params.ts";
import {
  type Body,
  bodyKind,
  isGraphql,
  relativePath,
  requestBody,
  type ToolRequest,
  trimmedBase,
} from "../request.ts";
import { steps } from "../response.ts";
import { listNoun, summary } from "../wording.ts";

const CURSOR = "cursor-2";
const TEXT = "sample text";

/**
 * One row of the generated test's table: a call with sample arguments, the request it must send, a sample answer, and what the
 * tool must show. Worked out from the spec alone, apart from the code that the test exercises.
 */
export function testCase(tool: ToolSpec, request: ToolRequest, baseUrl: string): Code {
  const args = sampleArgs(tool);
  const rows: [string, Code][] = [
    ["tool", string(tool.name)],
    ["args", json(args)],
    ["method", string(isGraphql(request) ? "POST" : request.method)],
    ["url", string(expectedUrl(request, baseUrl, args))],
    ["body", expectedBody(request, args)],
    ["answer", json(sampleAnswer(tool, isGraphql(request)))],
    ["shows", json(expectedTexts(tool))],
  ];
  return object(rows, true);
}

/** Valid arguments for every parameter of a tool. */
export function sampleArgs({ params, request }: ToolSpec): Record<string, unknown> {
  const inPath = new Set(pathParams(request?.path ?? ""));
  return Object.fromEntries(params.map((param) => [param.name, sampleArg(param, inPath.has(param.name))]));
}

function sampleArg(type: ItemType, inPath = false): unknown {
  switch (type.type) {
    case "string":
      return inPath ? "a/b 1" : "a & b";
    case "number":
    case "integer":
      return type.min ?? Math.min(1, type.max ?? 1);
    case "boolean":
      return true;
    case "enum":
      return type.values?.[0];
    case "array":
      return [type.items ? sampleArg(type.items) : 1];
    case "object":
      return Object.fromEntries((type.fields ?? []).map((field) => [field.name, sampleArg(field)]));
  }
}

function expectedUrl(request: ToolRequest, given: string, args: Record<string, unknown>): string {
  const path = relativePath(request.path, given).replace(/\{(\w+)\}/g, (_, param: string) =>
    encodeURIComponent(String(args[param])),
  );
  const url = new URL(`${trimmedBase(given)}${path}`);
  if (isGraphql(request)) return url.href;
  const params = new Map<string, unknown>(Object.entries(request.constants?.query ?? {}));
  for (const param of request.query) params.set(param, args[param]);
  for (const [name, value] of params) {
    for (const item of [value].flat()) url.searchParams.append(name, String(item));
  }
  return url.href;
}

function expectedBody(request: ToolRequest, args: Record<string, unknown>): Code {
  if (isGraphql(request)) {
    const variables = Object.fromEntries(request.variables.map((param) => [param, args[param]]));
    return code`{ query: expect.any(String), variables: ${json(variables)} }`;
  }
  const kind = bodyKind(request);
  if (kind === null) return code`null`;
  const body = plainBody(requestBody<unknown>(request, (param) => args[param]));
  if (kind === "json") return json(body);
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(body)) form.append(name, String(value));
  return json([...form]);
}

function plainBody(body: Body<unknown>): Record<string, unknown> {
  const value = (part: Body<unknown> | { param: unknown } | { constant: unknown }) =>
    part instanceof Map ? plainBody(part) : "param" in part ? part.param : part.constant;
  return Object.fromEntries([...body].map(([name, part]) => [name, value(part)]));
}

/** An answer that the tool's schema accepts; null stands for an empty one. */
function sampleAnswer({ result }: ToolSpec, graphql: boolean): unknown {
  if (!result || result.kind === "none") return graphql ? { data: {} } : null;
  const one = sampleFields(result.fields);
  let answer = nest(steps(result.at, graphql), result.kind === "list" ? [one] : one, {});
  if (result.page) answer = nest(steps(result.page.next, graphql), CURSOR, answer);
  return answer;
}

function nest([step, ...rest]: string[], value: unknown, into: unknown): unknown {
  if (step === undefined) return value;
  const members = new Map(Object.entries(typeof into === "object" && into !== null ? into : {}));
  members.set(step, nest(rest, value, members.get(step)));
  return Object.fromEntries(members);
}

function sampleFields(fields: readonly ResultField[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, sampleField(field)]));
}

function sampleField(field: ResultField | ResultItem): unknown {
  switch (field.type) {
    case "string":
      return TEXT;
    case "number":
      return 1.5;
    case "integer":
      return 7;
    case "boolean":
      return true;
    case "enum":
      return field.values?.[0];
    case "array":
      return "items" in field && field.items ? [sampleField(field.items)] : [];
    case "object":
      return sampleFields(field.fields ?? []);
  }
}

function expectedTexts(tool: ToolSpec): string[] {
  const { result } = tool;
  if (!result || result.kind === "none") return [summary(tool)];
  const scalars = result.fields.filter(({ type }) => type !== "object" && type !== "array");
  return [
    result.kind === "list" ? `Found 1 ${listNoun(tool.name).one}.` : summary(tool),
    ...scalars.map((field) => `${field.name}: ${sampleField(field)}`),
    ...(result.page ? [`call ${tool.name} again with ${result.page.param} "${CURSOR}"`] : []),
  ];
}
