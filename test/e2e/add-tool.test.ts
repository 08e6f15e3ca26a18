import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkInsertOnly } from "../../src/edit/splice.ts";
import { writeDocumentSchema } from "../../src/model/document-schema/write.ts";
import { cleanEnv } from "../support/boot.ts";
import { BIN, mcpNew } from "../support/cli.ts";
import { mcpNewHere } from "../support/cli-here.ts";
import { KEYS, openPty } from "../support/pty.ts";
import { bootServer, copyReplica, initGit, type Replica, replicaNames } from "../support/replica.ts";

const PATIENCE = 60_000;
const GITHUB = "front/lib/api/actions/servers/github";
const FLAGS = ["get_repo_settings", "--description", "Get a repository's settings.", "--param", "owner:string=Owner."];

let replica: Replica;
let before: Record<string, string>;
beforeEach(() => {
  replica = copyReplica("dust-arrays");
  initGit(replica);
  before = replica.files();
});
afterEach(() => replica.dispose());

const addTool = (args: string[], stdin?: string) => mcpNewHere(replica.root, ["add-tool", ...args], stdin);

/** Runs the program, and proves that nothing in the tree changed. */
async function unchanged(args: string[], stdin?: string) {
  const result = await addTool(args, stdin);
  expect(replica.files()).toEqual(before);
  return result;
}

const touched = () => {
  const after = replica.files();
  return Object.keys(after).filter((path) => after[path] !== before[path]);
};

describe.each(replicaNames())("a tool without a request in %s", (name) => {
  beforeEach(() => {
    replica.dispose();
    replica = copyReplica(name);
    initGit(replica);
    before = replica.files();
  });

  test("is previewed, written, listed by the server, and then is there", async () => {
    const dry = await unchanged(["github", ...FLAGS, "--dry-run"]);
    expect(dry).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`edit    ${GITHUB}/metadata.ts`) });
    const diff = await unchanged(["github", ...FLAGS, "--diff"]);
    expect(diff.exitCode).toBe(0);
    expect(diff.stdout).toMatch(/^\+.*Get a repository's settings\./m);
    const run = await mcpNew(replica.root, ["add-tool", "github", ...FLAGS, "--yes", "--json"]);
    expect([run.exitCode, run.exitCode === 0 ? "" : run.stderr]).toEqual([0, ""]);
    const document = JSON.parse(run.stdout);
    expect(document).toMatchObject({
      schemaVersion: 1,
      command: "add-tool",
      target: "dust",
      server: "github",
      layout: name.replace("dust-", ""),
      applied: true,
      verification: [{ ok: true, exitCode: 0 }],
      findings: expect.arrayContaining([expect.objectContaining({ rule: "dust/handler-stub", server: "github" })]),
    });
    expect(writeDocumentSchema.parse(document)).toEqual(document);
    expect(document.findings.flatMap(({ related }: { related: unknown[] }) => related)).toContainEqual(
      expect.objectContaining({ line: expect.any(Number), message: "the server stands here" }),
    );
    expect(document.changes.map((change: { path: string }) => change.path)).toEqual(touched());
    const after = replica.files();
    for (const path of touched()) expect(checkInsertOnly(path, before[path] ?? "", after[path] ?? "")).toBeNull();
    const server = await bootServer(replica, "github", { token: "t" });
    const tools = await server.listTools();
    await server.close();
    expect(tools.map((tool) => tool.name)).toEqual(expect.arrayContaining(["list_issues", "get_repo_settings"]));
    expect(tools.find((tool) => tool.name === "get_repo_settings")?.inputSchema).toMatchObject({
      properties: { owner: { type: "string", description: "Owner." } },
    });
    const again = await addTool(["github", ...FLAGS, "--yes"]);
    expect(again).toMatchObject({
      exitCode: 0,
      stdout:
        "github has what would be added already: nothing to do (requests and the code of handlers are not compared).\n",
    });
    expect(replica.files()).toEqual(after);
  });
});

