import packageJson from "../../package.json" with { type: "json" };
import type { Finding } from "../model/finding.ts";
import type { Found } from "../model/found.ts";
import type { Location } from "../model/location.ts";
import type { Rule } from "../rules/rule.ts";
import type { RuleOutcome, RuleRun } from "../rules/run.ts";
import type { Evidence, Host } from "../targets/target.ts";
import type { ChangeDocument } from "./write-document.ts";

/** A finding as the JSON document shows it: related places are flat. */
export interface FindingDocument extends Omit<Finding, "related"> {
  related: { path: string; line: number; column: number; message: string }[];
}

/** One line of the checklist. `servers` are those that have this status. */
export interface ChecklistItem {
  id: string;
  item: string;
  status: "pass" | "fail" | "warn" | "manual" | "not-applicable" | "could-not-check";
  rules: string[];
  servers: string[];
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
  run: RuleRun;
  durationMs: number;
}

/** Describes what a run of the rules found out. */
export function checkDocument({ host, servers, rules, run, durationMs }: Checked): CheckDocument {
  const fresh = run.findings.filter((finding) => !finding.baselined);
  const withSeverity = (severity: string) => fresh.filter((finding) => finding.severity === severity).length;
  const withStatus = (status: string) => run.outcomes.filter((outcome) => outcome.status === status).length;
  return {
    schemaVersion: 1,
    tool: { name: packageJson.name, version: packageJson.version },
    host: { targets: [host.target], layouts: host.layouts, evidence: host.evidence },
    servers: servers.map(({ name, directory, layout }) => ({ name, directory, layout })),
    findings: run.findings.map(findingDocument),
    checklist: rules.map((rule) => checklistItem(rule, run)),
    summary: {
      servers: servers.length,
      rules: rules.length,
      errors: withSeverity("error"),
      warnings: withSeverity("warning"),
      infos: withSeverity("info"),
      notApplicable: withStatus("not-applicable"),
      couldNotCheck: withStatus("could-not-check"),
      durationMs: Math.round(durationMs),
    },
  };
}

function findingDocument({ related, ...finding }: Finding): FindingDocument {
  return { ...finding, related: related.map(({ at, message }) => ({ ...placeOf(at), message })) };
}

function placeOf({ path, line, column }: Location): { path: string; line: number; column: number } {
  return { path, line, column };
}

type Status = ChecklistItem["status"];

// The gravest status of a server is that of the line.
const GRAVEST: Status[] = ["fail", "warn", "could-not-check", "pass", "not-applicable"];

function checklistItem(rule: Rule, run: RuleRun): ChecklistItem {
  const outcomes = run.outcomes.filter((outcome) => outcome.rule === rule.id);
  const statuses = outcomes.map((outcome) => ({ server: outcome.server, status: statusOf(outcome, run.findings) }));
  const status = GRAVEST.find((each) => statuses.some((one) => one.status === each)) ?? "not-applicable";
  const servers = statuses.filter((one) => one.status === status).flatMap((one) => one.server ?? []);
  return { id: rule.id, item: rule.title, status, rules: [rule.id], servers };
}

function statusOf({ rule, server, status }: RuleOutcome, findings: Finding[]): Status {
  if (status !== "problem") return status;
  const own = findings.filter((finding) => finding.rule === rule && finding.server === server);
  return own.some((finding) => finding.severity === "error") ? "fail" : "warn";
}
