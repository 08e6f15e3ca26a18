import { describe, expect, it } from "vitest";
import { Cancelled } from "../../src/errors.ts";
import type { Change } from "../../src/plan/plan.ts";
import type { Ask, Question } from "../../src/workflow/question.ts";
import { reviewPlan } from "../../src/workflow/review.ts";

const changes: Change[] = [
  { path: "a/new.ts", before: null, after: "one\ntwo\n" },
  { path: "constants.ts", before: "old\n", after: "++new\nold\n" },
];
const diffs = [
  "--- /dev/null\n+++ b/a/new.ts\n@@ -0,0 +1,2 @@\n+one\n+two\n",
  "--- a/constants.ts\n+++ b/constants.ts\n@@ -1,2 +1,2 @@\n-gone\n+++new\n old\n",
];

function review(...answers: string[]) {
  const said: string[] = [];
  const asked: Question[] = [];
  const ask = (async (question: Question) => {
    asked.push(question);
    const answer = answers.shift();
    if (answer === undefined) throw new Cancelled();
    return answer;
  }) as Ask;
  const edge = {
    say: (text: string) => void said.push(text),
    diff: (change: Change) => diffs[changes.indexOf(change)] ?? "",
  };
  return { said, asked, decision: reviewPlan(ask, changes, edge) };
}

describe("reviewPlan", () => {
  it("shows every file with its lines and a total, then writes on demand", async () => {
    const { said, asked, decision } = review("write");
    expect(await decision).toBe(true);
    expect(said).toEqual(["  create  a/new.ts  +2 -0\n  edit    constants.ts  +1 -1\n\n2 files: 1 created, 1 edited"]);
    expect(asked).toMatchObject([
      { kind: "select", flag: "--yes", choices: [{ value: "write" }, { value: "diff" }, { value: "cancel" }] },
    ]);
  });

  it("shows the diff as often as it is asked for and asks again", async () => {
    const { said, decision } = review("diff", "diff", "cancel");
    expect(await decision).toBe(false);
    expect(said.slice(1)).toEqual([diffs.join("\n"), diffs.join("\n")]);
  });

  it("lets leaving through", async () => {
    await expect(review().decision).rejects.toBeInstanceOf(Cancelled);
    await expect(review("diff").decision).rejects.toBeInstanceOf(Cancelled);
  });
});
