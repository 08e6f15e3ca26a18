/** One thing wrong with a spec. `message` does not repeat the path; `missing` marks a required value that is not there. */
export interface SpecProblem {
  path: PropertyKey[];
  message: string;
  missing?: true;
}

/** A JSON path as people write it: `tools[0].params[1].name`; the root is `spec`. */
export function formatPath(path: readonly PropertyKey[]): string {
  const text = path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  return text === "" ? "spec" : text.replace(/^\./, "");
}

/**
 * Collects problems between fields. What is already known to be wrong by itself silences what would only follow from it:
 * one cause, one problem.
 */
export class ProblemList {
  readonly found: SpecProblem[] = [];
  readonly #faulty: PropertyKey[][];

  constructor(known: readonly SpecProblem[] = []) {
    this.#faulty = known.map((problem) => problem.path);
  }

  /** Whether the value at a path, or something inside it, is known to be wrong by itself. */
  isFaulty(path: readonly PropertyKey[]): boolean {
    return this.#faulty.some((faulty) => path.every((key, index) => faulty[index] === key));
  }

  /** Reports a problem at a path, unless the value there is faulty anyway. */
  add(path: PropertyKey[], message: string): void {
    if (!this.isFaulty(path)) this.found.push({ path, message });
  }
}

/** Calls `report` for every element whose key was seen before, with its index and the key. Elements without a key are skipped. */
export function forEachRepeat(
  keys: readonly (string | undefined)[],
  report: (index: number, first: number) => void,
): void {
  const seen = new Map<string, number>();
  keys.forEach((key, index) => {
    if (key === undefined) return;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, index);
    else report(index, first);
  });
}
