// @ts-check
// What `check` costs on a workspace of Dust's size, of the newest layout and of the oldest, and on one ten times as large, beside the least it could cost and
// beside the compilers. Prints figures; asserts nothing about time.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { runOnce } from "./bench/peak.js";
import { bundleIfOlder, ROOT } from "./bundle.js";
import { writeWorkspace } from "./workspace.js";

const { filesReadByCheck } = await import("./workspace/files-read.ts");
const { workspaceFiles } = await import("./workspace/index.ts");
const { legacyWorkspace } = await import("../test/support/legacy-workspace.ts");

const FEW = { id: "84", files: workspaceFiles(84) };
const MANY = { id: "840", files: workspaceFiles(840) };
const HOSTS = [FEW, { id: "84 legacy", files: legacyWorkspace(84) }, MANY];

/**
 * Measures and prints.
 *
 * @param {number} rounds - interleaved runs of each process that is compared by its median; the compilers run once
 */
export async function benchCheck(rounds) {
  await bundleIfOlder();
  const folder = mkdtempSync(join(tmpdir(), "bench-check-"));
  try {
    const start = [join(ROOT, "scripts", "bench", "load-parser.js")];
    const hosts = HOSTS.map(({ id, files }) => hostOf(join(folder, `dust-${id.replace(" ", "-")}`), id, files));
    const subjects = [
      { id: "start", args: start },
      ...hosts.flatMap(({ id, root, list }) => [
        { id: `floor ${id}`, args: [join(ROOT, "scripts", "bench", "read-and-parse.js"), list] },
        { id: `check ${id}`, args: [join(ROOT, "bin", "mcp-new.js"), "check", "-C", root, "--no-color"] },
      ]),
    ];
    const figures = measured(subjects, rounds);
    const compilers = hosts.flatMap(({ id, root }) =>
      ["typescript", "ts7"].map((name) => {
        const args = [join(ROOT, "node_modules", name, "bin", "tsc"), "--noEmit", "-p", join(root, "front")];
        return { id, name: name === "ts7" ? "tsc 7" : "tsc 6", ...runOnce(args) };
      }),
    );
    print(figures, compilers, rounds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} root
 * @param {string} id
 * @param {Readonly<Record<string, string>>} files
 */
function hostOf(root, id, files) {
  writeWorkspace(root, files);
  const list = `${root}.txt`;
  writeFileSync(
    list,
    filesReadByCheck(files)
      .map((path) => join(root, path))
      .join("\n"),
  );
  return { id, root, list };
}

/** @typedef {{ ms: number, peakMb: number }} Figures */

/**
 * Runs every subject once per round, so that a busy machine slows all alike. The first round only warms the caches.
 *
 * @param {{ id: string, args: string[] }[]} subjects
 * @param {number} rounds
 * @returns {Map<string, Figures>} medians
 */
function measured(subjects, rounds) {
  const runs = new Map(subjects.map(({ id }) => [id, /** @type {Figures[]} */ ([])]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { id, args } of subjects) {
      const run = runOnce(args);
      if (run.status !== 0) throw new Error(`${id} ended with ${run.status}:\n${run.output}`);
      if (round > 0) runs.get(id)?.push(run);
    }
  }
  return new Map(
    [...runs].map(([id, all]) => [
      id,
      { ms: median(all.map((run) => run.ms)), peakMb: median(all.map((run) => run.peakMb)) },
    ]),
  );
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/**
 * @param {Map<string, Figures>} figures
 * @param {(Figures & { id: string, name: string, status: number | null })[]} compilers
 * @param {number} rounds
 */
function print(figures, compilers, rounds) {
  const of = (/** @type {string} */ id) => figures.get(id) ?? { ms: Number.NaN, peakMb: Number.NaN };
  console.log(`\nmcp-new check, medians of ${rounds} interleaved runs; each compiler ran once.`);
  console.log("Floor: start Node, load ts-morph, read and parse once the files that check reads.\n");
  console.log("servers    what     wall ms  ratio to floor  budget  peak MB");
  const row = (/** @type {(string | number)[]} */ ...cells) =>
    console.log(cells.map((cell, at) => String(cell).padStart([9, 7, 9, 15, 7, 8][at] ?? 0)).join(" "));
  for (const { id } of HOSTS) {
    const floor = of(`floor ${id}`);
    const check = of(`check ${id}`);
    row(id, "floor", floor.ms.toFixed(0), "1.00", "", floor.peakMb.toFixed(0));
    row(id, "check", check.ms.toFixed(0), (check.ms / floor.ms).toFixed(2), "2.00", check.peakMb.toFixed(0));
    for (const { name, ms, peakMb, status } of compilers.filter((each) => each.id === id)) {
      const ended = status === 0 ? "" : `  ended with ${status}`;
      row(id, name, ms.toFixed(0), (ms / floor.ms).toFixed(2), "", `${peakMb.toFixed(0)}${ended}`);
    }
  }
  const [few = 0, many = 0] = [FEW, MANY].map(({ id }) => of(`check ${id}`).ms - of("start").ms);
  console.log(`\nTen times the servers cost ${(many / few).toFixed(1)} times the time above the start (budget: 11).`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });
  await benchCheck(Number(values.rounds));
}
