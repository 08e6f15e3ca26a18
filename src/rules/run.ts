import { createHash } from "node:crypto";
import { UserError } from "../errors.ts";
import type { Finding, Severity } from "../model/finding.ts";
import type { Found } from "../model/found.ts";
import { formatLocation, type Location, parseLocation } from "../model/location.ts";
import type { Draft } from "../plan/draft.ts";
import type { NotApplicable, Problem, Rule, RuleInput, Verdict } from "./rule.ts";

/** What one rule said about one integration, apart from its findings. */
export interface RuleOutcome {
  rule: string;
  /** The name of the server or provider; null for the host as a whole. */
  server: string | null;
  status: "pass" | "problem" | "not-applicable" | "could-not-check";
  reason?: string;
  /** The rule whose finding is the root cause of this one's silence. */
  cause?: string;
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

/** What rules are told besides the host: what is deployed, what flags asked for, and integrations that are no more. */
export interface Surroundings<F extends Found, H> extends Pick<RuleInput<F, H>, "base" | "asked"> {
  gone?: readonly F[];
  /** Is told how many of the subjects are judged. */
  progress?: ((done: number, total: number) => void) | undefined;
}

/** Runs every rule on every subject. `all` is what the host holds, for rules that compare integrations. */
export function runRules<F extends Found, H>(
  rules: Rule<F, H>[],
  subjects: F[],
  all: F[],
  host: H,
  severities: Severities = {},
  { gone = [], progress, ...told }: Surroundings<F, H> = {},
): RuleRun {
  const run: RuleRun = { findings: [], outcomes: [], fixes: new Map() };
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const reported = new Map<string, string>();
  const report = (rule: Rule<F, H>, found: Found | null, judge: Judge<F, H>): void => {
    const name = found?.name ?? null;
    const severity = severities[rule.id] ?? rule.severity;
    if (severity === "off") return;
    const verdicts = withoutRepeats(rule.id, name ?? "", judge(rule), reported);
    run.outcomes.push(outcomeOf(rule.id, name, verdicts));
    for (const problem of verdicts.filter(isProblem)) {
      const finding = findingOf({ id: rule.id, severity }, found, problem);
      run.findings.push(finding);
      if (problem.fix) run.fixes.set(finding, problem.fix);
    }
  };
  const each = rules.filter((rule) => !rule.checkHost);
  for (const [done, found] of subjects.entries()) {
    progress?.(done, subjects.length);
    const judge = judgeOf(byId, (rule) => rule.check({ found, all, host, ...told }));
    for (const rule of each) report(rule, found, judge);
  }
  for (const found of gone) {
    const judge = judgeOf(byId, (rule) => rule.checkGone?.({ found, all, host, ...told }) ?? []);
    for (const rule of each.filter((one) => one.checkGone)) report(rule, found, judge);
  }
  const judge = judgeOf(byId, (rule) => rule.checkHost?.({ all, host, ...told }) ?? []);
  for (const rule of rules.filter((one) => one.checkHost)) report(rule, null, judge);
  run.findings.sort(byPlace);
  return run;
}

function isProblem(verdict: Verdict): verdict is Problem {
  return verdict.kind === "problem";
}

/** A module that several integrations share has a fault once: it is the finding of the first of them. */
function withoutRepeats(rule: string, name: string, verdicts: Verdict[], reported: Map<string, string>): Verdict[] {
  if (!verdicts.some(isProblem)) return verdicts;
  const fresh = verdicts.filter((verdict) => {
    if (verdict.kind !== "problem") return true;
    const key = `${rule} ${formatLocation(verdict.at)} ${verdict.symbol}`;
    const owner = reported.get(key) ?? name;
    reported.set(key, owner);
    return owner === name;
  });
  if (fresh.length > 0 || verdicts.length === 0) return fresh;
  return [
    { kind: "not-applicable", reason: `${rule} reports it on another server that shares the module`, cause: rule },
  ];
}

type Judge<F extends Found, H> = (rule: Rule<F, H>) => Verdict[];

/** Judges one subject, each rule once, those that a rule needs before it. */
function judgeOf<F extends Found, H>(
  byId: ReadonlyMap<string, Rule<F, H>>,
  ask: (rule: Rule<F, H>) => Iterable<Verdict>,
): Judge<F, H> {
  const settled = new Map<string, Verdict[]>();
  const judge: Judge<F, H> = (rule) => {
    const known = settled.get(rule.id);
    if (known) return known;
    const cause = causeIn(rule.needs ?? [], byId, judge);
    const verdicts = cause ? [cause] : asked(ask, rule);
    settled.set(rule.id, verdicts);
    return verdicts;
  };
  return judge;
}

// A file that a rule needs and that cannot be read leaves the rule without an answer; the other rules have theirs.
function asked<F extends Found, H>(ask: (rule: Rule<F, H>) => Iterable<Verdict>, rule: Rule<F, H>): Verdict[] {
  try {
    return [...ask(rule)];
  } catch (error) {
    const at = error instanceof UserError ? error.details[0]?.at : undefined;
    if (!(error instanceof UserError) || at === undefined) throw error;
    return [{ kind: "unknown", at: parseLocation(at), reason: error.message }];
  }
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
    if (verdicts.some(isProblem)) return silencedBy(id);
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

function outcomeOf(rule: string, server: string | null, verdicts: Verdict[]): RuleOutcome {
  if (verdicts.some(isProblem)) return { rule, server, status: "problem" };
  const unknown = verdicts.find((v) => v.kind === "unknown");
  if (unknown) return { rule, server, status: "could-not-check", reason: unknown.reason, at: unknown.at };
  const skipped = verdicts.find((v) => v.kind === "not-applicable");
  if (skipped) {
    const { reason, cause } = skipped;
    return { rule, server, status: "not-applicable", reason, ...(cause === undefined ? {} : { cause }) };
  }
  return { rule, server, status: "pass" };
}

function findingOf(rule: { id: string; severity: Severity }, found: Found | null, problem: Problem): Finding {
  const isProvider = found?.kind === "provider";
  return {
    rule: rule.id,
    severity: problem.severity ? milder(problem.severity, rule.severity) : rule.severity,
    server: isProvider ? null : (found?.name ?? null),
    provider: isProvider ? found.name : null,
    message: problem.message,
    location: problem.at,
    related: problem.related ?? [],
    fixable: problem.fix !== undefined,
    fingerprint: fingerprint(rule.id, found?.name ?? "", problem.symbol),
    baselined: false,
  };
}

const MILDEST: Severity[] = ["info", "warning", "error"];

function milder(a: Severity, b: Severity): Severity {
  return MILDEST.indexOf(a) < MILDEST.indexOf(b) ? a : b;
}

/** A stable id of a finding: 16 hexadecimal digits of rule, server or provider, and symbol, never of a line. */
export function fingerprint(rule: string, subject: string, symbol: string): string {
  return createHash("sha256")
    .update(JSON.stringify([rule, subject, symbol]))
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
