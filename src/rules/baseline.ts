import { type Finding, subjectOf } from "../model/finding.ts";
import type { Location } from "../model/location.ts";
import type { BaselineRow } from "../model/policy/baseline.ts";
import { policyFinding } from "./ignores.ts";
import { staleBaseline } from "./policy-rules.ts";
import type { Severities } from "./run.ts";
import { type Scope, wouldFind } from "./scope.ts";

/** A row of a baseline and where it stands. */
export interface PlacedRow extends BaselineRow {
  at: Location;
}

/** Marks the findings that a baseline knows, each row one; rows whose finding is gone are findings themselves. */
export function applyBaseline(
  findings: readonly Finding[],
  rows: readonly PlacedRow[],
  scope: Scope,
  severities: Severities,
): Finding[] {
  const open = [...rows];
  const marked = findings.map((finding) => {
    const index = open.findIndex((row) => row.fingerprint === finding.fingerprint);
    if (index < 0) return finding;
    open.splice(index, 1);
    return { ...finding, baselined: true };
  });
  return [...marked, ...open.filter((row) => wouldFindRow(scope, row)).flatMap((row) => stale(row, severities))];
}

/** The rows of a baseline that accepts these findings; rows of what was not checked now are kept. In a stable order. */
export function baselineRows(findings: readonly Finding[], known: readonly BaselineRow[], scope: Scope): BaselineRow[] {
  const kept = known.filter(
    (row) => !findings.some((finding) => finding.fingerprint === row.fingerprint) && !wouldFindRow(scope, row),
  );
  const found = findings
    .filter((finding) => finding.rule !== staleBaseline.id)
    .map((finding) => ({ ...finding, server: subjectOf(finding) }));
  return [...found, ...kept]
    .map(({ fingerprint, rule, server, message }) => ({ fingerprint, rule, server, message }))
    .sort((a, b) => compare(sortKey(a), sortKey(b)));
}

// Faults of ignores are found wherever the ignores are read.
function wouldFindRow(scope: Scope, { rule, server }: BaselineRow): boolean {
  if (!rule.startsWith("mcp-new/")) return wouldFind(scope, rule, server);
  return server === null ? scope.complete : scope.complete || scope.servers.has(server);
}

function stale({ rule, server, fingerprint, at }: PlacedRow, severities: Severities): Finding[] {
  const severity = severities[staleBaseline.id] ?? staleBaseline.severity;
  if (severity === "off") return [];
  const where = server === null ? "" : ` in \`${server}\``;
  const message = `The baseline knows a finding of ${rule}${where} that is no longer there.`;
  return [policyFinding(staleBaseline.id, severity, { at, server, symbol: fingerprint, message })];
}

function sortKey({ rule, server, fingerprint, message }: BaselineRow): string {
  return [rule, server ?? "", message, fingerprint].join("\0");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
