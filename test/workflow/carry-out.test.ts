import { describe, expect, test } from "vitest";
import { Cancelled, EXIT } from "../../src/errors.ts";
import type { Command, Plan } from "../../src/plan/plan.ts";
import { memoryRepo } from "../../src/repo/memory.ts";
import { carryOut, mayWrite, type WriteOptions, writeRefusal } from "../../src/workflow/carry-out.ts";
import type { CommandResult, Edge } from "../../src/workflow/edge.ts";
import type { Ask } from "../../src/workflow/question.ts";

const options = (more: Partial<WriteOptions> = {}): WriteOptions => ({
  dryRun: false,
  diff: false,
  yes: false,
  verify: true,
  ...more,
});
const changes = [{ path: "a.ts", before: null, after: "const a = 1;\n" }];
const check: Command = { title: "Type check", file: "tsc", args: ["--noEmit"], cwd: "front" };

/** A world that records what reaches it. `answers` are a person's; null is nobody. */
function world(answers: string[] | null = null, ok = true, interrupted = false) {
  const applied: Plan[] = [];
  const ran: Command[] = [];
  const said: string[] = [];
  const warned: string[] = [];
  const ask = answers ? ((async (_: unknown): Promise<unknown> => answers.shift()) as Ask) : null;
  const run = async (command: Command): Promise<CommandResult> => {
    ran.push(command);
    return { title: command.title, command: command.file, exitCode: ok ? 0 : 2, ok, output: ok ? "" : "TS2322" };
  };
  const edge: Edge = {
    root: "/",
    repo: memoryRepo({}),
    ask,
    say: (text) => said.push(text),
    warn: (text) => warned.push(text),
    stopIfInterrupted: () => {
      if (interrupted) throw new Cancelled();
    },
    readSpec: async (path) => ({ text: "", path }),
    configFile: () => null,
    fromRoot: (path) => path,
    deployed: () => Promise.reject(new Error("git is not asked here")),
    files: () => Promise.reject(new Error("no file is listed here")),
    formatter: async () => null,
    branches: async () => [],
    recover: async () => {},
    apply: async (plan) => void applied.push(plan),
    run,
  };
  return { edge, applied, ran, said, warned };
}

test("an interrupted run writes nothing", async () => {
  const { edge, applied } = world(null, true, true);
  await expect(carryOut(changes, [check], options({ yes: true }), edge)).rejects.toBeInstanceOf(Cancelled);
  expect(applied).toEqual([]);
});

test("a failed verification is a warning with what was printed", async () => {
  const { edge, warned } = world(null, false);
  const done = await carryOut(changes, [check], options({ yes: true }), edge);
  expect(done).toMatchObject({ applied: true, verification: [{ ok: false }] });
  expect(warned).toEqual([expect.stringMatching(/Type check failed: tsc[\s\S]*TS2322/)]);
});

describe("who may write", () => {
  const rows: [Partial<WriteOptions>, person: boolean, may: boolean, refused: boolean][] = [
    [{}, false, false, true],
    [{}, true, true, false],
    [{ yes: true }, false, true, false],
    [{ diff: true }, false, false, false],
    [{ diff: true }, true, false, false],
    [{ diff: true, yes: true }, false, true, false],
    [{ dryRun: true }, true, false, false],
    [{ dryRun: true, yes: true }, false, false, false],
    [{ dryRun: true, diff: true, yes: true }, true, false, false],
  ];

  test.each(rows)("%j, with a person %s: %s", (given, person, may, refused) => {
    const { edge } = world(person ? [] : null);
    expect(mayWrite(options(given), edge)).toBe(may);
    const refusal = writeRefusal(options(given), edge);
    if (!refused) expect(refusal).toBeNull();
    else
      expect(refusal).toMatchObject({
        exitCode: EXIT.answerNeeded,
        hint: expect.stringMatching(/--yes.*--dry-run.*--diff/),
      });
  });
});

describe("a plan", () => {
  test("is applied and verified after --yes, and nobody is asked", async () => {
    const { edge, applied, ran, said } = world([]);
    const done = await carryOut(changes, [check], options({ yes: true }), edge);
    expect(done).toEqual({ applied: true, verification: [expect.objectContaining({ ok: true })] });
    expect(applied.map((plan) => [plan.changes, plan.then])).toEqual([[changes, [check]]]);
    expect(ran).toEqual([check]);
    expect(said).toEqual(["Type check …"]);
  });

  test("is shown first when a person is there, as a summary and on demand as a diff", async () => {
    const { edge, applied, said } = world(["diff", "write"]);
    await carryOut(changes, [], options(), edge);
    expect(said[0]).toContain("create  a.ts  +1 -0");
    expect(said[1]).toContain("+const a = 1;");
    expect(applied).toHaveLength(1);
  });

  test("that a person declines is cancelled, and nothing is written or run", async () => {
    const { edge, applied, ran } = world(["cancel"]);
    await expect(carryOut(changes, [check], options(), edge)).rejects.toBeInstanceOf(Cancelled);
    expect([applied, ran]).toEqual([[], []]);
  });

  test.each([{ dryRun: true, yes: true }, { diff: true }])("stops before the write with %j", async (given) => {
    const { edge, applied, ran } = world([]);
    expect(await carryOut(changes, [check], options(given), edge)).toEqual({ applied: false, verification: null });
    expect([applied, ran]).toEqual([[], []]);
  });

  test("of nothing asks nobody and writes nothing", async () => {
    const { edge, applied } = world([]);
    expect(await carryOut([], [check], options(), edge)).toEqual({ applied: false, verification: null });
    expect(applied).toEqual([]);
  });

  test("is not verified with --no-verify, or where the host has no command", async () => {
    for (const [then, given] of [
      [[check], { verify: false }],
      [[], {}],
    ] as const) {
      const { edge, ran } = world();
      const done = await carryOut(changes, [...then], options({ yes: true, ...given }), edge);
      expect(done).toEqual({ applied: true, verification: null });
      expect(ran).toEqual([]);
    }
  });

  test("that fails verification stays written, and the failure is told", async () => {
    const { edge, applied } = world(null, false);
    const done = await carryOut(changes, [check], options({ yes: true }), edge);
    expect(done.verification).toEqual([expect.objectContaining({ ok: false, output: "TS2322" })]);
    expect(applied).toHaveLength(1);
  });
});
