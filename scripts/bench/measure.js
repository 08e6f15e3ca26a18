// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/**
 * A process to time: its arguments for Node, and where it runs.
 *
 * @typedef {{ id: string, args: string[], cwd: string }} Subject
 */

/**
 * Runs every subject once per round, one after the other, so that a busy machine slows all of them alike. The first
 * round only warms the caches.
 *
 * @param {Subject[]} subjects
 * @param {number} rounds - measured rounds
 * @returns {Map<string, { wall: number, cpu: number }>} of each subject, in milliseconds: the median wall time, and the mean
 *   time of all processors with the processes that it starts, NaN where the system does not tell
 * @throws {Error} when a process does not end with 0
 */
export function measure(subjects, rounds) {
  const times = new Map(subjects.map(({ id }) => [id, { wall: /** @type {number[]} */ ([]), cpu: 0 }]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const subject of subjects) {
      const before = cpuOfChildren();
      const elapsed = time(subject);
      const own = times.get(subject.id);
      if (round === 0 || !own) continue;
      own.wall.push(elapsed);
      own.cpu += cpuOfChildren() - before;
    }
  }
  return new Map([...times].map(([id, { wall, cpu }]) => [id, { wall: median(wall), cpu: cpu / rounds }]));
}

// Processes that have ended count to whoever waited for them; Linux counts in hundredths of a second.
function cpuOfChildren() {
  if (!existsSync("/proc/self/stat")) return Number.NaN;
  const [user, system] = readFileSync("/proc/self/stat", "utf8")
    .replace(/^.*\) /, "")
    .split(" ")
    .slice(13, 15);
  return 10 * (Number(user) + Number(system));
}

/** @param {Subject} subject */
function time({ id, args, cwd }) {
  const { NODE_OPTIONS, NODE_V8_COVERAGE, ...env } = process.env;
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, env, stdio: ["ignore", "ignore", "pipe"] });
  const elapsed = performance.now() - start;
  if (status !== 0) throw new Error(`${id} ended with ${status}:\n${stderr}`);
  return elapsed;
}

/** @param {number[]} values */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
