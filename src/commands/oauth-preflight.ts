import { EXIT } from "../errors.ts";
import type { Fetch } from "../fetch/index.ts";
import type { PreflightDocument } from "../model/oauth/preflight-document.ts";
import type { Outcome } from "../workflow/edge.ts";
import { preflight } from "../workflow/preflight/index.ts";

/** The arguments of `oauth-preflight`. */
export interface PreflightOptions {
  url: string;
  allowLocal: boolean;
}

/** Reads a vendor's OAuth metadata. Nothing is written; throws UserError as `preflight` does. */
export async function oauthPreflight(options: PreflightOptions, fetch: Fetch): Promise<Outcome<PreflightDocument>> {
  return { exitCode: EXIT.done, document: await preflight(options.url, options.allowLocal, fetch) };
}
