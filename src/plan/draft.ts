import { entriesBelow } from "../repo/memory.ts";
import type { Repo, RepoEntry } from "../repo/repo.ts";
import type { Change, Written } from "./plan.ts";

/** A Repo that records writes over another Repo; nothing reaches the base. */
export class Draft implements Repo {
  readonly #base: Repo;
  /** The new text by path; null for a file that is deleted. */
  readonly #written = new Map<string, string | null>();
  readonly #owned = new Set<string>();
  readonly #rewritten = new Set<string>();
  readonly #regenerated = new Set<string>();
  #revision = 0;

  constructor(base: Repo) {
    this.#base = base;
  }

  /** Grows with everything that is recorded here, and in a draft below. */
  get revision(): number {
    return this.#revision + (this.#base.revision ?? 0);
  }

  #write(path: string, text: string | null): void {
    this.#written.set(path, text);
    this.#revision++;
  }

  read(path: string): string | null {
    const written = this.#written.get(path);
    return written === undefined ? this.#base.read(path) : written;
  }

  list(folder: string): RepoEntry[] {
    const entries = new Map(this.#base.list(folder).map((entry) => [entry.name, entry]));
    const deleted = [...this.#written].flatMap(([path, text]) => (text === null ? [path] : []));
    const below = folder === "" ? "" : `${folder}/`;
    for (const { name } of entriesBelow(deleted, folder)) if (!this.#holds(below + name)) entries.delete(name);
    const kept = [...this.#written.keys()].filter((path) => !deleted.includes(path));
    for (const entry of entriesBelow(kept, folder)) entries.set(entry.name, entry);
    return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  /** Whether a path is a file, or a folder in which something is left. */
  #holds(path: string): boolean {
    return this.read(path) !== null || this.list(path).length > 0;
  }

  /** Records a file that is generated as a whole: one that exists and differs is a conflict, not an edit. */
  create(path: string, text: string): void {
    this.#owned.add(path);
    this.#write(path, text);
  }

  /** Records the new text of a file that is edited in place. */
  edit(path: string, text: string): void {
    this.#write(path, text);
  }

  /** Records the new text of a file of which statements are replaced, and not only inserted into. */
  rewrite(path: string, text: string): void {
    this.#rewritten.add(path);
    this.#write(path, text);
  }

  /** Records the new text of a file that is as it was generated: what is replaced, nobody wrote by hand. */
  regenerate(path: string, text: string): void {
    this.#regenerated.add(path);
    this.rewrite(path, text);
  }

  /** Records that a file goes. */
  remove(path: string): void {
    this.#write(path, null);
  }

  /** Changes the recorded text of a file and nothing else about it. */
  amend(path: string, text: string): void {
    this.#write(path, text);
  }

  /** True for a file recorded by `create`. */
  owns(path: string): boolean {
    return this.#owned.has(path);
  }

  /** True for a file recorded by `rewrite`. */
  rewrites(path: string): boolean {
    return this.#rewritten.has(path);
  }

  /** True for a file recorded by `regenerate`. */
  regenerates(path: string): boolean {
    return this.#regenerated.has(path);
  }

  /** Every recorded file in path order, those that equal the base included and those that are removed left out. */
  recorded(): Written[] {
    return [...this.#written]
      .flatMap(([path, after]) => (after === null ? [] : [{ path, before: this.#base.read(path), after }]))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** The removed files that the base has, in path order. */
  removed(): Change[] {
    return [...this.#written]
      .flatMap(([path, after]) => (after === null ? [{ path, before: this.#base.read(path), after }] : []))
      .filter((change) => change.before !== null)
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** The recorded files that differ from the base, in path order: with the removed ones, the changes of a plan. */
  changes(): Written[] {
    return this.recorded().filter((change) => change.before !== change.after);
  }
}
