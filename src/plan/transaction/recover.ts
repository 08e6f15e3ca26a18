import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { EXIT, UserError } from "../../errors.ts";
import { Checkout, errorCode } from "../../repo/checkout.ts";
import { createFile, MODE_BITS, removeFile, removeFolder, trySyncFolder } from "./durable.ts";
import {
  hashOf,
  type Journal,
  type JournalFile,
  journalPath,
  readJournal,
  removeJournal,
  siblings,
} from "./journal.ts";
import { acquireLock, isLocked } from "./lock.ts";
import { type Environment, type State, stateOf } from "./state.ts";

/** Who asks: the checkout's root, the number and the environment of our process. */
export interface Caller {
  root: string;
  pid: number;
  env: Environment;
}

/**
 * What a roll-back did, as paths: files that have their old text again, files and folders that were removed, and those
 * left alone because they no longer hold what the interrupted run wrote.
 */
export interface Recovery {
  restored: string[];
  removed: string[];
  kept: string[];
}

/** An unfinished run: its journal, the files it wanted to write, and whether a live process is at it right now. */
export interface PendingJournal {
  journal: string;
  paths: string[];
  running: boolean;
}

/** The unfinished run of a checkout, or null. For commands that only read; changes nothing. */
export function pendingJournal(caller: Caller): PendingJournal | null {
  const state = stateOf(caller.root, caller.env);
  const journal = readJournal(state);
  if (!journal) return null;
  const paths = journal.files.map((file) => file.path);
  return { journal: journalPath(state), paths, running: isLocked(state.folder, caller.pid) };
}

/**
 * Finishes the roll-back of a killed run; null when there is nothing to finish. Writing commands call it before they read.
 * Throws UserErrors "locked", "journal-unreadable" (exit 4) and "write-failed" (exit 6; the next call goes on with it).
 */
export function recover(caller: Caller): Recovery | null {
  const state = stateOf(caller.root, caller.env);
  if (!existsSync(journalPath(state))) return null;
  const lock = acquireLock(state.folder, caller.pid);
  try {
    return recoverLocked(state);
  } finally {
    lock.release();
  }
}

/** As `recover`, under a lock that is already held. */
export function recoverLocked(state: State): Recovery | null {
  const journal = readJournal(state);
  return journal && rollBack(state, journal);
}

/**
 * Undoes a run, as often as it takes: every step looks at what is there. Removes the journal when all is done; throws a
 * UserError "write-failed" naming what remains and keeps the journal when something could not be undone.
 */
export function rollBack(state: State, journal: Journal): Recovery {
  const done: Recovery = { restored: [], removed: [], kept: [] };
  const failures: { path: string; cause: unknown }[] = [];
  const attempt = (path: string, act: () => void) => {
    try {
      act();
    } catch (cause) {
      if (cause instanceof UserError) done.kept.push(path);
      else failures.push({ path, cause });
    }
  };
  const checkout = new Checkout(state.base);
  for (const [index, file] of journal.files.entries()) {
    attempt(file.path, () => undoFile(checkout, journal, index, done));
  }
  for (const folder of journal.folders.toReversed()) {
    attempt(folder, () => {
      if (!removeFolder(checkout.place(folder).real)) done.kept.push(folder);
    });
  }
  if (failures.length === 0) attempt(journalPath(state), () => removeJournal(state));
  if (failures.length > 0) throw unfinished(state, failures);
  return done;
}

function undoFile(checkout: Checkout, journal: Journal, index: number, done: Recovery): void {
  const file = journal.files[index] as JournalFile;
  const { real } = checkout.place(file.path);
  const { next, backup } = siblings(journal, index, real);
  removeFile(next);
  const hash = currentHash(real);
  if (hash === file.afterHash) {
    restore(file, real, backup);
    (file.before === null ? done.removed : done.restored).push(file.path);
  } else if (hash !== file.beforeHash) {
    done.kept.push(file.path);
  }
  removeFile(backup);
}

function restore(file: JournalFile, real: string, backup: string): void {
  if (file.before === null) {
    removeFile(real);
    return;
  }
  if (!isWhole(backup, file)) {
    removeFile(backup);
    // The run may have removed the folder of a file that it deleted.
    mkdirSync(dirname(real), { recursive: true });
    createFile(backup, Buffer.from(file.before), file.attributes ?? undefined);
  }
  renameSync(backup, real);
  trySyncFolder(dirname(real));
}

// An earlier roll-back may have been killed while it wrote this file anew.
function isWhole(backup: string, file: JournalFile): boolean {
  if (currentHash(backup) !== file.beforeHash) return false;
  return file.attributes === null || ((statSync(backup).mode ^ file.attributes.mode) & MODE_BITS) === 0;
}

function currentHash(path: string): string | null {
  try {
    return hashOf(readFileSync(path));
  } catch (error) {
    if (/^(ENOENT|ENOTDIR)$/.test(errorCode(error))) return null;
    throw error;
  }
}

function unfinished(state: State, failures: { path: string; cause: unknown }[]): UserError {
  return new UserError(
    "write-failed",
    `Undoing an unfinished run failed for ${failures.length} path(s); the next writing run goes on with it.`,
    {
      exitCode: EXIT.writeFailed,
      hint: `Mend the cause and run the command again; what is to be undone is in ${journalPath(state)}.`,
      details: failures.map(({ path, cause }) => ({
        message: cause instanceof Error ? cause.message : String(cause),
        at: path,
      })),
      cause: failures[0]?.cause,
    },
  );
}
