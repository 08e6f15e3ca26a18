import type { z } from "zod";

import type {
  CreateOrderResponse,
  PingResponse,
  QueryNodesResponse,
  SearchOpenCategoriesResponse,
} from "@app/lib/actions/mcp_internal_actions/servers/everything_api/types";
import {
  CreateOrderResponseSchema,
  GraphqlAnswerSchema,
  PingResponseSchema,
  QueryNodesResponseSchema,
  SearchOpenCategoriesResponseSchema,
} from "@app/lib/actions/mcp_internal_actions/servers/everything_api/types";
import { untrustedFetch } from "@app/lib/egress/server";
import logger from "@app/logger/logger";
import type { Result } from "@app/types";
import { Err, normalizeError, Ok } from "@app/types";

const API_NAME = 'Everything "API"';
const BASE_URL = "https://api.everything.example/v2";
const TIMEOUT_MS = 30_000;

// A URL drops "." and ".." segments and would address something else.
const DOT_SEGMENT = /(^|\/)\.{1,2}(\/|\?|$)/;

const QUERY_NODES_QUERY = `query Nodes($first: Int!, $after: String) {
  nodes(first: $first, after: $after) {
    items { id note(format: "\`\${x}\`") }
    pageInfo { endCursor }
  }
}`;

const ARCHIVE_NODE_QUERY =
  "mutation Archive($id: ID!) { archive(id: $id) { ok } }";

type QueryValue = string | number | boolean | undefined;

type Content = { type: string; text: string };

type ApiRequest = {
  tool: string;
  method: string;
  path: string;
  query?: Record<string, QueryValue | QueryValue[]>;
  content?: Content;
  signal?: AbortSignal;
};

type Failure = "arguments" | "status" | "no_answer" | "cancelled" | "response";

/** A failed call. Its message holds neither credentials nor a response body. */
export class EverythingApiError extends Error {
  constructor(
    message: string,
    readonly failure: Failure,
    readonly status?: number,
    readonly retryAfterSeconds?: number
  ) {
    super(message);
    this.name = "EverythingApiError";
  }
}

export async function searchOpenCategories(
  params: { cursor?: string; labels?: Array<string> },
  signal?: AbortSignal
): Promise<Result<SearchOpenCategoriesResponse, EverythingApiError>> {
  return callApi(
    {
      tool: "search_open_categories",
      method: "GET",
      path: "/categories",
      query: {
        expand: "all",
        "page-size": 50,
        cursor: params.cursor,
        labels: params.labels,
      },
      signal,
    },
    SearchOpenCategoriesResponseSchema
  );
}

export async function sendTool(
  params: { roomId: number; extra: string; urgent: boolean },
  signal?: AbortSignal
): Promise<Result<unknown, EverythingApiError>> {
  return send({
    tool: "send",
    method: "POST",
    path: `/rooms/${encodeURIComponent(params.roomId)}/messages`,
    content: formContent({
      source: "dust",
      extra: params.extra,
      urgent: params.urgent,
    }),
    signal,
  });
}

export async function createOrder(
  params: {
    customer: { name: string; address?: { zip: string } };
    amounts: Array<number>;
    kind: "rush" | "slow";
    flags: Array<"a" | "b">;
  },
  signal?: AbortSignal
): Promise<Result<CreateOrderResponse, EverythingApiError>> {
  return callApi(
    {
      tool: "create_order",
      method: "PUT",
      path: "/orders",
      content: jsonContent({
        order: {
          details: {
            by: "api",
            customer: params.customer,
            amounts: params.amounts,
            kind: params.kind,
            flags: params.flags,
          },
          channel: "api",
          nested: { on: true, none: null, list: [1, "x"] },
        },
        "dry-run": false,
      }),
      signal,
    },
    CreateOrderResponseSchema
  );
}

export async function queryNodes(
  params: { first: number; after?: string },
  signal?: AbortSignal
): Promise<Result<QueryNodesResponse, EverythingApiError>> {
  return graphql(
    {
      tool: "query_nodes",
      method: "POST",
      path: "/graphql",
      content: jsonContent({
        query: QUERY_NODES_QUERY,
        variables: { first: params.first, after: params.after },
      }),
      signal,
    },
    QueryNodesResponseSchema
  );
}

export async function archiveNode(
  id: string,
  signal?: AbortSignal
): Promise<Result<unknown, EverythingApiError>> {
  return graphql(
    {
      tool: "archive_node",
      method: "POST",
      path: "/",
      content: jsonContent({
        query: ARCHIVE_NODE_QUERY,
        variables: { id: id },
      }),
      signal,
    },
    GraphqlAnswerSchema
  );
}

export async function ping(
  signal?: AbortSignal
): Promise<Result<PingResponse, EverythingApiError>> {
  return callApi(
    {
      tool: "ping",
      method: "GET",
      path: "/ping",
      signal,
    },
    PingResponseSchema
  );
}

