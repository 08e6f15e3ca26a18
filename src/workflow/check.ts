import { EXIT, UserError, unlessRefused } from "../errors.ts";
import type { Finding } from "../model/finding.ts";
import type { Found } from "../model/found.ts";
import { nearName } from "../model/near-name.ts";
import type { BaselineRow } from "../model/policy/baseline.ts";
import { policyRules } from "../rules/policy-rules.ts";
import type { Rule } from "../rules/rule.ts";
import { type Fix, type RuleOutcome, type RuleRun, runRules, type Surroundings } from "../rules/run.ts";
import type { Host } from "../targets/target.ts";
import { type CheckDocument, type CheckedHost, checkDocument } from "./check-document.ts";
import { applyPolicy, type Policy } from "./policy/policy.ts";
import type { RecordingRepo } from "./read-once.ts";
import type { Recognised } from "./recognise.ts";

/** What a report says about a rule, be it broken or not. */
export type RuleText = Pick<Rule, "id" | "severity" | "title" | "why" | "fixHint">;

/** A run of `check` with what reports show beyond its document. */
export interface CheckReport {
  document: CheckDocument;
  /** The rules that were run: those of the target and of the policy that are not off. */
  rules: RuleText[];
  /** How many OAuth providers were checked. */
  providers: number;
  /** What each rule said about each integration. */
  outcomes: RuleOutcome[];
  /** The safe fixes of findings that are neither ignored nor in the baseline. */
  fixes: ReadonlyMap<Finding, Fix>;
  /** The rows of a baseline that accepts everything that was found. */
  accepted: BaselineRow[];
  /** The text of a file as it was judged, for code frames; null when there is none that can be read. */
  source(path: string): string | null;
  /** The report is written to JSON as its document. */
  toJSON(): CheckDocument;
}

/** A host to check, and what its rules are told besides it. */
export interface CheckedTarget extends Recognised {
  /** When given, only the integrations of these names are checked. */
  only?: ReadonlySet<string> | null;
  surroundings?: Surroundings<Found, Host>;
}

/** What is to be checked, and how. */
export interface CheckRequest {
  /** The integrations to check; all when none is named. */
  names: readonly string[];
  policy: Policy;
  /** The tree of all of them. */
  tree: RecordingRepo;
}

/**
 * Runs the rules of every target on the integrations of these names, or on all, and applies the policy to what they find.
 * Throws UserError (exit 2) for a name that none of them has.
 */
export function checkHosts(targets: readonly CheckedTarget[], { names, policy, tree }: CheckRequest): CheckReport {
  const started = performance.now();
  const states = targets.map(stateOf);
  const known = states.flatMap(({ all, lost }) => [...all, ...lost]);
  const wanted = names.length === 0 ? known : chosen(names, known);
  const checked = states.map((state) => judge(state, wanted, policy));
  const raw = merged(checked.map(({ run }) => run));
  const servers = checked.flatMap(({ subjects }) => subjects);
  const all = states.flatMap((state) => state.all);
  const { run, accepted } = applyPolicy(raw, policy, { servers, all, texts: tree.texts() });
  const durationMs = performance.now() - started;
  const rules = [...targets.flatMap(({ target }) => target.rules), ...policyRules];
  const judged = rules.filter(({ id }) => policy.severities[id] !== "off");
  const document = checkDocument({ hosts: checked, judged: judged.length, run, durationMs });
  return {
    document,
    providers: servers.filter((found) => found.kind === "provider").length,
    rules: judged,
    outcomes: run.outcomes,
    fixes: run.fixes,
    accepted,
    source: (path) => unlessRefused(() => tree.read(path)),
    toJSON: () => document,
  };
}

/** A host with everything that it holds, and what it held. */
interface TargetState extends CheckedTarget {
  all: Found[];
  lost: Found[];
}

function stateOf(checked: CheckedTarget): TargetState {
  const { target, host, surroundings } = checked;
  const all = target.read?.(host) ?? [];
  return { ...checked, all, lost: target.gone?.(host, all, surroundings?.base) ?? [] };
}

function judge(state: TargetState, wanted: readonly Found[], policy: Policy): CheckedHost & { run: RuleRun } {
  const { target, host, all, lost, only, surroundings } = state;
  const isWanted = (found: Found) => wanted.includes(found) && (only?.has(found.name) ?? true);
  const [subjects, gone] = [all.filter(isWanted), lost.filter(isWanted)];
  const run = runRules(target.rules, subjects, all, host, policy.severities, { ...surroundings, gone });
  return { target, host, subjects, run };
}

function merged(runs: readonly RuleRun[]): RuleRun {
  return {
    findings: runs.flatMap((run) => run.findings),
    outcomes: runs.flatMap((run) => run.outcomes),
    fixes: new Map(runs.flatMap((run) => [...run.fixes])),
  };
}

/** The integrations of these names. Throws UserError (exit 2) for one that there is not, with those of the folder of that name or a near name. */
export function chosen(names: readonly string[], all: readonly Found[]): Found[] {
  const known = new Map(all.map((found) => [found.name, found]));
  const unknown = [...new Set(names)].filter((name) => !known.has(name));
  if (unknown.length > 0) throw unknownServers(unknown, [...known.keys()], all);
  return all.filter((found) => names.includes(found.name));
}

function unknownServers(unknown: string[], known: string[], all: readonly Found[]): UserError {
  const details = unknown.map((name) => {
    const hint = folderHint(name, all) ?? nearHint(name, known);
    return { message: `no server "${name}"`, ...(hint === undefined ? {} : { hint }) };
  });
  const [first] = details;
  const only = details.length === 1 && first ? `There is ${first.message}.` : `${details.length} servers are unknown.`;
  const list = known.length > 0 ? `Known servers: ${[...known].sort().join(", ")}.` : "This checkout has no servers.";
  const hint = details.length === 1 && first?.hint ? `${capital(first.hint)} ${list}` : list;
  return new UserError("server-unknown", only, {
    exitCode: EXIT.usage,
    hint,
    details: details.length > 1 ? details : [],
  });
}

/** What lives in the folder of this name, which servers need not share. */
function folderHint(folder: string, all: readonly Found[]): string | undefined {
  const there = all.filter(({ directory }) => directory?.split("/").at(-1) === folder);
  if (there.length === 0) return undefined;
  const names = there.map(({ name }) => `"${name}"`).join(", ");
  return `"${folder}" is the folder of the server${there.length === 1 ? "" : "s"} ${names}.`;
}

function nearHint(name: string, known: readonly string[]): string | undefined {
  const near = nearName(name, known);
  return near === undefined ? undefined : `did you mean "${near}"?`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
