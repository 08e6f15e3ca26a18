import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { IntegrationSpec } from "../../../../src/model/integration-spec.ts";
import { parseIntegration } from "../../../../src/model/problems/parse.ts";

const FILES = {
  acme_crm: "../../../specs/acme_crm.json",
  statuspage_ops: "../../../specs/statuspage.json",
  everything_api: "./specs/everything.json",
} as const;

/** The sample specs: OAuth, a bearer token with a scheme of its own, and one that covers everything else. */
export type SampleName = keyof typeof FILES;

/** Their names. */
export const SAMPLES = Object.keys(FILES) as SampleName[];

/** A sample, complete, with an icon that both sample workspaces have. */
export function sample(name: SampleName): IntegrationSpec & { icon: string } {
  const path = fileURLToPath(new URL(FILES[name], import.meta.url));
  return { ...parseIntegration(JSON.parse(readFileSync(path, "utf8"))), icon: "ActionDocumentTextIcon" };
}

/** The folder of a server in both sample workspaces. */
export function serverFolder(name: string): string {
  return `front/lib/api/actions/servers/${name}`;
}
