import { runCli } from "./cli.ts";

// What the process ends with should a prompt lose its terminal and nothing be left to wait for.
process.exitCode = 130;
process.stdout.on("error", ignoreClosedPipe);
process.stderr.on("error", ignoreClosedPipe);

const interruption = new AbortController();
for (const name of ["SIGINT", "SIGTERM"] as const) listenTo(name);

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
function listenTo(name: NodeJS.Signals): void {
  const interrupt = (): void => {
    interruption.abort();
    // Not at once: who else listens to this signal must not take itself for the only one.
    setImmediate(() => process.off(name, interrupt));
  };
  process.on(name, interrupt);
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
