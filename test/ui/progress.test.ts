import { expect, test } from "vitest";
import { runRules } from "../../src/rules/run.ts";
import { createProgress } from "../../src/ui/progress.ts";

function said(times: number[], isTTY: boolean): string[] {
  const lines: string[] = [];
  let now = 5000;
  const progress = createProgress(
    { isTTY },
    (text) => lines.push(text),
    () => now,
  );
  for (const [done, time] of times.entries()) {
    now = 5000 + time;
    progress?.(done, times.length);
  }
  return lines;
}

test("says nothing in the first second, then a line each second", () => {
  expect(said([0, 999], true)).toEqual([]);
  expect(said([10, 1000, 1500, 1999, 2000, 2001], true)).toEqual([
    "Checking: 1 of 6 servers.",
    "Checking: 4 of 6 servers.",
  ]);
});

test("says nothing where nobody watches", () => {
  expect(said([10, 1000, 5000], false)).toEqual([]);
});

test("a run of rules tells it before each server", () => {
  const at = { path: "a.ts", line: 1, column: 1, endLine: 1, endColumn: 1 };
  const all = ["one", "two"].map((name) => ({ target: "t", name, layout: null, directory: null, at }));
  const told: string[] = [];
  runRules([], all, all, {}, {}, { progress: (done, total) => told.push(`${done}/${total}`) });
  expect(told).toEqual(["0/2", "1/2"]);
});
