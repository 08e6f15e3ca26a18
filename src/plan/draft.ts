import { entriesBelow } from "../repo/memory.ts";
import type { Repo, RepoEntry } from "../repo/repo.ts";
import type { Change } from "./plan.ts";

/** A Repo that records writes over another Repo; nothing reaches the base. */
export class Draft implements Repo {
  readonly #base: Repo;
  readonly #written = new Map<string, string>();

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

  /** Records the whole new text of a file. */
  write(path: string, text: string): void {
    this.#written.set(path, text);
  }

  /** The writes that differ from the base, in path order: the changes of a plan. */
  changes(): Change[] {
    return [...this.#written]
      .map(([path, after]) => ({ path, before: this.#base.read(path), after }))
      .filter((change) => change.before !== change.after)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Every path that was written, changed or not, in path order. */
  paths(): string[] {
    return [...this.#written.keys()].sort();
  }

  /** The text of a file under the draft, ignoring the draft's own writes. */
  before(path: string): string | null {
    return this.#base.read(path);
  }
}
