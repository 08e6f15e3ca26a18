import { existsSync } from "node:fs";

/** How a child process is started: `cwd` absolute, `input` for its standard input, `timeout` in milliseconds, `env` added to ours, `signal` ends it. */
export interface RunOptions {
  cwd: string;
  input?: string | Uint8Array;
  timeout?: number;
  env?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

/**
 * How a child process ended. `exitCode` is null when it never started, ran out of time or died by a signal; `failed` is
 * true for anything but exit code 0; `notFound` when there is no such program. Outputs are whole, final newline included.
 */
export interface RunResult<Output = string> {
  exitCode: number | null;
  stdout: Output;
  stderr: string;
  failed: boolean;
  notFound: boolean;
  timedOut: boolean;
}

const MAX_OUTPUT_BYTES = 1 << 30;

/**
 * Starts `file` with `args` and waits for its end. Never through a shell; never throws for how the child ended.
 * With `encoding: "buffer"` standard output is given as bytes.
 */
export async function run(
  file: string,
  args: readonly string[],
  options: RunOptions & { encoding: "buffer" },
): Promise<RunResult<Uint8Array>>;
export async function run(file: string, args: readonly string[], options: RunOptions): Promise<RunResult>;
export async function run(
  file: string,
  args: readonly string[],
  options: RunOptions & { encoding?: "buffer" },
): Promise<RunResult<string | Uint8Array>> {
  const { execa } = await import("execa");
  const result = await execa(file, args, {
    cwd: options.cwd,
    encoding: "buffer",
    env: { ...options.env },
    maxBuffer: MAX_OUTPUT_BYTES,
    reject: false,
    shell: false,
    stripFinalNewline: false,
    ...(options.input === undefined ? { stdin: "ignore" as const } : { input: options.input }),
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
    ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
  });
  const stdout = result.stdout ?? new Uint8Array();
  return {
    exitCode: result.exitCode ?? null,
    stdout: options.encoding === "buffer" ? stdout : decode(stdout),
    stderr: decode(result.stderr ?? new Uint8Array()),
    failed: result.failed,
    // A missing working folder is reported with the same code as a missing program.
    notFound: result.code === "ENOENT" && existsSync(options.cwd),
    timedOut: result.timedOut,
  };
}

/** What starts a child process: `run`, or a record of it in tests. */
export type Run = typeof run;

function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
