import { spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/** A program that runs in a pseudo-terminal, driven like a person would: wait for a text, press keys. */
export interface Pty {
  /**
   * Resolves with the transcript up to the first match of `text` after the last match, once the program has written it.
   * Rejects when the program ends without it, or after `timeout` milliseconds; the message holds the transcript.
   */
  waitFor(text: string | RegExp, timeout?: number): Promise<string>;
  /** Types into the terminal: plain text, or one of `KEYS`. */
  send(keys: string): void;
  /** What the program ended with; 128 + n when signal n ended it, so 143 after `close`. */
  exitCode: Promise<number>;
  /** Everything on the terminal so far, escape sequences removed. */
  transcript(): string;
  /** Ends the program, if it still runs; within about two seconds. */
  close(): Promise<number>;
}

/** Keys that are no letters, as a terminal sends them. */
export const KEYS = {
  enter: "\r",
  escape: "\u001b",
  up: "\u001b[A",
  down: "\u001b[B",
  space: " ",
  tab: "\t",
  backspace: "\u007f",
  ctrlC: "\u0003",
  ctrlD: "\u0004",
  ctrlU: "\u0015",
} as const;

const TERMINATED = 143;
const PATIENCE_MS = 5_000;

/**
 * Runs a program in a pseudo-terminal of 100 columns and 40 rows, through util-linux's `script`, which every Debian and
 * Ubuntu has. `env` replaces the environment.
 */
export function openPty(
  file: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Pty {
  const command = `stty rows 40 cols 100; exec ${[file, ...args].map(quote).join(" ")}`;
  const child = spawn("script", ["--quiet", "--return", "--flush", "--command", command, "/dev/null"], {
    cwd: options.cwd,
    env: { ...(options.env ?? process.env), SHELL: "/bin/sh" },
  });
  const transcript = new Transcript();
  let closed = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => transcript.add(chunk));
  }
  child.stdin.on("error", () => {});
  const exitCode = new Promise<number>((resolve, reject) => {
    child.on("error", (cause) => reject(new Error("could not start `script` (util-linux)", { cause })));
    child.on("close", (code) => {
      transcript.end();
      resolve(closed ? TERMINATED : (code ?? TERMINATED));
    });
  });
  const close = () => {
    closed = !transcript.ended;
    child.kill("SIGTERM");
    const insist = setTimeout(() => child.kill("SIGKILL"), PATIENCE_MS);
    return exitCode.finally(() => clearTimeout(insist));
  };
  return {
    exitCode,
    close,
    transcript: () => transcript.text,
    send: (keys) => void child.stdin.write(keys),
    waitFor: (text, timeout = 20_000) => transcript.waitFor(text, timeout),
  };
}

/** What a terminal shows, growing; `waitFor` reads it from the last match on. */
class Transcript {
  ended = false;
  #written = "";
  #read = 0;
  #listeners = new Set<() => void>();

  add(chunk: string): void {
    this.#written += chunk;
    this.#tell();
  }

  end(): void {
    this.ended = true;
    this.#tell();
  }

  get text(): string {
    return stripVTControlCharacters(withoutUnfinishedEscape(this.#written)).replaceAll("\r\n", "\n");
  }

  waitFor(text: string | RegExp, timeout: number): Promise<string> {
    return new Promise((resolve, reject) => {
      const settle = (finish: () => void) => {
        clearTimeout(timer);
        this.#listeners.delete(look);
        finish();
      };
      const fail = (why: string) =>
        settle(() => reject(new Error(`${why} ${String(text)}. The terminal says:\n${this.text}`)));
      const look = () => {
        const seen = this.#match(text);
        if (seen !== null) settle(() => resolve(seen));
        else if (this.ended) fail("The program ended without");
      };
      const timer = setTimeout(() => fail(`Waited ${timeout} ms in vain for`), timeout);
      this.#listeners.add(look);
      look();
    });
  }

  #match(text: string | RegExp): string | null {
    const seen = this.text;
    const end = endOf(text, seen.slice(this.#read));
    if (end === null) return null;
    this.#read += end;
    return seen.slice(0, this.#read);
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

/** An escape sequence that arrives in two pieces would be taken for text until its end has come. */
function withoutUnfinishedEscape(text: string): string {
  const start = text.lastIndexOf("\u001b");
  return start >= 0 && /^.(\[[0-9;?]*)?$/s.test(text.slice(start)) ? text.slice(0, start) : text;
}

function endOf(text: string | RegExp, screen: string): number | null {
  if (typeof text === "string") {
    const at = screen.indexOf(text);
    return at < 0 ? null : at + text.length;
  }
  const match = new RegExp(text.source, text.flags.replace("g", "")).exec(screen);
  return match ? match.index + match[0].length : null;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
