import { parseRust, type RustSource } from "../../../edit/rust/tree.ts";
import { UserError } from "../../../errors.ts";
import type { UnknownFact } from "../../../model/found.ts";
import { parseLocation } from "../../../model/location.ts";
import type { Repo } from "../../../repo/repo.ts";

/** The Rust files of a repository, each cut into tokens once for each text it has. */
export class RustSources {
  readonly #repo: Repo;
  readonly #parsed = new Map<string, RustSource>();

  constructor(repo: Repo) {
    this.#repo = repo;
  }

  /** A file; null when there is none. Throws UnreadableRust, or the UserError of the repository. */
  source(path: string): RustSource | null {
    const text = this.#repo.read(path);
    if (text === null) return null;
    const known = this.#parsed.get(path);
    if (known && known.text === text) return known;
    const source = parseRust(path, text);
    this.#parsed.set(path, source);
    return source;
  }

  /** A file for those who only look: null when there is none, and why nobody knows what it says when it cannot be read. */
  look(path: string): { known: true; source: RustSource } | UnknownFact | null {
    try {
      const source = this.source(path);
      return source && { known: true, source };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { known: false, at: parseLocation(error.details[0]?.at ?? path), why: error.message };
    }
  }

  /** The names of the files in a folder, `.rs` left out, sorted. */
  modulesIn(folder: string): string[] {
    return this.#repo
      .list(folder)
      .filter(({ name }) => name.endsWith(".rs"))
      .map(({ name }) => name.slice(0, -".rs".length))
      .sort();
  }
}
