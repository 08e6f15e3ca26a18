import { subjectOf } from "../model/finding.ts";
import type { Found } from "../model/found.ts";
import type { Rule } from "./rule.ts";
import type { RuleOutcome, RuleRun } from "./run.ts";

/** One line of a target's checklist: the rules that judge it, and what a person has to do where no rule can tell. */
export interface ChecklistLine<F extends Found = Found, H = unknown> {
  id: string;
  item: string;
  rules: readonly string[];
  /** The integrations that the line is about; all when it is left out. */
  about?(found: F): boolean;
  manual?: string;
  /** The integrations that `manual` is to be done for; all when it is left out. */
  concerns?(found: F, host: H): boolean;
}

/** One line of the checklist of a run. `servers` are those that have this status. */
export interface ChecklistItem {
  id: string;
  item: string;
  status: "pass" | "fail" | "warn" | "manual" | "not-applicable" | "could-not-check";
  rules: string[];
  servers: string[];
}

type Status = ChecklistItem["status"];

// The gravest status of a server is that of the line.
const GRAVEST: Status[] = ["fail", "warn", "could-not-check", "manual", "pass", "not-applicable"];

/** What a checklist is made of: its lines (one for each rule when the target has none) and what the rules said. */
export interface Judged {
  lines: readonly ChecklistLine[] | undefined;
  rules: readonly Pick<Rule, "id" | "title" | "needs">[];
  run: RuleRun;
  servers: readonly Found[];
  host: unknown;
}

/** The lines of a checklist with the gravest status of their rules, and what a person has to do where rules cannot tell. */
export function checklistItems(judgement: Judged): ChecklistItem[] {
  const { lines, rules, run, servers, host } = judgement;
  const wanted = lines ?? rules.map(({ id, title }): ChecklistLine => ({ id, item: title, rules: [id] }));
  const byRule = new Map<string, RuleOutcome[]>();
  for (const outcome of run.outcomes) {
    const known = byRule.get(outcome.rule);
    if (known) known.push(outcome);
    else byRule.set(outcome.rule, [outcome]);
  }
  return wanted.map((line) => {
    const about = servers.filter((found) => line.about?.(found) ?? true);
    const names = line.about ? new Set(about.map((found) => found.name)) : null;
    const judged = line.rules
      .flatMap((rule) => byRule.get(rule) ?? [])
      .filter(({ server }) => server === null || !names || names.has(server))
      .map((outcome) => ({ server: outcome.server, status: statusOf(outcome, byRule, judgement) }));
    // What can be had judged is left to a person only while it is not.
    const isOpen = line.concerns !== undefined || judged.every(({ status }) => status === "not-applicable");
    const isManual = line.manual !== undefined && isOpen;
    const todo = isManual ? about.filter((found) => line.concerns?.(found, host) ?? true) : [];
    const statuses = [...judged, ...todo.map(({ name }) => ({ server: name, status: "manual" as const }))];
    const status = GRAVEST.find((each) => statuses.some((one) => one.status === each)) ?? "not-applicable";
    const named = statuses.filter((one) => one.status === status).flatMap((one) => one.server ?? []);
    const item = status === "manual" ? `${line.item}: ${line.manual}` : line.item;
    return { id: line.id, item, status, rules: [...line.rules], servers: [...new Set(named)] };
  });
}

type Outcomes = ReadonlyMap<string, readonly RuleOutcome[]>;

/**
 * What one rule leaves to say about one server. A rule that was silent because of another's finding did not pass: when it
 * needs that other rule nobody knows, otherwise the finding is about what it judges itself.
 */
function statusOf(outcome: RuleOutcome, outcomes: Outcomes, { rules, run }: Pick<Judged, "rules" | "run">): Status {
  const { rule, server, status, cause } = outcome;
  if (status !== "problem" && cause === undefined) return status;
  const of = (id: string) => outcomes.get(id)?.find((each) => each.server === server);
  if (cause !== undefined && cause !== rule) {
    const needs = rules.find((each) => each.id === rule)?.needs ?? [];
    const isInherited = needs.some((id) => id === cause || of(id)?.cause === cause);
    const causing = isInherited ? undefined : of(cause);
    return causing ? statusOf(causing, outcomes, { rules, run }) : "could-not-check";
  }
  // What is reported on another server that shares the module is a fault of this one too.
  const own = run.findings.filter((each) => each.rule === rule && (subjectOf(each) === server || cause === rule));
  return own.some((finding) => finding.severity === "error") ? "fail" : "warn";
}
