import { declaredIn } from "../../../../edit/syntax/scope.ts";
import { parse } from "../../../../edit/ts.ts";
import { factValue } from "../../../../model/found.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import { responseSchemaName, responseType } from "../../files/client.ts";
import { type NamedTool, namedTool, rendererName, TakenNames } from "../../files/names.ts";
import type { ServerRoot, Site } from "../site.ts";
import type { GeneratedClient } from "./client.ts";
import { type GeneratedModules, pathOf } from "./modules.ts";

/**
 * Names a tool as a scaffold of the server's tools and this one would, past the members of the client and what the modules
 * declare already.
 */
export function nameAddedTool(
  site: Site,
  spec: ToolSpec,
  modules: GeneratedModules,
  client: GeneratedClient | null,
): NamedTool {
  const methods = existingMethods(site, spec);
  const rendering = declaredNames(site, pathOf(site, modules.rendering));
  const types = declaredNames(site, pathOf(site, modules.types));
  return namedTool(spec, (method, pascal) => {
    if (methods.has(method) || client?.members.has(method) || rendering.has(rendererName(pascal))) return true;
    return types.has(responseType(pascal)) || types.has(responseSchemaName(pascal));
  });
}

/** Names a tool as a scaffold of the server's tools and this one would. */
export function nameScaffoldedTool(site: ServerRoot, spec: ToolSpec): NamedTool {
  const taken = existingMethods(site, spec);
  return namedTool(spec, (method) => taken.has(method));
}

function existingMethods({ found, conventions }: ServerRoot, added: ToolSpec): TakenNames {
  const metadata = found.metadata();
  const read = metadata?.known ? (factValue(metadata.value.tools) ?? []) : [];
  const names = read.flatMap(({ name }) => factValue(name) ?? []).filter((name) => name !== added.name);
  const taken = new TakenNames(conventions.layout);
  for (const name of names) taken.add(namedTool({ ...added, name }, (method) => taken.has(method)).method);
  return taken;
}

function declaredNames({ draft }: Site, path: string): ReadonlySet<string> {
  const text = draft.read(path);
  return new Set(text === null ? [] : declaredIn(parse(path, text)).keys());
}
