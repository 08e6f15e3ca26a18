import { foldObjectEntries, type Entry as ObjectEntry } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, type ts } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import type { Location } from "../../../model/location.ts";
import { booleanFact, numberFact, stringFact } from "../read/facts.ts";
import { objectAnchor } from "./anchors.ts";

/** One entry of `INTERNAL_MCP_SERVERS`: its key by value, and what its properties say. */
export interface Entry {
  name: Fact<string>;
  at: Location;
  /** The expressions of its properties by name; empty when its value is no object literal. */
  properties: ReadonlyMap<string, ts.Expression>;
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
    return { name: { known: false, at, why: entry.why }, at, properties: new Map() };
  }
  const at = locationOf(entry.node.name ?? entry.node);
  const properties = propertiesOf(entry.value, sources);
  const read = <T>(name: string, fact: (expression: ts.Expression, sources: Sources) => Fact<T>) => {
    const expression = properties.get(name);
    return expression ? { [name]: fact(expression, sources) } : {};
  };
  return {
    name: { known: true, value: entry.key, at },
    at,
    properties,
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

/** The expressions of an object's properties by folded name, spreads flattened; unknown parts are left out. */
export function propertiesOf(value: ts.Expression | null, sources: Sources): Map<string, ts.Expression> {
  const entries = value ? foldObjectEntries(value, sources) : [];
  return new Map(entries.flatMap((entry) => (entry.known && entry.value ? [[entry.key, entry.value]] : [])));
}
