import type { Sources } from "../../../edit/sources.ts";
import { normalize } from "../../../edit/syntax/module-path.ts";
import { moduleOf } from "../paths.ts";

/** A folder of the host that moves: where it is and where it goes, relative to the root. */
export interface Move {
  from: string;
  to: string;
}

/** Where a file is after the move; itself for one outside of the folder. */
export function movedPath(path: string, { from, to }: Move): string {
  return isMoved(path, { from }) ? to + path.slice(from.length) : path;
}

/** Whether a file or folder is the moved one or in it. */
export function isMoved(path: string, { from }: Pick<Move, "from">): boolean {
  return path === from || path.startsWith(`${from}/`);
}

/** Whether a file is a module, so that it may name others. */
export function isSource(path: string): boolean {
  return /\.[mc]?[jt]sx?$/.test(path);
}

/** The file or folder of the host that a module's name means in the file `path`; null for a package. */
export function meantBy(path: string, specifier: string, sources: Sources): string | null {
  const resolved = sources.resolveModule(path, specifier);
  if (resolved !== null) return resolved;
  if (/^\.\.?(\/|$)/.test(specifier)) return normalize(`${path}/../${specifier}`);
  return specifier.startsWith("@app/") ? specifier.replace(/^@app\//, "front/") : null;
}

/**
 * The name of a module as a file says it after the move. `path` is the file now. What stands relative to a file that moves, or to one
 * that stays, is named from the root; a name within the folder stays as it is.
 */
export function movedSpecifier(path: string, specifier: string, move: Move, sources: Sources): string {
  const target = meantBy(path, specifier, sources);
  if (target === null) return specifier;
  const isRelative = specifier.startsWith(".");
  if (isMoved(target, move)) return isRelative && isMoved(path, move) ? specifier : moduleOf(movedPath(target, move));
  return isRelative && isMoved(path, move) ? moduleOf(target) : specifier;
}

/** As `movedSpecifier`, named from the root in every case: for a text that leaves its file. */
export function rootedSpecifier(path: string, specifier: string, move: Move, sources: Sources): string {
  const target = meantBy(path, specifier, sources);
  if (target === null) return specifier;
  return specifier.startsWith(".") || isMoved(target, move) ? moduleOf(movedPath(target, move)) : specifier;
}
