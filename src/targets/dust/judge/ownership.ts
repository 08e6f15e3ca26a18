import type { Sources } from "../../../edit/sources.ts";
import { locationOf, ts, walk } from "../../../edit/ts.ts";
import type { Location } from "../../../model/location.ts";
import { isOfServers } from "../paths.ts";
import type { DustServer } from "../read/server.ts";
import type { Entry } from "../registry/entries.ts";

/** A name in an entry that comes from a module of some server. */
export interface ServerImport {
  name: string;
  path: string;
  at: Location;
}

/** The properties of an entry that describe its server. */
export const DESCRIBING = ["metadata", "serverInfo", "tools", "tools_stakes"];

/** What an entry describes its server with: the names that it takes from modules of servers, in source order. */
export function describedBy(entry: Entry, sources: Sources): ServerImport[] {
  return DESCRIBING.flatMap((key) => entry.properties.get(key) ?? []).flatMap((expression) =>
    identifiersIn(expression).flatMap((identifier) => {
      const path = sources.resolve(identifier)?.source.fileName ?? "";
      return isOfServers(path) ? [{ name: identifier.text, path, at: locationOf(identifier) }] : [];
    }),
  );
}

/** The identifiers that stand for values in an expression: no property names. */
export function identifiersIn(expression: ts.Expression): ts.Identifier[] {
  return walk(expression)
    .filter(ts.isIdentifier)
    .filter(({ parent }, index, all) => {
      const identifier = all[index];
      if (ts.isPropertyAccessExpression(parent)) return parent.expression === identifier;
      return !(ts.isPropertyAssignment(parent) && parent.name === identifier);
    });
}

/** Whether the module that a server's case calls uses the metadata of the server's entry; null when that is not known. */
export function sharesMetadata(found: DustServer, sources: Sources): boolean | null {
  const implementation = found.implementation();
  const modules = found.entry ? describedBy(found.entry, sources) : [];
  if (!implementation || modules.length === 0) return null;
  return modules.some(({ path }) => implementation.imports.includes(path));
}
