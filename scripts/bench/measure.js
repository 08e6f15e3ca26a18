// @ts-check
import { spawnSync } from "node:child_process";

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
 * @returns {Map<string, number>} the median wall time of each subject in milliseconds
 * @throws {Error} when a process does not end with 0
 */
export function medianTimes(subjects, rounds) {
  const times = new Map(subjects.map(({ id }) => [id, /** @type {number[]} */ ([])]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const subject of subjects) {
      const elapsed = time(subject);
      if (round > 0) times.get(subject.id)?.push(elapsed);
    }
  }
  return new Map([...times].map(([id, values]) => [id, median(values)]));
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
