import type { Severity } from "../../../model/finding.ts";
import type { Location } from "../../../model/location.ts";
import type { RuleOutcome } from "../../../rules/run.ts";
import type { CheckReport } from "../../../workflow/check.ts";
import type { FindingDocument } from "../../../workflow/check-document.ts";
import { shellWord } from "../shell.ts";

/** What a format needs besides the report. */
export interface RenderOptions {
  /** Whether the text may hold terminal colours. */
  color: boolean;
  /** The mildest severity that fails the run. */
  failOn: Severity;
  /** The host's folder inside the checkout of the CI service, with a slash at its end; empty when they are the same. */
  prefix: string;
  /** The flags of this run that a command about its findings needs too, each with a blank before it. */
  flags: string;
}

/** Writes a report in one format; the text ends with a line break. */
export type Render = (report: CheckReport, options: RenderOptions) => string;

/** The findings that are not in the baseline, in the order of their places. */
export function freshFindings({ document }: CheckReport): FindingDocument[] {
  return document.findings.filter((finding) => !finding.baselined);
}

/** The command that mends a finding, to be pasted where this run was started; null when only a person can. */
export function fixCommand({ fixable, server }: FindingDocument, { flags }: RenderOptions): string | null {
  return fixable && server !== null ? `mcp-new check ${shellWord(server)} --fix${flags}` : null;
}

/** What could not be checked, in the order of servers and rules. */
export function openOutcomes({ outcomes }: CheckReport): RuleOutcome[] {
  return outcomes.filter(({ status }) => status === "could-not-check");
}

/** Something that could not be checked, and every rule that needed to know it. */
export interface OpenQuestion {
  rules: string[];
  /** A server's name, or how many servers it is about; null for the host as a whole. */
  server: string | null;
  reason: string;
  at: Location | undefined;
}

/** What could not be checked, each reason once for a server and a place, and once for all servers that share it. */
export function openQuestions(report: CheckReport): OpenQuestion[] {
  const questions = new Map<string, OpenQuestion>();
  for (const { rule, server, reason = "unknown", at } of openOutcomes(report)) {
    const key = JSON.stringify([server, reason, at]);
    const known = questions.get(key);
    if (known) known.rules.push(rule);
    else questions.set(key, { rules: [rule], server, reason, at });
  }
  return onceForAll([...questions.values()]);
}

function onceForAll(questions: readonly OpenQuestion[]): OpenQuestion[] {
  const shared = new Map<string, OpenQuestion[]>();
  for (const question of questions) {
    const key = JSON.stringify([question.rules, question.reason]);
    shared.set(key, [...(shared.get(key) ?? []), question]);
  }
  return [...shared.values()].flatMap((group) => {
    const [first] = group;
    const isShared = group.length > 2 && new Set(group.map(({ server }) => server)).size === group.length;
    return first && isShared ? [{ ...first, server: `${group.length} servers`, at: undefined }] : group;
  });
}

/** A text on one line, its control characters made visible: text from a checkout never steers a terminal. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s*[\r\n]+\s*/g, " "));
}

/** A text whose control characters, tabs excepted, are replaced by a visible mark. */
export function visible(text: string): string {
  return text.replace(/[^\P{Cc}\t]/gu, "\uFFFD");
}
