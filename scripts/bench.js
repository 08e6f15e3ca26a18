// @ts-check
// What a run costs beside the least it could cost, measured side by side. Prints ratios; asserts nothing.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { medianTimes } from "./bench/measure.js";
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
const biomeHost = copyReplica("dust-arrays");
const plainHost = copyReplica("dust-arrays");
rmSync(plainHost.path("biome.json"));
const dryRun = [BIN, "provider", "--spec", SPEC, "--dry-run", "--quiet"];
const floorOf = (/** @type {string} */ name) => ({ id: name, args: [join(ROOT, "scripts", "bench", name)], cwd: ROOT });
const EMPTY = floorOf("empty.js");
const LOADED = floorOf("load-parser-and-formatter.js");

const rows = [
  { id: "mcp-new --help", args: [BIN, "--help"], cwd: ROOT, floor: EMPTY, budget: 1.35 },
  { id: "provider, not formatted", args: [...dryRun, "--no-format"], cwd: plainHost.root, floor: LOADED, budget: 1.5 },
  { id: "provider, built-in Prettier", args: dryRun, cwd: plainHost.root, floor: LOADED, budget: 1.5 },
  { id: "provider, the host's Biome", args: dryRun, cwd: biomeHost.root, floor: LOADED, budget: 1.5 },
];

try {
  const times = medianTimes([EMPTY, LOADED, ...rows], rounds);
  console.log(`Medians of ${rounds} interleaved runs; Node ${process.versions.node}, ${process.platform}.`);
  console.log("Floors: an empty Node process; Node with ts-morph and prettier loaded.\n");
  const line = (/** @type {string[]} */ cells) => console.log(cells.map((cell, at) => pad(cell, at)).join("  "));
  line(["what", "median ms", "floor ms", "ratio", "budget", ""]);
  for (const { id, floor, budget } of rows) {
    const [median, least] = [times.get(id) ?? Number.NaN, times.get(floor.id) ?? Number.NaN];
    const ratio = median / least;
    const verdict = ratio <= budget ? "ok" : "over";
    line([id, median.toFixed(0), least.toFixed(0), ratio.toFixed(2), budget.toFixed(2), verdict]);
  }
} finally {
  biomeHost.dispose();
  plainHost.dispose();
}

/**
 * @param {string} cell
 * @param {number} column
 */
function pad(cell, column) {
  return column === 0 ? cell.padEnd(28) : cell.padStart(9);
}
