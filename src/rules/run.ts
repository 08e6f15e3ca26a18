import { createHash } from "node:crypto";
import type { Finding, Severity } from "../model/finding.ts";
import type { Found } from "../model/found.ts";
import type { Location } from "../model/location.ts";
import type { Draft } from "../plan/draft.ts";
import type { NotApplicable, Problem, Rule, RuleInput, Verdict } from "./rule.ts";

/** What one rule said about one integration, apart from its findings. */
export interface RuleOutcome {
  rule: string;
  server: string;
  status: "pass" | "problem" | "not-applicable" | "could-not-check";
  reason?: string;
  /** Where a source could not be worked out. */
  at?: Location;
}

/** Everything a run of rules found out. */
export interface RuleRun {
  findings: Finding[];
  outcomes: RuleOutcome[];
  /** How to mend the findings that can be mended safely; each works on the host that was judged. */
  fixes: Map<Finding, Fix>;
}

/** Mends a finding in a draft over the host that was judged. */
export type Fix = (draft: Draft) => void;

/** How severe a rule is by its id, where not as the rule says; one that is off is judged for others and not reported. */
export type Severities = Readonly<Record<string, Severity | "off">>;

/** Runs every rule on every subject. `all` is what the host holds, for rules that compare integrations. */
export function runRules<F extends Found, H>(
  rules: Rule<F, H>[],
  subjects: F[],
  all: F[],
  host: H,
  severities: Severities = {},
): RuleRun {
  const run: RuleRun = { findings: [], outcomes: [], fixes: new Map() };
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  for (const found of subjects) {
    const judge = judgeOf(byId, { found, all, host });
    for (const rule of rules) {
      const severity = severities[rule.id] ?? rule.severity;
      if (severity === "off") continue;
      const verdicts = judge(rule);
      run.outcomes.push(outcomeOf(rule.id, found.name, verdicts));
      for (const problem of verdicts.filter((verdict) => verdict.kind === "problem")) {
        const finding = findingOf({ id: rule.id, severity }, found, problem);
        run.findings.push(finding);
        if (problem.fix) run.fixes.set(finding, problem.fix);
      }
    }
  }
  run.findings.sort(byPlace);
  return run;
}

type Judge<F extends Found, H> = (rule: Rule<F, H>) => Verdict[];

/** Judges one integration, each rule once, those that a rule needs before it. */
function judgeOf<F extends Found, H>(byId: ReadonlyMap<string, Rule<F, H>>, input: RuleInput<F, H>): Judge<F, H> {
  const settled = new Map<string, Verdict[]>();
  const judge: Judge<F, H> = (rule) => {
    const known = settled.get(rule.id);
    if (known) return known;
    const cause = causeIn(rule.needs ?? [], byId, judge);
    const verdicts = cause ? [cause] : [...rule.check(input)];
    settled.set(rule.id, verdicts);
    return verdicts;
  };
  return judge;
}

/** What a failed rule among those needed leaves to say: one root cause is one finding, and no knowledge is no fault. */
function causeIn<F extends Found, H>(
  needs: string[],
  byId: ReadonlyMap<string, Rule<F, H>>,
  judge: Judge<F, H>,
): Verdict | null {
  for (const id of needs) {
    const rule = byId.get(id);
    const verdicts = rule ? judge(rule) : [];
    if (verdicts.some((v) => v.kind === "problem")) return silencedBy(id);
    const skipped = verdicts.find((v) => v.kind === "not-applicable" && v.cause !== undefined);
    const open = skipped ?? verdicts.find((v) => v.kind === "unknown");
    if (open) return open;
  }
  return null;
}

/** The verdict of a rule that stays silent because another one reports the cause. */
export function silencedBy(cause: string): NotApplicable {
  return { kind: "not-applicable", reason: `${cause} reports the cause`, cause };
}

function outcomeOf(rule: string, server: string, verdicts: Verdict[]): RuleOutcome {
  if (verdicts.some((v) => v.kind === "problem")) return { rule, server, status: "problem" };
  const unknown = verdicts.find((v) => v.kind === "unknown");
  if (unknown) return { rule, server, status: "could-not-check", reason: unknown.reason, at: unknown.at };
  const skipped = verdicts.find((v) => v.kind === "not-applicable");
  if (skipped) return { rule, server, status: "not-applicable", reason: skipped.reason };
  return { rule, server, status: "pass" };
}

function findingOf(rule: { id: string; severity: Severity }, found: Found, problem: Problem): Finding {
  return {
    rule: rule.id,
    severity: problem.severity ? milder(problem.severity, rule.severity) : rule.severity,
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

const MILDEST: Severity[] = ["info", "warning", "error"];

function milder(a: Severity, b: Severity): Severity {
  return MILDEST.indexOf(a) < MILDEST.indexOf(b) ? a : b;
}

/** A stable id of a finding: 16 hexadecimal digits of rule, server and symbol, never of a line. */
export function fingerprint(rule: string, server: string, symbol: string): string {
  return createHash("sha256")
    .update(JSON.stringify([rule, server, symbol]))
    .digest("hex")
    .slice(0, 16);
}

/** Orders findings by place, then by rule. */
export function byPlace(a: Finding, b: Finding): number {
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
