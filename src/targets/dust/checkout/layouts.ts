import { foldElements, originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { locationOf, objectMethod, ts, unwrap } from "../../../edit/ts.ts";
import { UserError } from "../../../errors.ts";
import { factValue } from "../../../model/found.ts";
import { formatLocation } from "../../../model/location.ts";
import { isBroken } from "../../_shared/anchors.ts";
import type { Evidence } from "../../target.ts";
import { PATHS } from "../paths.ts";
import { type Entry, propertiesOf } from "../registry/entries.ts";
import { detectLayout, type KnownLayout, LAYOUTS } from "./detect.ts";

/** What a checkout's servers look like: the layout that a new one gets, every layout that there is, and what shows them. */
export interface CheckoutLayouts {
  /** The layout of a new server. */
  layout: KnownLayout;
  /** What the checkout as a whole was recognised by, whatever its newest servers look like. */
  era: KnownLayout;
  /** Every layout of its servers, that of a new one first. */
  all: KnownLayout[];
  evidence: Evidence[];
}

const NEWEST = 3;

/**
 * The layouts of a checkout. A new server gets the layout of the three highest ids whose layout is known; a tie goes to the
 * layout that is looked for first. Without such servers, or where the registry cannot be read, the checkout's own probes decide.
 */
export function checkoutLayouts(sources: Sources, entries: () => readonly Entry[]): CheckoutLayouts {
  const { layout: era, evidence } = detectLayout(sources);
  const servers = era === "central" ? [] : readable(sources, entries);
  const own = (entry: Entry) => entryLayout(entry, era, sources);
  const first = newest(servers, own);
  const layout = mostOf(first.map((each) => each.layout)) ?? era;
  const shape = isMixable(sources, era) ? own : (entry: Entry) => entryShape(entry, era);
  const shapes = servers.map((entry) => ({ entry, layout: shape(entry) }));
  const others = LAYOUTS.filter((each) => each !== layout && shapes.some((one) => one.layout === each));
  const decisive = first.find((each) => each.layout === layout)?.entry;
  const shown = layout === era || !decisive ? evidence : evidenceOf(layout, decisive, "the newest servers");
  const rest = others.map((each) => {
    const having = shapes.filter((one) => one.layout === each);
    const count = having.length === 1 ? "1 server" : `${having.length} servers`;
    return having[0] ? evidenceOf(each, having[0].entry, count) : evidence;
  });
  return { layout, era, all: [layout, ...others], evidence: [shown, ...rest] };
}

/** The layout of the server that an entry describes; null when its metadata cannot be followed in a checkout of both kinds. */
export function entryLayout(entry: Entry, era: KnownLayout, sources: Sources): KnownLayout | null {
  const metadata = entry.properties.get("metadata");
  if (!metadata || era === "central") return entryShape(entry, era);
  const tools = propertiesOf(metadata, sources).get("tools");
  return tools ? listLayout(tools, sources) : null;
}

/** The layout of a server as its entry alone tells it, without a look at the modules that it names. */
export function entryShape(entry: Entry, era: KnownLayout): KnownLayout {
  if (entry.properties.has("metadata")) return era === "arrays" || era === "central" ? era : "records";
  const info = entry.properties.get("serverInfo");
  if (!info) return "flat";
  return ts.isObjectLiteralExpression(unwrap(info)) ? "inline" : "legacy";
}

// A list of tools is an array that is written out, or made of a record by `Object.values(…)`.
function listLayout(list: ts.Expression, sources: Sources): "records" | "arrays" | null {
  const origin = originOf(list, sources);
  if (!origin) return null;
  if (ts.isObjectLiteralExpression(origin)) return "records";
  if (ts.isCallExpression(origin)) {
    if (objectMethod(origin)) return "records";
    const callee = origin.expression;
    if (ts.isIdentifier(callee)) return callee.text === "createToolsRecord" ? "records" : null;
    return ts.isPropertyAccessExpression(callee) ? listLayout(callee.expression, sources) : null;
  }
  // A server without tools writes an empty array in every layout.
  if (!ts.isArrayLiteralExpression(origin) || origin.elements.length === 0) return null;
  const spread = origin.elements
    .filter(ts.isSpreadElement)
    .flatMap((each) => listLayout(each.expression, sources) ?? []);
  return spread[0] ?? (foldElements(origin, sources).every((each) => each.known) ? "arrays" : null);
}

// Whether both forms of metadata compile here, so that only the modules tell them apart.
function isMixable(sources: Sources, era: KnownLayout): boolean {
  return era === "arrays" && sources.exports(PATHS.toolDefinition, "createToolsRecord") !== false;
}

function readable(sources: Sources, entries: () => readonly Entry[]): readonly Entry[] {
  if (isBroken(sources, PATHS.constants)) return [];
  try {
    return entries();
  } catch (error) {
    // A registry that is not as expected is the finding of a rule; the probes tell what they can.
    if (error instanceof UserError) return [];
    throw error;
  }
}

// Only the newest servers are looked into: each look reads a module.
function newest(servers: readonly Entry[], layoutOf: (entry: Entry) => KnownLayout | null) {
  const found: { entry: Entry; layout: KnownLayout }[] = [];
  for (const entry of [...servers].sort((a, b) => idOf(b) - idOf(a))) {
    const layout = found.length < NEWEST ? layoutOf(entry) : null;
    if (layout) found.push({ entry, layout });
  }
  return found;
}

function idOf(entry: Entry): number {
  return factValue(entry.id) ?? 0;
}

function mostOf(layouts: readonly KnownLayout[]): KnownLayout | undefined {
  const count = (layout: KnownLayout) => layouts.filter((each) => each === layout).length;
  const most = Math.max(...layouts.map(count));
  return LAYOUTS.find((layout) => count(layout) === most && most > 0);
}

function evidenceOf(layout: KnownLayout, entry: Entry, of: string): Evidence {
  const value = entry.properties.get("metadata") ?? entry.properties.get("serverInfo");
  const where = formatLocation(value ? locationOf(value) : entry.at);
  return { what: `layout ${layout} (${of})`, where };
}
