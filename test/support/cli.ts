import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { cleanEnv } from "./boot.ts";

/** The program as users start it; the bundle below it is made before all tests. */
export const BIN = fileURLToPath(new URL("../../bin/mcp-new.js", import.meta.url));

/** How a run of the program ended. `exitCode` is null when a signal ended it. */
export interface CliResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** How to start the program. `stdin`: a text, or "open" for a pipe that is never written to; default: no input at all. */
export interface CliOptions {
  stdin?: string | "open";
  env?: Record<string, string>;
  /** Flags for Node itself. */
  node?: string[];
}

/** Runs the built program in `cwd` without a terminal. */
export function mcpNew(cwd: string, args: string[], options: CliOptions = {}): Promise<CliResult> {
  const child = spawn(process.execPath, [...(options.node ?? []), BIN, ...args], {
    cwd,
    env: { ...cleanEnv(), ...options.env },
    stdio: [options.stdin === undefined ? "ignore" : "pipe", "pipe", "pipe"],
  });
  if (options.stdin !== undefined && options.stdin !== "open") child.stdin?.end(options.stdin);
  const output = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    output.stderr += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => {
      child.stdin?.destroy();
      resolve({ exitCode, ...output });
    });
  });
}
