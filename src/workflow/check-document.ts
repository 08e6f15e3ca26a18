import packageJson from "../../package.json" with { type: "json" };
import type { Finding } from "../model/finding.ts";
import type { Found } from "../model/found.ts";
import type { Location } from "../model/location.ts";
import { type ChecklistItem, type ChecklistLine, checklistItems } from "../rules/checklist.ts";
import type { Rule } from "../rules/rule.ts";
import type { RuleRun } from "../rules/run.ts";
import type { Evidence, Host } from "../targets/target.ts";
import type { ChangeDocument } from "./write-document.ts";

export type { ChecklistItem } from "../rules/checklist.ts";

/** A finding as the JSON document shows it: related places are flat. */
export interface FindingDocument extends Omit<Finding, "related"> {
  related: { path: string; line: number; column: number; message: string }[];
}

/**
 * The JSON document of `check`. Its counts of findings leave out baselined ones; its counts of what is not applicable or
 * could not be checked are of rules on servers.
 */
export interface CheckDocument {
  schemaVersion: 1;
  tool: { name: string; version: string };
  host: { targets: string[]; layouts: string[]; evidence: Evidence[] };
  servers: { name: string; directory: string | null; layout: string | null }[];
  findings: FindingDocument[];
  checklist: ChecklistItem[];
  summary: {
    servers: number;
    rules: number;
    errors: number;
    warnings: number;
    infos: number;
    notApplicable: number;
    couldNotCheck: number;
    durationMs: number;
  };
  /** With `--fix` or `--update-baseline`: whether the changes are on disk. */
  applied?: boolean;
  /** With `--fix` or `--update-baseline`: the files that are written, or would be. */
  changes?: ChangeDocument[];
}

/** What was checked and how long it took, in milliseconds. */
export interface Checked {
  host: Host;
  servers: Found[];
  rules: Rule[];
  /** How many rules were run. */
  judged: number;
  /** The lines of the target's checklist. */
  checklist: readonly ChecklistLine[] | undefined;
  run: RuleRun;
  durationMs: number;
}

/** Describes what a run of the rules found out. */
export function checkDocument({ host, servers, rules, judged, checklist, run, durationMs }: Checked): CheckDocument {
  const fresh = run.findings.filter((finding) => !finding.baselined);
  const withSeverity = (severity: string) => fresh.filter((finding) => finding.severity === severity).length;
  const withStatus = (status: string) => run.outcomes.filter((outcome) => outcome.status === status).length;
  return {
    schemaVersion: 1,
    tool: { name: packageJson.name, version: packageJson.version },
    host: { targets: [host.target], layouts: host.layouts, evidence: host.evidence },
    servers: servers.map(({ name, directory, layout }) => ({ name, directory, layout })),
    findings: run.findings.map(findingDocument),
    checklist: checklistItems({ lines: checklist, rules, run, servers, host }),
    summary: {
      servers: servers.length,
      rules: judged,
      errors: withSeverity("error"),
      warnings: withSeverity("warning"),
      infos: withSeverity("info"),
      notApplicable: withStatus("not-applicable"),
      couldNotCheck: withStatus("could-not-check"),
      durationMs: Math.round(durationMs),
    },
  };
}

/** Describes one finding. */
export function findingDocument({ related, ...finding }: Finding): FindingDocument {
  return { ...finding, related: related.map(({ at, message }) => ({ ...placeOf(at), message })) };
}

function placeOf({ path, line, column }: Location): { path: string; line: number; column: number } {
  return { path, line, column };
}
