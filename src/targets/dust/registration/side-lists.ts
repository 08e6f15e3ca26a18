import { insertElement, insertProperty } from "../../../edit/list.ts";
import type { Splice } from "../../../edit/splice.ts";
import { presence, typeMembers } from "../../../edit/types.ts";
import { factValue } from "../../../model/found.ts";
import type { IntegrationSpec } from "../../../model/integration-spec.ts";
import { arrayAnchor, declarationsOf, objectAnchor, requiredSource } from "../../_shared/anchors.ts";
import { importName } from "../../_shared/import-name.ts";
import type { DustHost } from "../host.ts";
import { moduleOf, PATHS } from "../paths.ts";
import { bm25Names, featureFlags, type SideList, tokenLabels } from "../registry/side-lists.ts";

/** The splices of one file. */
export interface FileEdit {
  path: string;
  splices: Splice[];
}

/** The feature flag's row, where the gate names a flag that the checkout lacks. */
export function featureFlagEdit(spec: Pick<IntegrationSpec, "gate" | "title">, host: DustHost): FileEdit[] {
  const flag = spec.gate?.featureFlag;
  if (flag === undefined || host.sources.source(PATHS.featureFlags) === null) return [];
  if (holds(featureFlags(host), flag)) return [];
  const source = requiredSource(host.sources, PATHS.featureFlags);
  if (declarationsOf(source, "WHITELISTABLE_FEATURES_CONFIG").length === 0) {
    const names = arrayAnchor(source, "WHITELISTABLE_FEATURES");
    return [{ path: PATHS.featureFlags, splices: insertElement(source, names, "last", JSON.stringify(flag)) }];
  }
  const rows = objectAnchor(source, "WHITELISTABLE_FEATURES_CONFIG");
  const row = `${flag}: {\n  description: ${JSON.stringify(`${spec.title} MCP tool`)},\n  stage: "on_demand",\n}`;
  return [{ path: PATHS.featureFlags, splices: insertProperty(source, rows, "last", row) }];
}

/** The label of the token field, for a bearer server in a checkout that has such labels. */
export function tokenLabelEdit(spec: Pick<IntegrationSpec, "auth" | "name" | "title">, host: DustHost): FileEdit[] {
  if (spec.auth.kind !== "bearer" || host.sources.source(PATHS.tokenLabels) === null) return [];
  if (holds(tokenLabels(host), spec.name)) return [];
  const source = requiredSource(host.sources, PATHS.tokenLabels);
  const rows = objectAnchor(source, "SERVER_TOKEN_LABELS");
  const tooltip = presence(typeMembers(host.sources, PATHS.tokenLabels, "TokenFieldLabel"), "tooltip");
  const fields = [
    ["label", `${spec.title} API Key`],
    ["placeholder", `Paste your ${spec.title} API key here`],
    ...(tooltip === "required" || tooltip === "optional"
      ? [["tooltip", `The requests to ${spec.title} are made with this key.`]]
      : []),
  ];
  const text = fields.map(([name, value]) => `  ${name}: ${JSON.stringify(value)},\n`).join("");
  return [{ path: PATHS.tokenLabels, splices: insertProperty(source, rows, "last", `${spec.name}: {\n${text}}`) }];
}

/** Where a metadata module lists its tools: a constant, and the member of it that holds them (`.tools`, or none). */
export interface ListedTools {
  constant: string;
  member: string;
}

/** The row of the tool search's sources, for a server that people see, where the checkout keeps that list. */
export function searchSourceEdit(
  spec: Pick<IntegrationSpec, "name" | "availability">,
  { constant, member }: ListedTools,
  directory: string,
  host: DustHost,
): FileEdit[] {
  const path = PATHS.bm25Sources;
  const listed = bm25Names(host);
  if (listed === null || holds(listed, spec.name) || spec.availability === "auto_hidden_builder") return [];
  const source = requiredSource(host.sources, path);
  const rows = arrayAnchor(source, "SERVER_SOURCES");
  const module = moduleOf(`${directory}/metadata.ts`);
  const { local, splices } = importName(source, { exported: constant, local: constant, module });
  const row = `{ name: ${JSON.stringify(spec.name)}, tools: ${local}${member} }`;
  return [{ path, splices: [...splices, ...insertElement(source, rows, "last", row)] }];
}

function holds(list: SideList, name: string): boolean {
  return list?.some((fact) => factValue(fact) === name) ?? false;
}
