import { type ErrorDetail, EXIT, UserError } from "../../errors.ts";
import type { Fetch } from "../../fetch/index.ts";
import type { Attempt, PreflightDocument, Warning } from "../../model/oauth/preflight-document.ts";
import { showValue, visible } from "../../model/value-text.ts";
import { judgeUrl } from "../../model/web/url.ts";
import { type Discovery, discover } from "./discover.ts";
import { endpointsOf } from "./endpoints.ts";
import { learn } from "./learn.ts";
import { createLibrary } from "./library.ts";
import { preflightReplay } from "./replay.ts";
import { warningsOf } from "./warnings.ts";

/**
 * Reads a vendor's OAuth metadata, beginning at any URL or host of the vendor. Throws UserError: "url-refused" (exit 2) for a
 * URL that is wrong or not public, "metadata-not-found" (exit 5) when the documents do not name both endpoints.
 */
export async function preflight(text: string, allowLocal: boolean, fetch: Fetch): Promise<PreflightDocument> {
  const input = inputUrl(text, allowLocal);
  const library = createLibrary(fetch);
  const found = await discover(input, library);
  const { probe, resource, server } = found;
  if (probe.refused && probe.status === null) throw refused(probe.failure ?? "", allowLocal);
  const tried = await library.tried();
  const endpoints = server && endpointsOf(server, allowLocal);
  const warnings = [...(endpoints?.warnings ?? []), ...warningsOf(found)];
  const { authorizationUrl, tokenUrl } = endpoints ?? {};
  if (!server || !authorizationUrl || !tokenUrl) throw notFound(input, { found, tried, warnings });
  const learned = learn(input, { ...found, server, authorizationUrl, tokenUrl });
  return {
    schemaVersion: 1,
    command: "oauth-preflight",
    input: input.href,
    issuer: shown(server.metadata.issuer),
    resource: shown(resource?.metadata.resource),
    ...learned,
    scopesSupported: server.metadata.scopes_supported ?? [],
    warnings,
    tried,
    replay: preflightReplay(learned.auth),
  };
}

function shown(text: string | undefined): string | null {
  return text === undefined ? null : visible(text);
}

// A query may hold what only its sender should know, and belongs to no issuer.
function inputUrl(text: string, allowLocal: boolean): URL {
  const trimmed = text.trim();
  const { url, refusal } = judgeUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`, {
    allowLocal,
  });
  if (url === undefined) throw refused(refusal, allowLocal);
  url.search = "";
  return url;
}

function refused(why: string, allowLocal: boolean): UserError {
  const local = allowLocal ? "" : " --allow-local lets http and addresses of your own network through.";
  return new UserError("url-refused", `The URL is not asked: ${why}.`, {
    exitCode: EXIT.usage,
    hint: `Give an https URL of the vendor: its issuer, MCP server, API or authorization page.${local}`,
  });
}

interface Failed {
  found: Discovery;
  tried: Attempt[];
  warnings: Warning[];
}

function notFound(input: URL, { found, tried, warnings }: Failed): UserError {
  const what =
    found.server === null
      ? `Nothing at ${showValue(input.href)} tells about OAuth`
      : `The metadata of ${showValue(input.href)} does not name both endpoints`;
  const details: ErrorDetail[] = [
    ...warnings.map(({ document, message }) => ({ at: document, message })),
    ...tried.map(({ url, outcome }) => ({ at: url, message: outcome })),
  ];
  return new UserError("metadata-not-found", `${what}. Everything that was asked for is below.`, {
    exitCode: EXIT.hostNotRecognised,
    hint: "Try the issuer, or the vendor's authorization page; or take authorizationUrl and tokenUrl from its documentation.",
    details,
  });
}
