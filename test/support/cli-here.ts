import { Readable, Writable } from "node:stream";
import { runCli } from "../../src/cli.ts";
import type { ProcessIo } from "../../src/process-io.ts";
import { cleanEnv } from "./boot.ts";
import type { CliResult } from "./cli.ts";

/**
 * Runs the program's sources in this process, without a terminal: many runs cost a fraction of as many processes. That the
 * built program starts, takes input and ends is shown where `mcpNew` starts it.
 *
 * @param stdin - the whole standard input; empty: none
 * @param env - variables besides ours
 */
export async function mcpNewHere(
  cwd: string,
  argv: string[],
  stdin = "",
  env: Record<string, string> = {},
): Promise<CliResult> {
  const [stdout, stderr] = [collector(), collector()];
  const exitCode = await runCli({
    argv,
    cwd,
    pid: process.pid,
    env: { ...cleanEnv(), ...env },
    stdin: Readable.from([stdin]) as ProcessIo["stdin"],
    stdout: stdout as Writable as ProcessIo["stdout"],
    stderr: stderr as Writable as ProcessIo["stderr"],
    signal: new AbortController().signal,
  });
  return { exitCode, stdout: stdout.text, stderr: stderr.text };
}

function collector(): Writable & { text: string } {
  const stream = new Writable({
    write(chunk, _encoding, done) {
      collected.text += String(chunk);
      done();
    },
  });
  const collected = Object.assign(stream, { text: "" });
  return collected;
}
