import { Sources } from "../../../edit/sources.ts";
import { parse } from "../../../edit/ts.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import type { Draft } from "../../../plan/draft.ts";
import { refuseBroken } from "../../_shared/anchors.ts";
import { namedTools } from "../files/names.ts";
import type { DustHost } from "../host.ts";
import { ALIASES } from "../paths.ts";
import type { DustServer } from "../read/server.ts";
import { readServers } from "../read/servers.ts";
import { draftCall } from "./call/index.ts";
import { confirmAdded } from "./confirm.ts";
import { isThere } from "./existing.ts";
import { stubOf } from "./handlers/stub.ts";
import { draftHandler } from "./handlers.ts";
import { addLegacyTool } from "./legacy/index.ts";
import { readLegacySite } from "./legacy/place.ts";
import { draftMetadata } from "./metadata.ts";
import { addRawTool } from "./raw.ts";
import { type ReadServer, readRawPlace, readSite } from "./site/read.ts";
import type { ObjectSite } from "./site.ts";
import { draftTest } from "./test.ts";

/**
 * Drafts one more tool of a server: metadata, handler, what its request needs, and a test. Nothing is drafted for a tool that is
 * there already.
 *
 * @throws UserError `tool-differs` (exit 4) for another tool of that name, `server-not-extendable` (exit 5) where the server
 * cannot be extended safely, `host-unreadable` (exit 5) for syntax errors in a file that would be edited
 */
export function addTool(draft: Draft, host: DustHost, to: DustServer, tool: ToolSpec): void {
  const read = () => rereadServer(draft, host, to);
  const before = read();
  if (isThere(tool, before.found, before.host)) return;
  if (before.found.layout === "legacy") addLegacyTool(() => readLegacySite(draft, read(), tool), tool);
  else addBuiltTool(draft, read, tool);
  refuseBrokenFiles(draft);
  const after = read();
  confirmAdded(tool, after.found, after.host);
}

/** Adds a tool to a server of layout `records` or `arrays`. */
function addBuiltTool(draft: Draft, read: () => ReadServer, tool: ToolSpec): void {
  const raw = () => readRawPlace(draft, read(), tool);
  const place = raw();
  if (place) addRawTool(place, () => raw() ?? place, tool);
  else addHandledTool(() => readSite(draft, read(), tool), tool);
}

/** Adds a tool to a server whose handlers are an object; `site` reads it as the draft has it at that time. */
function addHandledTool(site: () => ObjectSite, spec: ToolSpec): void {
  const before = site();
  const [tool] = namedTools([spec], before.conventions.layout);
  if (!tool) throw new Error("A tool has a name.");
  const call = spec.request ? draftCall(before, { ...tool, request: spec.request }) : { handler: stubOf(before, spec) };
  const constant = draftMetadata(site(), spec);
  draftHandler(site(), spec, call.handler, constant);
  draftTest(site(), tool, call, before.handlers.object.properties.length === 0);
}

// What a tree with errors says of its file is a guess.
function refuseBrokenFiles(draft: Draft): void {
  for (const { path, before } of draft.changes()) if (before !== null) refuseBroken(parse(path, before));
}

// What was read before holds the trees of the texts before an edit.
function rereadServer(draft: Draft, host: DustHost, to: DustServer): ReadServer {
  const current = { ...host, repo: draft, sources: new Sources(draft, ALIASES, host.paths) };
  return { host: current, found: readServers(current).find(({ name }) => name === to.name) ?? to };
}
