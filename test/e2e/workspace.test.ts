import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mcpNew } from "../support/cli.ts";
import { bootAll, initGit, openReplica, type Replica, typeCheck } from "../support/replica.ts";

const SCRIPT = fileURLToPath(new URL("../../scripts/workspace.js", import.meta.url));

let folder: string;
let workspace: Replica;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "workspace-")));
  execFileSync(process.execPath, [SCRIPT, join(folder, "dust"), "--servers", "84"]);
  workspace = openReplica("dust-arrays", folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a workspace of the real size compiles", () => {
  expect(typeCheck(workspace)).toEqual({ exitCode: 0, output: "" });
});

test("its servers boot and list the tools that they declare", async () => {
  const booted = await bootAll(workspace);
  expect(Object.keys(booted)).toHaveLength(84);
  for (const [name, { declared, tools }] of Object.entries(booted)) {
    expect([name, tools.map((tool) => tool.name).sort()]).toEqual([name, [...declared].sort()]);
  }
});

test("check is silent on it", async () => {
  initGit(workspace);
  const { exitCode, stdout } = await mcpNew(workspace.root, ["check", "--json"]);
  const { findings, summary } = JSON.parse(stdout);
  expect({ exitCode, findings }).toEqual({ exitCode: 0, findings: [] });
  expect(summary).toMatchObject({ servers: 84, couldNotCheck: 0 });
});
