import type { RelatedLocation, Severity } from "../model/finding.ts";
import type { Found } from "../model/found.ts";
import type { Location } from "../model/location.ts";
import type { Draft } from "../plan/draft.ts";

/** A fault: where it is, what it is, and the symbol (tool, parameter, list, file) that its fingerprint is made of. */
export interface Problem {
  kind: "problem";
  at: Location;
  message: string;
  symbol: string;
  /** Given when this fault is milder than the rule's own severity. */
  severity?: Severity;
  related?: RelatedLocation[];
  fix?: (draft: Draft) => void;
}

/** The rule has nothing to judge here, for a reason that is reported but never fails. */
export interface NotApplicable {
  kind: "not-applicable";
  reason: string;
  /** The id of the rule that reports the root cause, when that is why. */
  cause?: string;
}

/** The source cannot be worked out statically: reported as "could not check", never as missing. */
export interface Unknown {
  kind: "unknown";
  at: Location;
  reason: string;
}

/** What a rule says about one integration; nothing at all means it passed. */
export type Verdict = Problem | NotApplicable | Unknown;

/** What a rule is called with: one integration, all of them, and the host they live in. */
export interface RuleInput<F extends Found, H> {
  found: F;
  all: F[];
  host: H;
}

/** One check: one file, its name is the id, default export. */
export interface Rule<F extends Found = Found, H = unknown> {
  id: string;
  severity: Severity;
  title: string;
  why: string;
  fixHint: string;
  /** Ids of rules whose failure is the root cause of what this one would say: it stays silent then and names them. */
  needs?: string[];
  check(input: RuleInput<F, H>): Iterable<Verdict>;
}
