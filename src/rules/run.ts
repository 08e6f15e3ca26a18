import { createHash } from "node:crypto";
import type { Finding } from "../model/finding.ts";
import type { Found } from "../model/found.ts";
import type { Problem, Rule, Verdict } from "./rule.ts";

/** What one rule said about one integration, apart from its findings. */
export interface RuleOutcome {
  rule: string;
  server: string;
  status: "pass" | "problem" | "not-applicable" | "could-not-check";
  reason?: string;
}

/** Everything a run of rules found out. */
export interface RuleRun {
  findings: Finding[];
  outcomes: RuleOutcome[];
}

/** Runs every rule on every subject. `all` is what the host holds, for rules that compare integrations. */
export function runRules<F extends Found, H>(rules: Rule<F, H>[], subjects: F[], all: F[], host: H): RuleRun {
  const run: RuleRun = { findings: [], outcomes: [] };
  for (const found of subjects) {
    for (const rule of rules) {
      const verdicts = [...rule.check({ found, all, host })];
      run.outcomes.push(outcomeOf(rule.id, found.name, verdicts));
      run.findings.push(...verdicts.filter((v) => v.kind === "problem").map((p) => findingOf(rule, found, p)));
    }
  }
  run.findings.sort(byPlace);
  return run;
}

function outcomeOf(rule: string, server: string, verdicts: Verdict[]): RuleOutcome {
  if (verdicts.some((v) => v.kind === "problem")) return { rule, server, status: "problem" };
  const unknown = verdicts.find((v) => v.kind === "unknown");
  if (unknown) return { rule, server, status: "could-not-check", reason: unknown.reason };
  const skipped = verdicts.find((v) => v.kind === "not-applicable");
  if (skipped) return { rule, server, status: "not-applicable", reason: skipped.reason };
  return { rule, server, status: "pass" };
}

function findingOf<F extends Found, H>(rule: Rule<F, H>, found: F, problem: Problem): Finding {
  return {
    rule: rule.id,
    severity: rule.severity,
    server: found.name,
    provider: null,
    message: problem.message,
    location: problem.at,
    related: problem.related ?? [],
    fixable: problem.fix !== undefined,
    fingerprint: fingerprint(rule.id, found.name, problem.symbol),
    baselined: false,
  };
}

/** A stable id of a finding: 16 hexadecimal digits of rule, server and symbol, never of a line. */
export function fingerprint(rule: string, server: string, symbol: string): string {
  return createHash("sha256")
    .update(JSON.stringify([rule, server, symbol]))
    .digest("hex")
    .slice(0, 16);
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.location.path, b.location.path) ||
    a.location.line - b.location.line ||
    a.location.column - b.location.column ||
    compare(a.rule, b.rule)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
