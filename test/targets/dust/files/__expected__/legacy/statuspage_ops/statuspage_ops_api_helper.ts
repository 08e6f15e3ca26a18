import type { z } from "zod";

import type {
  CreateIncidentResponse,
  ListPagesResponse,
  ListUnresolvedIncidentsResponse,
} from "@app/lib/actions/mcp_internal_actions/servers/statuspage_ops/types";
import {
  CreateIncidentResponseSchema,
  ListPagesResponseSchema,
  ListUnresolvedIncidentsResponseSchema,
} from "@app/lib/actions/mcp_internal_actions/servers/statuspage_ops/types";
import { untrustedFetch } from "@app/lib/egress/server";
import logger from "@app/logger/logger";
import type { Result } from "@app/types";
import { Err, normalizeError, Ok } from "@app/types";

const API_NAME = "Statuspage Ops";
const BASE_URL = "https://api.statuspage.io/v1";
const TIMEOUT_MS = 30_000;

// A URL drops "." and ".." segments and would address something else.
const DOT_SEGMENT = /(^|\/)\.{1,2}(\/|\?|$)/;

type Content = { type: string; text: string };

type ApiRequest = {
  tool: string;
  method: string;
  path: string;
  content?: Content;
  token: string;
  signal?: AbortSignal;
};

type Failure = "arguments" | "status" | "no_answer" | "cancelled" | "response";

/** A failed call. Its message holds neither credentials nor a response body. */
export class StatuspageOpsError extends Error {
  constructor(
    message: string,
    readonly failure: Failure,
    readonly status?: number,
    readonly retryAfterSeconds?: number
  ) {
    super(message);
    this.name = "StatuspageOpsError";
  }
}

export async function listPages(
  token: string,
  signal?: AbortSignal
): Promise<Result<ListPagesResponse, StatuspageOpsError>> {
  return callApi(
    {
      tool: "list_pages",
      method: "GET",
      path: "/pages",
      token,
      signal,
    },
    ListPagesResponseSchema
  );
}

export async function listUnresolvedIncidents(
  token: string,
  pageId: string,
  signal?: AbortSignal
): Promise<Result<ListUnresolvedIncidentsResponse, StatuspageOpsError>> {
  return callApi(
    {
      tool: "list_unresolved_incidents",
      method: "GET",
      path: `/pages/${encodeURIComponent(pageId)}/incidents/unresolved`,
      token,
      signal,
    },
    ListUnresolvedIncidentsResponseSchema
  );
}

export async function createIncident(
  token: string,
  params: {
    pageId: string;
    name: string;
    status: "investigating" | "identified" | "monitoring" | "resolved";
    body?: string;
  },
  signal?: AbortSignal
): Promise<Result<CreateIncidentResponse, StatuspageOpsError>> {
  return callApi(
    {
      tool: "create_incident",
      method: "POST",
      path: `/pages/${encodeURIComponent(params.pageId)}/incidents`,
      content: jsonContent({
        incident: {
          name: params.name,
          status: params.status,
          body: params.body,
        },
      }),
      token,
      signal,
    },
    CreateIncidentResponseSchema
  );
}

async function callApi<S extends z.ZodTypeAny>(
  request: ApiRequest,
  schema: S
): Promise<Result<z.infer<S>, StatuspageOpsError>> {
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
): Promise<Result<string, StatuspageOpsError>> {
  const { tool, method, path, content, token, signal } = request;
  if (DOT_SEGMENT.test(path)) {
    return new Err(
      new StatuspageOpsError(
        `The arguments of ${tool} address nothing at ${API_NAME}.`,
        "arguments"
      )
    );
  }
  try {
    const url = new URL(`${BASE_URL}${path}`);
    const response = await untrustedFetch(url, {
      method,
      headers: {
        Accept: "application/json",
        Authorization: `OAuth ${token}`,
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
        new StatuspageOpsError(
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
): StatuspageOpsError {
  if (signal?.aborted) {
    return new StatuspageOpsError(
      `The call of ${tool} was cancelled.`,
      "cancelled"
    );
  }
  const { name } = normalizeError(e);
  logger.warn({ tool, error: name }, `${API_NAME} request failed`);
  if (name === "TimeoutError") {
    return new StatuspageOpsError(
      `${API_NAME} did not answer ${tool} within ${TIMEOUT_MS / 1000} seconds.`,
      "no_answer"
    );
  }
  return new StatuspageOpsError(
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
): Result<z.infer<S>, StatuspageOpsError> {
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
): StatuspageOpsError {
  logger.warn(
    { tool, problems },
    `${API_NAME} returned an unexpected response`
  );
  return new StatuspageOpsError(
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
