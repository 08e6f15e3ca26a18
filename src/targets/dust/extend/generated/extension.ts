import type { TemplateValue } from "../../../../edit/template.ts";
import { locationOf, parse } from "../../../../edit/ts.ts";
import { EXIT, UserError } from "../../../../errors.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import { type ClientSettings, clientSettings } from "../../files/client.ts";
import { sharedContext } from "../../files/index.ts";
import { isGraphql, type ToolRequest } from "../../files/request.ts";
import type { Site } from "../site.ts";
import { notExtendable } from "../snippet.ts";
import { type GeneratedClient, readClient } from "./client.ts";
import { type GeneratedModules, pathOf, toolsModule } from "./modules.ts";
import { belowBase, splitAddress } from "./request.ts";

type Context = Record<string, TemplateValue>;

/** What the generated files of a server share: read back from its client, or settled for a server that has none. */
export interface Shared {
  /** Null for a server without one. */
  client: GeneratedClient | null;
  settings: ClientSettings;
  context: Context;
}

/** Reads the client of a server. Throws UserError `server-not-extendable` when its module is of another make. */
export function clientOf(site: Site, tool: ToolSpec, modules: GeneratedModules): GeneratedClient | null {
  const path = pathOf(site, modules.client);
  const text = site.draft.read(path);
  const client = text === null ? null : readClient(path, text);
  if (text === null || client) return client;
  const found = "its client is not of the form that is generated";
  const why = "the new request would need a client of its own";
  const at = locationOf(parse(path, text));
  throw notExtendable({ server: site.found.name, found, at, why }, tool);
}

/** What is shared by the files of a server, for a new client below `baseUrl` where it has none. */
export function sharedOf(
  site: Site,
  modules: GeneratedModules,
  client: GeneratedClient | null,
  baseUrl: string,
): Shared {
  const { found, title, auth, directory } = site;
  const authHeader = { name: "Authorization", scheme: "Bearer" };
  const settings =
    client?.settings ??
    clientSettings({ title, auth: { kind: auth }, api: { baseUrl, authHeader, headers: {} } }, site.conventions);
  const spec = { name: found.name, title: settings.title, auth: { kind: auth } };
  const context = sharedContext(spec, conventionsOf(site, client), directory);
  const all = { metadata: "metadata", tools: toolsModule(site), ...modules };
  const files = Object.fromEntries(Object.entries(all).map(([role, module]) => [role, site.own(module)]));
  const { client: own, error } = client?.names ?? {};
  const named = { ...(own ? { client: own } : {}), ...(error ? { error } : {}) };
  const names = { ...asContext(context["names"]), ...named };
  return { client, settings, context: { ...context, names, modules: { ...asContext(context["modules"]), ...files } } };
}

function conventionsOf({ conventions }: Site, client: GeneratedClient | null): Site["conventions"] {
  if (!client) return conventions;
  const { egress, logger, normalizeError, signal: extraSignal } = client;
  const types = conventions.egress?.types ?? "global";
  return { ...conventions, egress: egress && { ...egress, types }, logger, normalizeError, extraSignal };
}

function asContext(value: TemplateValue | undefined): Context {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...(value as Context) } : {};
}

/**
 * A tool's request relative to the base URL of the client, and that URL: for a server without a client the origin of the
 * request.
 *
 * @throws UserError `spec-invalid` for a request without an origin where there is no client, `server-not-extendable` for one
 *   that leads to another place than the client
 */
export function placedRequest(
  site: Site,
  tool: ToolSpec & { request: ToolRequest },
  client: GeneratedClient | null,
): { request: ToolRequest; baseUrl: string } {
  const { request } = tool;
  const baseUrl = client?.settings.baseUrl ?? splitAddress(request.path)?.origin;
  if (baseUrl === undefined) throw relativeError(site, tool);
  const placed = belowBase(request, baseUrl);
  if (placed) return { request: placed, baseUrl };
  throw notExtendable(
    {
      server: site.found.name,
      found: `its client sends every request to ${baseUrl}, but ${tool.name} asks for ${request.path}`,
      at: client ? locationOf(client.source.statements[0] ?? client.source) : site.found.at,
      why: "a whole URL elsewhere would send the credential to another host",
    },
    tool,
  );
}

function relativeError(site: Site, { name, request }: ToolSpec & { request: ToolRequest }): UserError {
  const path = isGraphql(request) && request.path === "" ? "no path" : `the path ${JSON.stringify(request.path)}`;
  return new UserError(
    "spec-invalid",
    `The request of the tool ${name} has ${path}, but the server "${site.found.name}" has no client whose base URL it could be below.`,
    { exitCode: EXIT.usage, hint: "Give the whole URL in request.path, such as https://api.example.com/items." },
  );
}
