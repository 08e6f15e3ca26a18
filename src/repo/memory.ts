import type { Repo, RepoEntry } from "./repo.ts";

/** A Repo over an object literal `{ path: text }`. */
export function memoryRepo(files: Readonly<Record<string, string>>): Repo {
  const texts = new Map(Object.entries(files));
  return { read: (path) => texts.get(path) ?? null, list: (folder) => entriesBelow(texts.keys(), folder) };
}

/** The direct children of `folder` among file paths, sorted by name. */
export function entriesBelow(paths: Iterable<string>, folder: string): RepoEntry[] {
  const prefix = folder === "" ? "" : `${folder}/`;
  const entries = new Map<string, RepoEntry>();
  for (const path of paths) {
    if (!path.startsWith(prefix)) continue;
    const [name, ...rest] = path.slice(prefix.length).split("/");
    if (name) entries.set(name, { name, kind: rest.length > 0 ? "folder" : "file" });
  }
  return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
