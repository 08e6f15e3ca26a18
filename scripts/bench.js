// @ts-check
// What a run costs beside the least it could cost, measured side by side. Prints ratios; asserts nothing.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { growHost } from "./bench/grown-host.js";
import { measure } from "./bench/measure.js";
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
const biomeHost = copyReplica("dust-arrays");
const plainHost = copyReplica("dust-arrays");
rmSync(plainHost.path("biome.json"));
const grownHost = copyReplica("dust-arrays");
growHost(grownHost, SIZE_OF_DUST);

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
const rows = [
  { id: "mcp-new --help", args: [BIN, "--help"], cwd: ROOT, floor: EMPTY, budget: 1.35 },
  { id: "provider, not formatted", args: unformatted, cwd: plainHost.root, floor: PARSER, budget: 1.5 },
  { id: "provider, built-in Prettier", args: dryRun, cwd: plainHost.root, floor: PRETTIER, budget: 1.5 },
  { id: "provider, the host's Biome", args: dryRun, cwd: biomeHost.root, floor: BIOME, budget: 1.5 },
  { id: `the same, ${SIZE_OF_DUST} servers`, args: dryRun, cwd: grownHost.root, floor: BIOME, budget: 1.5 },
];

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
} finally {
  for (const host of [biomeHost, plainHost, grownHost]) host.dispose();
}

/**
 * @param {string} cell
 * @param {number} column
 */
function pad(cell, column) {
  return column === 0 ? cell.padEnd(30) : cell.padStart(10);
}
