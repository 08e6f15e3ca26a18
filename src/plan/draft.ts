import { entriesBelow } from "../repo/memory.ts";
import type { Repo, RepoEntry } from "../repo/repo.ts";
import type { Change } from "./plan.ts";

/** A Repo that records writes over another Repo; nothing reaches the base. */
export class Draft implements Repo {
  readonly #base: Repo;
  readonly #written = new Map<string, string>();
  readonly #owned = new Set<string>();

  constructor(base: Repo) {
    this.#base = base;
  }

  read(path: string): string | null {
    return this.#written.get(path) ?? this.#base.read(path);
  }

  list(folder: string): RepoEntry[] {
    const entries = new Map(this.#base.list(folder).map((entry) => [entry.name, entry]));
    for (const entry of entriesBelow(this.#written.keys(), folder)) entries.set(entry.name, entry);
    return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  /** Records a file that is generated as a whole: one that exists and differs is a conflict, not an edit. */
  create(path: string, text: string): void {
    this.#owned.add(path);
    this.#written.set(path, text);
  }

  /** Records the new text of a file that is edited in place. */
  edit(path: string, text: string): void {
    this.#written.set(path, text);
  }

  /** Changes the recorded text of a file and nothing else about it. */
  amend(path: string, text: string): void {
    this.#written.set(path, text);
  }

  /** True for a file recorded by `create`. */
  owns(path: string): boolean {
    return this.#owned.has(path);
  }

  /** Every recorded file in path order, those that equal the base included. */
  recorded(): Change[] {
    return [...this.#written]
      .map(([path, after]) => ({ path, before: this.#base.read(path), after }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** The recorded files that differ from the base, in path order: the changes of a plan. */
  changes(): Change[] {
    return this.recorded().filter((change) => change.before !== change.after);
  }
}
