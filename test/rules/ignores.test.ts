import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { ignoreComments } from "../../src/rules/ignore-comment.ts";
import { applyIgnores, type IgnoreEntry } from "../../src/rules/ignores.ts";
import type { RuleOutcome, Severities } from "../../src/rules/run.ts";

const PATH = "servers/a/index.ts";

function finding(rule: string, line: number, over: Partial<Finding> = {}): Finding {
  return {
    rule,
    severity: "error",
    server: "a",
    provider: null,
    message: "m",
    location: { path: PATH, line, column: 1, endLine: line, endColumn: 2 },
    related: [],
    fixable: false,
    fingerprint: `${rule}${line}`,
    baselined: false,
    ...over,
  };
}

interface Given {
  text?: string;
  entries?: Omit<IgnoreEntry, "at">[];
  findings?: Finding[];
  servers?: string[];
  outcomes?: RuleOutcome[];
  severities?: Severities;
}

/** Rule and line of what is left. The host has the servers a and b; rules r and s pass where nothing is found. */
function left({ text = "", entries = [], findings = [], servers = ["a", "b"], outcomes, severities = {} }: Given) {
  const at = { path: "config.json", line: 7, column: 1, endLine: 7, endColumn: 2 };
  const passed = ["r", "s"].flatMap((rule) => servers.map((server): RuleOutcome => ({ rule, server, status: "pass" })));
  return applyIgnores(findings, {
    comments: ignoreComments(PATH, text),
    entries: entries.map((entry) => ({ ...entry, at })),
    scope: { servers: new Set(servers), complete: servers.length === 2, outcomes: outcomes ?? passed },
    ownerOf: (path) => (path === PATH ? "a" : null),
    knownRules: ["r", "s"],
    severities,
  }).map((each) => `${each.rule} ${each.location.line}`);
}

describe("an ignore comment", () => {
  const forms = [
    "// mcp-new-ignore-next-line r -- why\nx();",
    "  /* mcp-new-ignore-next-line r -- why */\nx();",
    "/**\n * mcp-new-ignore-next-line r -- why\n */\nx();",
    "f({\n  // mcp-new-ignore-next-line s, r -- why -- and why\n  a: 1,\n});",
    "// mcp-new-ignore-next-line r -- why\n// mcp-new-ignore-next-line s -- why\nx();",
    "// mcp-new-ignore-next-line r -- why\r\nx();\r\n",
  ];

  test.each(forms)("%j ignores the finding on the line below it", (text) => {
    const [comment] = ignoreComments(PATH, text);
    const line = comment?.line ?? 0;
    const rules = text.includes(" s") ? ["r", "s"] : ["r"];
    expect(text.split(/\r?\n/)[line - 1]).toMatch(/x\(\)|a: 1/);
    expect(left({ text, findings: rules.map((rule) => finding(rule, line)) })).toEqual([]);
    expect(left({ text, findings: rules.map((rule) => finding(rule, line + 1)) })).toHaveLength(2 * rules.length);
  });

  test("works in JSX", () => {
    const text = "const x = (\n  <p>\n    {/* mcp-new-ignore-next-line r -- why */}\n    <a />\n  </p>\n);";
    expect(ignoreComments("x.tsx", text)).toMatchObject([{ line: 4, rules: ["r"], reason: "why" }]);
  });

  const none = [
    "const x = '// mcp-new-ignore-next-line r -- why';",
    "const x = `\n// mcp-new-ignore-next-line r -- why\n`;",
    "const x = /\\/* mcp-new-ignore-next-line r -- why *\\//;",
    "// see mcp-new-ignore-next-line r -- why",
  ];

  test.each(none)("is not found in %j", (text) => {
    expect(ignoreComments(PATH, text)).toEqual([]);
  });

  test("is not read in files of other kinds", () => {
    expect(ignoreComments("x.md", "// mcp-new-ignore-next-line r -- why")).toEqual([]);
  });

  test("ignores nothing of another rule or another file", () => {
    const text = "// mcp-new-ignore-next-line r -- why\nx();";
    const elsewhere = finding("r", 2, { location: { path: "other.ts", line: 2, column: 1, endLine: 2, endColumn: 2 } });
    expect(left({ text, findings: [finding("s", 2), elsewhere] })).toEqual(["s 2", "r 2", "mcp-new/unused-ignore 1"]);
  });

  test("without a reason, or without a rule, ignores nothing and is told of", () => {
    const text = "// mcp-new-ignore-next-line r\nx();";
    expect(left({ text, findings: [finding("r", 2)] })).toEqual(["r 2", "mcp-new/ignore-without-reason 1"]);
    expect(left({ text: "// mcp-new-ignore-next-line r --\n" })).toEqual(["mcp-new/ignore-without-reason 1"]);
    expect(left({ text: "// mcp-new-ignore-next-line -- why\n" })).toEqual(["mcp-new/unused-ignore 1"]);
  });

  test("of a rule that does not exist is told of", () => {
    expect(left({ text: "// mcp-new-ignore-next-line q -- why\n" })).toEqual(["mcp-new/unused-ignore 1"]);
  });
});

describe("an ignore that finds nothing is told of", () => {
  const text = "// mcp-new-ignore-next-line r -- why\nx();";
  const entries = [{ rule: "r", server: "a" }];
  const outcome = (over: Partial<RuleOutcome>): RuleOutcome[] => [
    { rule: "r", server: "a", status: "pass", ...over },
    { rule: "r", server: "b", status: "pass" },
  ];

  test("when the rule was judged", () => {
    expect(left({ text, entries })).toEqual(["mcp-new/unused-ignore 7", "mcp-new/unused-ignore 1"]);
    expect(left({ entries: [{ rule: "r", server: "gone" }] })).toEqual(["mcp-new/unused-ignore 7"]);
  });

  const silent: [why: string, given: Given][] = [
    ["its server was not checked", { servers: ["b"] }],
    ["the rule was off", { outcomes: [] }],
    ["the rule could not be checked", { outcomes: outcome({ status: "could-not-check" }) }],
    ["another finding silenced the rule", { outcomes: outcome({ status: "not-applicable", cause: "q" }) }],
    ["it is off", { severities: { "mcp-new/unused-ignore": "off" } }],
  ];

  test.each(silent)("not when %s", (_, given) => {
    expect(left({ text, entries, ...given })).toEqual([]);
  });
});

test("an entry ignores every finding of its rule in its server", () => {
  const entries = [{ rule: "r", server: "a" }];
  const findings = [finding("r", 2), finding("r", 3), finding("s", 2), finding("r", 2, { server: "b" })];
  expect(left({ entries, findings })).toEqual(["s 2", "r 2"]);
  const provider = finding("r", 4, { server: null, provider: "a" });
  expect(left({ entries, findings: [provider] })).toEqual([]);
});
