import { parse } from "../../../edit/ts.ts";
import type { ToolSpec } from "../../../model/tool-spec.ts";
import type { Draft } from "../../../plan/draft.ts";
import { refuseBroken } from "../../_shared/anchors.ts";
import { namedTools } from "../files/names.ts";
import type { DustHost } from "../host.ts";
import type { DustServer } from "../read/server.ts";
import { draftCall } from "./call/index.ts";
import { confirmAdded } from "./confirm.ts";
import { leaveEmpty } from "./empty.ts";
import { type Begun, handledElsewhere, isAt, listedElsewhere } from "./existing/begun.ts";
import { handlerOf, isDescribed } from "./existing.ts";
import { stubOf } from "./handlers/stub.ts";
import { draftHandler } from "./handlers.ts";
import { addLegacyTool } from "./legacy/index.ts";
import { readLegacySite } from "./legacy/place.ts";
import { draftMetadata, isListed } from "./metadata.ts";
import { addRawTool } from "./raw.ts";
import { buildCalls } from "./site/pair.ts";
import { type ReadServer, readRawPlace, readSite } from "./site/read.ts";
import { rereadServer } from "./site/reread.ts";
import type { ObjectSite } from "./site.ts";
import { withSnippet } from "./snippet/complete.ts";
import { draftTest } from "./test.ts";

/**
 * Drafts one more tool of a server: metadata, handler, what its request needs, and a test. Nothing is drafted for a tool that is
 * there already; of one that was only begun, what is missing: its metadata, or its handler.
 *
 * @throws UserError `tool-differs` (exit 4) for another tool of that name, `server-not-extendable` (exit 5) where the server
 * cannot be extended safely, `host-unreadable` (exit 5) for syntax errors in a file that would be edited
 */
export function addTool(draft: Draft, host: DustHost, to: DustServer, tool: ToolSpec): void {
  const read = () => rereadServer(draft, host, to);
  const before = read();
  const there = { described: isDescribed(tool, before.found, before.host), handler: handlerOf(tool, before.found) };
  if (there.described && there.handler !== null) return;
  try {
    addMissing(draft, read, tool, there);
  } catch (error) {
    throw withSnippet(error, draft, before, tool);
  }
}

/** Drafts what a server lacks of a tool, and reads it back. */
function addMissing(draft: Draft, read: () => ReadServer, tool: ToolSpec, there: Begun): void {
  const before = read();
  leaveEmpty(draft, before, () => readSite(draft, read(), tool));
  if (before.found.layout === "legacy") addLegacyTool(() => readLegacySite(draft, read(), tool), tool, there);
  else addBuiltTool(draft, read, tool, there);
  refuseBrokenFiles(draft);
  const after = read();
  confirmAdded(tool, after.found, after.host);
}

/** Adds a tool to a server of layout `records` or `arrays`. */
function addBuiltTool(draft: Draft, read: () => ReadServer, tool: ToolSpec, there: Begun): void {
  const raw = () => readRawPlace(draft, read(), tool);
  const place = raw();
  const { found } = read();
  const isBuilt = buildCalls(found.implementation()?.modules ?? []).length > 0;
  if (there.handler && !isBuilt) throw handledElsewhere(found, tool, there.handler);
  if (place) addRawTool(place, () => raw() ?? place, tool, there);
  else addHandledTool(() => readSite(draft, read(), tool), tool, there);
}

/** Adds a tool to a server whose handlers are an object; `site` reads it as the draft has it at that time. */
function addHandledTool(site: () => ObjectSite, spec: ToolSpec, there: Begun): void {
  const before = site();
  if (there.handler) {
    const { properties } = before.handlers.object;
    if (!properties.some((each) => isAt(each, there.handler)))
      throw handledElsewhere(before.found, spec, there.handler);
    draftMetadata(before, spec);
    return;
  }
  if (there.described && !isListed(before, spec)) throw listedElsewhere(before, spec);
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
