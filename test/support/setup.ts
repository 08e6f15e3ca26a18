import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const host = `${root}/test/host`;

/** Before all tests: bundles the program, and installs what the sample workspaces import when the lock file is newer. */
export default function setup(): void {
  execFileSync(process.execPath, ["scripts/build.js"], { cwd: root, stdio: "inherit" });
  const installed = `${host}/node_modules/.package-lock.json`;
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(`${host}/package-lock.json`).mtimeMs) return;
  execFileSync("npm", ["ci", "--no-audit", "--no-fund"], { cwd: host, stdio: "inherit" });
}
