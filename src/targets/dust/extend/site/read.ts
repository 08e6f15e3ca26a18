import type { ts } from "../../../../edit/ts.ts";
import { factValue } from "../../../../model/found.ts";
import { titleCase } from "../../../../model/name.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import type { Draft } from "../../../../plan/draft.ts";
import type { DustHost } from "../../host.ts";
import { moduleOf } from "../../paths.ts";
import type { DustServer, ReadMetadata } from "../../read/server.ts";
import type { Site } from "../site.ts";
import { notExtendable, type Obstacle, type Refuse } from "../snippet.ts";
import { readPair } from "./pair.ts";
import { scopeOf, styleOf } from "./style.ts";
import { testedBy } from "./tested.ts";

/**
 * Reads where the parts of a server stand. `host` reads the draft, `found` was read from it; `tool` is only shown in a refusal.
 *
 * @throws UserError `server-not-extendable` (exit 5) naming the place that cannot be extended safely
 */
export function readSite(draft: Draft, host: DustHost, found: DustServer, tool: ToolSpec): Site {
  const conventions = host.conventions();
  const refuse = (obstacle: Omit<Obstacle, "server">) =>
    notExtendable({ server: found.name, ...obstacle }, tool, conventions);
  const metadata = followedMetadata(found, refuse);
  const directory = found.directory ?? "";
  const pair = readPair(found, metadata, host, refuse);
  return {
    draft,
    host,
    found,
    conventions,
    directory,
    own: (module) => moduleOf(`${directory}/${module}.ts`),
    metadata: { path: pair.list.getSourceFile().fileName, tools: pair.list, constant: pair.constant },
    handlers: handlersAt(pair.object, host),
    tested: testedBy(pair.call, host.sources),
    auth: authOf(found, metadata),
    title: titleCase(found.name),
  };
}

function followedMetadata(found: DustServer, refuse: Refuse): ReadMetadata {
  const metadata = found.metadata();
  if (!metadata) {
    const what = found.layout === null ? "it has no entry in the registry" : `it has the layout "${found.layout}"`;
    throw refuse({ found: what, at: found.at, why: "tools are added to servers of the layouts records and arrays" });
  }
  if (!metadata.known) throw refuse({ found: "its metadata cannot be read", at: metadata.at, why: metadata.why });
  const { tools } = metadata.value;
  if (!tools.known) throw refuse({ found: "its tools cannot be read", at: tools.at, why: tools.why });
  return metadata.value;
}

function handlersAt(object: ts.ObjectLiteralExpression, { sources }: DustHost): Site["handlers"] {
  const path = object.getSourceFile().fileName;
  return { path, object, scope: scopeOf(object), style: styleOf(object, sources) };
}

function authOf(found: DustServer, { authorization }: ReadMetadata): Site["auth"] {
  // What cannot be followed is no `null`.
  if (authorization && !(authorization.known && authorization.value === null)) return "oauth";
  return factValue(found.entry?.requiresBearerToken) === true ? "bearer" : "none";
}
