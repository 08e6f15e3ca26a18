import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type CliOptions, mcpNew } from "./cli.ts";
import type { Replica } from "./replica.ts";

const FAULT = fileURLToPath(new URL("./fault.js", import.meta.url));

/** How the program is started so that its `at`-th change in a workspace meets a fault of this mode of `fault.js`; 0: none. */
export function fault({ root }: Replica, mode: "full" | "kill", at: number, more: CliOptions = {}): CliOptions {
  const env = { ...more.env, FAULT_ROOT: root, FAULT_MODE: mode, FAULT_AT: String(at) };
  return { ...more, node: ["--import", FAULT], env };
}

/**
 * Runs the program once without a fault, and gives the changes to put one at: of each kind of change (a folder made, a file
 * opened, written, synchronised, renamed …) the first and the last, as numbers from 1, ascending. The tests of `apply` have a
 * fault at every single change.
 */
export async function faultPoints(
  replica: Replica,
  mode: "full" | "kill",
  args: string[],
  options: CliOptions = {},
): Promise<number[]> {
  const file = join(dirname(replica.root), "kinds");
  const { exitCode, stderr } = await mcpNew(
    replica.root,
    args,
    fault(replica, mode, 0, { ...options, env: { ...options.env, FAULT_KINDS: file } }),
  );
  if (exitCode !== 0) throw new Error(stderr);
  const kinds = readFileSync(file, "utf8").split("\n");
  return kinds.flatMap((kind, at) => (kinds.indexOf(kind) === at || kinds.lastIndexOf(kind) === at ? [at + 1] : []));
}
