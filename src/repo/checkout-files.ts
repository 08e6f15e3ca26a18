import { readdirSync } from "node:fs";
import { join } from "node:path";

const NOT_SOURCE = new Set(["node_modules", ".git"]);

/** Every file below a folder on disk by its relative path, sorted; packages, git's own folder and links are left out. */
export function checkoutFiles(root: string, folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !NOT_SOURCE.has(entry.name))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return checkoutFiles(root, path);
      return entry.isFile() ? [path] : [];
    })
    .sort();
}
