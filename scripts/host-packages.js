// @ts-check
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./bundle.js";

/** Where the packages live that the sample Dust workspaces import: apart from ours, because Dust uses zod 3. */
export const HOST = join(ROOT, "test", "host");

/** Installs what the sample workspaces import when it is missing or older than the lock file. */
export function installHostPackages() {
  const installed = join(HOST, "node_modules", ".package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(HOST, "package-lock.json")).mtimeMs) return;
  // npm is a script on Windows, which only a shell starts; the arguments hold nothing of a user's.
  const shell = process.platform === "win32";
  execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: HOST, stdio: ["ignore", 2, 2], shell });
}
