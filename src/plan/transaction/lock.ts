import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
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
const ATTEMPTS = 5;
const TAKEN = /^(EEXIST|ENOTEMPTY|EPERM|EACCES|ENOTDIR)$/;

/**
 * Takes the one lock of a state folder for process `pid`; a dead process's lock is taken over. Throws a UserError
 * "locked" (exit 4) when a live process holds it, or one of another machine, and system errors as they come.
 */
export function acquireLock(folder: string, pid: number): Lock {
  const path = join(folder, "lock");
  take(path, pid);
  return {
    release: () => {
      try {
        sweep(folder, pid);
        discard(path, pid);
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

// The lock is a folder that is renamed into place with its owner already inside: it never exists without one, and a
// rename onto a folder that is not empty fails on every platform.
function take(path: string, pid: number): void {
  const mine = `${path}.${pid}-${randomUUID()}`;
  mkdirSync(mine, { recursive: true });
  try {
    writeFileSync(join(mine, "owner"), JSON.stringify({ pid, host: hostname(), token: TOKEN } satisfies Owner));
    renameOver(path, mine, pid);
  } catch (error) {
    removeFile(join(mine, "owner"));
    removeFolder(mine);
    throw error;
  }
}

function renameOver(path: string, mine: string, pid: number): void {
  for (let attempt = 1; ; attempt += 1) {
    try {
      renameSync(mine, path);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || !TAKEN.test(errorCode(error)) || !existsSync(path)) throw error;
    }
    const owner = ownerOf(path);
    if (owner && isAlive(owner, pid)) throw locked(path, owner);
    removeDead(path, pid, owner);
  }
}

// Under a lock of its own: else two processes that both found the dead lock could remove one another's new one.
function removeDead(path: string, pid: number, dead: Owner | null): void {
  const guard = `${path}.guard`;
  take(guard, pid);
  try {
    if (ownerOf(path)?.token === dead?.token) discard(path, pid);
  } finally {
    discard(guard, pid);
  }
}

function discard(path: string, pid: number): void {
  const away = `${path}.${pid}-${randomUUID()}`;
  renameSync(path, away);
  removeFile(join(away, "owner"));
  removeFolder(away);
}

/** Removes what processes that died between two steps of taking or releasing left beside the lock. */
function sweep(folder: string, pid: number): void {
  for (const name of readdirSync(folder)) {
    const left = /^lock(?:\.guard)*\.(\d+)-/.exec(name);
    if (!left || (Number(left[1]) !== pid && processRuns(Number(left[1])))) continue;
    removeFile(join(folder, name, "owner"));
    removeFolder(join(folder, name));
  }
}

function ownerOf(path: string): Owner | null {
  try {
    const owner: unknown = JSON.parse(readFileSync(join(path, "owner"), "utf8"));
    return isOwner(owner) ? owner : null;
  } catch {
    return null;
  }
}

function isOwner(value: unknown): value is Owner {
  if (typeof value !== "object" || value === null) return false;
  return "pid" in value && typeof value.pid === "number" && "host" in value && "token" in value;
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
