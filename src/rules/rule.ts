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

/** A host as one commit has it, and what it holds. */
export interface HostState<F extends Found, H> {
  host: H;
  all: F[];
}

/** What is deployed, as git says: the host at the merge base of HEAD and a ref, and at the ref itself; or why git cannot say. */
export type Base<F extends Found, H> =
  | { known: true; ref: string; commit: string; before: HostState<F, H>; tip: HostState<F, H> }
  | { known: false; ref: string; why: string };

/** What flags asked for beyond the host's sources; each part is absent when its flag was not given. */
export interface Asked {
  /** Of `--run`: what each of the host's commands complained about, by the rule that stands for it. */
  commands?: Readonly<Record<string, readonly Verdict[]>>;
  /** Of `--like`: the files that name the exemplar and not the integration that is judged. */
  parity?: { exemplar: string; files: readonly Mentions[] };
}

/** A file that names one integration and not another: where it is first named, and all lines. */
export interface Mentions {
  at: Location;
  lines: readonly number[];
  /** The file that would be its counterpart, for one whose own path names the integration. */
  counterpart?: string;
}

/** What a rule is called with: one integration, all of them, and the host they live in. */
export interface RuleInput<F extends Found, H> {
  found: F;
  all: F[];
  host: H;
  /** What is deployed; absent when nobody asked. */
  base?: Base<F, H>;
  asked?: Asked;
}

/**
 * What a rule is about, as source: `good` stands in the file `path` of a checkout without findings, and `bad` in its place
 * is what the rule reports.
 */
export interface Example {
  path: string;
  good: string;
  bad: string;
  /** The arguments of `check` that the rule needs to report it; with `--against`, `good` is what is deployed. */
  args?: readonly string[];
}

/** One check: one file, its name is the id, default export. */
export interface Rule<F extends Found = Found, H = unknown> {
  id: string;
  severity: Severity;
  title: string;
  why: string;
  fixHint: string;
  example: Example;
  /** Ids of rules whose failure is the root cause of what this one would say: it stays silent then and names them. */
  needs?: string[];
  check(input: RuleInput<F, H>): Iterable<Verdict>;
  /** What it says about an integration that was there and is no more: `found` is as it was. Without it the rule skips those. */
  checkGone?(input: RuleInput<F, H>): Iterable<Verdict>;
  /** What it says about the host as a whole, once in a run. A rule with it is not asked about integrations. */
  checkHost?(input: Omit<RuleInput<F, H>, "found">): Iterable<Verdict>;
}
