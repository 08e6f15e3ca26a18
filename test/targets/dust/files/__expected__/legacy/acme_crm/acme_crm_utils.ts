import type { RequestHandlerExtra } from "@modelcontextprotocol/sdk/shared/protocol.js";
import type {
  CallToolResult,
  ServerNotification,
  ServerRequest,
} from "@modelcontextprotocol/sdk/types.js";

import { MCPError } from "@app/lib/actions/mcp_errors";
import type { AcmeCrmError } from "@app/lib/actions/mcp_internal_actions/servers/acme_crm/acme_crm_api_helper";
import type { Result } from "@app/types";
import { Err, normalizeError, Ok } from "@app/types";

type ToolHandlerResult = Result<CallToolResult["content"], MCPError>;

type ToolHandlerExtra = RequestHandlerExtra<ServerRequest, ServerNotification>;

/** Calls the API and renders its answer. No failure is thrown. */
export async function withAuth<T>(
  { authInfo, signal }: ToolHandlerExtra,
  call: (
    token: string,
    signal?: AbortSignal
  ) => Promise<Result<T, AcmeCrmError>>,
  render: (value: T) => string
): Promise<ToolHandlerResult> {
  const token = authInfo?.token;
  if (!token) {
    return new Err(
      new MCPError(
        "Acme CRM is not connected. Ask an administrator to connect it.",
        { tracked: false }
      )
    );
  }
  try {
    const result = await call(token, signal);
    if (result.isErr()) {
      return new Err(toMCPError(result.error));
    }
    return new Ok([{ type: "text" as const, text: render(result.value) }]);
  } catch (e) {
    return new Err(
      new MCPError(
        "The call of Acme CRM failed unexpectedly. Check the arguments and try again.",
        { cause: normalizeError(e) }
      )
    );
  }
}

/** What went wrong and what to do about it. */
export function toMCPError(error: AcmeCrmError): MCPError {
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
}: AcmeCrmError): string {
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
      return "Reconnect Acme CRM, or ask an administrator to do so.";
    case 403:
      return "Check the permissions of the connected account. Reconnect Acme CRM, or ask an administrator to do so.";
    case 404:
      return "Check the id, and that the connected account can see it.";
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
