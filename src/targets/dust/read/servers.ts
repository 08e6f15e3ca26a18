import { locationOf } from "../../../edit/ts.ts";
import { UserError } from "../../../errors.ts";
import { factValue } from "../../../model/found.ts";
import { isBroken } from "../../_shared/anchors.ts";
import { once } from "../../_shared/once.ts";
import type { KnownLayout } from "../checkout/detect.ts";
import type { DustHost } from "../host.ts";
import { PATHS } from "../paths.ts";
import { type Entry, listsTools } from "../registry/entries.ts";
import type { Registry } from "../registry/read.ts";
import { readImplementation } from "./implementation.ts";
import { withRegisteredTools } from "./legacy/registered-tools.ts";
import { readLegacyMetadata, readMetadata } from "./metadata.ts";
import type { DustServer } from "./server.ts";

/**
 * Every server that any registry names, in the order of the registry object; rows whose name is unknown are left out, and
 * those of a registry with syntax errors.
 */
export function readServers(host: DustHost): DustServer[] {
  const rows = readableRows(host);
  const { entries, listed, cases } = rows;
  const names = new Set(
    [...entries.map((entry) => entry.name), ...listed, ...cases.map((each) => each.name)].flatMap(
      (fact) => factValue(fact) ?? [],
    ),
  );
  return [...names].map((name) => readServer(name, rows, host));
}

type Rows = Pick<Registry, "entries" | "listed" | "cases">;

function readableRows({ registry, sources }: DustHost): Rows {
  const hasNames = !isBroken(sources, PATHS.constants);
  return {
    entries: hasNames ? registry().entries : [],
    listed: hasNames ? registry().listed : [],
    cases: isBroken(sources, PATHS.switch) ? [] : registry().cases,
  };
}

function readServer(name: string, { entries, listed, cases }: Rows, host: DustHost): DustServer {
  const entry = entries.find((each) => factValue(each.name) === name) ?? null;
  const own = cases.filter((each) => factValue(each.name) === name);
  const rows = listed.filter((fact) => factValue(fact) === name).map((fact) => fact.at);
  const module = own[0]?.module ?? null;
  const implementation = once(() =>
    module === null
      ? null
      : ifReadable(
          () => readImplementation(module, host.sources),
          () => null,
        ),
  );
  const layout = once(() => (entry ? host.layoutOf(entry) : null));
  return {
    target: "dust",
    name,
    get layout() {
      return layout();
    },
    directory: module === null ? null : folderOf(module),
    at: entry?.at ?? rows[0] ?? own[0]?.at ?? { path: PATHS.constants, line: 1, column: 1, endLine: 1, endColumn: 1 },
    listed: rows,
    entry,
    cases: own,
    metadata: once(() => (entry ? metadataOf(entry, host.layoutOf(entry), implementation, host) : null)),
    implementation,
  };
}

function metadataOf(
  entry: Entry,
  layout: KnownLayout,
  implementation: DustServer["implementation"],
  { sources }: DustHost,
): ReturnType<DustServer["metadata"]> {
  const metadata = entry.properties.get("metadata");
  const at = metadata ? locationOf(metadata) : entry.at;
  const read = () => {
    if (metadata) return readMetadata(metadata, sources);
    if (layout !== "legacy") return null;
    const described = readLegacyMetadata(entry, sources);
    const handlers = listsTools(entry) || entry.open ? null : implementation()?.handlers;
    return withRegisteredTools(described, handlers, entry.properties.get("tools_stakes"), sources);
  };
  return ifReadable<ReturnType<DustServer["metadata"]>>(read, (why) => ({ known: false, at, why }));
}

// A file that cannot be read is the finding of a rule; it must not end the check of the other servers.
function ifReadable<T>(read: () => T, otherwise: (why: string) => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof UserError) return otherwise(error.message);
    throw error;
  }
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}
