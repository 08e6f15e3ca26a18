import { stripVTControlCharacters } from "node:util";
import { describe, expect, test } from "vitest";
import { RENDER } from "../../../src/ui/report/check/index.ts";
import { FORMATS } from "../../../src/ui/report/formats.ts";
import type { CheckReport } from "../../../src/workflow/check.ts";
import { finding, PLAIN, reportOf } from "./sample.ts";

const { agent, gitlab, junit, markdown, pretty } = RENDER;
const open = (fields: Partial<CheckReport["outcomes"][number]> = {}): CheckReport["outcomes"][number] => ({
  rule: "dust/hint",
  server: "acme",
  status: "could-not-check",
  reason: "a call is not a constant",
  ...fields,
});
const lastLine = (text: string) => text.split("\n").at(-2);

test("what is in the baseline is counted, and shown by the formats that can say so", () => {
  const report = reportOf([finding({ baselined: true })]);
  const summary = "2 servers, 3 rules: no problems. 1 in the baseline.";
  expect([pretty(report, PLAIN), agent(report, PLAIN)]).toEqual([`${summary}\n`, `${summary}\n`]);
  expect(JSON.parse(gitlab(report, PLAIN))).toEqual([]);
  expect(markdown(report, PLAIN)).not.toContain("has no case");
  expect(junit(report, PLAIN)).toContain('<skipped message="in the baseline: front/constants.ts:2:3: error: ');
  expect(JSON.parse(RENDER.json(report, PLAIN)).findings).toMatchObject([{ baselined: true }]);
});

test("the last line of a format for people is the summary, in every case", () => {
  for (const report of [reportOf([]), reportOf([finding()]), reportOf([finding({ severity: "info" })], [open()])]) {
    const lines = [pretty, agent, markdown].map((render) => lastLine(render(report, PLAIN)));
    expect(lines[0]).toMatch(/^2 servers, 3 rules: /);
    expect(new Set(lines).size).toBe(1);
  }
});

test("a finding of a rule that is none of the target's, on no server, is shown in every format", () => {
  const foreign = finding({ rule: "mcp-new/unused-ignore", server: null, message: "This comment ignores nothing." });
  for (const format of FORMATS) {
    const text = RENDER[format](reportOf([foreign]), PLAIN);
    expect([format, text.includes("mcp-new/unused-ignore"), text.includes("ignores nothing")]).toEqual([
      format,
      true,
      true,
    ]);
  }
});

describe("pretty", () => {
  const related = [{ path: "front/servers/acme.ts", line: 2, column: 16, message: "made here" }];

  test("shows the code of the finding and of what is related", () => {
    expect(pretty(reportOf([finding({ related })]), PLAIN)).toBe(`error[dust/case-present] \`acme\` has no case.
  --> front/constants.ts:2:3
   |
 2 |   "acme",
   |   ^^^^^^
  ::: front/servers/acme.ts:2:16
   |
 2 | \treturn server("acme");
   | \t              ------ made here
   = why: Why dust/case-present.
   = fix: Mend dust/case-present.
   = docs: mcp-new explain dust/case-present

2 servers, 3 rules: 1 error.
`);
  });

  test("names the place alone where there is no code", () => {
    const location = { path: "gone.ts", line: 9, column: 1, endLine: 9, endColumn: 2 };
    const text = pretty(
      reportOf([finding({ location, related: related.map((each) => ({ ...each, path: "gone.ts" })) })]),
      PLAIN,
    );
    expect(text).toContain("\n  --> gone.ts:9:1\n  ::: gone.ts:2:16 made here\n   = why");
  });

  test("colours only when it may", () => {
    const report = reportOf([finding({ related })]);
    const coloured = pretty(report, { ...PLAIN, color: true });
    expect(coloured).toContain("\u001B[31merror[dust/case-present]\u001B[0m");
    expect(stripVTControlCharacters(coloured)).toBe(pretty(report, PLAIN));
  });

  test("text from the checkout steers no terminal", () => {
    const report = { ...reportOf([finding({ message: "a\u001B[2Jb\nc" })]), source: () => '\n  "\u001B]0;x\u0007",' };
    expect(pretty(report, PLAIN)).not.toMatch(/[^\P{Cc}\n\t]/u);
    expect(pretty(report, PLAIN)).toContain("a\uFFFD[2Jb c\n");
  });

  test("a long line is cut around the range", () => {
    const line = `${"x".repeat(5000)}NAME${"y".repeat(5000)}`;
    const location = { path: "a.ts", line: 1, column: 5001, endLine: 1, endColumn: 5005 };
    const report = { ...reportOf([finding({ location })]), source: () => line };
    const [, , , code = "", signs = ""] = pretty(report, PLAIN).split("\n");
    expect(code.length).toBeLessThan(130);
    expect(code.slice(signs.indexOf("^"), signs.lastIndexOf("^") + 1)).toBe("NAME");
  });

  test("a range over several lines is marked to the end of its first", () => {
    const location = { path: "front/servers/acme.ts", line: 1, column: 8, endLine: 3, endColumn: 2 };
    const [, , , code = "", signs = ""] = pretty(reportOf([finding({ location })]), PLAIN).split("\n");
    expect(code.slice(signs.indexOf("^"), signs.lastIndexOf("^") + 1)).toBe("function create() {");
  });
});

