import { describe, expect, it } from "vitest";
import { KEYS, openPty, type Pty } from "./pty.ts";

const ECHO = `
  process.stdin.setRawMode(true);
  process.stdin.setEncoding("utf8");
  console.log("ready", process.stdin.isTTY, process.stdout.isTTY, process.stdout.columns, process.stdout.rows);
  process.stdin.on("data", (keys) => {
    console.log("\\u001b[32mgot\\u001b[0m " + JSON.stringify(keys));
    if (keys === "q") process.exit(7);
  });
`;

function run(program: string, ...args: string[]): Pty {
  return openPty(process.execPath, ["-e", program, "--", ...args]);
}

describe("openPty", () => {
  it("gives the program a terminal on both ends", async () => {
    const pty = run(ECHO);
    await pty.waitFor("ready true true 100 40");
    pty.send("q");
    expect(await pty.exitCode).toBe(7);
  });

  it("sends keys and finds what they caused, escape sequences removed", async () => {
    const pty = run(ECHO);
    await pty.waitFor("ready");
    for (const key of [KEYS.down, KEYS.ctrlC, KEYS.enter, KEYS.escape]) {
      pty.send(key);
      await pty.waitFor(`got ${JSON.stringify(key)}`);
    }
    pty.send("q");
    expect(await pty.exitCode).toBe(7);
    expect(pty.transcript()).toMatch(/ready .*\ngot "\\u001b\[B"\ngot "\\u0003"\n/);
  });

  it("looks only at what came after the last match", async () => {
    const pty = run(
      `console.log("one two one"); setTimeout(() => console.log("two"), 300); process.stdin.resume(); setTimeout(() => process.exit(), 600);`,
    );
    await pty.waitFor("two");
    expect(await pty.waitFor(/one$/m)).toMatch(/one two one$/);
    await pty.waitFor("two");
    await expect(pty.waitFor("one")).rejects.toThrow("The program ended without one");
  });

  it("hands arguments over as they are", async () => {
    const awkward = [`a'b"c`, "$HOME `x` \\", "two\nlines"];
    const pty = run(`console.log(JSON.stringify(process.argv.slice(1)))`, ...awkward);
    await pty.waitFor(JSON.stringify(awkward));
    expect(await pty.exitCode).toBe(0);
  });

  it("says what the terminal shows when a text does not come", async () => {
    const pty = run(ECHO);
    await pty.waitFor("ready");
    pty.send("x");
    await expect(pty.waitFor("never", 300)).rejects.toThrow(/in vain for never.*got "x"/s);
    expect(await pty.close()).toBe(143);
    await expect(pty.waitFor("more")).rejects.toThrow("The program ended without more");
  });
});
