import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../src/exec.ts";

let cwd: string;
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "exec-"));
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const node = (script: string, options: Partial<Parameters<typeof run>[2]> = {}) =>
  run(process.execPath, ["-e", script], { cwd, ...options });

describe("run", () => {
  it("gives both outputs whole and the exit code, without throwing", async () => {
    const result = await node('console.log("out"); console.error("err"); process.exitCode = 3');
    expect(result).toEqual({
      exitCode: 3,
      stdout: "out\n",
      stderr: "err\n",
      failed: true,
      notFound: false,
      timedOut: false,
    });
  });

  it("hands arguments and input over untouched, with no shell between", async () => {
    const odd = ["$HOME", "a b", '"', "*", "`id`", "; echo no", "é\n"];
    const script = 'process.stdin.on("data", d => process.stdout.write(d + JSON.stringify(process.argv.slice(1))))';
    const result = await run(process.execPath, ["-e", script, ...odd], { cwd, input: "in\uFEFF" });
    expect(result.stdout).toBe(`in\uFEFF${JSON.stringify(odd)}`);
    expect(result.failed).toBe(false);
  });

  it("keeps a byte-order mark, and bytes as bytes", async () => {
    expect((await node('process.stdout.write("\\uFEFFa")')).stdout).toBe("\uFEFFa");
    const bytes = await run(process.execPath, ["-e", "process.stdout.write(Buffer.from([255, 0, 10]))"], {
      cwd,
      encoding: "buffer",
    });
    expect([...bytes.stdout]).toEqual([255, 0, 10]);
  });

  it("ends a child that waits for input nobody gives", async () => {
    expect((await node('process.stdin.resume().on("end", () => console.log("end"))')).stdout).toBe("end\n");
  });

  it("tells a missing program from a missing folder and from a failure", async () => {
    const missing = await run("no-such-program-here", [], { cwd });
    expect(missing).toMatchObject({ notFound: true, failed: true, exitCode: null, stdout: "" });
    const nowhere = await run(process.execPath, ["--version"], { cwd: join(cwd, "none") });
    expect(nowhere).toMatchObject({ notFound: false, failed: true });
  });

  it("stops after the time allowed", async () => {
    const result = await node("setInterval(() => {}, 1000)", { timeout: 200 });
    expect(result).toMatchObject({ timedOut: true, failed: true, exitCode: null });
  });

  it("adds to the environment", async () => {
    const result = await node("console.log(process.env.ADDED, !!process.env.PATH)", { env: { ADDED: "yes" } });
    expect(result.stdout).toBe("yes true\n");
  });
});
