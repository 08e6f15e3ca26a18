// @ts-check
// Writes a Dust workspace of the real size: node scripts/workspace.js <folder> [--servers 840]
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { HOST, installHostPackages } from "./host-packages.js";
import "./support/replica.js";

const { workspaceFiles } = await import("./workspace/index.ts");

/**
 * Writes a workspace to a folder, with a link to the packages that it imports.
 *
 * @param {string} folder - an absolute path; created when missing
 * @param {Readonly<Record<string, string>>} texts - its files by their paths
 * @returns {number} how many files were written
 */
export function writeWorkspace(folder, texts) {
  const files = Object.entries(texts);
  for (const [path, text] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  installHostPackages();
  symlinkSync(join(HOST, "node_modules"), join(folder, "node_modules"), "junction");
  return files.length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    options: { servers: { type: "string", default: "84" } },
    allowPositionals: true,
  });
  const [folder] = positionals;
  const servers = Number(values.servers);
  if (!folder || !Number.isInteger(servers) || servers < 1) {
    throw new Error("Usage: node scripts/workspace.js <folder> [--servers <number>]");
  }
  const count = writeWorkspace(resolve(folder), workspaceFiles(servers));
  console.log(`Wrote ${count} files with ${servers} servers to ${resolve(folder)}.`);
}
