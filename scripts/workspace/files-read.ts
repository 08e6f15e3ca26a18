import { memoryRepo } from "../../src/repo/memory.ts";
import { runRules } from "../../src/rules/run.ts";
import { detectDust } from "../../src/targets/dust/host.ts";
import { readServers } from "../../src/targets/dust/read/servers.ts";
import { rules } from "../../src/targets/dust/rules/index.ts";

/** The source files that a check of a workspace of these files reads, sorted. */
export function filesReadByCheck(files: Readonly<Record<string, string>>): string[] {
  const repo = memoryRepo(files);
  const read = new Set<string>();
  const host = detectDust({
    list: (folder) => repo.list(folder),
    read(path) {
      const text = repo.read(path);
      if (text !== null && path.endsWith(".ts")) read.add(path);
      return text;
    },
  });
  if (!host) throw new Error("The generated workspace is no Dust checkout.");
  const all = readServers(host);
  runRules(rules, all, all, host);
  return [...read].sort();
}
