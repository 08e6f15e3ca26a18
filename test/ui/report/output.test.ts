import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { assertWritable, writeOutput } from "../../../src/ui/report/output.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mcp-new-output-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (name: string) => readFileSync(join(folder, name), "utf8");

test("a file is made or replaced, and nothing else is left behind", () => {
  writeOutput("new.txt", "one", folder);
  chmodSync(join(folder, "new.txt"), 0o600);
  writeOutput("new.txt", "two", folder);
  expect([read("new.txt"), readdirSync(folder)]).toEqual(["two", ["new.txt"]]);
  expect(statSync(join(folder, "new.txt")).mode & 0o777).toBe(0o600);
});

test("a link stays one: its target is replaced", () => {
  writeFileSync(join(folder, "target.txt"), "old");
  symlinkSync("target.txt", join(folder, "link.txt"));
  writeOutput("link.txt", "new", folder);
  expect([read("target.txt"), statSync(join(folder, "link.txt")).isFile()]).toEqual(["new", true]);
  expect(
    readdirSync(folder, { withFileTypes: true })
      .find(({ name }) => name === "link.txt")
      ?.isSymbolicLink(),
  ).toBe(true);
});

test("a pipe is written to and never replaced", async () => {
  const pipe = join(folder, "pipe");
  execFileSync("mkfifo", [pipe]);
  const reader = spawn("cat", [pipe], { stdio: ["ignore", "pipe", "ignore"] });
  assertWritable(["pipe"], folder);
  writeOutput("pipe", "through", folder);
  expect([await textOf(reader.stdout), statSync(pipe).isFIFO()]).toEqual(["through", true]);
});

test("a missing folder and a folder itself are named, both at once", () => {
  mkdirSync(join(folder, "there"));
  try {
    assertWritable(["nowhere/a.txt", "there", "fine.txt"], folder);
    expect.unreachable();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect([error.exitCode, error.details.map(({ message }) => message)]).toEqual([
      2,
      [
        `nowhere/a.txt cannot be written: there is no folder ${join(folder, "nowhere")}`,
        "there cannot be written: it is a folder",
      ],
    ]);
  }
});

test("a write that fails ends with 6, and the old file is whole", () => {
  writeFileSync(join(folder, "a.txt"), "old");
  mkdirSync(join(folder, `.a.txt.${process.pid}.tmp`));
  expect(() => writeOutput("a.txt", "new", folder)).toThrow(expect.objectContaining({ exitCode: 6 }));
  expect(read("a.txt")).toBe("old");
});
