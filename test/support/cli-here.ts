import { Readable, Writable } from "node:stream";
import { runCli } from "../../src/cli.ts";
import type { ProcessIo } from "../../src/process-io.ts";
import { cleanEnv } from "./boot.ts";
import type { CliResult } from "./cli.ts";

/** Runs the program's sources in this process, without a terminal: many runs cost a fraction of as many processes. */
export async function mcpNewHere(cwd: string, argv: string[], stdin = ""): Promise<CliResult> {
  const [stdout, stderr] = [collector(), collector()];
  const io = { argv, cwd, pid: process.pid, env: cleanEnv(), stdin: Readable.from([stdin]), stdout, stderr };
  const exitCode = await runCli({ ...io, signal: new AbortController().signal } as unknown as ProcessIo);
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
