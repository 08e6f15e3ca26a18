import { isAtLeast } from "../../../model/finding.ts";
import { formatLocation } from "../../../model/location.ts";
import type { RuleOutcome } from "../../../rules/run.ts";
import type { CheckReport } from "../../../workflow/check.ts";
import type { FindingDocument } from "../../../workflow/check-document.ts";
import type { Render, RenderOptions } from "./render.ts";

/** What a test case holds; the sign says what it counts as. */
interface Case {
  status: "passed" | "failed" | "skipped";
  rule: string;
  body: string;
}

/** JUnit XML: a suite for each server, a case for each rule. Findings too mild to fail the run are output of a passed case. */
export const junit: Render = (report, options) => {
  const suites = ownersIn(report).map((owner) => ({ owner, cases: casesOf(owner, report, options) }));
  const seconds = (report.document.summary.durationMs / 1000).toFixed(3);
  const all = suites.flatMap(({ cases }) => cases);
  const head = `<testsuites name="mcp-new check" ${countsOf(all)} time="${seconds}">`;
  const texts = suites.map(({ owner, cases }) => suiteText(owner, cases));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${head}\n${texts.join("")}</testsuites>\n`;
};

/** The suite of what belongs to no server. */
const CHECKOUT = "checkout";

const ownerOf = ({ server, provider }: FindingDocument): string => server ?? provider ?? CHECKOUT;

function ownersIn({ document, outcomes }: CheckReport): string[] {
  const named = [...document.servers.map(({ name }) => name), ...outcomes.map(({ server }) => server ?? CHECKOUT)];
  return [...new Set([...named, ...document.findings.map(ownerOf)])];
}

function casesOf(owner: string, { document, outcomes }: CheckReport, options: RenderOptions): Case[] {
  const findings = document.findings.filter((finding) => ownerOf(finding) === owner);
  const own = new Map(
    outcomes.filter(({ server }) => (server ?? CHECKOUT) === owner).map((outcome) => [outcome.rule, outcome]),
  );
  const rules = new Set([...own.keys(), ...findings.map(({ rule }) => rule)]);
  return [...rules].map((rule) => {
    const found = findings.filter((finding) => finding.rule === rule);
    return found.length > 0 ? foundCase(rule, found, options) : outcomeCase(rule, own.get(rule));
  });
}

function foundCase(rule: string, found: FindingDocument[], { failOn }: RenderOptions): Case {
  const lines = found.map(lineOf).join("\n");
  const fresh = found.filter((finding) => !finding.baselined);
  const [first] = fresh.filter((finding) => isAtLeast(finding, failOn));
  if (first) {
    const body = `<failure type="${escaped(rule)}" message="${escaped(lineOf(first))}">${escaped(lines)}</failure>`;
    return { status: "failed", rule, body };
  }
  if (fresh.length === 0) return skipped(rule, `in the baseline: ${lines}`);
  return { status: "passed", rule, body: `<system-out>${escaped(lines)}</system-out>` };
}

function lineOf({ location, severity, message }: FindingDocument): string {
  return `${formatLocation(location)}: ${severity}: ${message}`;
}

function outcomeCase(rule: string, outcome: RuleOutcome | undefined): Case {
  if (outcome?.status === "not-applicable") return skipped(rule, `not applicable: ${outcome.reason ?? ""}`);
  if (outcome?.status !== "could-not-check") return { status: "passed", rule, body: "" };
  const where = outcome.at ? `${formatLocation(outcome.at)}: ` : "";
  return skipped(rule, `${where}could not be checked: ${outcome.reason ?? "unknown"}`);
}

function skipped(rule: string, why: string): Case {
  return { status: "skipped", rule, body: `<skipped message="${escaped(why)}"/>` };
}

function suiteText(owner: string, cases: Case[]): string {
  const head = `  <testsuite name="${escaped(owner)}" ${countsOf(cases)}>`;
  const texts = cases.map(({ rule, body }) => {
    const start = `    <testcase classname="${escaped(owner)}" name="${escaped(rule)}"`;
    return body === "" ? `${start}/>\n` : `${start}>\n      ${body}\n    </testcase>\n`;
  });
  return `${head}\n${texts.join("")}  </testsuite>\n`;
}

function countsOf(cases: Case[]): string {
  const having = (status: Case["status"]) => cases.filter((each) => each.status === status).length;
  return `tests="${cases.length}" failures="${having("failed")}" errors="0" skipped="${having("skipped")}"`;
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;" };

// XML has no way to write most control characters, nor half of a surrogate pair.
function escaped(text: string): string {
  const legal = text.replace(/[^\P{Cc}\t\n]|[\p{Cs}\uFFFE\uFFFF]/gu, "\uFFFD");
  return legal.replace(/[&<>"\n]/g, (sign) => ENTITIES[sign] ?? sign);
}
