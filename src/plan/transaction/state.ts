import { createHash } from "node:crypto";
import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { homedir, platform } from "node:os";
import { isAbsolute, join, posix, resolve, win32 } from "node:path";
import { findRoot } from "../../repo/checkout.ts";

/** The environment variables that say where caches live; the process's whole environment will do. */
export interface Environment {
  readonly [name: string]: string | undefined;
  readonly XDG_CACHE_HOME?: string | undefined;
  readonly LOCALAPPDATA?: string | undefined;
}

/** Where the lock and the journal of a checkout are kept, and the folder that the journal's paths are relative to. */
export interface State {
  folder: string;
  base: string;
}

/**
 * The state of the checkout at `root`: `mcp-new/` in its git directory (a worktree's own one), else in the user's cache
 * folder under a hash of the root's real path. Reads the disk, writes nothing.
 */
export function stateOf(root: string, env: Environment): State {
  const real = existsSync(root) ? realpathSync(root) : resolve(root);
  const top = findRoot(real);
  const git = gitDirectory(top);
  if (git) return { folder: join(git, "mcp-new"), base: top };
  const key = createHash("sha256").update(real).digest("hex").slice(0, 32);
  return { folder: join(cacheFolder({ platform: platform(), home: homedir(), env }), "mcp-new", key), base: real };
}

/** The git directory of a folder that holds `.git`; null when there is none, or it points at something else. */
function gitDirectory(top: string): string | null {
  const entry = join(top, ".git");
  const kind = statSync(entry, { throwIfNoEntry: false });
  if (!kind) return null;
  const folder = kind.isDirectory() ? entry : linkedDirectory(top, entry);
  return folder && existsSync(join(folder, "HEAD")) ? realpathSync(folder) : null;
}

function linkedDirectory(top: string, entry: string): string | null {
  const line = /^gitdir: (.+?)\r?\n?$/.exec(readFileSync(entry, "utf8"));
  return line?.[1] ? resolve(top, line[1]) : null;
}

/** The folder where a user's caches live, by the rules of each platform (`platform` as Node names it). */
export function cacheFolder(user: { platform: string; home: string; env: Environment }): string {
  if (user.platform === "win32") return user.env.LOCALAPPDATA || win32.join(user.home, "AppData", "Local");
  if (user.platform === "darwin") return posix.join(user.home, "Library", "Caches");
  const given = user.env.XDG_CACHE_HOME;
  return given && isAbsolute(given) ? given : posix.join(user.home, ".cache");
}
