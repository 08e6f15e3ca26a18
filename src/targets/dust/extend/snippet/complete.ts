import type { ErrorDetail } from "../../../../errors.ts";
import { UserError } from "../../../../errors.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import type { Draft } from "../../../../plan/draft.ts";
import { isWritten } from "../../checkout/lacking.ts";
import { PATHS } from "../../paths.ts";
import { moduleFacts } from "../../read/module-facts.ts";
import { plainHandler } from "../handlers/plain.ts";
import { bareStub, stubOf } from "../handlers/stub.ts";
import { buildCalls } from "../site/pair.ts";
import { ownOf, type ReadServer, rootOf } from "../site/read.ts";
import type { HandlerCode, ServerRoot, Site } from "../site.ts";
import { type SnippetPlaces, toolPieces } from "./pieces.ts";
import { requestPieces } from "./request.ts";

/**
 * A refusal with the tool as code to paste, each piece headed by its file: metadata, handler, and what its request needs. Any
 * other error is given back as it is.
 */
export function withSnippet(error: unknown, draft: Draft, server: ReadServer, tool: ToolSpec): unknown {
  if (!(error instanceof UserError) || error.code !== "server-not-extendable") return error;
  const { exitCode, hint } = error;
  const [obstacle, ...more] = error.details;
  const details = [...(obstacle ? [obstacle] : []), ...codeOf(draft, server, tool), ...more];
  return new UserError(error.code, error.message, { exitCode, ...(hint === undefined ? {} : { hint }), details });
}

function codeOf(draft: Draft, server: ReadServer, tool: ToolSpec): ErrorDetail[] {
  const { root, places } = placesOf(draft, server);
  const isBare = places.form === "registered";
  // A callback of the SDK's server gets what functions of layout `legacy` take.
  const conventions = places.form !== "object" ? { ...root.conventions, layout: "legacy" as const } : root.conventions;
  const site: Site = {
    ...root,
    conventions,
    handlers: { path: places.handlers, scope: "module", style: "inline" },
    tested: { kind: "none" },
  };
  const request = tool.request ? requestPieces(site, { ...tool, request: tool.request }) : null;
  const sends: HandlerCode | null = request && (isBare ? plainHandler(request.handler) : request.handler);
  const handler = sends ?? (isBare ? bareStub(tool) : stubOf(site, tool));
  return [...toolPieces(tool, root.conventions, handler, places), ...(request?.pieces ?? [])];
}

/** What is known of a server that cannot be extended, and where its parts stand or would stand. */
function placesOf(draft: Draft, { host, found }: ReadServer): { root: ServerRoot; places: SnippetPlaces } {
  const metadata = found.metadata();
  const read = rootOf(draft, host, found, metadata?.known ? metadata.value : {});
  const isLegacy = read.conventions.layout === "legacy";
  const folder = `${isLegacy ? PATHS.legacyServers : PATHS.servers}/${found.name}`;
  const isKnown = found.layout !== null && isWritten(found.layout);
  const root = found.directory === null || !isKnown ? { ...read, directory: folder, own: ownOf(folder) } : read;
  const implementation = found.implementation();
  const modules = implementation?.modules ?? [];
  const built = buildCalls(modules).at(-1)?.getSourceFile().fileName;
  const calls = modules.flatMap((module) => moduleFacts(module).calls.map(({ expression }) => expression.getText()));
  const registers = calls.some((call) => call.endsWith(".tool") || call.endsWith(".registerTool"));
  const logs = calls.includes("withToolLogging");
  const form =
    built !== undefined || (!registers && !isLegacy) ? "object" : registers && !logs ? "registered" : "logged";
  return {
    root,
    places: {
      metadata: !isKnown ? null : metadata?.known ? metadata.value.path : `${root.directory}/metadata.ts`,
      handlers: built ?? implementation?.path ?? `${root.directory}/${isLegacy ? "index" : "tools/index"}.ts`,
      form,
    },
  };
}
