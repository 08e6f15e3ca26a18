import { spawn } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pendingJournal, recover } from "../../src/plan/apply.ts";
import type { Plan } from "../../src/plan/plan.ts";
import { temporaryCheckout, tree } from "./tree.ts";

const FAULT = fileURLToPath(new URL("../support/fault.js", import.meta.url));
const FILES = {
  "front/a.ts": "\uFEFFold a\r\n",
  "front/lib/b.sh": "old b",
  "front/c.ts": "untouched\n",
  "front/gone/all/e.ts": "deleted e\n",
};
const PLAN: Plan = {
  changes: [
    { path: "front/a.ts", before: "\uFEFFold a\r\n", after: "\uFEFFold a\r\nnew é\r\n" },
    { path: "front/gone/all/e.ts", before: "deleted e\n", after: null },
    { path: "front/lib/b.sh", before: "old b", after: "new b\n" },
    { path: "front/lib/new/deep/d.ts", before: null, after: "created d\n" },
  ],
  // biome-ignore lint/suspicious/noThenProperty: the plan's own word
  then: [],
};

let work: string;
let master: string;
let before: Record<string, string>;
let after: Record<string, string>;
const caller = (root: string) => ({ root, pid: process.pid, env: {} });

interface Outcome {
  exitCode: number | null;
  fired: string | null;
  total: number;
  stdout: string;
  stderr: string;
}

let runs = 0;
async function program(root: string, mode: string, n: number, planFile?: string): Promise<Outcome> {
  const report = join(work, `report-${++runs}`);
  const args = ["--import", FAULT, join(work, "program.mjs"), root, ...(planFile ? [planFile] : [])];
  const env = {
    ...process.env,
    FAULT_ROOT: root,
    FAULT_AT: String(n),
    FAULT_MODE: mode,
    FAULT_REPORT: report,
    FAULT_TOTAL: `${report}.total`,
  };
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (data) => (output.stdout += data));
  child.stderr.on("data", (data) => (output.stderr += data));
  const exitCode = await new Promise<number | null>((done) => child.on("close", (code) => done(code)));
  const written = (path: string) => (existsSync(path) ? readFileSync(path, "utf8") : null);
  return { exitCode, fired: written(report), total: Number(written(`${report}.total`)), ...output };
}

function copy(from: string): string {
  const root = realpathSync(mkdtempSync(join(work, "tree-")));
  cpSync(from, root, { recursive: true });
  return root;
}