test("the command that a run prints makes the same tree in another checkout", async () => {
  const tools = [
    { name: "get_repo_settings", description: 'Get it\'s "settings".' },
    {
      name: "star_repository",
      description: "Star $HOME.",
      stake: "high",
      labels: { running: "Starring", done: "Star" },
    },
  ];
  const other = copyReplica("dust-arrays");
  try {
    initGit(other);
    const run = await addTool(["github", "--spec", "-", "--yes", "--json"], JSON.stringify(tools));
    expect(run.exitCode).toBe(0);
    const { status, stderr } = runInShell(other, JSON.parse(run.stdout).replay);
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(other.files()).toEqual(replica.files());
    expect(replica.read(`${GITHUB}/metadata.ts`)).toContain("star_repository");
  } finally {
    other.dispose();
  }
});

/** Runs a command line through `sh`, with an `npx` that starts the built program. */
function runInShell({ root }: Replica, command: string) {
  const folder = dirname(root);
  const shim = join(folder, "npx");
  writeFileSync(shim, `#!/bin/sh\n[ "$1" = mcp-new ] || exit 9\nshift\nexec "${process.execPath}" "${BIN}" "$@"\n`);
  chmodSync(shim, 0o755);
  const env = { ...cleanEnv(), PATH: `${folder}${delimiter}${process.env["PATH"]}` };
  return spawnSync("sh", ["-c", command], { cwd: root, env, encoding: "utf8" });
}

describe("nothing is written", () => {
  test("for a server that there is not; the near one is named", async () => {
    const result = await unchanged(["githb", ...FLAGS, "--yes"]);
    expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('Did you mean "github"?') });
  });

  test("for a wrong spec, whose problems are told all at once with their places", async () => {
    const tool = { name: "a_tool", description: "Does." };
    const spec = [
      tool,
      tool,
      { name: "b_tool", stake: "maybe" },
      { ...tool, name: "class name", params: [{ name: "q" }] },
    ];
    const result = await unchanged(["github", "--spec", "-", "--yes", "--json"], JSON.stringify(spec, null, 1));
    expect(result.exitCode).toBe(2);
    const { error } = JSON.parse(result.stdout);
    expect(error).toMatchObject({ code: "spec-invalid", exitCode: 2 });
    const messages = error.details.map(({ at, message }: { at: string; message: string }) => `${at} ${message}`);
    for (const part of ["[1].name", "[2].stake", "[2].description", "[3].name", "[3].params[0].type"]) {
      expect(messages.filter((each: string) => each.includes(part))).toEqual([
        expect.stringMatching(/^<stdin>:\d+:\d+ /),
      ]);
    }
  });

  test("for other tools of these names, which are compared field by field, all at once", async () => {
    const spec = [
      { name: "list_issues", description: "Other.", stake: "high" },
      { name: "new_tool", description: "New." },
      { name: "create_issue", description: "Other too." },
    ];
    for (const mode of ["--yes", "--diff", "--dry-run"]) {
      const result = await unchanged(["github", "--spec", "-", mode, "--json"], JSON.stringify(spec));
      expect([mode, result.exitCode]).toEqual([mode, 4]);
      const { error } = JSON.parse(result.stdout);
      expect(error.code).toBe("tool-differs");
      const text = JSON.stringify(error.details);
      for (const part of ["list_issues", "create_issue", "Other.", "Other too.", "stake"]) expect(text).toContain(part);
    }
  });

  test.each([
    ["nobody to confirm", ["github", ...FLAGS], /--yes.*--dry-run.*--diff/],
    ["no name and no description", ["github", "--dry-run"], /\[tool\][\s\S]*--description/],
  ])("without a terminal: %s", async (_, args, said) => {
    const result = await unchanged(args);
    expect(result).toMatchObject({ exitCode: 3, stderr: expect.stringMatching(said) });
  });

  test("for a flag that there is not, and for no server", async () => {
    expect(await unchanged(["github", "--stakes", "low"])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("--stake"),
    });
    expect(await unchanged([])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("server") });
  });
});

