import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { memoryRepo } from "../../src/repo/memory.ts";
import { type DustHost, detectDust } from "../../src/targets/dust/host.ts";
import type { ReplicaName } from "./replica.ts";

const FIXTURES = fileURLToPath(new URL("../fixtures/", import.meta.url));

const read = new Map<ReplicaName, Record<string, string>>();

/** Every text file of a sample workspace by its path; read once. */
export function fixtureFiles(name: ReplicaName): Record<string, string> {
  const known = read.get(name);
  if (known) return known;
  const root = join(FIXTURES, name);
  const entries = readdirSync(root, { recursive: true, withFileTypes: true });
  const files: Record<string, string> = {};
  for (const entry of entries) {
    if (!entry.isFile() || entry.parentPath.includes("node_modules")) continue;
    const path = join(entry.parentPath, entry.name);
    files[path.slice(root.length + 1).replaceAll("\\", "/")] = readFileSync(path, "utf8");
  }
  read.set(name, files);
  return files;
}

/** One edit of a file: the first `from` becomes `to`. An empty `to` for a null `from` removes the file. */
export type Mutation = readonly [path: string, from: string | RegExp | null, to: string];

/** A sample workspace in memory with some snippets replaced. Throws when a snippet is not there. */
export function mutated(name: ReplicaName, mutations: readonly Mutation[]): Record<string, string> {
  return mutatedFiles(fixtureFiles(name), mutations);
}

/** Files with some snippets replaced; the argument stays as it is. Throws when a snippet is not there. */
export function mutatedFiles(
  clean: Readonly<Record<string, string>>,
  mutations: readonly Mutation[],
): Record<string, string> {
  const files = { ...clean };
  for (const [path, from, to] of mutations) {
    const text = files[path] ?? "";
    if (from !== null && text.search(typeof from === "string" ? escaped(from) : from) < 0) {
      throw new Error(`${path} has no ${from}`);
    }
    if (from === null && to === "") delete files[path];
    else files[path] = from === null ? to : text.replace(from, () => to);
  }
  return files;
}

function escaped(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
}

/** The Dust host over files in memory. Throws when they are no Dust checkout. */
export function hostOf(files: Record<string, string>): DustHost {
  const host = detectDust(memoryRepo(files));
  if (!host) throw new Error("no Dust checkout");
  return host;
}
