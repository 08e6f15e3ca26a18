// @ts-check
// Packs the package, installs the tarball in an empty folder and uses it there, far from our sources and packages.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./bundle.js";

const folder = mkdtempSync(join(tmpdir(), "mcp-new-pack-"));
try {
  smoke();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function smoke() {
  const tarballs = join(folder, "tarball");
  const home = join(folder, "home");
  const host = join(folder, "host");
  mkdirSync(tarballs);
  mkdirSync(home);
  npm(ROOT, "npm", ["pack", "--silent", "--pack-destination", tarballs]);
  const [tarball, ...others] = readdirSync(tarballs);
  assert(tarball !== undefined && others.length === 0, "npm pack makes one tarball");
  npm(home, "npm", [
    "install",
    "--prefix",
    home,
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    join(tarballs, tarball),
  ]);

  const installed = join(home, "node_modules", "mcp-new");
  const { version } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  for (const path of ["bin/mcp-new.js", "dist/main.js", "schema/integration.schema.json", "LICENSE", "README.md"])
    assert(existsSync(join(installed, path)), `the package holds ${path}`);
  assert.deepEqual(templates(installed), templates(ROOT), "the package holds every template");
  for (const path of ["test", "src", "scripts"])
    assert(!existsSync(join(installed, path)), `no ${path} in the package`);
  console.log(`packed: ${statSync(join(tarballs, tarball)).size >> 10} kB, unpacked ${bytesBelow(installed) >> 10} kB`);

  assert.equal(mcpNew(home, ["--version"]).trim(), version);
  console.log(`npx mcp-new --version: ${version}`);
  assert.match(mcpNew(home, ["--help"]), /^Usage: mcp-new/);
  console.log("npx mcp-new --help: shows the commands");

  cpSync(join(ROOT, "test", "fixtures", "dust-arrays"), host, { recursive: true });
  const spec = join(ROOT, "test", "specs", "acme_crm.json");
  const plan = JSON.parse(mcpNew(home, ["provider", "--cwd", host, "--spec", spec, "--dry-run", "--json"]));
  assert.deepEqual([plan.server, plan.layout, plan.applied], ["acme_crm", "arrays", false]);
  const created = plan.changes.filter((/** @type {{ action: string }} */ { action }) => action === "create");
  assert(created.length > 0 && created.length < plan.changes.length, "files are created and edited");
  console.log(
    `npx mcp-new provider --dry-run: ${created.length} files created, ${plan.changes.length - created.length} edited`,
  );
}

/**
 * @param {string} home
 * @param {string[]} args
 */
function mcpNew(home, args) {
  return npm(home, "npx", ["--no-install", "mcp-new", ...args]);
}

/**
 * @param {string} cwd
 * @param {"npm" | "npx"} program
 * @param {string[]} args
 * @returns {string} its standard output
 */
function npm(cwd, program, args) {
  // npm is a script on Windows, which only a shell starts.
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (error) throw error;
  assert.equal(status, 0, `${program} ${args.join(" ")} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/** @param {string} root */
function templates(root) {
  return readdirSync(join(root, "templates"), { recursive: true }).map(String).sort();
}

/**
 * @param {string} path
 * @returns {number}
 */
function bytesBelow(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesBelow(join(path, name)), 0);
}
