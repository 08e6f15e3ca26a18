import { expect, test } from "vitest";
import { sarif } from "../../../src/ui/report/check/sarif.ts";
import type { CheckReport } from "../../../src/workflow/check.ts";
import { sarifProblems } from "../../support/sarif-schema.ts";
import { finding, PLAIN, reportOf } from "./sample.ts";

const logOf = (report: CheckReport, prefix = "") => JSON.parse(sarif(report, { ...PLAIN, prefix }));

const RELATED = finding({
  related: [{ path: "front/servers/acme.ts", line: 2, column: 9, message: "made here" }],
  location: { path: "front/a b/[id]#1.ts", line: 2, column: 3, endLine: 4, endColumn: 1 },
});
const KNOWN = finding({ rule: "dust/labels", severity: "warning", baselined: true });
const FOREIGN = finding({ rule: "mcp-new/unused-ignore", severity: "info", server: null });
const OPEN: CheckReport["outcomes"][number] = {
  rule: "dust/hint",
  server: "acme",
  status: "could-not-check",
  reason: "a call is not a constant",
  at: { path: "front/constants.ts", line: 3, column: 3, endLine: 3, endColumn: 4 },
};

test("is what the schema of SARIF 2.1.0 says", () => {
  for (const report of [reportOf([]), reportOf([RELATED, KNOWN, FOREIGN], [OPEN])]) {
    expect(sarifProblems(logOf(report))).toEqual([]);
  }
  const broken = logOf(reportOf([RELATED]));
  broken.runs[0].results[0].level = "fatal";
  broken.runs[0].tool.driver.rules[0].names = 1;
  const [{ physicalLocation }] = broken.runs[0].results[0].locations;
  physicalLocation.artifactLocation.uri = "front/a b.ts";
  physicalLocation.region = { endLine: 2 };
  expect(sarifProblems(broken)).toEqual([
    "/runs/0/tool/driver/rules/0 must NOT have additional properties",
    "/runs/0/results/0/level must be equal to one of the allowed values",
    '/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri must match format "uri-reference"',
    "/runs/0/results/0/locations/0/physicalLocation/region must have required property 'startLine'",
    "/runs/0/results/0/locations/0/physicalLocation/region must have required property 'charOffset'",
    "/runs/0/results/0/locations/0/physicalLocation/region must have required property 'byteOffset'",
    "/runs/0/results/0/locations/0/physicalLocation/region must match a schema in anyOf",
  ]);
});

test("a result points at its rule, its place and what is related", () => {
  const [run] = logOf(reportOf([RELATED], [OPEN])).runs;
  const [result] = run.results;
  expect(run.tool.driver.rules[result.ruleIndex]).toMatchObject({ id: "dust/case-present", name: "DustCasePresent" });
  expect(result).toMatchObject({ ruleId: "dust/case-present", level: "error", suppressions: [] });
  expect(result.partialFingerprints).toEqual({ "mcpNewFingerprint/v1": "0123456789abcdef" });
  expect(result.locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: "front/a%20b/%5Bid%5D%231.ts", uriBaseId: "%SRCROOT%" },
    region: { startLine: 2, startColumn: 3, endLine: 4, endColumn: 1 },
  });
  expect(result.relatedLocations).toMatchObject([
    { message: { text: "made here" }, physicalLocation: { region: { startLine: 2, startColumn: 9 } } },
  ]);
});

test("what is in the baseline is suppressed, what could not be checked is a notification", () => {
  const [run] = logOf(reportOf([KNOWN], [OPEN])).runs;
  expect(run.results).toMatchObject([{ level: "warning", suppressions: [{ kind: "external" }] }]);
  expect(run.invocations).toMatchObject([
    {
      executionSuccessful: true,
      toolExecutionNotifications: [
        {
          level: "note",
          message: { text: "dust/hint on acme could not be checked: a call is not a constant" },
          associatedRule: { id: "dust/hint" },
        },
      ],
    },
  ]);
});

test("a finding of no rule of the target has no index, and paths start at the repository's root", () => {
  const [result] = logOf(reportOf([FOREIGN]), "apps/dust/").runs[0].results;
  expect(result).toMatchObject({ ruleId: "mcp-new/unused-ignore", level: "note" });
  expect(result).not.toHaveProperty("ruleIndex");
  expect(result.locations[0].physicalLocation.artifactLocation.uri).toBe("apps/dust/front/constants.ts");
});
