import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkInsertOnly } from "../../src/edit/splice.ts";
import { cleanEnv } from "../support/boot.ts";
import { BIN } from "../support/cli.ts";
import { KEYS, openPty, type Pty } from "../support/pty.ts";
import { bootServer, copyReplica, initGit, type Replica, typeCheck } from "../support/replica.ts";

const PATIENCE = 60_000;
const ACTIONS = "front/lib/actions/mcp_internal_actions";
// The terminal of the test run may itself be that of a CI service.
const CI_FREE = Object.fromEntries(
  Object.entries(cleanEnv()).filter(([name]) => !/^(CI|GITHUB_ACTIONS|GITLAB_CI)$/.test(name)),
);

function freshCopy(): Replica {
  const replica = copyReplica("dust-arrays");
  initGit(replica);
  return replica;
}

function open(replica: Replica, args: string[] = [], env: NodeJS.ProcessEnv = {}): Pty {
  return openPty(process.execPath, [BIN, "provider", ...args], { cwd: replica.root, env: { ...CI_FREE, ...env } });
}

type Answer = [question: string | RegExp, keys: string];

/** Waits for each question and answers it. */
async function answer(pty: Pty, answers: Answer[]): Promise<void> {
  for (const [question, keys] of answers) {
    await pty.waitFor(question, PATIENCE);
    pty.send(keys);
  }
}

const { enter, down } = KEYS;
const text = (words: string) => `${words}${enter}`;

/** A whole interview: a server with a bearer token and one tool that is a GET request with a query. */
const INTERVIEW: Answer[] = [
  ["Name of the integration", text("status_board")],
  ["Title, as people see it", enter],
  ["What is it for?", text("Read the board of 'incidents' & \"alerts\".")],
  ["Icon", "github"],
  ["1 match", enter],
  ["How does it sign in", `${down}${enter}`],
  ["URL of its documentation", enter],
  ["How does it get into a workspace?", enter],
  ["Who may see it?", `${down}${down}${enter}`],
  ["Name of the new feature flag", enter],
  ["Mark it as a preview?", "y"],
  ["Base URL", text("https://board.example/v2")],
  ["Name of the first tool", text("list_incidents")],
  ["What does list_incidents do? The model", text("List incidents.")],
  ["to the vendor's data?", enter],
  ["How much confirmation", enter],
  ["Does list_incidents take a parameter?", "y"],
  ["Name of the parameter", text("status")],
  ["Type of status", enter],
  ["What is status?", text("Status to filter by.")],
  ["Is status required?", "n"],
  ["Add another parameter?", "n"],
  ["Is list_incidents one HTTP request?", "y"],
  ["HTTP method", enter],
  ["Path below the base URL", text("/incidents")],
  ["What does list_incidents answer?", enter],
  ["Where in the response is the list?", text("data")],
  ["Fields that list_incidents shows", text("id:string, title:string, open:boolean?")],
  ["Add another tool?", "n"],
];

describe("an interview in a terminal", () => {
  const first = freshCopy();
  const second = freshCopy();
  let screen = "";
  afterAll(() => {
    first.dispose();
    second.dispose();
  });

  test("ends with a registered server, after a look at the diff", async () => {
    const before = first.files();
    const pty = open(first);
    await answer(pty, INTERVIEW);
    await pty.waitFor("Write these changes?", PATIENCE);
    expect(pty.transcript()).toMatch(
      /create {2}front\/lib\/api\/actions\/servers\/status_board\/client\.ts {2}\+\d+ -0/,
    );
    expect(first.files()).toEqual(before);
    pty.send(`${down}${enter}`);
    await pty.waitFor("+  status_board: {", PATIENCE);
    await pty.waitFor("Write these changes?", PATIENCE);
    expect(first.files()).toEqual(before);
    pty.send(enter);
    expect(await pty.exitCode).toBe(0);
    screen = pty.transcript();
    expect(screen).toContain("Type check: passed");
    expect(screen.trimEnd().split("\n").at(-1)).toMatch(
      /^status_board \(layout arrays\): \d+ files: \d+ created, \d+ edited\.$/,
    );
    const after = first.files();
    for (const [path, old] of Object.entries(before)) expect(checkInsertOnly(path, old, after[path] ?? "")).toBeNull();
    expect(after[`${ACTIONS}/constants.ts`]).toContain("  status_board: {\n    id: 1048,");
  });

  test("the server type-checks, boots and lists its tool", async () => {
    expect(typeCheck(first)).toMatchObject({ exitCode: 0 });
    const server = await bootServer(first, "status_board", { token: "t" });
    const tools = await server.listTools();
    await server.close();
    expect(tools).toMatchObject([
      {
        name: "list_incidents",
        inputSchema: { properties: { status: { type: "string", description: "Status to filter by." } } },
      },
    ]);
  });

  test("the printed command makes the same tree in another checkout", () => {
    const command = /To repeat this run without questions:\n([\s\S]*?\nSPEC)\n/.exec(screen)?.[1];
    expect(command).toMatch(/^npx mcp-new provider --spec - --yes <<'SPEC'\n/);
    const { status, stderr } = runInShell(second, command ?? "");
    expect({ status, stderr }).toMatchObject({ status: 0 });
    expect(second.files()).toEqual(first.files());
  });
});

