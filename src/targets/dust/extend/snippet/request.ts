import { addedCode } from "../../../../edit/merge/index.ts";
import { type ErrorDetail, UserError } from "../../../../errors.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import { Draft } from "../../../../plan/draft.ts";
import { memoryRepo } from "../../../../repo/memory.ts";
import { responseSchemaName, responseType } from "../../files/client.ts";
import { namedTools, rendererName } from "../../files/names.ts";
import { queryConstant, type ToolRequest } from "../../files/request.ts";
import { draftFreshCall } from "../call/fresh.ts";
import { readClient } from "../generated/client.ts";
import { generatedModules, isGenerated } from "../generated/index.ts";
import { pathOf } from "../generated/modules.ts";
import { belowBase, splitAddress } from "../generated/request.ts";
import type { HandlerCode, Site } from "../site.ts";
import { piece } from "./pieces.ts";

const UNKNOWN_BASE = "https://api.example.com";

/**
 * What the request of a tool needs, as code to paste: modules of its own, or what has to be added to those of a client of ours;
 * and the handler that uses it. Null where the request cannot be written at all.
 */
export function requestPieces(
  site: Site,
  spec: ToolSpec & { request: ToolRequest },
): { handler: HandlerCode; pieces: ErrorDetail[] } | null {
  const extendsOurs = isGenerated(site);
  const request = extendsOurs ? belowClient(site, spec.request) : wholeUrl(spec.request);
  const scratch = new Draft(extendsOurs ? memoryRepo({}) : site.draft);
  const [named] = namedTools([{ ...spec, request }], site.conventions.layout);
  if (!named) return null;
  try {
    const { handler } = draftFreshCall({ ...site, draft: scratch }, { ...named, request });
    const added = ownNames(named.method, named.pascal, spec);
    const files = scratch.changes().flatMap(({ path, after }): ErrorDetail[] => {
      if (!extendsOurs || site.draft.read(path) === null) return [piece("A new file", path, after.trimEnd())];
      const own = addedCode({ path, next: after, added });
      return own.length === 0 ? [] : [piece(`What ${spec.name} needs`, path, own.join("\n\n"))];
    });
    const isOpen = !extendsOurs && splitAddress(spec.request.path) === null;
    const note = { message: `Put the base URL of the API in place of ${UNKNOWN_BASE}.` };
    return { handler, pieces: [...files, ...(isOpen ? [note] : [])] };
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function wholeUrl(request: ToolRequest): ToolRequest {
  return splitAddress(request.path) ? request : { ...request, path: `${UNKNOWN_BASE}${request.path}` };
}

function belowClient(site: Site, request: ToolRequest): ToolRequest {
  const path = pathOf(site, generatedModules(site).client);
  const client = readClient(path, site.draft.read(path) ?? "");
  const placed = client && belowBase(request, client.settings.baseUrl);
  return placed ? wholeUrl(placed) : request;
}

function ownNames(method: string, pascal: string, { name }: ToolSpec): Set<string> {
  return new Set([
    method,
    `.${method}`,
    queryConstant(name),
    responseSchemaName(pascal),
    `type ${responseType(pascal)}`,
    rendererName(pascal),
  ]);
}