async function callApi<S extends z.ZodTypeAny>(
  request: ApiRequest,
  schema: S
): Promise<Result<z.infer<S>, EverythingApiError>> {
  const answer = await send(request);
  if (answer.isErr()) {
    return new Err(answer.error);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(answer.value);
  } catch {
    return new Err(unexpectedResponse(request.tool, ["it is not JSON"]));
  }
  return validate(request.tool, parsed, schema);
}

async function graphql<S extends z.ZodTypeAny>(
  request: ApiRequest,
  schema: S
): Promise<Result<z.infer<S>, EverythingApiError>> {
  const answer = await callApi(request, GraphqlAnswerSchema);
  if (answer.isErr()) {
    return new Err(answer.error);
  }
  if (answer.value.errors?.length) {
    return new Err(
      new EverythingApiError(
        `${API_NAME} reported GraphQL errors for ${request.tool}.`,
        "response"
      )
    );
  }
  return validate(request.tool, answer.value, schema);
}

async function send(
  request: ApiRequest
): Promise<Result<string, EverythingApiError>> {
  const { tool, method, path, query = {}, content, signal } = request;
  if (DOT_SEGMENT.test(path)) {
    return new Err(
      new EverythingApiError(
        `The arguments of ${tool} address nothing at ${API_NAME}.`,
        "arguments"
      )
    );
  }
  try {
    const url = new URL(`${BASE_URL}${path}`);
    for (const [name, value] of Object.entries(query)) {
      for (const item of Array.isArray(value) ? value : [value]) {
        if (item !== undefined) {
          url.searchParams.append(name, String(item));
        }
      }
    }
    const response = await untrustedFetch(url, {
      method,
      headers: {
        Accept: "application/json",
        "Api-Version": "2024-01",
        ...(content && { "Content-Type": content.type }),
      },
      body: content?.text,
      signal: timeoutSignal(signal),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return new Err(
        new EverythingApiError(
          `${API_NAME} answered ${tool} with HTTP ${response.status}.`,
          "status",
          response.status,
          secondsUntil(response.headers.get("Retry-After"))
        )
      );
    }
    return new Ok(await response.text());
  } catch (e) {
    return new Err(requestFailure(tool, e, signal));
  }
}

function timeoutSignal(signal?: AbortSignal): AbortSignal {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

// The message of a network error may quote a header, and so the token.
function requestFailure(
  tool: string,
  e: unknown,
  signal?: AbortSignal
): EverythingApiError {
  if (signal?.aborted) {
    return new EverythingApiError(
      `The call of ${tool} was cancelled.`,
      "cancelled"
    );
  }
  const { name } = normalizeError(e);
  logger.warn({ tool, error: name }, `${API_NAME} request failed`);
  if (name === "TimeoutError") {
    return new EverythingApiError(
      `${API_NAME} did not answer ${tool} within ${TIMEOUT_MS / 1000} seconds.`,
      "no_answer"
    );
  }
  return new EverythingApiError(
    `${API_NAME} could not be reached for ${tool}.`,
    "no_answer"
  );
}

function jsonContent(value: unknown): Content {
  return { type: "application/vnd.api+json", text: JSON.stringify(value) };
}

function formContent(values: Record<string, QueryValue>): Content {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) {
      form.append(name, String(value));
    }
  }
  return { type: "application/x-www-form-urlencoded", text: form.toString() };
}

function secondsUntil(retryAfter: string | null): number | undefined {
  if (retryAfter === null) {
    return undefined;
  }
  const seconds = /^\d+$/.test(retryAfter)
    ? Number(retryAfter)
    : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined;
}

function validate<S extends z.ZodTypeAny>(
  tool: string,
  answer: unknown,
  schema: S
): Result<z.infer<S>, EverythingApiError> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) {
    return new Ok(parsed.data);
  }
  return new Err(
    unexpectedResponse(tool, parsed.error.issues.slice(0, 3).map(issueText))
  );
}

function unexpectedResponse(
  tool: string,
  problems: string[]
): EverythingApiError {
  logger.warn(
    { tool, problems },
    `${API_NAME} returned an unexpected response`
  );
  return new EverythingApiError(
    `${API_NAME} returned an unexpected response for ${tool}: ${problems.join("; ")}.`,
    "response"
  );
}

// Zod's own messages may quote what was received.
function issueText(issue: z.ZodIssue): string {
  const path = issue.path
    .map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`))
    .join("")
    .replace(/^\./, "");
  const where = path ? `\`${path}\`` : "the response";
  if (issue.code === "invalid_type") {
    return `${where}: expected ${issue.expected}`;
  }
  if (issue.code === "invalid_enum_value") {
    return `${where}: expected one of ${issue.options.join(", ")}`;
  }
  return `${where}: not of the expected type`;
}
