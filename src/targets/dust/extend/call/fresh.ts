import { type Code, code, joined, name } from "../../../../edit/code.ts";
import type { RequestingTool } from "../../files/client.ts";
import { rendererName } from "../../files/names.ts";
import type { ToolRequest } from "../../files/request.ts";
import { type GeneratedClient, readClient } from "../generated/client.ts";
import { clientOf, placedRequest } from "../generated/extension.ts";
import { draftGeneratedCall, type GeneratedModules, generatedModules, isGenerated } from "../generated/index.ts";
import { pathOf } from "../generated/modules.ts";
import { nameAddedTool } from "../generated/names.ts";
import { belowBase } from "../generated/request.ts";
import type { Site } from "../site.ts";
import { withoutClashes } from "./clashes.ts";
import { sampleArguments } from "./sample.ts";
import type { DraftedCall, SentRequest } from "./sent.ts";

/**
 * Drafts a client of ours for a server without one, under names that are free in its folder, or adds to the one that an
 * earlier tool brought. Throws UserError `spec-invalid` (exit 2) for a relative request where there is none.
 */
export function draftFreshCall(site: Site, tool: RequestingTool): DraftedCall {
  const modules = freeModules(site, tool.request);
  const named = nameAddedTool(site, tool.spec, modules, clientOf(site, tool.spec, modules));
  const handler = withoutClashes(site, draftGeneratedCall(site, tool, modules));
  return { handler, modules, sent: sentBy(site, { ...named, request: tool.request }, modules) };
}

/** Whether an earlier tool brought a client that a request can go through. */
export function hasFreshClient(site: Site, request: ToolRequest): boolean {
  return !isFree(site, freeModules(site, request));
}

/** The names of our modules in a server's folder: those that hold a client for the request, or that nothing has. */
function freeModules(site: Site, request: ToolRequest): GeneratedModules {
  for (let count = 0; ; count++) {
    const modules = modulesNamed(site, count === 0 ? "" : count === 1 ? "api_" : `api${count}_`);
    if (isFree(site, modules) || (isGenerated(site, modules) && leadsTo(site, request, modules))) return modules;
  }
}

function modulesNamed(site: Site, prefix: string): GeneratedModules {
  const { client, types, rendering, helpers } = generatedModules(site);
  return {
    client: prefix + client,
    types: prefix + types,
    rendering: prefix + rendering,
    helpers: prefix + helpers,
  };
}

function isFree(site: Site, modules: GeneratedModules): boolean {
  return Object.values(modules).every((module) => site.draft.read(pathOf(site, module)) === null);
}

function leadsTo(site: Site, request: ToolRequest, modules: GeneratedModules): boolean {
  const read = site.draft.read(pathOf(site, modules.client));
  const client = read === null ? null : readClient(pathOf(site, modules.client), read);
  return client !== null && belowBase(request, client.settings.baseUrl) !== null;
}

function sentBy(site: Site, tool: RequestingTool, modules: GeneratedModules): SentRequest | null {
  const client = clientOf(site, tool.spec, modules);
  if (!client) return null;
  const { request, baseUrl } = placedRequest(site, { ...tool.spec, request: tool.request }, client);
  const { token } = client.settings;
  const renderer = rendererName(tool.pascal);
  return {
    egress: client.egress,
    request,
    baseUrl,
    emptyBody: false,
    connected: token !== null,
    direct: {
      call: callOf(client, tool),
      renderer,
      imports: [
        { module: site.own(modules.client), name: client.names.client ?? tool.method, kind: "value" },
        { module: site.own(modules.rendering), name: renderer, kind: "value" },
      ],
    },
  };
}

/** The call of a tool's method or function in a test. */
function callOf({ names, settings: { token } }: GeneratedClient, tool: RequestingTool): Code {
  const given = token ? code`TOKEN` : code``;
  const args = sampleArguments(tool.spec);
  if (names.client !== null) return code`new ${name(names.client)}(${given}).${name(tool.method)}(${args})`;
  const all = [given, args].filter(({ text }) => text !== "");
  return code`${name(tool.method)}(${joined(all, ", ")})`;
}