describe("credentials of a curl example", () => {
  const SECRET = "s3cr3tS3cr3t9876";
  const CREDENTIALS = [
    `-H "Authorization: Bearer ${SECRET}"`,
    `-u "me:${SECRET}"`,
    `-b "session=${SECRET}"`,
    `-H "X-Api-Key: ${SECRET}"`,
  ].join(" ");
  const example = (path: string, more = "") =>
    `curl ${CREDENTIALS} "https://me:${SECRET}@api.github.com${path}?per_page=5&access_token=${SECRET}&key=${SECRET}" ${more}`;

  test.each([
    ["a conflict", ["--from-curl", example("/repos/OWNER/REPO/issues"), "--yes"], 4],
    ["a refused option", ["--from-curl", example("/x", `-F a=${SECRET}`), "--yes"], 2],
    ["an unknown option", ["--from-curl", example("/x", `--odd=${SECRET}`), "--yes"], 2],
    ["a wrong flag beside it", ["--from-curl", example("/x"), "--set", "stake=none", "--yes"], 2],
    ["a spec beside it", ["--from-curl", example("/x"), "--spec", "-", "--yes"], 2],
  ])("are in nothing that is said: %s", async (_, args, exitCode) => {
    const result = await unchanged(["github", ...args, "--json", "--debug"], "{}");
    expect(result.exitCode).toBe(exitCode);
    expect(result.stdout + result.stderr).not.toContain(SECRET);
  });
});

test("a curl example becomes a tool of a generated server, without its credentials", async () => {
  const spec = fileURLToPath(new URL("../specs/acme_crm.json", import.meta.url));
  const made = await mcpNewHere(replica.root, ["provider", "--spec", spec, "--yes", "--no-verify"]);
  expect(made.exitCode).toBe(0);
  const secret = "s3cr3tS3cr3t9876";
  const curl = `curl -u "me:${secret}" -H "X-Api-Key: ${secret}" "https://me:${secret}@api.acme.example/v1/items/12/notes?limit=5&token=${secret}"`;
  const args = ["acme_crm", "--from-curl", curl, "--json", "--yes"];
  const run = await addTool(args);
  expect([run.exitCode, JSON.parse(run.stdout).verification]).toMatchObject([0, [{ ok: true }]]);
  expect(run.stdout + run.stderr + Object.values(replica.files()).join("\n")).not.toContain(secret);
  expect(run.stderr).toContain("the header X-Api-Key");
  expect(replica.read("front/lib/api/actions/servers/acme_crm/metadata.ts")).toContain("list_notes");
  const settled = replica.files();
  expect(JSON.parse((await addTool(args)).stdout)).toMatchObject({ applied: false, next: [] });
  expect(replica.files()).toEqual(settled);
});

test("a person is asked for what flags leave open, sees the diff, and can leave", async () => {
  const ciFree = Object.fromEntries(
    Object.entries(cleanEnv()).filter(([key]) => !/^(CI|GITHUB_ACTIONS|GITLAB_CI)$/.test(key)),
  );
  const open = () =>
    openPty(process.execPath, [BIN, "add-tool", "github", "--stake", "low", "--no-verify"], {
      cwd: replica.root,
      env: ciFree,
    });
  const { enter, down } = KEYS;
  const answers: [question: string, keys: string][] = [
    ["Name of the first tool", `star_repository${enter}`],
    ["What does star_repository do? The model", `Star a repository.${enter}`],
    ["to the vendor's data?", enter],
    ["Does star_repository take a parameter?", "n"],
    ["Is star_repository one HTTP request?", "n"],
    ["Add another tool?", "n"],
  ];
  const leaving = open();
  for (const [question, keys] of answers) {
    await leaving.waitFor(question, PATIENCE);
    leaving.send(keys);
  }
  await leaving.waitFor("Write these changes?", PATIENCE);
  leaving.send(KEYS.escape);
  expect(await leaving.exitCode).toBe(130);
  expect(replica.files()).toEqual(before);
  const pty = open();
  for (const [question, keys] of answers) {
    await pty.waitFor(question, PATIENCE);
    pty.send(keys);
  }
  await pty.waitFor("Write these changes?", PATIENCE);
  pty.send(`${down}${enter}`);
  await pty.waitFor("+", PATIENCE);
  await pty.waitFor("Write these changes?", PATIENCE);
  pty.send(enter);
  expect(await pty.exitCode).toBe(0);
  expect(pty.transcript()).not.toContain("How much confirmation");
  expect(pty.transcript()).toMatch(/npx mcp-new add-tool github (star_repository|--spec -) .*--yes/);
  expect(touched()).toEqual([`${GITHUB}/metadata.ts`, `${GITHUB}/tools/index.ts`]);
});