test("a finding that can be mended safely comes with the command", () => {
  const report = reportOf([finding({ fixable: true }), finding({ fixable: true, server: null, provider: "acme" })]);
  expect(pretty(report, PLAIN).match(/^ +(= run: .*)$/gm)).toEqual(["   = run: mcp-new check acme --fix"]);
  expect(agent(report, PLAIN).match(/Or run: .*/g)).toEqual(["Or run: mcp-new check acme --fix"]);
});

test("a place that several rules could not make out is named once", () => {
  const report = reportOf([], [open(), open({ rule: "dust/labels" }), open({ server: "other" })]);
  expect(pretty(report, PLAIN)).toBe(`Could not be checked:
  dust/labels, dust/hint on acme: a call is not a constant
  dust/hint on other: a call is not a constant

2 servers, 3 rules: no problems. 3 could not be checked.
`);
  expect(agent(report, PLAIN)).toContain("note dust/labels, dust/hint: could not be checked on acme: ");
  expect(markdown(report, PLAIN)).toContain("| `dust/labels`, `dust/hint` | `acme` | a call is not a constant |");
});

test("agent: one line a finding, and one for what could not be checked", () => {
  const related = [{ path: "b.ts", line: 1, column: 2, message: "made here" }];
  const text = agent(reportOf([finding({ message: "two\nlines.", related })], [open()]), PLAIN);
  expect(text.split("\n")).toEqual([
    "front/constants.ts:2:3: error dust/case-present: two lines. see b.ts:1:2 (made here). help: Mend dust/case-present.",
    "note dust/hint: could not be checked on acme: a call is not a constant",
    "2 servers, 3 rules: 1 error. 1 could not be checked.",
    "",
  ]);
});

test("gitlab: Code Climate issues, each with a fingerprint of its own", () => {
  const second = finding({ severity: "warning", location: { ...finding().location, line: 3, endLine: 3 } });
  const issues = JSON.parse(gitlab(reportOf([finding(), second]), { ...PLAIN, prefix: "apps/dust/" }));
  expect(issues[0]).toEqual({
    type: "issue",
    check_name: "dust/case-present",
    description: "`acme` has no case.",
    categories: ["Bug Risk"],
    severity: "critical",
    fingerprint: "0123456789abcdef",
    location: { path: "apps/dust/front/constants.ts", lines: { begin: 2, end: 2 } },
  });
  expect(issues[1]).toMatchObject({ severity: "minor", fingerprint: "0123456789abcdef-2" });
});

describe("junit", () => {
  test("a suite for each server, a case for each rule, passes too", () => {
    const report = reportOf(
      [finding({ message: 'a "<b>" & \u0001c' })],
      [open(), open({ rule: "dust/labels", server: "other", status: "not-applicable", reason: "no tools" })],
    );
    const where = "front/constants.ts:2:3: error: a &quot;&lt;b&gt;&quot; &amp; \uFFFDc";
    expect(junit(report, PLAIN)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="mcp-new check" tests="6" failures="1" errors="0" skipped="2" time="1.234">
  <testsuite name="acme" tests="3" failures="1" errors="0" skipped="1">
    <testcase classname="acme" name="dust/case-present">
      <failure type="dust/case-present" message="${where}">${where}</failure>
    </testcase>
    <testcase classname="acme" name="dust/labels"/>
    <testcase classname="acme" name="dust/hint">
      <skipped message="could not be checked: a call is not a constant"/>
    </testcase>
  </testsuite>
  <testsuite name="other" tests="3" failures="0" errors="0" skipped="1">
    <testcase classname="other" name="dust/case-present"/>
    <testcase classname="other" name="dust/labels">
      <skipped message="not applicable: no tools"/>
    </testcase>
    <testcase classname="other" name="dust/hint"/>
  </testsuite>
</testsuites>
`);
  });

  test("a finding fails its case when it fails the run", () => {
    const report = reportOf([finding({ severity: "warning" })]);
    expect(junit(report, PLAIN)).toContain(
      "<system-out>front/constants.ts:2:3: warning: `acme` has no case.</system-out>",
    );
    expect(junit(report, PLAIN)).toContain('failures="0"');
    expect(junit(report, { ...PLAIN, failOn: "warning" })).toContain('<failure type="dust/case-present"');
  });
});

describe("markdown", () => {
  test("a table of findings and one of the checklist", () => {
    const text = markdown(reportOf([finding({ message: "`a|b` *is* <no> | case." })], [open()]), PLAIN);
    expect(text).toBe(`## mcp-new check

| Severity | Where | Rule | Finding |
| --- | --- | --- | --- |
| error | \`front/constants.ts:2\` | \`dust/case-present\` | \`a\\|b\` \\*is\\* \\<no\\> \\| case. |

### Could not be checked

| Rules | Server | Why |
| --- | --- | --- |
| \`dust/hint\` | \`acme\` | a call is not a constant |

### Checklist

| Item | Status | Servers |
| --- | --- | --- |
| Title of dust/case-present | fail | \`acme\` |
| Title of dust/labels | pass | 2 |
| Title of dust/hint | pass | 2 |

2 servers, 3 rules: 1 error. 1 could not be checked.
`);
  });

  test("more findings than a step summary holds are counted", () => {
    const text = markdown(reportOf(Array.from({ length: 20_000 }, () => finding())), PLAIN);
    expect(text).toContain("\n19500 more findings are not shown.\n");
    expect(text.length).toBeLessThan(1024 * 1024);
  });
});
