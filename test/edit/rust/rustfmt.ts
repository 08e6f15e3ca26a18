import { spawnSync } from "node:child_process";

/** Whether `rustfmt` can be started here; tests that need it say so when it cannot. */
export const hasRustfmt = spawnSync("rustfmt", ["--version"]).status === 0;

function run(input: string) {
  return spawnSync("rustfmt", ["--edition", "2021", "--emit", "stdout"], { input, encoding: "utf8" });
}

/** What `rustfmt` makes of a text, with its default settings; the text must parse. */
export function rustfmt(text: string): string {
  const { status, stdout, stderr } = run(text);
  if (status !== 0) throw new Error(`rustfmt failed: ${stderr}\n${text}`);
  return stdout;
}

/** Whether `rustfmt` can read a text, be it that it cannot lay out all its comments (which it calls an internal error). */
export function parses(text: string): boolean {
  return !/^error(?!\[internal\])/m.test(run(text).stderr);
}
