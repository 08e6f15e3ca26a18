import { type Code, code, interpolated, name } from "../../../../../edit/code.ts";
import type { RequestingTool } from "../../../files/client.ts";
import { isGraphql, type ToolRequest } from "../../../files/request.ts";
import { belowBase, splitAddress } from "../../generated/request.ts";
import type { Site } from "../../site.ts";
import { type RequestFunction, requestFunctions } from "../function/index.ts";
import type { Send } from "../function/sends.ts";
import { type Model, modelOf } from "./model.ts";
import { writeRequestFunction } from "./write.ts";

/**
 * Drafts a request function for a server whose functions send each on its own, in the manner of the first that can be followed
 * and sends to the host of the request. A sentence without a full stop says why there is none; nothing is drafted then.
 */
export function deriveFunctions(
  site: Site,
  { request }: RequestingTool,
  sends: readonly Send[],
): RequestFunction[] | string {
  let fault = "";
  for (const send of sends) {
    const model = modelOf(send, site);
    const base = typeof model === "string" ? model : baseFor(model, request);
    if (typeof model === "string" || typeof base === "string") {
      fault ||= String(base);
      continue;
    }
    writeRequestFunction(site, model, interpolated(base));
    const functions = requestFunctions(site);
    if (functions.length === 0) throw new Error(`What was drafted in ${model.callable.name} is no request function.`);
    return functions;
  }
  return fault;
}

/** The URL of a request as pieces of a template, its path last; or why a model does not lead there. */
function baseFor({ url, callable }: Model, request: ToolRequest): (string | Code)[] | string {
  const own = `\`${callable.name}\``;
  const path = code`path`;
  const { base, continued, text } = url;
  const known = base?.text ?? text;
  const isWhole = splitAddress(request.path) !== null;
  const isBase = base !== null && (continued || (isGraphql(request) && request.path === ""));
  if (base && (isBase || (isWhole && belowBase(request, known) !== null))) {
    // The path brings its slash.
    return known.endsWith("/") ? `the base URL of ${own} ends with a slash` : [name(base.name.text), path];
  }
  if (!isWhole) return `${own} sends to ${text} alone`;
  const { origin } = new URL(known);
  if (belowBase(request, origin) === null) return `${own} sends to ${origin}`;
  return base ? [code`new URL(${name(base.name.text)}).origin`, path] : [origin, path];
}
