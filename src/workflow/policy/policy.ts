import { type Finding, subjectOf } from "../../model/finding.ts";
import type { Found } from "../../model/found.ts";
import type { BaselineRow } from "../../model/policy/baseline.ts";
import type { Config } from "../../model/policy/config.ts";
import { applyBaseline, baselineRows } from "../../rules/baseline.ts";
import { ignoreComments } from "../../rules/ignore-comment.ts";
import { applyIgnores, type IgnoreEntry } from "../../rules/ignores.ts";
import { byPlace, type RuleRun, type Severities } from "../../rules/run.ts";
import type { Scope } from "../../rules/scope.ts";
import type { BaselineFile } from "./baseline-file.ts";
import type { LoadedConfig } from "./config.ts";

/** What a team accepts: severities, ignored findings and known ones. */
export interface Policy {
  severities: Severities;
  ignore: IgnoreEntry[];
  /** The known findings; null when none are kept. */
  baseline: BaselineFile | null;
  /** True when the findings of this run become the known ones. */
  updatesBaseline: boolean;
  /** Every id that a comment may name. */
  knownRules: string[];
}

/** What was checked: the servers of the run and the texts of all files that were read for it. */
export interface Checked {
  servers: readonly Found[];
  all: readonly Found[];
  texts: Iterable<readonly [path: string, text: string]>;
}

/** What a run comes to under a policy, and the rows of a baseline that accepts it. */
export interface Judged {
  run: RuleRun;
  accepted: BaselineRow[];
}

/** The policy that a configuration and the flags declare. */
export function policyOf(config: LoadedConfig, knownRules: string[], baseline: BaselineFile | null): Policy {
  const entries = config.ignore ?? [];
  return {
    severities: config.rules ?? {},
    ignore: entries.map(({ rule, server }, index) => ({ rule, server, at: config.locate(["ignore", index]) })),
    baseline,
    updatesBaseline: false,
    knownRules,
  };
}

/** Findings as a configuration wants them: with its severities, and without what it turns off or ignores. */
export function underConfig(
  findings: readonly Finding[],
  { rules = {}, ignore = [] }: Pick<Config, "rules" | "ignore">,
): Finding[] {
  return findings.flatMap((finding) => {
    const severity = rules[finding.rule] ?? finding.severity;
    const isIgnored = ignore.some(({ rule, server }) => rule === finding.rule && server === subjectOf(finding));
    return severity === "off" || isIgnored ? [] : [{ ...finding, severity }];
  });
}

/** Applies ignores, then the baseline. What is ignored is no problem of its rule any more. */
export function applyPolicy(run: RuleRun, policy: Policy, { servers, all, texts }: Checked): Judged {
  const names = new Set(servers.map((found) => found.name));
  const scope: Scope = { servers: names, complete: servers.length === all.length, outcomes: run.outcomes };
  const left = applyIgnores(run.findings, {
    comments: [...texts].flatMap(([path, text]) => ignoreComments(path, text)),
    entries: policy.ignore,
    scope,
    ownerOf: (path) =>
      all.find(({ directory }) => directory !== null && path.startsWith(`${directory}/`))?.name ?? null,
    knownRules: policy.knownRules,
    severities: policy.severities,
  });
  const known = policy.baseline?.rows ?? [];
  const accepted = baselineRows(left, known, scope);
  const start = { path: policy.baseline?.path ?? "", line: 1, column: 1, endLine: 1, endColumn: 1 };
  const rows = policy.updatesBaseline ? accepted.map((row) => ({ ...row, at: start })) : known;
  const findings = policy.baseline ? applyBaseline(left, rows, scope, policy.severities) : left;
  const fixable = new Map([...run.fixes].map(([finding, fix]) => [finding.fingerprint, fix]));
  const fixes = new Map(
    findings.flatMap((finding) => {
      const fix = finding.baselined ? undefined : fixable.get(finding.fingerprint);
      return finding.fixable && fix ? [[finding, fix] as const] : [];
    }),
  );
  const outcomes = run.outcomes.map((outcome) => {
    const isOpen = findings.some((finding) => finding.rule === outcome.rule && subjectOf(finding) === outcome.server);
    return outcome.status === "problem" && !isOpen ? { ...outcome, status: "pass" as const } : outcome;
  });
  return { run: { findings: findings.sort(byPlace), outcomes, fixes }, accepted };
}
