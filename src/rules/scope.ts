import type { RuleOutcome } from "./run.ts";

/** What a run looked at, and so what the absence of a finding in it means. */
export interface Scope {
  /** Names of the servers that were checked. */
  servers: ReadonlySet<string>;
  /** True when these are all that the host has. */
  complete: boolean;
  outcomes: readonly RuleOutcome[];
}

/**
 * Whether a run would have found a fault of a rule in a server (null: in any): not when the rule was off or could not be
 * judged, when another finding silenced it, or when the server was not among those checked.
 */
export function wouldFind(scope: Scope, rule: string, server: string | null): boolean {
  const ofRule = scope.outcomes.filter((outcome) => outcome.rule === rule);
  const isRun = ofRule.some((outcome) => outcome.status !== "not-applicable");
  if (!isRun) return false;
  if (server === null || !scope.servers.has(server)) return scope.complete && !ofRule.some(isOpen);
  return !ofRule.some((outcome) => outcome.server === server && isOpen(outcome));
}

function isOpen({ status, cause }: RuleOutcome): boolean {
  return status === "could-not-check" || cause !== undefined;
}
