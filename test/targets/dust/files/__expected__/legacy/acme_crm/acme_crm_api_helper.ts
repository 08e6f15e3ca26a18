import type { z } from "zod";

import type {
  CreateItemResponse,
  GetItemResponse,
  ListItemsResponse,
} from "@app/lib/actions/mcp_internal_actions/servers/acme_crm/types";
import {
  CreateItemResponseSchema,
  GetItemResponseSchema,
  ListItemsResponseSchema,
} from "@app/lib/actions/mcp_internal_actions/servers/acme_crm/types";
import { untrustedFetch } from "@app/lib/egress/server";
import logger from "@app/logger/logger";
import type { Result } from "@app/types";
import { Err, normalizeError, Ok } from "@app/types";

const API_NAME = "Acme CRM";
const BASE_URL = "https://api.acme.example/v1";
const TIMEOUT_MS = 30_000;

// A URL drops "." and ".." segments and would address something else.
const DOT_SEGMENT = /(^|\/)\.{1,2}(\/|\?|$)/;

type QueryValue = string | number | boolean | undefined;

type Content = { type: string; text: string };

type ApiRequest = {
  tool: string;
  method: string;
  path: string;
  query?: Record<string, QueryValue | QueryValue[]>;
  content?: Content;
  token: string;
  signal?: AbortSignal;
};

type Failure = "arguments" | "status" | "no_answer" | "cancelled" | "response";

/** A failed call. Its message holds neither credentials nor a response body. */
export class AcmeCrmError extends Error {
  constructor(
    message: string,
    readonly failure: Failure,
    readonly status?: number,
    readonly retryAfterSeconds?: number
  ) {
    super(message);
    this.name = "AcmeCrmError";
  }
}

export async function listItems(
  token: string,
  params: { query?: string; limit?: number },
  signal?: AbortSignal
): Promise<Result<ListItemsResponse, AcmeCrmError>> {
  return callApi(
    {
      tool: "list_items",
      method: "GET",
      path: "/items",
      query: { query: params.query, limit: params.limit },
      token,
      signal,
    },
    ListItemsResponseSchema
  );
}

export async function getItem(
  token: string,
  itemId: string,
  signal?: AbortSignal
): Promise<Result<GetItemResponse, AcmeCrmError>> {
  return callApi(
    {
      tool: "get_item",
      method: "GET",
      path: `/items/${encodeURIComponent(itemId)}`,
      token,
      signal,
    },
    GetItemResponseSchema
  );
}

export async function createItem(
  token: string,
  params: {
    name: string;
    priority: "low" | "normal" | "urgent";
    tags?: Array<string>;
  },
  signal?: AbortSignal
): Promise<Result<CreateItemResponse, AcmeCrmError>> {
  return callApi(
    {
      tool: "create_item",
      method: "POST",
      path: "/items",
      content: jsonContent({
        item: {
          name: params.name,
          priority: params.priority,
          tags: params.tags,
        },
      }),
      token,
      signal,
    },
    CreateItemResponseSchema
  );
}

export async function deleteItem(
  token: string,
  itemId: string,
  signal?: AbortSignal
): Promise<Result<unknown, AcmeCrmError>> {
  return send({
    tool: "delete_item",
    method: "DELETE",
    path: `/items/${encodeURIComponent(itemId)}`,
    token,
    signal,
  });
}

async function callApi<S extends z.ZodTypeAny>(
  request: ApiRequest,
  schema: S
): Promise<Result<z.infer<S>, AcmeCrmError>> {
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

async function send(
  request: ApiRequest
): Promise<Result<string, AcmeCrmError>> {
  const { tool, method, path, query = {}, content, token, signal } = request;
  if (DOT_SEGMENT.test(path)) {
    return new Err(
      new AcmeCrmError(
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
        Authorization: `Bearer ${token}`,
        ...(content && { "Content-Type": content.type }),
      },
      body: content?.text,
      // The token must not follow a redirect to another host.
      redirect: "manual",
      signal: timeoutSignal(signal),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return new Err(
        new AcmeCrmError(
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
): AcmeCrmError {
  if (signal?.aborted) {
    return new AcmeCrmError(`The call of ${tool} was cancelled.`, "cancelled");
  }
  const { name } = normalizeError(e);
  logger.warn({ tool, error: name }, `${API_NAME} request failed`);
  if (name === "TimeoutError") {
    return new AcmeCrmError(
      `${API_NAME} did not answer ${tool} within ${TIMEOUT_MS / 1000} seconds.`,
      "no_answer"
    );
  }
  return new AcmeCrmError(
    `${API_NAME} could not be reached for ${tool}.`,
    "no_answer"
  );
}

function jsonContent(value: unknown): Content {
  return { type: "application/json", text: JSON.stringify(value) };
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
): Result<z.infer<S>, AcmeCrmError> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) {
    return new Ok(parsed.data);
  }
  return new Err(
    unexpectedResponse(tool, parsed.error.issues.slice(0, 3).map(issueText))
  );
}

function unexpectedResponse(tool: string, problems: string[]): AcmeCrmError {
  logger.warn(
    { tool, problems },
    `${API_NAME} returned an unexpected response`
  );
  return new AcmeCrmError(
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
