import { locationOf, ts } from "../../../edit/ts.ts";
import type { RequestingTool } from "../files/client.ts";
import type { NamedTool } from "../files/names.ts";
import { draftGeneratedCall, draftGeneratedTest, GENERATED_MODULES, isGenerated } from "./generated/index.ts";
import type { HandlerCode, Site } from "./site.ts";
import { notExtendable } from "./snippet.ts";

/** Drafts what a tool's request needs and gives its handler. Throws UserError (exit 5) for a client that a person wrote. */
export function draftCall(site: Site, tool: RequestingTool): HandlerCode {
  if (isGenerated(site) || hasNoClient(site)) return draftGeneratedCall(site, tool);
  const obstacle = {
    found: "its client is written by hand",
    at: locationOf(site.handlers.object),
    why: "how it sends a request is not known",
  };
  throw notExtendable({ server: site.found.name, ...obstacle }, tool.spec, site.conventions);
}

function hasNoClient({ draft, directory }: Site): boolean {
  return Object.values(GENERATED_MODULES).every((module) => draft.read(`${directory}/${module}.ts`) === null);
}

/** Drafts a tool's test: a row of the generated test, or that test itself for a server that is generated or `wasEmpty`. */
export function draftTest(site: Site, tool: NamedTool, wasEmpty: boolean): void {
  const exists = site.draft.read(`${site.directory}/tools/index.test.ts`) !== null;
  if (reachesTools(site) && (exists || wasEmpty || isGenerated(site))) draftGeneratedTest(site, tool);
}

/** Whether the generated test, which imports `TOOLS` of `tools` and takes plain results, compiles for a server. */
function reachesTools({ tested, handlers, own }: Site): boolean {
  if (tested.kind !== "constant" || tested.module !== own("tools/index") || tested.name !== "TOOLS") return false;
  const { parent } = handlers.object;
  const type = ts.isVariableDeclaration(parent) ? parent.type : undefined;
  return !type || (ts.isTypeReferenceNode(type) && type.typeArguments?.length === 1);
}
