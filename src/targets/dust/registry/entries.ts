import { foldObjectEntries, type Entry as ObjectEntry } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, type ts } from "../../../edit/ts.ts";
import type { Fact, UnknownFact } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import { objectAnchor } from "../../_shared/anchors.ts";
import { booleanFact, numberFact, stringFact } from "../../_shared/facts.ts";

/** One entry of `INTERNAL_MCP_SERVERS`: its key by value, and what its properties say. */
export interface Entry {
  name: Fact<string>;
  at: Location;
  /** The expressions of its properties by name; empty when its value is no object literal. */
  properties: ReadonlyMap<string, ts.Expression>;
  /** A part of its value that cannot be followed, which may hold any property; null when there is none. */
  open: UnknownFact | null;
  id?: Fact<number>;
  availability?: Fact<string>;
  isPreview?: Fact<boolean>;
  requiresBearerToken?: Fact<boolean>;
}

/** The entries of `INTERNAL_MCP_SERVERS`, in source order. Throws AnchorNotFound. */
export function readEntries(constants: ts.SourceFile, sources: Sources): Entry[] {
  const registry = objectAnchor(constants, "INTERNAL_MCP_SERVERS");
  return foldObjectEntries(registry, sources).map((entry) => readEntry(entry, sources));
}

function readEntry(entry: ObjectEntry, sources: Sources): Entry {
  if (!entry.known) {
    const at = locationOf(entry.node);
    return { name: { known: false, at, why: entry.why }, at, properties: new Map(), open: null };
  }
  const at = locationOf(entry.node.name ?? entry.node);
  const parts = partsOf(entry.value, sources);
  const read = <T>(name: string, fact: (expression: ts.Expression, sources: Sources) => Fact<T>) => {
    const found = partFact(parts, name, (expression) => fact(expression, sources));
    return found ? { [name]: found } : {};
  };
  return {
    name: { known: true, value: entry.key, at },
    at,
    ...parts,
    ...read("id", numberFact),
    ...read("availability", stringFact),
    ...read("isPreview", booleanFact),
    ...read("requiresBearerToken", booleanFact),
  };
}

/** Whether an entry says what tools its server has; `undefined` says nothing. */
export function listsTools({ properties }: Entry): boolean {
  const tools = properties.get("tools");
  return tools !== undefined && tools.getText() !== "undefined";
}

/** What an object says. */
export interface Parts {
  /** The expressions of its properties by folded name, spreads flattened. */
  properties: ReadonlyMap<string, ts.Expression>;
  /** The first part that cannot be followed, which may hold any property; null when there is none. */
  open: UnknownFact | null;
}

/** Reads an object part by part; an expression that leads to no object is one part that cannot be followed. */
export function partsOf(value: ts.Expression | null, sources: Sources): Parts {
  const entries = value ? foldObjectEntries(value, sources) : [];
  const gap = entries.find((entry) => !entry.known);
  return {
    properties: new Map(entries.flatMap((entry) => (entry.known && entry.value ? [[entry.key, entry.value]] : []))),
    open: gap && !gap.known ? { known: false, at: locationOf(gap.node), why: gap.why } : null,
  };
}

/** One property as a fact: unknown where a part that cannot be followed may hold it, undefined where there is none. */
export function partFact<T>(
  { properties, open }: Parts,
  name: string,
  fact: (expression: ts.Expression) => Fact<T>,
): Fact<T> | undefined {
  const expression = properties.get(name);
  return expression ? fact(expression) : (open ?? undefined);
}

/** The expressions of an object's properties by folded name, spreads flattened; unknown parts are left out. */
export function propertiesOf(value: ts.Expression | null, sources: Sources): Parts["properties"] {
  return partsOf(value, sources).properties;
}
