import type { RequestingTool } from "../../files/client.ts";
import { draftGeneratedCall, generatedModules, isGenerated } from "../generated/index.ts";
import { splitAddress } from "../generated/request.ts";
import type { Site } from "../site.ts";
import { withoutClashes } from "./clashes.ts";
import { deriveFunctions } from "./derived/index.ts";
import { foreignHost, unsharedRequests } from "./foreign.ts";
import { draftFreshCall, hasFreshClient } from "./fresh.ts";
import { requestFunctions } from "./function/index.ts";
import { sendsOf } from "./function/sends.ts";
import { draftOwnCall } from "./own/index.ts";
import type { DraftedCall } from "./sent.ts";

export type { DraftedCall, SentRequest } from "./sent.ts";

/**
 * Drafts what a tool's request needs, and gives its handler: through a client of ours, through the server's own request
 * function or one that is made like its neighbours, or through a new client where it has neither.
 *
 * @throws UserError `server-not-extendable` (exit 5) for a request that its client cannot send, or that would take its
 *   credential to another host; `spec-invalid` (exit 2) for a relative one without a client
 */
export function draftCall(site: Site, tool: RequestingTool): DraftedCall {
  if (isGenerated(site)) {
    const handler = withoutClashes(site, draftGeneratedCall(site, tool));
    return { handler, modules: generatedModules(site), sent: null };
  }
  const functions = requestFunctions(site);
  if (functions.length > 0) return draftOwnCall(site, tool, functions);
  const sends = sendsOf(site);
  const foreign = foreignHost(site, tool, sends);
  if (foreign) throw foreign;
  const [first] = sends;
  if (!first || hasFreshClient(site, tool.request)) return draftFreshCall(site, tool);
  const derived = deriveFunctions(site, tool, sends);
  if (typeof derived !== "string") return draftOwnCall(site, tool, derived);
  if (!splitAddress(tool.request.path)) throw unsharedRequests(site, tool, first, derived);
  return draftFreshCall(site, tool);
}
