import { EXIT, UserError } from "../errors.ts";
import type { Found } from "../model/found.ts";
import { nearName } from "../model/near-name.ts";
import type { Rule } from "../rules/rule.ts";
import { type RuleOutcome, runRules } from "../rules/run.ts";
import type { Host, Target } from "../targets/target.ts";
import { type CheckDocument, checkDocument } from "./check-document.ts";
import type { Edge } from "./edge.ts";

/** What a report says about a rule, be it broken or not. */
export type RuleText = Pick<Rule, "id" | "severity" | "title" | "why" | "fixHint">;

/** A run of `check` with what reports show beyond its document. */
export interface CheckReport {
  document: CheckDocument;
  /** The rules that were run. */
  rules: RuleText[];
  /** What each rule said about each server. */
  outcomes: RuleOutcome[];
  /** The text of a file as it was judged, for code frames; null when there is none that can be read. */
  source(path: string): string | null;
  /** The report is written to JSON as its document. */
  toJSON(): CheckDocument;
}

/** Runs the rules of a target on the servers of these names, or on all, telling its progress. Throws UserError (exit 2) for an unknown name. */
export function checkHost(
  target: Target,
  host: Host,
  names: readonly string[],
  progress?: Edge["progress"],
): CheckReport {
  const started = performance.now();
  const all = target.read?.(host) ?? [];
  const servers = names.length === 0 ? all : chosen(names, all);
  const run = runRules(target.rules, servers, all, host, {}, { progress });
  const durationMs = performance.now() - started;
  const document = checkDocument({ host, servers, rules: target.rules, run, durationMs });
  return {
    document,
    rules: target.rules,
    outcomes: run.outcomes,
    source: (path) => readable(host, path),
    toJSON: () => document,
  };
}

// A file that is no text was reported where it was read.
function readable({ repo }: Host, path: string): string | null {
  try {
    return repo.read(path);
  } catch (error) {
    if (error instanceof UserError) return null;
    throw error;
  }
}

function chosen(names: readonly string[], all: readonly Found[]): Found[] {
  const known = new Map(all.map((found) => [found.name, found]));
  const unknown = [...new Set(names)].filter((name) => !known.has(name));
  if (unknown.length > 0) throw unknownServers(unknown, [...known.keys()]);
  return all.filter((found) => names.includes(found.name));
}

function unknownServers(unknown: string[], known: string[]): UserError {
  const details = unknown.map((name) => {
    const near = nearName(name, known);
    return { message: `no server "${name}"`, ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }) };
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

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
