// @ts-check
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const TIME = "/usr/bin/time";
const REPORT = "process.on('exit',()=>require('fs').writeSync(2,'\\npeak '+process.resourceUsage().maxRSS+'\\n'))";

/**
 * Runs Node once, as medians are measured elsewhere by several runs.
 *
 * @param {string[]} args - for Node
 * @returns {{ ms: number, peakMb: number, status: number | null, output: string }} its wall time in milliseconds; the most
 *   memory that it (or, where the system's `time` can tell, a child of it) held, in megabytes; how it ended; what it wrote
 */
export function runOnce(args) {
  const preload = `data:text/javascript,${encodeURIComponent(`import {createRequire} from "node:module";const require=createRequire("file:///");${REPORT}`)}`;
  const [command, ...before] = existsSync(TIME)
    ? [TIME, "-f", "\npeak %M", process.execPath]
    : [process.execPath, "--import", preload];
  const { NODE_OPTIONS, NODE_V8_COVERAGE, ...env } = process.env;
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command ?? "", [...before, ...args], {
    env: { ...env, NO_COLOR: "1" },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  const ms = performance.now() - start;
  const peak = /\npeak (\d+)\s*$/.exec(stderr)?.[1];
  return { ms, peakMb: Number(peak ?? Number.NaN) / 1024, status, output: stdout + stderr };
}