/** Runs the plan with a fault at change 1, 1 + `step` … until the run ends without reaching it; gives the number of faults. */
async function forEachFault(mode: string, judge: (root: string, outcome: Outcome) => void, step = 1): Promise<number> {
  const lanes = 3;
  let next = 1 - step;
  let reached = 0;
  const lane = async () => {
    for (let over = false; !over; ) {
      const root = copy(master);
      next += step;
      const outcome = await program(root, mode, next, join(work, "plan.json"));
      over = outcome.fired === null;
      if (over) expect({ ...outcome, tree: tree(root) }).toMatchObject({ exitCode: 0, tree: after });
      else reached += 1;
      if (!over) judge(root, outcome);
      rmSync(root, { recursive: true });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return reached;
}

beforeAll(async () => {
  work = realpathSync(mkdtempSync(join(tmpdir(), "faults-")));
  await build({
    entryPoints: [fileURLToPath(new URL("./apply-program.ts", import.meta.url))],
    outfile: join(work, "program.mjs"),
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    external: ["execa"],
  });
  writeFileSync(join(work, "plan.json"), JSON.stringify(PLAN));
  master = temporaryCheckout(FILES);
  chmodSync(join(master, "front/lib/b.sh"), 0o751);
  before = tree(master);
  const root = copy(master);
  expect(await program(root, "throw", 0, join(work, "plan.json"))).toMatchObject({ exitCode: 0 });
  after = tree(root);
});

afterAll(() => {
  rmSync(work, { recursive: true, force: true });
  rmSync(master, { recursive: true, force: true });
});

describe("a run without faults", () => {
  it("writes every text, keeps modes, deletes a file with its empty folders, and leaves nothing else", () => {
    const { "front/gone/": _, "front/gone/all/": __, "front/gone/all/e.ts": ___, ...left } = before;
    expect(after).toEqual({
      ...left,
      "front/a.ts": `644 ${Buffer.from("\uFEFFold a\r\nnew é\r\n").toString("latin1")}`,
      "front/lib/b.sh": "751 new b\n",
      "front/lib/new/": "755",
      "front/lib/new/deep/": "755",
      "front/lib/new/deep/d.ts": "644 created d\n",
    });
  });
});

describe.each([
  ["throw", 25],
  ["full", 10],
])("%s at every change", (mode, least) => {
  it("rolls back and says so, or had committed already", { timeout: 300_000 }, async () => {
    const reached = await forEachFault(mode, (root, outcome) => {
      const state = `${mode} at ${outcome.fired}${outcome.stdout}${outcome.stderr}`;
      expect([0, 6], state).toContain(outcome.exitCode);
      expect(tree(root), state).toEqual(outcome.exitCode === 0 ? after : before);
      expect(pendingJournal(caller(root)), state).toBeNull();
      if (outcome.exitCode === 6) expect(JSON.parse(outcome.stdout)).toMatchObject({ code: "write-failed" });
      if (outcome.exitCode === 6) expect(outcome.stdout).toMatch(/othing was written/);
    });
    expect(reached).toBeGreaterThan(least);
  });
});

// A file takes five changes: with every third one, each kind of change is met.
const STEP = 3;

describe("every change fails from one on", () => {
  it("says what remains, and the next writing run finishes it", { timeout: 300_000 }, async () => {
    let unfinished = 0;
    await forEachFault(
      "stuck",
      (root, outcome) => {
        const state = `stuck at ${outcome.fired}${outcome.stdout}${outcome.stderr}`;
        expect([0, 6], state).toContain(outcome.exitCode);
        if (outcome.exitCode === 6 && pendingJournal(caller(root))) {
          unfinished += 1;
          expect(outcome.stdout, state).toContain("next writing run");
        }
        recover(caller(root));
        expect(tree(root), state).toEqual(outcome.exitCode === 0 ? after : before);
      },
      STEP,
    );
    expect(unfinished).toBeGreaterThan(10);
  });
});

describe.each([
  ["kill", 25],
  ["torn", 4],
])("%s at every change", (mode, least) => {
  it("leaves the old tree, the new one, or a journal that brings the old one back", { timeout: 300_000 }, async () => {
    let recovered = 0;
    await forEachFault(mode, (root, outcome) => {
      const state = `${mode} at ${outcome.fired}`;
      expect(outcome.exitCode, state).toBeNull();
      const pending = pendingJournal(caller(root));
      if (pending)
        expect(pending, state).toMatchObject({ running: false, paths: PLAN.changes.map(({ path }) => path) });
      const recovery = recover(caller(root));
      expect(recovery !== null, state).toBe(pending !== null);
      if (pending) recovered += 1;
      expect(recovery?.kept ?? [], state).toEqual([]);
      expect(pending ? [before] : [before, after], state).toContainEqual(tree(root));
      expect(recover(caller(root)), state).toBeNull();
    });
    expect(recovered).toBeGreaterThanOrEqual(least);
  });
});

describe("killed while rolling back", () => {
  it("goes on where it was, as often as that happens", { timeout: 300_000 }, async () => {
    const killed = await killedBeforeCommit();
    const again = copy(killed);
    let fired: string | null = "";
    for (let m = 1; fired !== null; m += 1) {
      const root = copy(killed);
      const outcomes = await Promise.all([program(root, "kill", m), program(again, "kill", m)]);
      fired = outcomes[0].fired;
      recover(caller(root));
      expect(tree(root), `killed at ${fired}`).toEqual(before);
    }
    expect(tree(again)).toEqual(before);
    expect(pendingJournal(caller(again))).toBeNull();
  });
});

/** A tree whose run was killed with every file replaced and the journal still there. */
async function killedBeforeCommit(): Promise<string> {
  const { total } = await program(copy(master), "kill", 0, join(work, "plan.json"));
  for (let n = total; n > 0; n -= 1) {
    const root = copy(master);
    await program(root, "kill", n, join(work, "plan.json"));
    if (tree(root)["front/lib/new/deep/d.ts"] && pendingJournal(caller(root))) return root;
  }
  throw new Error("no run was killed between its last rename and its commit");
}

describe("many runs at once", () => {
  it("one writes and the others are refused, also when they find a dead run's lock", { timeout: 60_000 }, async () => {
    for (let round = 0; round < 3; round += 1) {
      const root = copy(master);
      await program(root, "kill", 5, join(work, "plan.json"));
      expect(existsSync(join(root, ".git/mcp-new/lock"))).toBe(true);
      const outcomes = await Promise.all(
        Array.from({ length: 6 }, () => program(root, "throw", 0, join(work, "plan.json"))),
      );
      const codes = outcomes.map(({ exitCode }) => exitCode).sort();
      expect(codes, JSON.stringify(outcomes)).toEqual([0, 4, 4, 4, 4, 4]);
      expect(tree(root)).toEqual(after);
    }
  });
});

describe("interrupted at every change", () => {
  it("ends as cancelled with the old tree, or after the commit", { timeout: 300_000 }, async () => {
    let cancelled = 0;
    await forEachFault(
      "interrupt",
      (root, outcome) => {
        const state = `interrupted at ${outcome.fired}${outcome.stderr}`;
        expect([0, 130], state).toContain(outcome.exitCode);
        expect(tree(root), state).toEqual(outcome.exitCode === 0 ? after : before);
        expect(existsSync(join(root, ".git/mcp-new")), state).toBe(false);
        if (outcome.exitCode === 130) cancelled += 1;
      },
      STEP,
    );
    expect(cancelled).toBeGreaterThan(10);
  });
});
