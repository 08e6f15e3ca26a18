import type { Location } from "./location.ts";

/** How bad a finding is. An error is broken or will break; a warning is probably wrong; an info is a heuristic. */
export type Severity = "error" | "warning" | "info";

/** Every severity, the gravest first. */
export const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

/** Whether a finding is as grave as `limit`, or graver. */
export function isAtLeast({ severity }: { severity: Severity }, limit: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(limit);
}

/** A place that explains a finding ("declared here"). */
export interface RelatedLocation {
  at: Location;
  message: string;
}

/** One problem that a rule reported about one server (or provider), ready for every report format. */
export interface Finding {
  rule: string;
  severity: Severity;
  server: string | null;
  provider: string | null;
  message: string;
  location: Location;
  related: RelatedLocation[];
  fixable: boolean;
  /** Made of rule, server or provider, and symbol; never of a line, so it survives edits above it. */
  fingerprint: string;
  baselined: boolean;
}

/** What a finding is about: the name of its server or of its provider; null for the host as a whole. */
export function subjectOf({ server, provider }: Pick<Finding, "server" | "provider">): string | null {
  return server ?? provider;
}

/** What the rules say about a drafted integration, a line each and how to go on; empty when they say nothing. */
export function findingsText(findings: readonly Pick<Finding, "severity" | "rule" | "message">[]): string {
  const lines = findings.map(({ severity, rule, message }) => `${severity}[${rule}] ${message}\n`);
  return lines.length === 0 ? "" : `${lines.join("")}mcp-new explain <rule> says how to mend it, or to accept it.\n`;
}
