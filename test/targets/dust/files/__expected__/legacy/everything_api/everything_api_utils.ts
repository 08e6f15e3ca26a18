import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import type {
  CallToolResult,
  ServerNotification,
  ServerRequest,
} from "@modelcontextprotocol/sdk/types.js";

import { MCPError } from "@app/lib/actions/mcp_errors";
import type { EverythingApiError } from "@app/lib/actions/mcp_internal_actions/servers/everything_api/everything_api_api_helper";
import type { Result } from "@app/types";
import { Err, normalizeError, Ok } from "@app/types";

type ToolHandlerResult = Result<CallToolResult["content"], MCPError>;

type ToolHandlerExtra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** Calls the API and renders its answer. No failure is thrown. */
export async function callEverythingApi<T>(
  { signal }: ToolHandlerExtra,
  call: (signal?: AbortSignal) => Promise<Result<T, EverythingApiError>>,
  render: (value: T) => string
): Promise<ToolHandlerResult> {
  try {
    const result = await call(signal);
    if (result.isErr()) {
      return new Err(toMCPError(result.error));
    }
    return new Ok([{ type: "text" as const, text: render(result.value) }]);
  } catch (e) {
    return new Err(
      new MCPError(
        'The call of Everything "API" failed unexpectedly. Check the arguments and try again.',
        { cause: normalizeError(e) }
      )
    );
  }
}

/** What went wrong and what to do about it. */
export function toMCPError(error: EverythingApiError): MCPError {
  const { failure, status = 0 } = error;
  const causedByUser =
    failure === "arguments" ||
    failure === "cancelled" ||
    (status >= 400 && status < 500);
  return new MCPError(`${error.message} ${adviceFor(error)}`.trim(), {
    tracked: !causedByUser,
    cause: error,
  });
}

function adviceFor({
  failure,
  status = 0,
  retryAfterSeconds,
}: EverythingApiError): string {
  if (failure === "no_answer" || status >= 500) {
    return "Try again later.";
  }
  if (failure === "arguments") {
    return "Check the arguments.";
  }
  if (failure !== "status") {
    return "";
  }
  switch (status) {
    case 401:
      return 'Everything "API" refuses calls without credentials.';
    case 403:
      return 'Everything "API" refuses calls without credentials.';
    case 404:
      return "Check the id.";
    case 429:
      return retryAfterSeconds === undefined
        ? "Too many requests: try again later."
        : `Too many requests: try again in ${retryAfterSeconds} seconds.`;
    default:
      return status >= 400
        ? "Check the arguments and try again."
        : "Redirects are not followed.";
  }
}
