import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { IntegrationSpec } from "../../../../src/model/integration-spec.ts";
import { parseIntegration } from "../../../../src/model/problems/parse.ts";
import type { DustLayout } from "../../../../src/targets/dust/checkout/conventions.ts";

const FILES = {
  acme_crm: "../../../specs/acme_crm.json",
  statuspage_ops: "../../../specs/statuspage.json",
  everything_api: "./specs/everything.json",
} as const;

/** The sample specs: OAuth, a bearer token with a scheme of its own, and one that covers everything else. */
export type SampleName = keyof typeof FILES;

/** Their names. */
export const SAMPLES = Object.keys(FILES) as SampleName[];

/** A sample, complete, with an icon that every sample workspace has. */
export function sample(name: SampleName): IntegrationSpec & { icon: string } {
  const path = fileURLToPath(new URL(FILES[name], import.meta.url));
  return { ...parseIntegration(JSON.parse(readFileSync(path, "utf8"))), icon: "ActionDocumentTextIcon" };
}

/** The folder of a server in the sample workspace of a layout. */
export function serverFolder(name: string, layout?: DustLayout): string {
  return layout === "legacy"
    ? `front/lib/actions/mcp_internal_actions/servers/${name}`
    : `front/lib/api/actions/servers/${name}`;
}
