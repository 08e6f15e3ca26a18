import { existsSync, lstatSync, realpathSync, type Stats } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { EXIT, UserError } from "../errors.ts";

/** What a path inside a checkout stands for: its real absolute path, and its file status (null when nothing is there). */
export interface Place {
  real: string;
  stats: Stats | null;
}

/** The nearest folder at or above `start` that holds a `.git` folder or file (a worktree has a file); else `start` itself. */
export function findRoot(start: string): string {
  const from = resolve(start);
  let folder = from;
  while (!existsSync(join(folder, ".git"))) {
    const parent = dirname(folder);
    if (parent === folder) return from;
    folder = parent;
  }
  return folder;
}

/**
 * Turns paths relative to a root into real ones. A path that leaves the root, by its segments or through symbolic
 * links, throws a UserError "outside-checkout" (exit 5); so does a link that leads nowhere.
 */
export class Checkout {
  /** The root's absolute path, symbolic links resolved. */
  readonly root: string;
  readonly #followModules: boolean;
  readonly #folders = new Map<string, string>();
  readonly #entered = new Map<string, { absolute: string; real: string }>();

  /** With `followModules`, what lies below a folder named `node_modules` may be reached through links that lead outside. */
  constructor(root: string, options: { followModules?: boolean } = {}) {
    this.root = existsSync(root) ? realpathSync(root) : resolve(root);
    this.#followModules = options.followModules ?? false;
  }

  /** Where `path` (forward slashes, relative to the root; "" is the root) really is. Throws when that is outside. */
  place(path: string): Place {
    const slash = path.lastIndexOf("/");
    const entered = this.#entered.get(path.slice(0, Math.max(0, slash)));
    const name = path.slice(slash + 1);
    if (!entered || !PLAIN.test(name)) return this.#placeAnew(path);
    const absolute = entered.absolute + sep + name;
    const stats = status(absolute);
    return stats?.isSymbolicLink() ? this.#placeAnew(path) : { real: entered.real + sep + name, stats };
  }

  #placeAnew(path: string): Place {
    const absolute = resolve(this.root, path);
    if (!isInside(this.root, absolute)) throw outside(path, "it is above the root of the checkout");
    const stats = status(absolute);
    if (!stats) return { real: this.#missing(path, absolute), stats };
    if (!stats.isSymbolicLink()) return { real: this.#beside(path, absolute), stats };
    const real = this.#follow(path, absolute);
    return { real, stats: lstatSync(real) };
  }

  #beside(path: string, absolute: string): string {
    if (absolute === this.root) return absolute;
    const folder = { absolute: dirname(absolute), real: this.#folder(path, dirname(absolute)) };
    const slash = path.lastIndexOf("/");
    // A path that ends otherwise than its file, as `a/b/..` does, says nothing of its folder.
    if (slash > 0 && path.slice(slash + 1) === basename(absolute)) this.#entered.set(path.slice(0, slash), folder);
    return join(folder.real, basename(absolute));
  }

  // Nothing is there, so its nearest existing folder decides; on the way up a dangling link is met as a link.
  #missing(path: string, absolute: string): string {
    const folder = dirname(absolute);
    if (folder === absolute || !isInside(this.root, folder)) return absolute;
    const exists = this.#folders.has(folder) || status(folder) !== null;
    return join(exists ? this.#folder(path, folder) : this.#missing(path, folder), basename(absolute));
  }

  #folder(path: string, folder: string): string {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const real = this.#follow(path, folder);
    this.#folders.set(folder, real);
    return real;
  }

  #follow(path: string, absolute: string): string {
    const real = realPath(path, absolute);
    if (isInside(this.root, real) || (this.#followModules && isModule(this.root, absolute))) return real;
    throw outside(path, "a symbolic link on the way leads out of the checkout");
  }
}

// A name that is the same on every system, and no way to another folder.
const PLAIN = /^\w[\w.-]*$/;

function realPath(path: string, absolute: string): string {
  try {
    return realpathSync(absolute);
  } catch (cause) {
    throw outside(path, "a symbolic link on the way leads nowhere", cause);
  }
}

function isModule(root: string, absolute: string): boolean {
  return relative(root, absolute).split(sep).includes("node_modules");
}

/** Whether an absolute path is `root` or below it, judged by the text of the two paths. */
export function isInside(root: string, absolute: string): boolean {
  const way = relative(root, absolute);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function status(absolute: string): Stats | null {
  try {
    return lstatSync(absolute, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    // A segment is a file, or the name is one that no file can have: nothing is there.
    if (/^(ENOTDIR|ENAMETOOLONG|ERR_INVALID_ARG_VALUE)$/.test(errorCode(error))) return null;
    throw error;
  }
}

/** The `code` of a system error such as "ENOENT"; empty for anything else. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

function outside(path: string, why: string, cause?: unknown): UserError {
  return new UserError("outside-checkout", `${path}: not read or written, because ${why}.`, {
    exitCode: EXIT.hostNotRecognised,
    hint: "Replace the link by a real file or folder, or give the folder it leads to with --cwd.",
    details: [{ message: why, at: path }],
    ...(cause === undefined ? {} : { cause }),
  });
}
