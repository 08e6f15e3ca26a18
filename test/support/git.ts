import { spawnSync } from "node:child_process";
import { cleanEnv } from "./boot.ts";

/** Runs git in a folder and gives what it printed, trimmed. Throws with its complaint when it fails. */
export function git(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync("git", args, { cwd, env: cleanEnv(), encoding: "utf8" });
  if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout.trim();
}
