import type { RequestingTool } from "../../files/client.ts";
import { draftGeneratedCall, generatedModules, isGenerated } from "../generated/index.ts";
import type { Site } from "../site.ts";
import { withoutClashes } from "./clashes.ts";
import { draftFreshCall } from "./fresh.ts";
import { requestFunctions } from "./function/index.ts";
import { draftOwnCall } from "./own/index.ts";
import type { DraftedCall } from "./sent.ts";

export type { DraftedCall, SentRequest } from "./sent.ts";

/**
 * Drafts what a tool's request needs, and gives its handler: through a client of ours, through the server's own request
 * function, or through a new client where it has neither.
 *
 * @throws UserError `server-not-extendable` (exit 5) for a request that its client cannot send, `spec-invalid` (exit 2) for a
 *   relative one without a client
 */
export function draftCall(site: Site, tool: RequestingTool): DraftedCall {
  if (isGenerated(site)) {
    const handler = withoutClashes(site, draftGeneratedCall(site, tool));
    return { handler, modules: generatedModules(site), sent: null };
  }
  const functions = requestFunctions(site);
  return functions.length > 0 ? draftOwnCall(site, tool, functions) : draftFreshCall(site, tool);
}
