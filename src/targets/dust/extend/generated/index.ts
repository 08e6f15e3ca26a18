import type { RequestingTool } from "../../files/client.ts";
import type { HandlerCode, Site } from "../site.ts";
import { draftCallFiles } from "./call.ts";
import { readClient } from "./client.ts";
import { readCall } from "./helpers.ts";
import { type GeneratedModules, generatedModules, pathOf } from "./modules.ts";

export { type GeneratedModules, generatedModules, toolsModule } from "./modules.ts";
export { draftGeneratedTest } from "./test.ts";

/** Whether a server's client is one of ours, perhaps edited since, and its helpers, if it has any, call it. */
export function isGenerated(site: Site, modules: GeneratedModules = generatedModules(site)): boolean {
  const [client, helpers] = [pathOf(site, modules.client), pathOf(site, modules.helpers)];
  const text = site.draft.read(client);
  if (text === null || !readClient(client, text)) return false;
  const helperText = site.draft.read(helpers);
  return helperText === null || readCall(helpers, helperText) !== null;
}

/**
 * Drafts what a tool's call needs in a server whose files are ours, or that has none: the client's method, the response's
 * schema and type, the rendering, and the helpers that join them. What is there is added to, what is not is created.
 *
 * @param modules - names of the modules in the server's folder, where those of a scaffold are taken
 * @returns the handler's function, and the names that its file must import
 * @throws UserError `server-not-extendable` (exit 5) when a part was changed that would have to change again, when a module is
 *   of another make, or when the request leads past the client's base URL; `spec-invalid` (exit 2) for a relative request
 *   without a client
 */
export function draftGeneratedCall(
  site: Site,
  tool: RequestingTool,
  modules: GeneratedModules = generatedModules(site),
): HandlerCode {
  return draftCallFiles(site, tool, modules);
}
