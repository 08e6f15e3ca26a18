import type { Sources } from "../../../edit/sources.ts";
import { functionNamed, locationOf, ts, unwrap, walk } from "../../../edit/ts.ts";
import { formatLocation } from "../../../model/location.ts";
import { declarationsOf } from "../../_shared/anchors.ts";
import type { Evidence } from "../../target.ts";
import { PATHS } from "../paths.ts";

/** Every layout that Dust has had, in the order in which they are looked for; the newest three but `central` are written. */
export const LAYOUTS = ["central", "arrays", "records", "legacy", "inline", "flat"] as const;

/** A layout that is recognised, written or not. */
export type KnownLayout = (typeof LAYOUTS)[number];

/** The layout of a checkout as a whole and the place that shows it. Looks at sources only, the first probe that matches wins. */
export function detectLayout(sources: Sources): { layout: KnownLayout; evidence: Evidence } {
  for (const [layout, probe] of PROBES) {
    const node = probe(sources);
    if (node) return { layout, evidence: { what: `layout ${layout}`, where: formatLocation(locationOf(node)) } };
  }
  return { layout: "flat", evidence: { what: "layout flat", where: PATHS.constants } };
}

const PROBES: [KnownLayout, (sources: Sources) => ts.Node | undefined][] = [
  ["central", (sources) => centralFactory(sources.source(PATHS.switch))],
  ["arrays", (sources) => uniqueNamesCall(sources.source(PATHS.constants))],
  ["records", (sources) => sources.exported(PATHS.toolDefinition, "createToolsRecord")?.node],
  ["legacy", (sources) => serverInfo(sources, ts.isIdentifier)],
  ["inline", (sources) => serverInfo(sources, ts.isObjectLiteralExpression)],
];

function centralFactory(source: ts.SourceFile | null): ts.Node | undefined {
  const factory = source && functionNamed(source, "createServer");
  if (!factory || !source) return undefined;
  return walk(source).find((node) => ts.isIdentifier(node) && node.text === "toolHandlers") && factory;
}

function uniqueNamesCall(source: ts.SourceFile | null): ts.Node | undefined {
  const value = registryInitialiser(source);
  const isCall = value && ts.isCallExpression(value) && ts.isIdentifier(value.expression);
  return isCall && value.expression.getText() === "ensureUniqueToolNames" ? value.expression : undefined;
}

function serverInfo(sources: Sources, fits: (node: ts.Node) => boolean): ts.Node | undefined {
  const value = registryInitialiser(sources.source(PATHS.constants));
  const registry = value && unwrap(value);
  if (!registry || !ts.isObjectLiteralExpression(registry)) return undefined;
  return registry.properties
    .filter(ts.isPropertyAssignment)
    .map((entry) => entry.initializer)
    .filter(ts.isObjectLiteralExpression)
    .flatMap((entry) => entry.properties.filter(ts.isPropertyAssignment))
    .find((property) => property.name.getText() === "serverInfo" && fits(property.initializer));
}

function registryInitialiser(source: ts.SourceFile | null): ts.Expression | undefined {
  return source ? declarationsOf(source, "INTERNAL_MCP_SERVERS")[0]?.initializer : undefined;
}
