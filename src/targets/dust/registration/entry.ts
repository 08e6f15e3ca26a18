import { ts, unwrap } from "../../../edit/ts.ts";
import { EXIT, UserError } from "../../../errors.ts";
import type { GateSpec, IntegrationSpec } from "../../../model/integration-spec.ts";
import type { DustHost } from "../host.ts";
import type { Entry } from "../registry/entries.ts";
import { planProperty } from "./plan-property.ts";

/** The constants of a metadata module that an entry names, by the entry's property: all of it at once, or in layout `legacy` its parts. */
export type MetadataConstants = { metadata: string } | { tools_stakes: string; tools: string; serverInfo: string };

/** What an entry of the registry is made of. */
export interface NewEntry {
  spec: IntegrationSpec;
  id: number;
  /** What it names of its metadata, by property. */
  metadata: Readonly<Record<string, string>>;
}

/**
 * The properties of a new entry as text, in the order of most entries: in layout `legacy` of this checkout, where it varies by
 * the time. Those that the entries of this checkout do not have are left out; any other that all of them have is `undefined` where
 * one of theirs is.
 */
export function entryText({ spec, id, metadata }: NewEntry, host: DustHost): string {
  const peers = peersOf(metadata, host);
  const { serverInfo, tools, tools_stakes: stakes, ...whole } = metadata;
  const optional = (name: string, value: string | undefined): [string, string][] =>
    value === undefined ? [] : [[name, value]];
  const properties: [name: string, text: string][] = [
    ["id", String(id)],
    ["availability", JSON.stringify(spec.availability)],
    ["allowMultipleInstances", String(spec.allowMultipleInstances)],
    ["isRestricted", restriction(spec.gate, host)],
    ["isPreview", String(spec.gate?.preview ?? false)],
    ...optional("requiresBearerToken", spec.auth.kind === "bearer" ? "true" : undefined),
    ...optional("tools_stakes", stakes),
    ...undefinedProperties(peers).map((name): [string, string] => [name, "undefined"]),
    ...optional("tools", tools),
    ...optional("serverInfo", serverInfo),
    ...Object.entries(whole),
  ];
  const ordered = serverInfo === undefined ? properties : inOrderOf(peers, properties);
  return `{\n${ordered.map(([name, text]) => `  ${name}: ${text.replaceAll("\n", "\n  ")},\n`).join("")}}`;
}

/** The entries that are written like the new one; all where there is none. */
function peersOf(metadata: NewEntry["metadata"], host: DustHost): readonly Entry[] {
  const { entries } = host.registry();
  const peers = entries.filter((entry) =>
    "metadata" in metadata ? entry.properties.has("metadata") : host.layoutOf(entry) === "legacy",
  );
  return peers.length > 0 ? peers : entries;
}

const GIVEN = ["id", "availability", "allowMultipleInstances", "isRestricted", "isPreview", "requiresBearerToken"];
const NAMED = ["tools_stakes", "tools", "serverInfo", "metadata"];
const KNOWN = ["tools_arguments_requiring_approval", "tools_retry_policies", "timeoutMs"];

/** The properties that every one of them writes out, so that the entry's type requires them, and that may be `undefined`. */
function undefinedProperties(peers: readonly Entry[]): string[] {
  const usual = [...(peers[0]?.properties.keys() ?? [])].filter((name) =>
    peers.every((entry) => entry.properties.has(name)),
  );
  const others = usual.filter((name) => ![...GIVEN, ...NAMED, ...KNOWN].includes(name));
  return [
    ...KNOWN.filter((name) => usual.includes(name)),
    ...others.filter((name) => peers.some((entry) => isUndefined(entry.properties.get(name)))),
  ];
}

function isUndefined(value: ts.Expression | undefined): boolean {
  const bare = value && unwrap(value);
  return bare !== undefined && ts.isIdentifier(bare) && bare.text === "undefined";
}

/** Properties in the most frequent order of some entries; one that those lack stays behind the one before it. */
function inOrderOf(peers: readonly Entry[], properties: readonly [string, string][]): [string, string][] {
  const values = new Map(properties);
  const counts = new Map<string, number>();
  for (const peer of peers) {
    const order = [...peer.properties.keys()].filter((name) => values.has(name)).join(" ");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  const [most] = [...counts].sort(([, a], [, b]) => b - a);
  const order = most?.[0].split(" ") ?? [];
  for (const [index, [name]] of properties.entries()) {
    const before = properties[index - 1]?.[0] ?? "";
    if (!order.includes(name)) order.splice(order.indexOf(before) + 1, 0, name);
  }
  return order.flatMap((name): [string, string][] => {
    const value = values.get(name);
    return value === undefined ? [] : [[name, value]];
  });
}

function restriction(gate: GateSpec | null, host: DustHost): string {
  if (!gate) return "undefined";
  const flag = gate.featureFlag === undefined ? null : `featureFlags.includes(${JSON.stringify(gate.featureFlag)})`;
  const plan = gate.plan === undefined ? null : `plan.${planPath(gate.plan, host)}`;
  if (flag && plan) {
    const locals = `  const isInPlan = ${plan};\n  const hasFeatureFlag = ${flag};\n`;
    return `({ plan, featureFlags }) => {\n${locals}  return !isInPlan && !hasFeatureFlag;\n}`;
  }
  if (plan) return `({ plan }) => !${plan}`;
  return flag ? `({ featureFlags }) => {\n  return !${flag};\n}` : "undefined";
}

function planPath(name: string, host: DustHost): string {
  const { path, names } = planProperty(name, host.sources);
  if (path !== null) return path;
  throw new UserError("spec-invalid", `gate.plan: the plans of this checkout have no yes-or-no setting "${name}".`, {
    exitCode: EXIT.usage,
    hint: names.length > 0 ? `They have: ${names.join(", ")}.` : "Use gate.featureFlag instead.",
  });
}
