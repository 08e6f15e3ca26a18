import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/model/finding.ts";
import { applyBaseline, baselineRows, type PlacedRow } from "../../src/rules/baseline.ts";
import type { Scope } from "../../src/rules/scope.ts";

const at = { path: "known.json", line: 4, column: 5, endLine: 4, endColumn: 9 };

function finding(rule: string, server: string, fingerprint: string): Finding {
  const location = { ...at, path: "x.ts" };
  const plain = { provider: null, message: "m", related: [], fixable: false, baselined: false };
  return { rule, server, fingerprint, severity: "error", location, ...plain };
}

const row = (rule: string, server: string, fingerprint: string): PlacedRow => ({
  rule,
  server,
  fingerprint,
  message: "m",
  at,
});

function scope(servers: string[], complete = true): Scope {
  const outcomes = servers.map((server) => ({ rule: "r", server, status: "pass" as const }));
  return { servers: new Set(servers), complete, outcomes };
}

const shown = (findings: Finding[]) => findings.map((each) => `${each.rule} ${each.server} ${each.baselined}`);

describe("a row", () => {
  test("marks one finding, even where two look alike", () => {
    const two = [finding("r", "a", "1"), finding("r", "a", "1")];
    const marked = applyBaseline(two, [row("r", "a", "1")], scope(["a"]), {});
    expect(shown(marked)).toEqual(["r a true", "r a false"]);
    expect(two[0]?.baselined).toBe(false);
  });

  test("whose finding is gone is an error where it stands", () => {
    const [stale, ...others] = applyBaseline([], [row("r", "a", "1")], scope(["a"]), {});
    expect(others).toEqual([]);
    expect(stale).toMatchObject({ rule: "mcp-new/stale-baseline", severity: "error", server: "a", location: at });
    expect(stale?.message).toBe("The baseline knows a finding of r in `a` that is no longer there.");
  });

  test("of a server that is gone altogether is stale in a complete run only", () => {
    const rows = [row("r", "gone", "1")];
    expect(applyBaseline([], rows, scope(["a"]), {})).toHaveLength(1);
    expect(applyBaseline([], rows, scope(["a"], false), {})).toEqual([]);
  });

  test("of a rule that was not run is not stale", () => {
    expect(applyBaseline([], [row("other", "a", "1")], scope(["a"]), {})).toEqual([]);
  });
});

describe("the rows of a new baseline", () => {
  test("are the findings in a stable order, and what is known of what was not checked", () => {
    const found = [finding("s", "a", "2"), finding("r", "b", "4"), finding("r", "a", "3")];
    const known = [row("r", "c", "5"), row("r", "a", "gone"), row("r", "b", "4")];
    expect(baselineRows(found, known, scope(["a", "b"], false)).map((each) => each.fingerprint)).toEqual([
      "3",
      "4",
      "5",
      "2",
    ]);
    expect(Object.keys(baselineRows(found, [], scope(["a"]))[0] ?? {})).toEqual([
      "fingerprint",
      "rule",
      "server",
      "message",
    ]);
  });

  test("hold no stale rows", () => {
    expect(baselineRows([finding("mcp-new/stale-baseline", "a", "1")], [], scope(["a"]))).toEqual([]);
  });
});
