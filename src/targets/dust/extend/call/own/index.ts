import { access, type Code, code, name } from "../../../../../edit/code.ts";
import type { Splice } from "../../../../../edit/splice.ts";
import { locationOf } from "../../../../../edit/ts.ts";
import type { UserError } from "../../../../../errors.ts";
import { type RequestingTool, readsResponse } from "../../../files/client.ts";
import { bodyKind, isGraphql } from "../../../files/request.ts";
import { responseSchema } from "../../../files/response.ts";
import { editFile } from "../../../fixes/edit-file.ts";
import { draftImports } from "../../imports.ts";
import type { HandlerCode, Site } from "../../site.ts";
import { notExtendable } from "../../snippet.ts";
import type { RequestFunction } from "../function/index.ts";
import type { Role } from "../function/slots.ts";
import { sampleArguments } from "../sample.ts";
import type { DirectCall, DraftedCall, SentRequest } from "../sent.ts";
import { told, toldFor } from "./arguments.ts";
import { type Handling, handlerCode, inlineHandler } from "./handler.ts";
import { methodSplices } from "./method.ts";
import { localNames, nameOwnTool } from "./names.ts";
import { placedBelow } from "./placed.ts";
import { credentialOf, functionModule, handlerImports, reachOf } from "./reach.ts";
import { draftRenderer } from "./rendering.ts";
import { importZod, type ResponseCode, responseFor, schemaPlace, schemaSplices } from "./response.ts";
import { requestCode } from "./statements.ts";
import { isConnectable } from "./wrapper.ts";

/**
 * Drafts what a tool needs in a server with request functions of its own: a method or function that calls one of them, the
 * schema and the type of the response, and the rendering.
 *
 * @throws UserError `server-not-extendable` (exit 5) when none of them can send the request
 */
export function draftOwnCall(site: Site, tool: RequestingTool, functions: readonly RequestFunction[]): DraftedCall {
  const faults: string[] = [];
  for (const sent of functions) {
    const fit = fitOf(site, tool, sent);
    if (typeof fit !== "string") return draftThrough(site, sent, fit);
    faults.push(fit);
  }
  const [first] = functions;
  if (!first) throw new Error("There is no request function.");
  throw cannotSend(site, tool, first, faults[0] ?? "");
}

/** A tool whose request a function can send, and what that function is told; or why it cannot. */
function fitOf(site: Site, given: RequestingTool, sent: RequestFunction): RequestingTool | string {
  const request = placedBelow(sent, given.request);
  if (typeof request === "string") return request;
  const reads = readsResponse(given.spec);
  if (isGraphql(request) && !reads) return "errors of a GraphQL operation are only seen in an answer that is read";
  if (!sent.answer.validated && reads && !MADE_HERE.has(sent.answer.error)) {
    return `its error is a ${sent.answer.error}, which is made in a way that is not known here`;
  }
  if (!isConnectable(site, sent)) return "its class is made of more than a token";
  const told = toldFor(sent, request, () => code`value`);
  return typeof told === "string" ? told : { ...given, spec: { ...given.spec, request }, request };
}

const MADE_HERE = new Set(["Error", "MCPError"]);

function cannotSend(site: Site, { spec, request }: RequestingTool, sent: RequestFunction, why: string): UserError {
  const line = isGraphql(request) ? "a GraphQL operation" : `${request.method} ${request.path}`;
  const obstacle = {
    server: site.found.name,
    found: `its request function \`${sent.callable.name}\` cannot send ${line}`,
    at: locationOf(sent.callable.at),
    why,
  };
  const shape = spec.result && readsResponse(spec) ? responseSchema(spec.name, spec.result, isGraphql(request)) : null;
  const more = shape ? [{ message: `The schema of the response of ${spec.name}:\n${shape.text}` }] : [];
  return notExtendable(obstacle, spec, more);
}

