import type { ToolRequest } from "../../../files/request.ts";
import { belowBase, splitAddress } from "../../generated/request.ts";
import type { RequestFunction } from "../function/index.ts";

/** A request relative to the base URL of a request function, or why it cannot be: a sentence without a full stop. */
export function placedBelow({ sending }: RequestFunction, request: ToolRequest): ToolRequest | string {
  if (!splitAddress(request.path)) return request;
  const { base } = sending.address;
  const placed = base === null ? null : belowBase(request, base);
  if (placed) return placed;
  return base === null
    ? "its base URL is only known while the server runs, and the request has a whole URL"
    : `it sends every request to ${base}, and the request leads elsewhere`;
}
