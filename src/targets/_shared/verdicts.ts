import type { RelatedLocation } from "../../model/finding.ts";
import type { Fact } from "../../model/found.ts";
import type { Location } from "../../model/location.ts";
import type { NotApplicable, Problem, Unknown, Verdict } from "../../rules/rule.ts";

/** A fault at a place; `symbol` is what its fingerprint is made of. */
export function problem(at: Location, symbol: string, message: string, ...related: RelatedLocation[]): Problem {
  return { kind: "problem", at, symbol, message, ...(related.length > 0 ? { related } : {}) };
}

/** There is nothing to judge, for a reason. */
export function notApplicable(reason: string): NotApplicable {
  return { kind: "not-applicable", reason };
}

/** A source that cannot be worked out; `what` names it in a few words. */
export function unknown(what: string, fact: { at: Location; why: string }): Unknown {
  return { kind: "unknown", at: fact.at, reason: `${what} cannot be worked out: ${fact.why}` };
}

/** Judges the value of a fact; what cannot be worked out is an unknown, what is not there is `missing`. */
export function onFact<T>(
  what: string,
  fact: Fact<T> | undefined,
  judge: (value: T, at: Location) => Verdict[],
  missing: Verdict[] = [],
): Verdict[] {
  if (!fact) return missing;
  return fact.known ? judge(fact.value, fact.at) : [unknown(what, fact)];
}
