import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A fresh folder with a minimal git directory in it, real path. */
export function temporaryCheckout(files: Record<string, string>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "checkout-")));
  put(root, { ".git/HEAD": "ref: refs/heads/main\n", ...files });
  return root;
}

/** Writes files, creating their folders. */
export function put(root: string, files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Every file, link and folder below `root` by path, with its mode and bytes; without what mcp-new keeps in the git directory. */
export function tree(root: string, folder = ""): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(join(root, folder)).sort()) {
    const path = folder === "" ? name : `${folder}/${name}`;
    if (path === ".git/mcp-new") continue;
    const stats = lstatSync(join(root, path));
    const mode = (stats.mode & 0o7777).toString(8);
    if (stats.isDirectory()) Object.assign(found, { [`${path}/`]: mode }, tree(root, path));
    else
      found[path] =
        `${mode} ${stats.isSymbolicLink() ? readlinkSync(join(root, path)) : readFileSync(join(root, path), "latin1")}`;
  }
  return found;
}

/** Removes a tree, also when its modes forbid that. */
export function dispose(root: string): void {
  for (const path of Object.keys(tree(root))) if (path.endsWith("/")) chmodSync(join(root, path), 0o755);
  rmSync(root, { recursive: true, force: true });
}
