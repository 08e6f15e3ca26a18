import { createHash, randomBytes } from "node:crypto";
import { readFileSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { EXIT, UserError } from "../../errors.ts";
import { errorCode } from "../../repo/checkout.ts";
import { type Attributes, createFile, removeFile, syncFolder, trySyncFolder } from "./durable.ts";
import type { State } from "./state.ts";

/** One file of a run: its old text and attributes (null when it did not exist) and the SHA-256 of both texts; null for none. */
export interface JournalFile {
  path: string;
  before: string | null;
  attributes: Attributes | null;
  beforeHash: string | null;
  afterHash: string | null;
}

/**
 * What a run is about to do, enough to undo it: written before its first change and removed as its commit. Paths are
 * relative to the state's base; `folders` are the ones the run creates, parents first; `id` is part of its temporary names.
 */
export interface Journal {
  version: 1;
  id: string;
  files: JournalFile[];
  folders: string[];
}

/** A name for a run that no other run has. */
export function newJournalId(): string {
  return randomBytes(6).toString("hex");
}

/** The SHA-256 of bytes, in hexadecimal. */
export function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The temporary siblings of the file at the absolute path `real`: its new text, and its old one kept for a roll-back. */
export function siblings(journal: Journal, index: number, real: string): { next: string; backup: string } {
  const stem = join(dirname(real), `.mcp-new-${journal.id}-${index}`);
  return { next: `${stem}.new`, backup: `${stem}.old` };
}

/** Where the journal of a state is. */
export function journalPath(state: State): string {
  return join(state.folder, "journal.json");
}

/** Writes the journal so that after a kill it is there whole or not at all. */
export function writeJournal(state: State, journal: Journal): void {
  const path = journalPath(state);
  removeFile(`${path}.next`);
  createFile(`${path}.next`, Buffer.from(JSON.stringify(journal)));
  renameSync(`${path}.next`, path);
  syncFolder(state.folder);
}

/** Removes the journal: the run is committed, or rolled back. */
export function removeJournal(state: State): void {
  removeFile(`${journalPath(state)}.next`);
  removeFile(journalPath(state));
  trySyncFolder(state.folder);
}

/** The journal of a run that did not end; null when there is none. Throws a UserError "journal-unreadable" (exit 4). */
export function readJournal(state: State): Journal | null {
  const path = journalPath(state);
  try {
    const journal: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (isJournal(journal)) return journal;
  } catch (error) {
    if (/^(ENOENT|ENOTDIR)$/.test(errorCode(error))) return null;
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new UserError("journal-unreadable", `${path}: an interrupted run left this journal, and it cannot be read.`, {
    exitCode: EXIT.conflict,
    hint: "Look at `git status` for half-written files, put them right, then delete the journal.",
  });
}

function isJournal(value: unknown): value is Journal {
  if (typeof value !== "object" || value === null) return false;
  if (!("version" in value && value.version === 1 && "files" in value && "folders" in value)) return false;
  // The id becomes part of names that are deleted: nothing but our own form is believed.
  if (!("id" in value && typeof value.id === "string" && /^[0-9a-f]{12}$/.test(value.id))) return false;
  return Array.isArray(value.files) && value.files.every(isJournalFile) && areStrings(value.folders);
}

function isJournalFile(value: unknown): value is JournalFile {
  if (typeof value !== "object" || value === null) return false;
  if (!("path" in value && typeof value.path === "string" && "attributes" in value)) return false;
  if (!("before" in value && (value.before === null || typeof value.before === "string"))) return false;
  if (!("beforeHash" in value && "afterHash" in value)) return false;
  return value.afterHash === null || typeof value.afterHash === "string";
}

function areStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
