import { EXIT, UserError } from "../../../errors.ts";
import type { GateSpec, IntegrationSpec } from "../../../model/integration-spec.ts";
import type { DustHost } from "../host.ts";
import { planProperty } from "./plan-property.ts";

/** What an entry of the registry is made of. */
export interface NewEntry {
  spec: IntegrationSpec;
  id: number;
  /** The metadata constant. */
  metadata: string;
}

/** The properties of a new entry in the order of most entries, as text; those that no entry of this checkout has are left out. */
export function entryText({ spec, id, metadata }: NewEntry, host: DustHost): string {
  const usual = usualProperties(host);
  const properties: [name: string, text: string][] = [
    ["id", String(id)],
    ["availability", JSON.stringify(spec.availability)],
    ["allowMultipleInstances", String(spec.allowMultipleInstances)],
    ["isRestricted", restriction(spec.gate, host)],
    ["isPreview", String(spec.gate?.preview ?? false)],
    ...(spec.auth.kind === "bearer" ? [["requiresBearerToken", "true"] as [string, string]] : []),
    ...["tools_arguments_requiring_approval", "tools_retry_policies", "timeoutMs"]
      .filter((name) => usual.has(name))
      .map((name): [string, string] => [name, "undefined"]),
    ["metadata", metadata],
  ];
  return `{\n${properties.map(([name, text]) => `  ${name}: ${text.replaceAll("\n", "\n  ")},\n`).join("")}}`;
}

/** The properties that every entry with metadata writes out: the entry's type requires them. */
function usualProperties(host: DustHost): Set<string> {
  const [first, ...rest] = host.registry().entries.filter((entry) => entry.properties.has("metadata"));
  const names = first ? [...first.properties.keys()] : [];
  return new Set(names.filter((name) => rest.every((entry) => entry.properties.has(name))));
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
