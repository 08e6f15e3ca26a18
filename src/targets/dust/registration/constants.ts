import { insertElement, insertProperty } from "../../../edit/list.ts";
import type { Splice } from "../../../edit/splice.ts";
import { ts } from "../../../edit/ts.ts";
import { factValue } from "../../../model/found.ts";
import { arrayAnchor, objectAnchor, requiredSource } from "../../_shared/anchors.ts";
import { naturalOrder } from "../../_shared/import-block.ts";
import { importNames } from "../../_shared/import-name.ts";
import type { DustHost } from "../host.ts";
import { moduleOf, PATHS } from "../paths.ts";
import { NAMES } from "../registry/read.ts";
import { conflictAt } from "./conflict.ts";
import { entryText, type NewEntry } from "./entry.ts";
import { positionOf } from "./place-name.ts";

/** The splices that register a server in constants.ts: import, names array and entry, each only where it is missing. */
export function constantsSplices(entry: NewEntry, directory: string, host: DustHost): Splice[] {
  const source = requiredSource(host.sources, PATHS.constants);
  const wanted = Object.values(entry.metadata).sort(naturalOrder);
  const { locals, splices } = importNames(
    source,
    wanted.map((name) => ({ exported: name, local: name })),
    moduleOf(`${directory}/metadata.ts`),
  );
  const named = Object.entries(entry.metadata).map(([property, name]) => [property, locals.get(name) ?? name]);
  return [
    ...splices,
    ...nameSplices(source, entry.spec.name, host),
    ...entrySplices(source, { ...entry, metadata: Object.fromEntries(named) }, host),
  ];
}

/** The splices that put a name into the names array; none when it is there. */
export function nameSplices(source: ts.SourceFile, name: string, host: DustHost): Splice[] {
  if (host.registry().listed.some((fact) => factValue(fact) === name)) return [];
  const array = arrayAnchor(source, NAMES);
  const literals = array.elements.map((element) => (ts.isStringLiteral(element) ? element.text : null));
  return insertElement(source, array, positionOf(name, literals), JSON.stringify(name));
}

function entrySplices(source: ts.SourceFile, entry: NewEntry, host: DustHost): Splice[] {
  const { name } = entry.spec;
  const text = entryText(entry, host);
  const registered = host.registry().entries.find((each) => factValue(each.name) === name);
  if (!registered) {
    const object = objectAnchor(source, "INTERNAL_MCP_SERVERS");
    return insertProperty(source, object, "last", `${name}: ${text}`);
  }
  const value = [...registered.properties.values()][0]?.parent.parent;
  if (!value || compact(value.getText(source)) !== compact(text)) throw conflictAt(registered.at, "entry", text);
  return [];
}

// What a formatter may choose: white space, commas, semicolons, the kind of quotes, parentheses around what it breaks.
function compact(text: string): string {
  return text.replace(/[\s,;()]+/g, "").replaceAll("'", '"');
}
