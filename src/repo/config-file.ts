import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { findRoot } from "./checkout.ts";

/** The file that configures the program: its text, and its path relative to the host's root (it may begin with `..`). */
export interface ConfigFile {
  path: string;
  text: string;
}

const OWN = "mcp-new.config.json";
const PACKAGE = "package.json";

/**
 * The first configuration from the folder `start` up to the root of its repository: `mcp-new.config.json`, or a
 * `package.json` with the key `mcp-new`. Null when there is none. `root` is the host's root.
 */
export function findConfigFile(start: string, root: string): ConfigFile | null {
  const last = findRoot(start);
  for (let folder = start; ; folder = dirname(folder)) {
    const found = configIn(folder);
    if (found) return { path: fromRoot(root, found.path), text: found.text };
    if (folder === last || folder === dirname(folder)) return null;
  }
}

function configIn(folder: string): { path: string; text: string } | null {
  for (const name of [OWN, PACKAGE]) {
    const path = join(folder, name);
    const text = existsSync(path) ? readFileSync(path, "utf8") : null;
    if (text !== null && (name === OWN || hasOwnKey(text))) return { path, text };
  }
  return null;
}

// A package.json that cannot be parsed is none of our business, unless it seems to configure us.
function hasOwnKey(text: string): boolean {
  if (!text.includes('"mcp-new"')) return false;
  try {
    const parsed: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return typeof parsed === "object" && parsed !== null && Object.hasOwn(parsed, "mcp-new");
  } catch {
    return true;
  }
}

/** A path relative to `root`, with forward slashes; it begins with `..` when it lies outside. */
export function fromRoot(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}
