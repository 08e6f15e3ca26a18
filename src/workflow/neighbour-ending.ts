import { lineEnding } from "../edit/splice.ts";
import type { Repo } from "../repo/repo.ts";

const NOT_SOURCE = new Set(["node_modules", ".git"]);

/** The line ending a new file takes: that of the nearest file of its kind, beside it or in a folder above; LF when there is none. */
export function neighbourEnding(repo: Repo, path: string): string {
  const extension = path.slice(path.lastIndexOf("."));
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const text = fileIn(repo, folder, extension) ?? fileBelow(repo, folder, extension);
    if (text !== null) return lineEnding(text);
    if (folder === "") return "\n";
  }
}

function fileBelow(repo: Repo, folder: string, extension: string): string | null {
  for (const entry of repo.list(folder)) {
    if (entry.kind !== "folder" || NOT_SOURCE.has(entry.name)) continue;
    const text = fileIn(repo, pathIn(folder, entry.name), extension);
    if (text !== null) return text;
  }
  return null;
}

function fileIn(repo: Repo, folder: string, extension: string): string | null {
  const file = repo.list(folder).find((entry) => entry.kind === "file" && entry.name.endsWith(extension));
  return file ? repo.read(pathIn(folder, file.name)) : null;
}

function pathIn(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
