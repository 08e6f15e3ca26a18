import { accessSync, constants, lstatSync, readFileSync, type Stats, statSync } from "node:fs";
import { dirname } from "node:path";
import { type ErrorDetail, EXIT, UserError } from "../../errors.ts";
import { Checkout, errorCode } from "../../repo/checkout.ts";
import type { Change } from "../plan.ts";
import type { Attributes } from "./durable.ts";

/** A change that was checked against the disk: the real absolute path it goes to, and what is to be kept of the old file. */
export interface Target {
  change: Change;
  real: string;
  attributes: Attributes | null;
}

const OWNER_WRITE = 0o200;

/**
 * Checks every precondition of writing, before the first write: each path stays in the checkout ("outside-checkout",
 * exit 5), each file is byte for byte what the plan was made from and what is to be created does not exist
 * ("changed-meanwhile", exit 4), and files and folders are writable by their mode bits and by the system ("not-writable", exit 6).
 * Each error names all its files. Returns where each change goes; changes that change nothing are left out.
 */
export function verify(root: string, changes: readonly Change[]): Target[] {
  const checkout = new Checkout(root);
  const targets = changes.map((change) => targetOf(checkout, change));
  const conflicts = targets.flatMap((target, index) => [
    ...conflict(target),
    ...(targets.findIndex(({ real }) => real === target.real) < index
      ? [problem(target.change.path, "is the same file as another one of the plan")]
      : []),
  ]);
  if (conflicts.length > 0) throw changedMeanwhile(conflicts);
  const wanted = targets.filter(({ change }) => change.before !== change.after);
  const refused = wanted.flatMap(unwritable);
  if (refused.length > 0) throw notWritable(refused);
  return wanted;
}

function targetOf(checkout: Checkout, change: Change): Target {
  const { real, stats } = checkout.place(change.path);
  return { change, real, attributes: stats && { mode: stats.mode, uid: stats.uid, gid: stats.gid } };
}

/** What speaks against writing a target now, compared with what the plan was made from; empty when nothing does. */
export function conflict({ change, real }: Target): ErrorDetail[] {
  const stats = existing(real);
  if (!stats) return change.before === null ? blockedBy(change, real) : [problem(change.path, "was deleted")];
  if (!stats.isFile()) return [problem(change.path, "is no file")];
  if (change.before === null) return [problem(change.path, "was created by someone else")];
  return readFileSync(real).equals(Buffer.from(change.before)) ? [] : [problem(change.path, "was edited")];
}

function blockedBy(change: Change, real: string): ErrorDetail[] {
  return existingFolder(real).stats.isDirectory()
    ? []
    : [problem(change.path, "lies below something that is no folder")];
}

function unwritable({ change, real, attributes }: Target): ErrorDetail[] {
  const folder = existingFolder(real);
  const folderOpen = isWritable(folder.path, folder.stats.mode, constants.W_OK | constants.X_OK);
  const fileOpen = attributes === null || isWritable(real, attributes.mode, constants.W_OK);
  if (!fileOpen) return [problem(change.path, "has no write permission")];
  return folderOpen ? [] : [problem(change.path, "is in a folder without write permission")];
}

// A privileged user may write anything; a file whose owner took the permission away is meant to be left alone.
function isWritable(path: string, mode: number, access: number): boolean {
  try {
    accessSync(path, access);
    return (mode & OWNER_WRITE) !== 0;
  } catch {
    return false;
  }
}

function existing(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if (errorCode(error) === "ENOTDIR") return null;
    throw error;
  }
}

function existingFolder(path: string): { path: string; stats: Stats } {
  const folder = dirname(path);
  return existing(folder) ? { path: folder, stats: statSync(folder) } : existingFolder(folder);
}

function problem(path: string, what: string): ErrorDetail {
  return { message: `${path} ${what}`, at: path };
}

/** The error for files that are not what the plan was made from. */
export function changedMeanwhile(details: ErrorDetail[]): UserError {
  const message = `The checkout changed since it was read: ${sentence(details)}. Nothing was written.`;
  const hint = "Run the command again: it reads the files anew.";
  return new UserError("changed-meanwhile", message, { exitCode: EXIT.conflict, hint, details });
}

function notWritable(details: ErrorDetail[]): UserError {
  return new UserError("not-writable", `Nothing was written: ${sentence(details)}.`, {
    exitCode: EXIT.writeFailed,
    hint: "Give yourself write permission (for example `chmod u+w <file>`) and run the command again.",
    details,
  });
}

function sentence(details: ErrorDetail[]): string {
  return details.map(({ message }) => message).join("; ");
}
