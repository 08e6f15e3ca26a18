import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { getPriority, hostname } from "node:os";
import { join } from "node:path";
import { EXIT, UserError } from "../../errors.ts";
import { errorCode } from "../../repo/checkout.ts";
import { removeFile, removeFolder } from "./durable.ts";

/** A held lock. `release` never throws: a lock left behind is taken over once its process is dead. */
export interface Lock {
  release(): void;
}

interface Owner {
  pid: number;
  host: string;
  token: string;
}

// Tells this process from a dead one that had the same number.
const TOKEN = randomUUID();
const ATTEMPTS = 10;
// What renaming onto a lock ends with; Windows says the second of a lock, and of a folder that nobody may write.
const TAKEN = /^(EEXIST|ENOTEMPTY)$/;
const REFUSED = /^(EPERM|EACCES)$/;

/**
 * Takes the one lock of a state folder for process `pid`; a dead process's lock is taken over. Throws a UserError
 * "locked" (exit 4) when a live process holds it, or one of another machine, and system errors as they come.
 */
export function acquireLock(folder: string, pid: number): Lock {
  const path = join(folder, "lock");
  take(path, { pid, host: hostname(), token: TOKEN });
  return {
    release: () => {
      try {
        sweep(folder, pid);
        const away = awayFrom(path, pid);
        renameSync(path, away);
        removeLock(away);
        removeFolder(folder);
      } catch {
        // What was done under the lock is done; the next run takes the lock over.
      }
    },
  };
}

/** Whether a live process holds the lock of a state folder. */
export function isLocked(folder: string, pid: number): boolean {
  const owner = ownerOf(join(folder, "lock"));
  return owner !== null && isAlive(owner, pid);
}

// The lock is a folder with one file whose name says who holds it. It is renamed into place with that file inside, so
// it never exists without an owner; and a dead owner's file, its name being unique, can be renamed by one taker only.
function take(path: string, me: Owner): void {
  for (let attempt = 1; !create(path, me); attempt += 1) {
    const owner = ownerOf(path);
    if (owner && isAlive(owner, me.pid)) throw locked(path, owner);
    if (owner && rename(join(path, nameOf(owner)), join(path, nameOf(me)))) return;
    if (!owner) removeFolder(path);
    if (attempt === ATTEMPTS) throw new Error(`${path} cannot be taken`);
  }
}

function create(path: string, me: Owner): boolean {
  if (existsSync(path)) return false;
  const mine = awayFrom(path, me.pid);
  mkdirSync(mine, { recursive: true });
  try {
    writeFileSync(join(mine, nameOf(me)), "");
    renameSync(mine, path);
    return true;
  } catch (error) {
    removeLock(mine);
    // The lock that was in the way may be gone by now: its holder was quick.
    const code = errorCode(error);
    if (TAKEN.test(code) || (REFUSED.test(code) && existsSync(path))) return false;
    throw error;
  }
}

function rename(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
}

function awayFrom(path: string, pid: number): string {
  return `${path}.${pid}-${randomUUID()}`;
}

function removeLock(path: string): void {
  for (const name of entriesOf(path)) removeFile(join(path, name));
  removeFolder(path);
}

/** Removes what processes that died between two steps of taking or releasing left beside the lock. */
function sweep(folder: string, pid: number): void {
  for (const name of readdirSync(folder)) {
    const left = Number(/^lock\.(\d+)-/.exec(name)?.[1]);
    if (left && (left === pid || !processRuns(left))) removeLock(join(folder, name));
  }
}

function nameOf({ pid, host, token }: Owner): string {
  return [pid, encodeURIComponent(host), token].join("@");
}

function ownerOf(path: string): Owner | null {
  const [pid, host, token] = entriesOf(path)[0]?.split("@") ?? [];
  return pid && host && token ? { pid: Number(pid), host: decodeURIComponent(host), token } : null;
}

// Between two steps of ours another process may remove the lock.
function entriesOf(path: string): string[] {
  try {
    return readdirSync(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

function isAlive(owner: Owner, pid: number): boolean {
  if (owner.host !== hostname()) return true;
  return owner.pid === pid ? owner.token === TOKEN : processRuns(owner.pid);
}

function processRuns(pid: number): boolean {
  try {
    getPriority(pid);
    return true;
  } catch (error) {
    return !(error instanceof Error && error.message.includes("ESRCH"));
  }
}

function locked(path: string, owner: Owner): UserError {
  return new UserError(
    "locked",
    `Another mcp-new (process ${owner.pid} on ${owner.host}) is writing to this checkout. Nothing was written.`,
    { exitCode: EXIT.conflict, hint: `Wait until it has ended. If it no longer runs, delete the folder ${path}.` },
  );
}
