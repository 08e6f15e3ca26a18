import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  rmdirSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { errorCode } from "../../repo/checkout.ts";

/** Permission bits, owner and group of a file that is replaced. */
export interface Attributes {
  mode: number;
  uid: number;
  gid: number;
}

const NEW_FILE_MODE = 0o644;
const PRIVATE_MODE = 0o600;

/** The permission bits of a file's mode, set-user-id and its like included. */
export const MODE_BITS = 0o7777;

/** Creates a file that must not exist and forces it to disk; without attributes it gets 0644 less the umask. */
export function createFile(path: string, bytes: Uint8Array, attributes?: Attributes): void {
  const file = openSync(path, "wx", attributes ? PRIVATE_MODE : NEW_FILE_MODE);
  try {
    if (attributes) giveTo(file, attributes);
    let written = 0;
    while (written < bytes.length) written += writeSync(file, bytes, written);
    // Last, so that a file with its whole text and its mode is finished, whenever the process is killed.
    if (attributes) fchmodSync(file, attributes.mode & MODE_BITS);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

// Only a privileged user may give a file away; for anyone else the file stays theirs, as after an editor's save.
function giveTo(file: number, { uid, gid }: Attributes): void {
  const now = fstatSync(file);
  if (now.uid === uid && now.gid === gid) return;
  try {
    fchownSync(file, uid, gid);
  } catch (error) {
    if (errorCode(error) !== "EPERM") throw error;
  }
}

/** Forces a folder's entries to disk, where the platform can do that. */
export function syncFolder(path: string): void {
  const folder = tolerating(/^(EISDIR|EPERM|EACCES|ENOENT)$/, () => openSync(path, "r"));
  if (folder === undefined) return;
  try {
    tolerating(/^(EPERM|EINVAL|ENOTSUP|EBADF)$/, () => fsyncSync(folder));
  } finally {
    closeSync(folder);
  }
}

/** As `syncFolder` where what was done stands anyway: after a commit and in a roll-back. Never throws. */
export function trySyncFolder(path: string): void {
  tolerating(/^/, () => syncFolder(path));
}

/** Removes a file; fine when it is not there. */
export function removeFile(path: string): void {
  tolerating(/^(ENOENT|ENOTDIR)$/, () => unlinkSync(path));
}

/** Removes an empty folder; fine when it is not there. Returns false when something is still in it. */
export function removeFolder(path: string): boolean {
  let empty = true;
  tolerating(/^(ENOENT|ENOTDIR)$/, () => {
    try {
      rmdirSync(path);
    } catch (error) {
      if (!/^(ENOTEMPTY|EEXIST)$/.test(errorCode(error))) throw error;
      empty = false;
    }
  });
  return empty;
}

function tolerating<T>(codes: RegExp, act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (codes.test(errorCode(error))) return undefined;
    throw error;
  }
}
