import { type ErrorDetail, UserError } from "../../errors.ts";
import type { RawTool } from "../spec/tool-text.ts";
import { looksLikeSecret } from "../value-text.ts";
import { type CurlBody, dataPairs, readBody } from "./body.ts";
import { type CurlCall, curlInvalid, readCall } from "./command/call.ts";
import { headerValue, notesOf } from "./notes.ts";
import { requestOf } from "./request.ts";
import { describeTool, graphqlToolName, toolNameFor } from "./tool-name.ts";
import { readUrl } from "./url/address.ts";
import { readPath } from "./url/path.ts";
import { readQuery } from "./url/query.ts";
import { isOpaque } from "./word/opaque.ts";

/** A tool read from an example, and what people should know about it, as sentences. Neither holds a value of the example. */
export interface CurlTool {
  tool: RawTool;
  notes: string[];
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/**
 * Reads a vendor's curl example into a tool with typed parameters. `name` is the tool's when it is known. Credentials and the
 * values of the example are dropped. Throws UserError "curl-invalid" (exit 2) for a command that is no such request.
 */
export function readCurl(text: string, name?: string): CurlTool {
  const { call, url, method, pairs, body } = partsOf(text);
  const path = readPath(url.path, url.base.replace(/^.*:\/\//, ""));
  const query = readQuery([...url.query, ...pairs]);
  if (body?.type === "graphql") refuseOddGraphql(body, path.params.length);
  const own = name ?? (body?.type === "graphql" ? graphqlToolName(body) : toolNameFor(method, path.steps));
  const { params, request, twice } = requestOf({ method, base: url.base, path, query, body });
  const tool = { name: own, description: describeTool(own), ...(params.length === 0 ? {} : { params }), request };
  return { tool, notes: notesOf({ call, url, path, query, body, twice }) };
}

/** The parts of an example, each read by itself: what is wrong with any of them is told at once. */
function partsOf(text: string) {
  const call = readCall(text);
  const problems: ErrorDetail[] = [];
  const read = <T>(part: () => T): T | undefined => {
    try {
      return part();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.details);
      return undefined;
    }
  };
  const url = read(() => readUrl(call.url));
  const method = read(() => methodOf(call));
  const pairs = read(() => dataPairs([...call.query, ...(call.get ? call.data : [])]));
  const body = read(() => bodyOf(call, method));
  if (problems.length > 0 || url === undefined || method === undefined || pairs === undefined) {
    throw curlInvalid(problems);
  }
  return { call, url, method, pairs, body };
}

function methodOf(call: CurlCall): string {
  const method = call.method ?? (hasBody(call) ? "POST" : "GET");
  if (!METHODS.includes(method)) throw curlInvalid([{ message: `the method is not one of ${METHODS.join(", ")}` }]);
  if (method === "GET" && hasBody(call)) {
    throw curlInvalid([{ message: "a GET request has no body; what is to be in the query needs -G" }]);
  }
  return method;
}

function bodyOf(call: CurlCall, method: string | undefined): CurlBody | undefined {
  return hasBody(call) ? readBody(call.data, headerValue(call, "content-type"), method !== "PATCH") : undefined;
}

function hasBody(call: CurlCall): boolean {
  return call.data.length > 0 && !call.get;
}

function refuseOddGraphql({ text }: { text: string }, pathParams: number): void {
  const names = text.match(/[A-Za-z_]\w{7,}/g) ?? [];
  const problems = [
    ...(pathParams > 0
      ? [{ message: "the URL of a GraphQL request has a variable part, which a tool cannot send" }]
      : []),
    ...(looksLikeSecret(text) || names.some(isOpaque)
      ? [
          {
            message:
              "the GraphQL operation has a name that looks like a credential; make what it stands for a variable",
          },
        ]
      : []),
  ];
  if (problems.length > 0) throw curlInvalid(problems);
}
