import { locationOf } from "../../../edit/ts.ts";
import { nearName } from "../../../model/near-name.ts";
import type { Repo } from "../../../repo/repo.ts";
import type { DustHost } from "../host.ts";
import { PATHS } from "../paths.ts";
import type { ModuleReference } from "../read/module-facts.ts";
import type { BrokenImport } from "./broken-import.ts";

// Two edits in a whole name are a slip; more may be another module, which a partial checkout lacks.
const SLIP = 2;

/**
 * The fault of an import whose module is not in the checkout; null for packages, and for what a partial checkout may
 * lack: a module outside of the folders of servers whose name is no slip of a neighbour's. `isOwn` says that the import
 * names one of the server's own modules, wherever it is.
 */
export function missingModule(
  { specifier }: Pick<ModuleReference, "specifier">,
  { sources, repo }: DustHost,
  { isOwn = false } = {},
): BrokenImport | null {
  // A loader may answer for what stands behind `?` or before `!`.
  const path = /[?!]/.test(specifier.text)
    ? null
    : sources.missingModule(specifier.getSourceFile().fileName, specifier.text);
  if (path === null) return null;
  const missing = missingPart(path, repo);
  const near = neighbour(missing, repo);
  const isServers = isOwn || specifier.text.startsWith(".") || isInServers(path);
  if (!isServers && !neighbour(missing, repo, SLIP)) return null;
  const hint = near === undefined ? "" : ` Did you mean \`${near}\`?`;
  const message = `The module \`${specifier.text}\` is imported and does not exist: there is no ${missing}.${hint}`;
  return { missing, at: locationOf(specifier), message };
}

function isInServers(path: string): boolean {
  return [PATHS.servers, PATHS.legacyServers].some((folder) => path.startsWith(`${folder}/`));
}

/** The part of a path up to the first folder or file that is not there. */
function missingPart(path: string, repo: Repo): string {
  const parts = path.split("/");
  const there = parts.findIndex((_part, index) => repo.list(parts.slice(0, index + 1).join("/")).length === 0);
  return there < 0 ? `${path}/index` : parts.slice(0, there + 1).join("/");
}

/** The name in a folder that the last part of a path is probably a misspelling of. */
function neighbour(path: string, repo: Repo, most?: number): string | undefined {
  const slash = path.lastIndexOf("/");
  const names = repo.list(path.slice(0, slash)).map(({ name }) => name.replace(/\.[mc]?[jt]sx?$/, ""));
  return nearName(path.slice(slash + 1), names, most);
}
