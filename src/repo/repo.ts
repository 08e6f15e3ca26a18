/** One entry of a folder listing. */
export interface RepoEntry {
  name: string;
  kind: "file" | "folder";
}

/**
 * A read port on a tree of files. Paths are relative to its root, with forward slashes, without a leading `./`.
 * On disk, or a record of texts in tests; a `Draft` is a Repo too, so rules run on what is about to be written.
 */
export interface Repo {
  /** True when what is read never changes, so that whatever was worked out from it stays true. */
  readonly fixed?: true;
  /** Of one that changes: a number that grows with every change. */
  readonly revision?: number;
  /** The text of a file, a byte-order mark included; null when there is no such file. */
  read(path: string): string | null;
  /** The entries of a folder sorted by name; empty when there is no such folder. */
  list(folder: string): RepoEntry[];
}
