import type { ts } from "../../../../edit/ts.ts";
import { factValue } from "../../../../model/found.ts";
import { titleCase } from "../../../../model/name.ts";
import type { ToolSpec } from "../../../../model/tool-spec.ts";
import type { Draft } from "../../../../plan/draft.ts";
import type { Conventions } from "../../checkout/conventions.ts";
import { isWritten, lackingFor, WRITTEN } from "../../checkout/lacking.ts";
import type { DustHost } from "../../host.ts";
import { moduleOf } from "../../paths.ts";
import type { DustServer, ReadMetadata } from "../../read/server.ts";
import type { RawPlace } from "../raw.ts";
import type { ObjectSite, ServerPlace, ServerRoot, Site } from "../site.ts";
import { notExtendable, type Refuse } from "../snippet.ts";
import { constantOf, type Pair, readPair } from "./pair.ts";
import { lastRegistration } from "./raw.ts";
import { scopeOf, styleOf } from "./style.ts";
import { testedBy } from "./tested.ts";

/** A server and the host that it was read from: the draft as it stands. */
export interface ReadServer {
  host: DustHost;
  found: DustServer;
}

/**
 * Reads where the parts of a server stand. `tool` is only shown in a refusal.
 *
 * @throws UserError `server-not-extendable` (exit 5) naming the place that cannot be extended safely
 */
export function readSite(draft: Draft, { host, found }: ReadServer, tool: ToolSpec): ObjectSite {
  const refuse = refusalOf(found, tool);
  const metadata = followedMetadata(found, refuse);
  const pair = readPair(found, metadata, host, refuse);
  return {
    ...placeOf(draft, host, found, metadata, pair),
    handlers: handlersAt(pair.object, host),
    tested: testedBy(pair.call, host.sources),
  };
}

/** Reads a server that registers its tools one by one; null for any other. Throws as `readSite`. */
export function readRawPlace(draft: Draft, { host, found }: ReadServer, tool: ToolSpec): RawPlace | null {
  const metadata = followedMetadata(found, refusalOf(found, tool));
  const last = lastRegistration(found, host.sources);
  const constant = last && constantOf(last.record);
  if (!last || !constant) return null;
  return { ...placeOf(draft, host, found, metadata, { list: last.record, constant }), ...last };
}

/** Makes the refusals of a server; `tool` is only shown in them. */
export function refusalOf(found: DustServer, tool: ToolSpec): Refuse {
  return (obstacle) => notExtendable({ server: found.name, ...obstacle }, tool);
}

function placeOf(
  draft: Draft,
  host: DustHost,
  found: DustServer,
  metadata: ReadMetadata,
  { list, constant }: Pick<Pair, "list" | "constant">,
): ServerPlace {
  const root = rootOf(draft, host, found, metadata);
  return { ...root, metadata: { path: list.getSourceFile().fileName, tools: list, constant } };
}

/** What is known of a server without its tools. */
export function rootOf(
  draft: Draft,
  host: DustHost,
  found: DustServer,
  metadata: Pick<ReadMetadata, "authorization">,
): ServerRoot {
  const directory = found.directory ?? "";
  return {
    draft,
    host,
    found,
    conventions: conventionsOf(found, host),
    directory,
    own: ownOf(directory),
    auth: authOf(found, metadata),
    title: titleCase(found.name),
  };
}

/** The import specifiers of the modules of a folder. */
export function ownOf(directory: string): ServerRoot["own"] {
  return (module) => moduleOf(`${directory}/${module}.ts`);
}

/** What code of a server's layout follows; where that layout is not written here, that of a new server. */
export function conventionsOf({ layout }: DustServer, host: DustHost): Conventions {
  if (layout === null || !isWritten(layout)) return host.conventions();
  const isCompiled = layout === "legacy" || lackingFor(layout, host.sources).length === 0;
  return isCompiled ? host.conventions(layout) : host.conventions();
}

/** The metadata of a server with its tools. Throws what `refuse` makes when they cannot be read. */
export function followedMetadata(found: DustServer, refuse: Refuse): ReadMetadata {
  const metadata = found.metadata();
  if (!metadata) {
    const what = found.layout === null ? "it has no entry in the registry" : `it has the layout "${found.layout}"`;
    throw refuse({ found: what, at: found.at, why: `tools are added to servers of the layouts ${WRITTEN.join(", ")}` });
  }
  if (!metadata.known) throw refuse({ found: "its metadata cannot be read", at: metadata.at, why: metadata.why });
  const { tools } = metadata.value;
  if (!tools.known) throw refuse({ found: "its tools cannot be read", at: tools.at, why: tools.why });
  return metadata.value;
}

function handlersAt(object: ts.ObjectLiteralExpression, { sources }: DustHost): ObjectSite["handlers"] {
  const path = object.getSourceFile().fileName;
  return { path, object, scope: scopeOf(object), style: styleOf(object, sources) };
}

function authOf(found: DustServer, { authorization }: Pick<ReadMetadata, "authorization">): Site["auth"] {
  // What cannot be followed is no `null`.
  if (authorization && !(authorization.known && authorization.value === null)) return "oauth";
  return factValue(found.entry?.requiresBearerToken) === true ? "bearer" : "none";
}
