import type { Run } from "../exec.ts";

/** A git object as `git cat-file --batch` gives it. */
export interface Blob {
  id: string;
  content: string;
}

/** Runs git in one folder; `lines` are its standard input. Never throws for how git ended. */
export type RunGit = (args: string[], lines: string[]) => Promise<{ failed: boolean; stdout: Uint8Array }>;

// Nothing is fetched for a partial clone, nobody is asked for a password, and no lock is taken.
const OFFLINE = { GIT_NO_LAZY_FETCH: "1", GIT_TERMINAL_PROMPT: "0", GIT_OPTIONAL_LOCKS: "0" };
const NEWLINE = 10;

/** Git in the folder `cwd`, kept from the network. */
export function gitIn(run: Run, cwd: string): RunGit {
  return async (args, lines) => {
    const input = lines.map((line) => `${line}\n`).join("");
    return run("git", args, { cwd, input, env: OFFLINE, encoding: "buffer" });
  };
}

/** The objects in an answer of `git cat-file --batch`: `<id> <type> <bytes>`, the content, a newline; missing ones left out. */
export function* parseBatch(answer: Uint8Array): Generator<Blob> {
  for (let at = 0; at < answer.length; ) {
    const end = answer.indexOf(NEWLINE, at);
    if (end < 0) return;
    const [id = "", , size] = decode(answer.subarray(at, end)).split(" ");
    at = end + 1;
    if (size === undefined) continue;
    yield { id, content: decode(answer.subarray(at, at + Number(size))) };
    at += Number(size) + 1;
  }
}

/** The fields of an answer that ends each with a zero byte (`-z`). */
export function fieldsOf(answer: Uint8Array): string[] {
  return decode(answer)
    .split("\0")
    .filter((field) => field !== "");
}

/** The lines of an answer, empty ones left out. */
export function linesOf(answer: Uint8Array): string[] {
  return decode(answer)
    .split("\n")
    .filter((line) => line !== "");
}

/** Bytes as text, a byte-order mark kept; what is no UTF-8 becomes replacement characters. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
