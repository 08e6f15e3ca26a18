import { existsSync, mkdirSync, renameSync, unlinkSync } from "node:fs";
import { dirname, relative, sep } from "node:path";
import { setImmediate } from "node:timers/promises";
import { Cancelled, EXIT, UserError } from "../errors.ts";
import type { Plan } from "./plan.ts";
import { createFile, removeFile, removeFolder, syncFolder } from "./transaction/durable.ts";
import { hashOf, type Journal, newJournalId, removeJournal, siblings, writeJournal } from "./transaction/journal.ts";
import { acquireLock } from "./transaction/lock.ts";
import { type Caller, type Recovery, recoverLocked, rollBack } from "./transaction/recover.ts";
import { type State, stateOf } from "./transaction/state.ts";
import { changedMeanwhile, conflict, type Target, verify } from "./transaction/verify.ts";

export { type Caller, type PendingJournal, pendingJournal, type Recovery, recover } from "./transaction/recover.ts";

/** What a run tells while it works: an earlier killed run was rolled back; the files of this one are on disk. */
export type ApplyEvent = { kind: "recovered"; recovery: Recovery } | { kind: "committed"; paths: string[] };

/** A `Caller` that writes. An aborted `signal` rolls back and throws `Cancelled`. */
export interface ApplyOptions extends Caller {
  signal?: AbortSignal;
  onEvent?: (event: ApplyEvent) => void;
}

/**
 * Writes the changes of a plan, all or none; `plan.then` is the caller's business. If it throws, the files are as before,
 * or the error says what remains and the next writing run goes on undoing it; a killed process leaves a journal for the same.
 * Throws UserErrors "locked", "changed-meanwhile", "journal-unreadable" (exit 4), "outside-checkout" (5),
 * "not-writable", "write-failed" (6), and `Cancelled`.
 */
export async function apply(plan: Plan, options: ApplyOptions): Promise<void> {
  const state = stateOf(options.root, options.env);
  const lock = beforeWriting(() => acquireLock(state.folder, options.pid));
  try {
    const recovery = beforeWriting(() => recoverLocked(state));
    if (recovery) options.onEvent?.({ kind: "recovered", recovery });
    const targets = beforeWriting(() => verify(options.root, plan.changes));
    if (targets.length > 0) await write(state, targets, options.signal);
    options.onEvent?.({ kind: "committed", paths: targets.map(({ change }) => change.path) });
  } finally {
    lock.release();
  }
}

function beforeWriting<T>(act: () => T): T {
  try {
    return act();
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw failed(`Getting ready to write failed: ${reason(cause)}. Nothing was written.`, cause);
  }
}

async function write(state: State, targets: Target[], signal?: AbortSignal): Promise<void> {
  const journal = journalOf(state, targets);
  try {
    writeJournal(state, journal);
    for (const folder of journal.folders) mkdirSync(`${state.base}/${folder}`);
    await eachTarget(targets, signal, (target, index) => prepare(journal, target, index));
    await eachTarget(targets, signal, (target, index) => replace(journal, target, index));
    for (const folder of new Set(targets.map(({ real }) => dirname(real)))) syncFolder(folder);
    for (const [index, { real }] of targets.entries()) removeFile(siblings(journal, index, real).backup);
    for (const { change, real } of targets) if (change.after === null) removeEmptied(dirname(real), state.base);
    removeJournal(state);
  } catch (cause) {
    throw undo(state, journal, cause);
  }
}

// The pauses let an interrupt in, so that it is answered between two files and not after the last.
async function eachTarget(
  targets: Target[],
  signal: AbortSignal | undefined,
  act: (target: Target, index: number) => void,
): Promise<void> {
  for (const [index, target] of targets.entries()) {
    await setImmediate();
    if (signal?.aborted) throw new Cancelled();
    act(target, index);
  }
}

// The old text is kept beside the new one: a roll-back on a full disk needs no space then.
function prepare(journal: Journal, { change, real, attributes }: Target, index: number): void {
  const { next, backup } = siblings(journal, index, real);
  if (change.after !== null) createFile(next, Buffer.from(change.after), attributes ?? undefined);
  if (change.before !== null) createFile(backup, Buffer.from(change.before), attributes ?? undefined);
}

function replace(journal: Journal, target: Target, index: number): void {
  const late = conflict(target);
  if (late.length > 0) throw changedMeanwhile(late);
  if (target.change.after === null) unlinkSync(target.real);
  else renameSync(siblings(journal, index, target.real).next, target.real);
}

/** Removes a folder of the checkout that is empty now, and those around it that are empty then. */
function removeEmptied(folder: string, base: string): void {
  if (folder.startsWith(`${base}${sep}`) && removeFolder(folder)) removeEmptied(dirname(folder), base);
}

function journalOf(state: State, targets: Target[]): Journal {
  const files = targets.map(({ change, real, attributes }) => ({
    path: inBase(state, real),
    before: change.before,
    attributes,
    beforeHash: change.before === null ? null : hashOf(Buffer.from(change.before)),
    afterHash: change.after === null ? null : hashOf(Buffer.from(change.after)),
  }));
  const folders = new Set(targets.flatMap(({ real }) => missingFolders(real)).map((folder) => inBase(state, folder)));
  return { version: 1, id: newJournalId(), files, folders: [...folders] };
}

function missingFolders(path: string): string[] {
  const folder = dirname(path);
  return existsSync(folder) ? [] : [...missingFolders(folder), folder];
}

function inBase(state: State, path: string): string {
  return relative(state.base, path).split(sep).join("/");
}

/** Rolls a failed run back and gives the error to throw for it. */
function undo(state: State, journal: Journal, cause: unknown): unknown {
  try {
    const { kept } = rollBack(state, journal);
    if (cause instanceof UserError || cause instanceof Cancelled) return cause;
    const left = kept.length > 0 ? ` Left alone, because someone else changed them: ${kept.join(", ")}.` : "";
    return failed(`Writing failed: ${reason(cause)}. Everything is as before; nothing was written.${left}`, cause);
  } catch (error) {
    if (!(error instanceof UserError)) return error;
    const message = `Writing failed: ${reason(cause)}. ${error.message}`;
    const { exitCode, hint, details } = error;
    return new UserError(error.code, message, { exitCode, details, cause, ...(hint === undefined ? {} : { hint }) });
  }
}

function failed(message: string, cause: unknown): UserError {
  const hint = "Mend the cause (free space, permissions) and run the command again.";
  return new UserError("write-failed", message, { exitCode: EXIT.writeFailed, hint, cause });
}

function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
