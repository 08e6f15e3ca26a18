import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { EXIT, UserError, unlessRefused } from "../errors.ts";
import { Checkout } from "./checkout.ts";
import type { Repo, RepoEntry } from "./repo.ts";

/**
 * A Repo over a folder on disk, each file and folder read once. Both methods throw a UserError (exit 5):
 * "outside-checkout" for a path that leaves `root`, links resolved (what is below `node_modules` may lie outside),
 * "not-utf-8" for a file that is no UTF-8 text.
 */
export function diskRepo(root: string): Repo {
  const checkout = new Checkout(root, { followModules: true });
  const texts = new Map<string, string | null>();
  const folders = new Map<string, RepoEntry[]>();
  return {
    read: (path) => cached(texts, path, () => readText(checkout, path)),
    list: (folder) => [...cached(folders, folder, () => listFolder(checkout, folder))],
  };
}

function cached<T>(known: Map<string, T>, path: string, read: () => T): T {
  const found = known.get(path);
  if (found !== undefined) return found;
  const value = read();
  known.set(path, value);
  return value;
}

function readText(checkout: Checkout, path: string): string | null {
  const { real, stats } = checkout.place(path);
  return stats?.isFile() ? decodeUtf8(path, readFileSync(real)) : null;
}

function decodeUtf8(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new UserError("not-utf-8", `${path}: the file is not UTF-8 text, so it cannot be read safely.`, {
      exitCode: EXIT.hostNotRecognised,
      hint: "Save the file as UTF-8 and run the command again.",
      details: [{ message: "not UTF-8 text", at: path }],
      cause,
    });
  }
}

function listFolder(checkout: Checkout, folder: string): RepoEntry[] {
  const { real, stats } = checkout.place(folder);
  if (!stats?.isDirectory()) return [];
  const entries: RepoEntry[] = [];
  for (const entry of readdirSync(real, { withFileTypes: true })) {
    const kind = kindOf(checkout, folder, entry);
    if (kind) entries.push({ name: entry.name, kind });
  }
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function kindOf(checkout: Checkout, folder: string, entry: Dirent): RepoEntry["kind"] | null {
  const status = entry.isSymbolicLink()
    ? linkTarget(checkout, folder === "" ? entry.name : `${folder}/${entry.name}`)
    : entry;
  if (status?.isFile()) return "file";
  return status?.isDirectory() ? "folder" : null;
}

// A link that leads out of the checkout, or nowhere, is no entry of it.
function linkTarget(checkout: Checkout, path: string): { isFile(): boolean; isDirectory(): boolean } | null {
  return unlessRefused(() => checkout.place(path).stats);
}
