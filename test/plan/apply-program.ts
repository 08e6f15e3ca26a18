import { readFileSync } from "node:fs";
import { Cancelled, UserError } from "../../src/errors.ts";
import { apply, recover } from "../../src/plan/apply.ts";
import type { Plan } from "../../src/plan/plan.ts";

// A program around `apply` (with a plan file) or `recover` (without), to be run with faults; ends with the contract's codes.
const [root = "", planFile] = process.argv.slice(2);
const interrupt = new AbortController();
process.on("SIGINT", () => interrupt.abort());
const caller = { root, pid: process.pid, env: process.env, signal: interrupt.signal };

try {
  if (planFile) await apply(JSON.parse(readFileSync(planFile, "utf8")) as Plan, caller);
  else recover(caller);
} catch (error) {
  if (error instanceof UserError) {
    const { code, message, details, exitCode } = error;
    process.stdout.write(JSON.stringify({ code, message, details }));
    process.exitCode = exitCode;
  } else if (error instanceof Cancelled) process.exitCode = 130;
  else throw error;
}
