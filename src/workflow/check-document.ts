import packageJson from "../../package.json" with { type: "json" };
import type { Finding } from "../model/finding.ts";
import type { Found } from "../model/found.ts";
import type { Location } from "../model/location.ts";
import { type ChecklistItem, checklistItems } from "../rules/checklist.ts";
import type { RuleRun } from "../rules/run.ts";
import type { Evidence, Host, Target } from "../targets/target.ts";
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

/** What was checked of one target's host. */
export interface CheckedHost {
  target: Pick<Target, "rules" | "checklist">;
  host: Host;
  subjects: Found[];
}

/** What was checked and how long it took, in milliseconds. */
export interface Checked {
  hosts: readonly CheckedHost[];
  /** How many rules were run. */
  judged: number;
  run: RuleRun;
  durationMs: number;
}

/** Describes what a run of the rules found out. */
export function checkDocument({ hosts, judged, run, durationMs }: Checked): CheckDocument {
  const fresh = run.findings.filter((finding) => !finding.baselined);
  const withSeverity = (severity: string) => fresh.filter((finding) => finding.severity === severity).length;
  const servers = hosts.flatMap(({ subjects }) => subjects.filter((found) => found.kind !== "provider"));
  const withStatus = (status: string) => run.outcomes.filter((outcome) => outcome.status === status).length;
  return {
    schemaVersion: 1,
    tool: { name: packageJson.name, version: packageJson.version },
    host: {
      targets: hosts.map(({ host }) => host.target),
      layouts: [...new Set(hosts.flatMap(({ host }) => host.layouts))],
      evidence: hosts.flatMap(({ host }) => host.evidence),
    },
    servers: servers.map(({ name, directory, layout }) => ({ name, directory, layout })),
    findings: run.findings.map(findingDocument),
    checklist: hosts.flatMap(({ target: { checklist: lines, rules }, host, subjects: servers }) =>
      checklistItems({ lines, rules, run, servers, host }),
    ),
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
