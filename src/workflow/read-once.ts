import type { Repo, RepoEntry } from "../repo/repo.ts";

/** A Repo that knows what was read of it. */
export interface RecordingRepo extends Repo {
  /** The files that were read and exist, with their texts. */
  texts(): [path: string, text: string][];
}

/** A Repo that asks another one for each file and folder once: for commands during which nothing is written. */
export function readOnce(repo: Repo): RecordingRepo {
  const texts = new Map<string, { value: string | null }>();
  const folders = new Map<string, { value: RepoEntry[] }>();
  return {
    fixed: true,
    read: (path) => kept(texts, path, () => repo.read(path)),
    list: (folder) => kept(folders, folder, () => repo.list(folder)),
    texts: () => [...texts].flatMap(([path, { value }]) => (value === null ? [] : [[path, value]])),
  };
}

function kept<T>(values: Map<string, { value: T }>, key: string, make: () => T): T {
  const held = values.get(key);
  if (held) return held.value;
  const value = make();
  values.set(key, { value });
  return value;
}
