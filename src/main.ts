import { runCli } from "./cli.ts";

// What the process ends with should a prompt lose its terminal and nothing be left to wait for.
process.exitCode = 130;
process.stdout.on("error", ignoreClosedPipe);
process.stderr.on("error", ignoreClosedPipe);

const interruption = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) process.on(name, () => interrupt(name));

process.exitCode = await runCli({
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  pid: process.pid,
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interruption.signal,
});

/** A first interrupt lets a write roll itself back; a second one ends the process, and the journal does it later. */
function interrupt(name: NodeJS.Signals): void {
  if (interruption.signal.aborted) {
    process.removeAllListeners(name);
    process.kill(process.pid, name);
  }
  interruption.abort();
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