function draftThrough(site: Site, sent: RequestFunction, fitting: RequestingTool): DraftedCall {
  const schemas = schemaPlace(sent, site);
  const tool = { ...nameOwnTool(site, fitting.spec, sent, schemas), request: fitting.request };
  const inline = isCalledByHandlers(site, sent);
  const user = inline ? site.handlers.path : sent.source.fileName;
  const asked = readsResponse(tool.spec) || sent.answer.validated;
  const response = asked ? responseFor(tool, schemas, user) : null;
  draftClient(site, sent, response, inline ? [] : methodSplices(site, sent, tool, response));
  if (!inline) draftImports(site.draft, user, response?.imports ?? []);
  const handling = { site, sent, tool, renderer: draftRenderer(site, tool, schemas.path) };
  const handler = inline && response ? inlined(handling, response) : handlerCode(handling, reachOf(sent));
  if (!handler) throw new Error("A client that can be reached has a handler.");
  return { handler, modules: null, sent: sentBy(handling, inline) };
}

/** Puts a method and a response's schema into their files, which may be the same. */
function draftClient(site: Site, { source }: RequestFunction, response: ResponseCode | null, method: Splice[]): void {
  const path = source.fileName;
  const schema = response ? schemaSplices(site, response) : [];
  const shared = response?.place.path === path;
  editFile(site.draft, path, shared ? [...method, ...schema] : method);
  if (!response) return;
  if (!shared) editFile(site.draft, response.place.path, schema);
  importZod(site, response.place.path);
}

function sentBy(handling: Handling, inline: boolean): SentRequest {
  const { sent, tool } = handling;
  const { egress, address } = sent.sending;
  return {
    egress,
    request: tool.request,
    baseUrl: address.base,
    emptyBody: sendsEmptyBody(sent, tool),
    connected: (credentialOf(sent) ?? reachOf(sent)?.credential ?? null) !== null,
    direct: inline ? null : directCall(handling),
  };
}

/** Whether a function that always has a body sends an empty one for a tool that has none. */
function sendsEmptyBody(sent: RequestFunction, { request }: RequestingTool): boolean {
  return bodyKind(request) === null && told(sent, request, () => code`value`).body !== null;
}

/** Whether handlers call a request function themselves, and a test reaches them. */
function isCalledByHandlers({ tested, handlers }: Site, { callable, answer, calls, slots, source }: RequestFunction) {
  const byExtra = slots.some(({ role }) => role === "extra" || role === "authInfo");
  const elsewhere = calls.length > 0 && calls.every((call) => call.getSourceFile() !== source);
  const usable = byExtra && answer.validated && callable.exported && handlers.style === "inline";
  return usable && elsewhere && tested.kind === "constant";
}

function inlined(handling: Handling, { schema, imports }: ResponseCode): HandlerCode {
  const { site, sent, tool } = handling;
  const read = (param: string) => access(code`params`, param);
  const credential = credentialOf(sent)?.role ?? null;
  const given = new Map<Role, Code>([["schema", name(schema)]]);
  if (credential) given.set(credential, name(credential));
  const request = requestCode(sent, tool, given, { local: localNames([], sent), read });
  const own = handlerImports(site, [{ module: functionModule(sent), name: sent.callable.name, kind: "value" }]);
  const values = imports.filter(({ kind }) => kind === "value");
  return inlineHandler(handling, request, credential, [...own, ...values]);
}

function directCall({ sent, tool, renderer }: Handling): DirectCall | null {
  const reach = reachOf(sent);
  if (!reach) return null;
  const credential = {
    token: code`TOKEN`,
    extra: code`CONNECTED as ToolHandlerExtra`,
    authInfo: code`CONNECTED.authInfo`,
  };
  const given = reach.credential ? credential[reach.credential] : code``;
  return {
    call: reach.call(tool.method, given, sampleArguments(tool.spec)),
    renderer: renderer.name,
    imports: [...reach.imports(tool.method), { module: renderer.module, name: renderer.name, kind: "value" }],
  };
}
