import type {
  CreateItemResponse,
  GetItemResponse,
  ListItemsResponse,
} from "@app/lib/api/actions/servers/acme_crm/types";
import {
  CreateItemResponseSchema,
  GetItemResponseSchema,
  ListItemsResponseSchema,
} from "@app/lib/api/actions/servers/acme_crm/types";
import { untrustedFetch } from "@app/lib/egress/server";
import logger from "@app/logger/logger";
import type { Result } from "@app/types/shared/result";
import { Err, Ok } from "@app/types/shared/result";
import { normalizeError } from "@app/types/shared/utils/error_utils";
import type { z } from "zod";

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

export class AcmeCrmClient {
  constructor(
    private readonly token: string,
    private readonly signal?: AbortSignal
  ) {}

  async listItems(params: {
    query?: string;
    limit?: number;
  }): Promise<Result<ListItemsResponse, AcmeCrmError>> {
    return this.request(
      {
        tool: "list_items",
        method: "GET",
        path: "/items",
        query: { query: params.query, limit: params.limit },
      },
      ListItemsResponseSchema
    );
  }

  async getItem(
    itemId: string
  ): Promise<Result<GetItemResponse, AcmeCrmError>> {
    return this.request(
      {
        tool: "get_item",
        method: "GET",
        path: `/items/${encodeURIComponent(itemId)}`,
      },
      GetItemResponseSchema
    );
  }

  async createItem(params: {
    name: string;
    priority: "low" | "normal" | "urgent";
    tags?: Array<string>;
  }): Promise<Result<CreateItemResponse, AcmeCrmError>> {
    return this.request(
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
      },
      CreateItemResponseSchema
    );
  }

  async deleteItem(itemId: string): Promise<Result<unknown, AcmeCrmError>> {
    return this.send({
      tool: "delete_item",
      method: "DELETE",
      path: `/items/${encodeURIComponent(itemId)}`,
    });
  }

  private async request<S extends z.ZodTypeAny>(
    request: ApiRequest,
    schema: S
  ): Promise<Result<z.infer<S>, AcmeCrmError>> {
    const answer = await this.send(request);
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

  private async send(
    request: ApiRequest
  ): Promise<Result<string, AcmeCrmError>> {
    const { tool, method, path, query = {}, content } = request;
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
          Authorization: `Bearer ${this.token}`,
          ...(content && { "Content-Type": content.type }),
        },
        body: content?.text,
        // The token must not follow a redirect to another host.
        redirect: "manual",
        signal: this.timeoutSignal(),
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
      return new Err(this.requestFailure(tool, e));
    }
  }

  private timeoutSignal(): AbortSignal {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    return this.signal ? AbortSignal.any([this.signal, timeout]) : timeout;
  }

  // The message of a network error may quote a header, and so the token.
  private requestFailure(tool: string, e: unknown): AcmeCrmError {
    if (this.signal?.aborted) {
      return new AcmeCrmError(
        `The call of ${tool} was cancelled.`,
        "cancelled"
      );
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
