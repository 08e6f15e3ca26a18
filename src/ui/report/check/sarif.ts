import type { RuleOutcome } from "../../../rules/run.ts";
import type { CheckReport, RuleText } from "../../../workflow/check.ts";
import type { FindingDocument } from "../../../workflow/check-document.ts";
import { openOutcomes, type Render } from "./render.ts";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const LEVELS = { error: "error", warning: "warning", info: "note" } as const;

/** A SARIF 2.1.0 log with one run; baselined findings are suppressed results. */
export const sarif: Render = (report, { prefix }) => {
  const { document, rules } = report;
  const index = new Map(rules.map((rule, at) => [rule.id, at]));
  const { name, version } = document.tool;
  const run = {
    tool: { driver: { name, version, semanticVersion: version, rules: rules.map(descriptor) } },
    automationDetails: { id: `${name}/${document.host.targets.join("+")}/` },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(report, prefix) }],
    originalUriBaseIds: { "%SRCROOT%": { description: { text: "The root of the repository." } } },
    columnKind: "utf16CodeUnits",
    results: document.findings.map((finding) => result(finding, index.get(finding.rule), prefix)),
  };
  return `${JSON.stringify({ $schema: SCHEMA, version: "2.1.0", runs: [run] }, null, 2)}\n`;
};

function descriptor({ id, severity, title, why, fixHint }: RuleText) {
  return {
    id,
    name: pascal(id),
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${fixHint} (mcp-new explain ${id})`, markdown: `${fixHint}\n\n\`mcp-new explain ${id}\`` },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [id.split("/", 1).join(""), "mcp"] },
  };
}

function result(finding: FindingDocument, ruleIndex: number | undefined, prefix: string) {
  const { rule, severity, message, location, related, fingerprint, baselined } = finding;
  const { path, line, column, endLine, endColumn } = location;
  const region = { startLine: line, startColumn: column, endLine, endColumn };
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [{ physicalLocation: { artifactLocation: artifact(path, prefix), region } }],
    relatedLocations: related.map((each, id) => ({
      id,
      message: { text: each.message },
      physicalLocation: {
        artifactLocation: artifact(each.path, prefix),
        region: { startLine: each.line, startColumn: each.column },
      },
    })),
    partialFingerprints: { "mcpNewFingerprint/v1": fingerprint },
    suppressions: baselined ? [{ kind: "external", justification: "It is in the baseline." }] : [],
  };
}

function notifications(report: CheckReport, prefix: string) {
  return openOutcomes(report).map((each) => notification(each, prefix));
}

function notification({ rule, server, reason, at }: RuleOutcome, prefix: string) {
  const title = server === null ? rule : `${rule} on ${server}`;
  const region = at && { startLine: at.line, startColumn: at.column };
  const locations = at ? [{ physicalLocation: { artifactLocation: artifact(at.path, prefix), region } }] : [];
  return {
    level: "note",
    message: { text: `${title} could not be checked: ${reason ?? "unknown"}` },
    associatedRule: { id: rule },
    locations,
  };
}

function artifact(path: string, prefix: string) {
  return { uri: encodeURI(`${prefix}${path}`).replace(/[?#]/g, encodeURIComponent), uriBaseId: "%SRCROOT%" };
}

function pascal(id: string): string {
  return id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_all, first: string) => first.toUpperCase());
}
