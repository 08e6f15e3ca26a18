import { access, type Code, code, joined, name } from "../../../edit/code.ts";
import { indentAt, indented, indentUnit, lineRest } from "../../../edit/syntax/trivia.ts";
import { locationOf, type ts } from "../../../edit/ts.ts";
import type { UserError } from "../../../errors.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import type { RequestingTool } from "../files/client.ts";
import { editFile } from "../fixes/edit-file.ts";
import { moduleOf } from "../paths.ts";
import { draftFreshCall } from "./call/fresh.ts";
import { type DraftedCall, draftCall } from "./call/index.ts";
import { type Begun, listedElsewhere } from "./existing/begun.ts";
import { isGenerated } from "./generated/index.ts";
import { nameScaffoldedTool } from "./generated/names.ts";
import { plainHandler } from "./handlers/plain.ts";
import { bareStub } from "./handlers/stub.ts";
import { draftImports } from "./imports.ts";
import { draftMetadata, isListed } from "./metadata.ts";
import type { HandlerCode, ServerPlace, Site } from "./site.ts";
import { laidOut, notExtendable } from "./snippet.ts";
import { draftTest } from "./test.ts";

/** A server that gives the SDK's server its tools one by one: its place, and the last call that does so. */
export interface RawPlace extends ServerPlace {
  statement: ts.ExpressionStatement;
  /** The method that is called: `server.tool`. */
  method: string;
}

/**
 * Drafts a tool: its metadata, a call behind the last one, and what its request needs. Throws UserError `server-not-extendable`
 * (exit 5) for a request to a server that has a client of another make.
 */
export function addRawTool(place: RawPlace, reread: () => RawPlace, spec: ToolSpec, { described }: Begun): void {
  if (described && !isListed(place, spec)) throw listedElsewhere(place, spec);
  const site = callSite(place);
  const tool = nameScaffoldedTool(site, spec);
  const call = spec.request ? requestedCall(site, { ...tool, request: spec.request }, place) : {};
  const handler = call.handler ?? bareStub(spec);
  draftMetadata(reread(), spec);
  draftRegistration(reread(), spec, handler);
  draftTest(callSite(reread()), tool, call, false);
}

/** The server as the code for a request needs it: functions of layout `legacy` take what the SDK gives a callback. */
function callSite(place: RawPlace): Site {
  return {
    ...place,
    conventions: { ...place.conventions, layout: "legacy" },
    handlers: { path: place.statement.getSourceFile().fileName, scope: "factory", style: "inline" },
    tested: { kind: "registered" },
  };
}

function requestedCall(site: Site, tool: RequestingTool, place: RawPlace): Partial<DraftedCall> {
  const call = isGenerated(site) ? draftFreshCall(site, tool) : draftCall(site, tool);
  const handler = call.modules && plainHandler(call.handler);
  if (!handler) throw withOwnClient(place, tool.spec);
  return { ...call, handler };
}

function draftRegistration(place: RawPlace, tool: ToolSpec, handler: HandlerCode): void {
  const { statement, draft, metadata } = place;
  const source = statement.getSourceFile();
  const indent = indentAt(source.text, statement.getStart());
  const made = laidOut(registration(place, tool, handler.function));
  const text = indented(made, indent, indentUnit(source.text));
  const rest = lineRest(source.text, statement.end);
  editFile(draft, source.fileName, [
    { at: rest.endsLine ? rest.stop : statement.end, text: `\n\n${indent}${text}${rest.endsLine ? "" : "\n"}` },
  ]);
  draftImports(draft, source.fileName, [
    { module: moduleOf(metadata.path), name: metadata.constant, kind: "value" },
    ...handler.imports,
  ]);
}

function registration({ method, metadata }: RawPlace, tool: ToolSpec, handler: Code): Code {
  const row = access(name(metadata.constant), tool.name);
  const [server = "", call = ""] = method.split(".");
  const given = [code`${row}.name`, code`${row}.description`, code`${row}.schema`, handler];
  return code`${access(name(server), call)}(\n${joined(given, ",\n")}\n);`;
}

function withOwnClient(place: RawPlace, tool: ToolSpec): UserError {
  const obstacle = {
    found: `it registers its tools one by one with \`${place.method}\`, and has a client of its own`,
    at: locationOf(place.statement),
    why: "how a callback there would use that client is not known",
  };
  return notExtendable({ server: place.found.name, ...obstacle }, tool);
}
