import { memoryRepo } from "../../src/repo/memory.ts";
import type { Edge } from "../../src/workflow/edge.ts";

const unexpected = () => Promise.reject(new Error("check must not do that"));

/** The outside of a check over files in memory; whatever else it asks for fails. `recovered` is told what is recovered. */
export function edgeOn(files: Record<string, string>, recovered: boolean[] = []): Edge {
  return {
    root: "/host",
    repo: memoryRepo(files),
    ask: null,
    say: () => {},
    warn: () => {},
    stopIfInterrupted: () => {},
    readSpec: unexpected,
    configFile: () => null,
    fromRoot: (path) => path,
    deployed: () => Promise.reject(new Error("git is not asked here")),
    files: () => Promise.reject(new Error("no file is listed here")),
    formatter: unexpected,
    branches: unexpected,
    apply: unexpected,
    run: unexpected,
    recover: async ({ write }) => {
      recovered.push(write);
    },
  };
}
