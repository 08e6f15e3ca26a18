import { type Finding, subjectOf } from "../model/finding.ts";
import type { Location } from "../model/location.ts";
import { nearName } from "../model/near-name.ts";
import type { IgnoreComment } from "./ignore-comment.ts";
import { ignoreWithoutReason, type PolicyRule, unusedIgnore } from "./policy-rules.ts";
import { fingerprint, type Severities } from "./run.ts";
import { type Scope, wouldFind } from "./scope.ts";

/** An accepted kind of finding, by the configuration. */
export interface IgnoreEntry {
  rule: string;
  server: string;
  at: Location;
}

/** Everything that may ignore findings, and what the run that found them looked at. */
export interface Ignores {
  comments: readonly IgnoreComment[];
  entries: readonly IgnoreEntry[];
  scope: Scope;
  /** The server whose folder holds a file; null for a file of all servers. */
  ownerOf(path: string): string | null;
  knownRules: readonly string[];
  severities: Severities;
}

/** The findings that nothing ignores, and the faults of the ignores themselves: no reason, or nothing to ignore. */
export function applyIgnores(findings: readonly Finding[], ignores: Ignores): Finding[] {
  const left = findings.filter(
    (finding) =>
      !ignores.entries.some((entry) => matchesEntry(entry, finding)) &&
      !ignores.comments.some((comment) => comment.rules.some((rule) => matchesComment(comment, rule, finding))),
  );
  const faults = [
    ...ignores.entries.flatMap((entry) => entryFault(entry, findings, ignores)),
    ...ignores.comments.flatMap((comment) => commentFaults(comment, findings, ignores)),
  ];
  return [...left, ...faults];
}

function matchesEntry({ rule, server }: IgnoreEntry, finding: Finding): boolean {
  return finding.rule === rule && subjectOf(finding) === server;
}

function matchesComment({ at, line, reason }: IgnoreComment, rule: string, finding: Finding): boolean {
  const { location } = finding;
  return reason !== "" && finding.rule === rule && location.path === at.path && location.line === line;
}

function entryFault(entry: IgnoreEntry, findings: readonly Finding[], ignores: Ignores): Finding[] {
  const { rule, server, at } = entry;
  const used = findings.some((finding) => matchesEntry(entry, finding));
  if (used || !wouldFind(ignores.scope, rule, server)) return [];
  const message = `The configuration ignores ${rule} in \`${server}\`, which finds nothing there.`;
  return report(unusedIgnore, { at, server, symbol: `config ${rule}`, message }, ignores.severities);
}

function commentFaults(comment: IgnoreComment, findings: readonly Finding[], ignores: Ignores): Finding[] {
  const { at, rules, reason } = comment;
  const server = ignores.ownerOf(at.path);
  // A comment in the folder of a server that is not checked now is judged when it is.
  if (server === null ? !ignores.scope.complete : !ignores.scope.servers.has(server)) return [];
  const say = (rule: PolicyRule, symbol: string, message: string) =>
    report(rule, { at, server, symbol: `${at.path} ${symbol}`, message }, ignores.severities);
  if (rules.length === 0) return say(unusedIgnore, "", "This comment ignores nothing, because it names no rule.");
  if (reason === "") {
    const message = `This comment ignores ${rules.join(", ")} and does not say why, so it ignores nothing.`;
    return say(ignoreWithoutReason, rules.join(" "), message);
  }
  return rules.flatMap((rule) => {
    if (!ignores.knownRules.includes(rule)) return say(unusedIgnore, rule, unknownRule(rule, ignores.knownRules));
    const used = findings.some((finding) => matchesComment(comment, rule, finding));
    if (used || !wouldFind(ignores.scope, rule, server)) return [];
    return say(unusedIgnore, rule, `This comment ignores ${rule}, which finds nothing on the line below it.`);
  });
}

function unknownRule(rule: string, known: readonly string[]): string {
  const near = nearName(rule, known);
  return `This comment ignores ${rule}, which is no rule.${near === undefined ? "" : ` Did you mean ${near}?`}`;
}

interface Fault {
  at: Location;
  server: string | null;
  symbol: string;
  message: string;
}

function report(rule: PolicyRule, { at, server, symbol, message }: Fault, severities: Severities): Finding[] {
  const severity = severities[rule.id] ?? rule.severity;
  if (severity === "off") return [];
  return [policyFinding(rule.id, severity, { at, server, symbol, message })];
}

/** A finding about the policy of a check itself. */
export function policyFinding(rule: string, severity: Finding["severity"], fault: Fault): Finding {
  return {
    rule,
    severity,
    server: fault.server,
    provider: null,
    message: fault.message,
    location: fault.at,
    related: [],
    fixable: false,
    fingerprint: fingerprint(rule, fault.server ?? "", fault.symbol),
    baselined: false,
  };
}
