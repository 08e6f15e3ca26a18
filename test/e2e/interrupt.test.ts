import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { cleanEnv } from "../support/boot.ts";
import { BIN } from "../support/cli.ts";
import { copyReplica } from "../support/replica.ts";

const SPEC = fileURLToPath(new URL("../specs/acme_crm.json", import.meta.url));

/** Starts the program with an open standard input and interrupts it once, as soon as `ready` says so. */
function interrupted(cwd: string, args: string[], ready: (stderr: string) => boolean) {
  const child = spawn(process.execPath, [BIN, ...args], { cwd, env: cleanEnv(), stdio: ["pipe", "pipe", "pipe"] });
  const output = { stdout: "", stderr: "" };
  let sent = false;
  const interrupt = () => {
    if (sent || !ready(output.stderr)) return;
    sent = true;
    child.kill("SIGINT");
  };
  const timer = setInterval(interrupt, 25);
  child.stdout.on("data", (chunk: Buffer) => {
    output.stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    output.stderr += chunk.toString();
    interrupt();
  });
  return new Promise<typeof output & { exitCode: number | null; signal: string | null }>((resolve) => {
    child.on("close", (exitCode, signal) => {
      clearInterval(timer);
      resolve({ ...output, exitCode, signal });
    });
  });
}

test("an interrupt while a spec is read ends with 130, nothing written, and says so in JSON", async () => {
  const replica = copyReplica("dust-arrays");
  const before = replica.files();
  const started = Date.now();
  const later = () => Date.now() - started > 2_000;
  const run = await interrupted(replica.root, ["provider", "--spec", "-", "--yes", "--json"], later);
  expect(run).toMatchObject({ exitCode: 130, stderr: expect.stringContaining("Nothing was written") });
  expect(JSON.parse(run.stdout)).toMatchObject({ error: { code: "cancelled", exitCode: 130 } });
  expect(replica.files()).toEqual(before);
  replica.dispose();
});

test("an interrupt of the type check ends only the type check: what was written is told", async () => {
  const replica = copyReplica("dust-arrays");
  const args = ["provider", "--spec", SPEC, "--yes", "--json"];
  const run = await interrupted(replica.root, args, (stderr) => stderr.includes("Type check"));
  expect(run).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("Type check failed") });
  expect(JSON.parse(run.stdout)).toMatchObject({ applied: true, verification: [{ ok: false }] });
  replica.dispose();
});