/** Runs a command line through `sh`, with an `npx` that starts the built program. */
function runInShell(replica: Replica, command: string) {
  const folder = dirname(replica.root);
  const shim = join(folder, "npx");
  writeFileSync(shim, `#!/bin/sh\n[ "$1" = mcp-new ] || exit 9\nshift\nexec "${process.execPath}" "${BIN}" "$@"\n`);
  chmodSync(shim, 0o755);
  const env = { ...cleanEnv(), PATH: `${folder}${delimiter}${process.env["PATH"]}` };
  return spawnSync("sh", ["-c", command], { cwd: replica.root, env, encoding: "utf8" });
}

describe("a person who leaves", () => {
  let replica: Replica;
  let before: Record<string, string>;
  let pty: Pty;
  beforeEach(() => {
    replica = copyReplica("dust-arrays");
    before = replica.files();
  });
  afterEach(async () => {
    await pty.close();
    replica.dispose();
  });

  async function expectNothingWritten(): Promise<void> {
    await pty.waitFor("Nothing was written", PATIENCE);
    expect(await pty.exitCode).toBe(130);
    expect(replica.files()).toEqual(before);
  }

  test.each([
    ["Esc", KEYS.escape, 0],
    ["Ctrl-C", KEYS.ctrlC, 0],
    ["Esc", KEYS.escape, 3],
    ["Ctrl-C", KEYS.ctrlC, 9],
  ])("with %s in the interview leaves nothing behind", async (_, key, answered) => {
    pty = open(replica);
    await answer(pty, INTERVIEW.slice(0, answered));
    await pty.waitFor(INTERVIEW[answered]?.[0] ?? "", PATIENCE);
    pty.send(key);
    await expectNothingWritten();
  });

  const SPOKEN = [
    "status_board",
    "--description",
    "Read.",
    "--bearer",
    "--base-url",
    "https://board.example",
    "--no-format",
  ];
  const REST: Answer[] = [
    ["Title", enter],
    ["Icon", enter],
    ["URL of its documentation", enter],
    ["How does it get", enter],
    ["Who may see it?", enter],
    ["Name of the first tool", text("get_board")],
    ["What does get_board do? The model", text("Get it.")],
    ["to the vendor's data?", enter],
    ["How much confirmation", enter],
    ["take a parameter?", "n"],
    ["one HTTP request?", "n"],
    ["Add another tool?", "n"],
    ["warning[dust/handler-stub]", ""],
    ["Write these changes?", ""],
  ];

  test.each([
    ["Esc", KEYS.escape],
    ["Ctrl-C", KEYS.ctrlC],
    ["a refusal", `${down}${down}${enter}`],
  ])("with %s at the review leaves nothing behind", async (_, key) => {
    pty = open(replica, SPOKEN);
    await answer(pty, REST);
    pty.send(key);
    await expectNothingWritten();
  });

  test("is not asked in a CI service, though there is a terminal", async () => {
    pty = open(replica, SPOKEN, { CI: "1" });
    await pty.waitFor("--yes", PATIENCE);
    expect(await pty.exitCode).toBe(3);
    expect(replica.files()).toEqual(before);
  });
});
