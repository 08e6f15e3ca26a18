import { describe, expect, test } from "vitest";
import { EXIT, UserError } from "../../src/errors.ts";
import type { Found } from "../../src/model/found.ts";
import type { Location } from "../../src/model/location.ts";
import type { Rule, Verdict } from "../../src/rules/rule.ts";
import { fingerprint, runRules, silencedBy } from "../../src/rules/run.ts";

const at = (line: number, path = "a.ts"): Location => ({ path, line, column: 1, endLine: line, endColumn: 2 });
const found = (name: string): Found => ({ target: "t", name, layout: null, directory: null, at: at(1) });
const problem = (line: number, symbol = "s"): Verdict => ({ kind: "problem", at: at(line), message: "m", symbol });

const EXAMPLE = { path: "a.ts", good: "", bad: "s" };

function rule(id: string, verdicts: Verdict[], more: Partial<Rule> = {}): Rule {
  return { id, severity: "error", title: id, why: "", fixHint: "", example: EXAMPLE, check: () => verdicts, ...more };
}

function statuses(rules: Rule[]): Record<string, [string, string | undefined]> {
  const { outcomes } = runRules(rules, [found("a")], [found("a")], {});
  return Object.fromEntries(outcomes.map(({ rule: id, status, reason }) => [id, [status, reason]]));
}

const open: Verdict = { kind: "unknown", at: at(7), reason: "computed" };

describe("a rule that needs another", () => {
  test("is silent when that one failed, and names it, in any order", () => {
    const root = rule("root", [problem(1)]);
    const leaf = rule("leaf", [problem(2)], { needs: ["root"] });
    for (const rules of [
      [root, leaf],
      [leaf, root],
    ]) {
      expect(statuses(rules)).toEqual({
        root: ["problem", undefined],
        leaf: ["not-applicable", "root reports the cause"],
      });
    }
  });

  test("names the root cause over several steps", () => {
    const seen = statuses([
      rule("root", [problem(1)]),
      rule("middle", [], { needs: ["root"] }),
      rule("leaf", [], { needs: ["middle"] }),
    ]);
    expect(seen["leaf"]).toEqual(["not-applicable", "root reports the cause"]);
  });

  test("cannot be checked when that one could not", () => {
    expect(statuses([rule("root", [open]), rule("leaf", [problem(2)], { needs: ["root"] })])["leaf"]).toEqual([
      "could-not-check",
      "computed",
    ]);
  });

  test("runs when that one passed, had nothing to judge, or is not there", () => {
    const skipped: Verdict = { kind: "not-applicable", reason: "no list" };
    expect(
      statuses([
        rule("passed", []),
        rule("skipped", [skipped]),
        rule("leaf", [problem(2)], { needs: ["passed", "skipped", "absent"] }),
      ])["leaf"],
    ).toEqual(["problem", undefined]);
  });

  test("is silent when that one is silent because of a cause", () => {
    const seen = statuses([rule("root", [silencedBy("other")]), rule("leaf", [problem(1)], { needs: ["root"] })]);
    expect(seen["leaf"]).toEqual(["not-applicable", "other reports the cause"]);
  });

  test("is asked once for each integration", () => {
    let asked = 0;
    const root = rule("root", [], {
      check: () => {
        asked++;
        return [];
      },
    });
    runRules(
      [rule("a", [], { needs: ["root"] }), root, rule("b", [], { needs: ["root"] })],
      [found("x"), found("y")],
      [],
      {},
    );
    expect(asked).toBe(2);
  });
});

test("findings are in the order of their places, with the milder severity of a problem", () => {
  const mild: Verdict = { kind: "problem", at: at(3), message: "mild", symbol: "x", severity: "warning" };
  const { findings } = runRules([rule("r2", [problem(9), mild]), rule("r1", [problem(3)])], [found("a")], [], {});
  expect(findings.map(({ rule: id, severity, location }) => [id, severity, location.line])).toEqual([
    ["r1", "error", 3],
    ["r2", "warning", 3],
    ["r2", "error", 9],
  ]);
});

test("a problem outweighs an unknown, an unknown what has nothing to judge", () => {
  const skipped: Verdict = { kind: "not-applicable", reason: "none" };
  expect(statuses([rule("a", [skipped, open, problem(1)]), rule("b", [skipped, open])])).toEqual({
    a: ["problem", undefined],
    b: ["could-not-check", "computed"],
  });
});

test("a fingerprint is made of rule, server and symbol, and of no line", () => {
  const [one] = runRules([rule("r", [problem(1, "s")])], [found("a")], [], {}).findings;
  const [other] = runRules([rule("r", [problem(50, "s")])], [found("a")], [], {}).findings;
  expect(one?.fingerprint).toBe(other?.fingerprint);
  const all = [
    fingerprint("r", "a", "s"),
    fingerprint("r", "b", "s"),
    fingerprint("r", "a", "t"),
    fingerprint("q", "a", "s"),
  ];
  expect(new Set(all).size).toBe(4);
  expect(one?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
});

describe("a rule that meets a file that cannot be read", () => {
  const failing = (error: Error) =>
    rule("failing", [], {
      check: () => {
        throw error;
      },
    });

  test("has no answer, and the others have theirs", () => {
    const details = [{ message: "not UTF-8 text", at: "b.ts:3:5" }];
    const error = new UserError("not-utf-8", "b.ts is no text.", { exitCode: EXIT.hostNotRecognised, details });
    const { outcomes, findings } = runRules([failing(error), rule("other", [problem(1)])], [found("a")], [], {});
    const place = { path: "b.ts", line: 3, column: 5, endLine: 3, endColumn: 5 };
    expect(outcomes[0]).toMatchObject({ status: "could-not-check", reason: "b.ts is no text.", at: place });
    expect(findings.map((each) => each.rule)).toEqual(["other"]);
  });

  test("does not hide a bug of ours", () => {
    expect(() => runRules([failing(new TypeError("bug"))], [found("a")], [], {})).toThrow("bug");
  });
});
