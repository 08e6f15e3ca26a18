// @ts-check
// What a run costs beside the least it could cost, measured side by side. Prints ratios; asserts nothing.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { growHost } from "./bench/grown-host.js";
import { measure } from "./bench/measure.js";
import { writeTools } from "./bench/tools.js";
import { bundleIfOlder, ROOT } from "./bundle.js";
import { installHostPackages } from "./host-packages.js";
import { copyReplica } from "./support/replica.js";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "11" } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error("--rounds takes a whole number from 1.");

await bundleIfOlder();
installHostPackages();

const BIN = join(ROOT, "bin", "mcp-new.js");
const SPEC = join(ROOT, "test", "specs", "acme_crm.json");
const SIZE_OF_DUST = 84;
const FEW = 20;
const MANY = 60;
/** Rounds of the runs that add many tools, which take long and are compared with each other alone. */
const LONG_ROUNDS = Math.min(rounds, 3);
const biomeHost = copyReplica("dust-arrays");
const plainHost = copyReplica("dust-arrays");
rmSync(plainHost.path("biome.json"));
const grownHost = copyReplica("dust-arrays");
growHost(grownHost, SIZE_OF_DUST);

const folder = mkdtempSync(join(tmpdir(), "mcp-new-bench-"));

const floorOf = (/** @type {string} */ id, /** @type {string} */ name) => ({
  id,
  args: [join(ROOT, "scripts", "bench", name)],
  cwd: ROOT,
});
const EMPTY = floorOf("floor: an empty Node process", "empty.js");
const PARSER = floorOf("floor: ts-morph", "parser.js");
const PRETTIER = floorOf("floor: ts-morph, Prettier", "parser-and-prettier.js");
const BIOME = floorOf("floor: ts-morph, Biome", "parser-and-biome.js");
const floors = [EMPTY, PARSER, PRETTIER, BIOME];

const dryRun = [BIN, "provider", "--spec", SPEC, "--dry-run", "--quiet"];
const unformatted = [...dryRun, "--no-format"];
/** A dry run that adds tools to a hand-written server. */
const adding = (/** @type {number} */ count) => [
  ...[BIN, "add-tool", "github", "--spec", writeTools(folder, count)],
  ...["--dry-run", "--quiet", "--no-verify"],
];
const rows = [
  { id: "mcp-new --help", args: [BIN, "--help"], cwd: ROOT, floor: EMPTY, budget: 1.35 },
  { id: "provider, not formatted", args: unformatted, cwd: plainHost.root, floor: PARSER, budget: 1.5 },
  { id: "provider, built-in Prettier", args: dryRun, cwd: plainHost.root, floor: PRETTIER, budget: 1.5 },
  { id: "provider, the host's Biome", args: dryRun, cwd: biomeHost.root, floor: BIOME, budget: 1.5 },
  { id: `the same, ${SIZE_OF_DUST} servers`, args: dryRun, cwd: grownHost.root, floor: BIOME, budget: 1.5 },
  { id: "add-tool, the host's Biome", args: adding(1), cwd: biomeHost.root, floor: BIOME, budget: 1.6 },
];
const growing = [1, FEW, MANY].map((count) => ({
  id: `add-tool, ${count} tools`,
  args: adding(count),
  cwd: biomeHost.root,
}));
const GROWTH_BUDGET = 3.5;

const EXPLANATION = `Medians of ${rounds} interleaved runs; Node ${process.versions.node}, ${process.platform}.
cpu is the mean time of all processors, those of child processes too; it varies less than the median on a busy machine.
A floor is a Node process that loads ts-morph and makes the formatter ready for TypeScript: Prettier loaded and one line
formatted, because it loads its parser then; or one line formatted by one start of Biome. No host's file is read.
`;

try {
  const times = measure([...floors, ...rows], rounds);
  const of = (/** @type {string} */ id) => times.get(id) ?? { wall: Number.NaN, cpu: Number.NaN };
  const line = (/** @type {string[]} */ cells) =>
    console.log(
      cells
        .map((cell, at) => pad(cell, at))
        .join(" ")
        .trimEnd(),
    );
  console.log(EXPLANATION);
  line(["what", "median ms", "cpu ms", "ratio", "cpu ratio", "budget"]);
  for (const { id } of floors) line([id, of(id).wall.toFixed(0), of(id).cpu.toFixed(0)]);
  for (const { id, floor, budget } of rows) {
    const [own, least] = [of(id), of(floor.id)];
    const ratio = own.wall / least.wall;
    const figures = [own.wall.toFixed(0), own.cpu.toFixed(0), ratio.toFixed(2), (own.cpu / least.cpu).toFixed(2)];
    line([id, ...figures, budget.toFixed(2), ratio <= budget ? "ok" : "over"]);
  }
  showGrowth(measure(growing, LONG_ROUNDS), line);
} finally {
  for (const host of [biomeHost, plainHost, grownHost]) host.dispose();
  rmSync(folder, { recursive: true });
}

/**
 * What many tools cost beside a few, each less what the first one costs; 3.1 is the same for every tool.
 *
 * @param {ReturnType<typeof measure>} times
 * @param {(cells: string[]) => void} line
 */
function showGrowth(times, line) {
  const [one, few, many] = growing.map(({ id }) => times.get(id) ?? { wall: Number.NaN, cpu: Number.NaN });
  if (!one || !few || !many) throw new Error("There are three sizes.");
  const [wall, cpu] = [(many.wall - one.wall) / (few.wall - one.wall), (many.cpu - one.cpu) / (few.cpu - one.cpu)];
  console.log(`\nMedians of ${LONG_ROUNDS} interleaved runs.`);
  for (const [at, { wall: median, cpu: mean }] of [one, few, many].entries())
    line([growing[at]?.id ?? "", median.toFixed(0), mean.toFixed(0)]);
  const verdict = cpu <= GROWTH_BUDGET ? "ok" : "over";
  line([`${MANY} tools beside ${FEW}`, "", "", wall.toFixed(2), cpu.toFixed(2), GROWTH_BUDGET.toFixed(2), verdict]);
}

/**
 * @param {string} cell
 * @param {number} column
 */
function pad(cell, column) {
  return column === 0 ? cell.padEnd(30) : cell.padStart(10);
}
