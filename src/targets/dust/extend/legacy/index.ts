import { locationOf } from "../../../../edit/ts.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import { draftFreshCall } from "../call/fresh.ts";
import { type DraftedCall, draftCall } from "../call/index.ts";
import { type Begun, handledElsewhere } from "../existing/begun.ts";
import { isGenerated } from "../generated/index.ts";
import { nameScaffoldedTool } from "../generated/names.ts";
import { plainHandler } from "../handlers/plain.ts";
import { bareStub, stubOf } from "../handlers/stub.ts";
import { notExtendable } from "../snippet.ts";
import { draftTest, hasTest } from "../test.ts";
import { loggingOf } from "./logging.ts";
import { draftLegacyMetadata } from "./metadata.ts";
import { metadataThere } from "./metadata-there.ts";
import type { LegacySite } from "./place.ts";
import { draftRegistration } from "./registration.ts";

/**
 * Adds a tool to a server of layout `legacy`: its metadata, what its request needs, and the call that registers it; `read` reads
 * the server as the draft has it at that time. Throws UserError `server-not-extendable` (exit 5).
 */
export function addLegacyTool(read: () => LegacySite, spec: ToolSpec, { described, handler: there }: Begun): void {
  const before = read();
  if (there) throw handledElsewhere(before.found, spec, there);
  const tool = nameScaffoldedTool(before, spec);
  const drafted = described ? metadataThere(before, spec) : draftLegacyMetadata(before, tool);
  const isWrapped = loggingOf(before, drafted, tool) !== null;
  const wasEmpty = before.registrations.registered.length === 0;
  const site = read();
  // A client of ours that an earlier tool brought has no test of a scaffold, which would get a row.
  const isOurs = isGenerated(site) && !wasEmpty && !hasTest(site);
  const drafting = isOurs ? draftFreshCall : draftCall;
  const call: Partial<DraftedCall> = spec.request ? drafting(site, { ...tool, request: spec.request }) : {};
  const given = call.handler && (isWrapped ? call.handler : plainHandler(call.handler));
  if (given === null) throw withoutResult(before, spec);
  const handler = given ?? (isWrapped ? stubOf(before, spec) : bareStub(spec));
  const place = read();
  draftRegistration(place, tool, drafted, handler, loggingOf(place, drafted, tool));
  draftTest(read(), tool, call, wasEmpty);
}

// A function that is not wrapped gives no `Result`, which the code for a request does.
function withoutResult({ found, registrations: { after } }: LegacySite, spec: ToolSpec) {
  const obstacle = {
    found: "its tools are registered without `withToolLogging`",
    at: locationOf(after),
    why: "a function there gives another result than the code for a request",
  };
  return notExtendable({ server: found.name, ...obstacle }, spec);
}
