import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KEYS, openPty } from "../support/pty.ts";

const PROGRAM = `
  import { createAsk } from "./src/ui/ask.ts";
  const ask = createAsk({ input: process.stdin, output: process.stderr });
  try {
    const name = await ask({ kind: "text", message: "Name?", flag: "<name>", validate: (x) => (/^[a-z]/.test(x) ? undefined : "Small letters.") });
    const icon = await ask({ kind: "autocomplete", message: "Icon?", flag: "--icon", choices: ["github", "gitlab", "slack"].map((value) => ({ value, label: value })) });
    const sure = await ask({ kind: "confirm", message: "Sure?", flag: "--yes" });
    console.log("answer " + JSON.stringify({ name, icon, sure }));
  } catch (error) {
    console.log("left by " + error.name);
    process.exitCode = 130;
  }
`;

describe("prompts in a real terminal", () => {
  const folder = mkdtempSync(join(tmpdir(), "mcp-new-ask-"));
  const program = join(folder, "program.mjs");

  beforeAll(async () => {
    const stdin = { contents: PROGRAM, resolveDir: resolve(import.meta.dirname, "../.."), loader: "ts" } as const;
    await build({ stdin, bundle: true, platform: "node", format: "esm", target: "node20", outfile: program });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("end with the answers and let the process end", async () => {
    const pty = openPty(process.execPath, [program]);
    await pty.waitFor("Name?");
    pty.send(`Acme${KEYS.enter}`);
    await pty.waitFor("Small letters.");
    pty.send(`${KEYS.ctrlU}acme${KEYS.enter}`);
    await pty.waitFor("Icon?");
    pty.send("lab");
    await pty.waitFor("1 match");
    pty.send(KEYS.enter);
    await pty.waitFor("Sure?");
    pty.send("n");
    await pty.waitFor('answer {"name":"acme","icon":"gitlab","sure":false}');
    expect(await pty.exitCode).toBe(0);
  });

  it.each([
    ["escape", KEYS.escape],
    ["ctrl-c", KEYS.ctrlC],
    ["ctrl-d", KEYS.ctrlD],
  ])("end the process when left with %s, at every prompt", async (_, leave) => {
    for (const answered of [0, 1, 2]) {
      const pty = openPty(process.execPath, [program]);
      for (const message of ["Name?", "Icon?", "Sure?"].slice(0, answered)) {
        await pty.waitFor(message);
        pty.send(message === "Name?" ? `acme${KEYS.enter}` : KEYS.enter);
      }
      await pty.waitFor(["Name?", "Icon?", "Sure?"][answered] ?? "");
      pty.send(leave);
      await pty.waitFor("left by Cancelled");
      expect(await pty.exitCode).toBe(130);
    }
  });
});
