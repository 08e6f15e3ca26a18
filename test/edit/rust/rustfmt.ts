import { spawnSync } from "node:child_process";

/** Whether `rustfmt` can be started here; tests that need it say so when it cannot. */
export const hasRustfmt = spawnSync("rustfmt", ["--version"]).status === 0;

/** What `rustfmt` makes of a text, with its default settings; the text must parse. */
export function rustfmt(text: string): string {
  const { status, stdout, stderr } = spawnSync("rustfmt", ["--edition", "2021", "--emit", "stdout"], {
    input: text,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`rustfmt failed: ${stderr}\n${text}`);
  return stdout;
}
