import { chmodSync, cpSync, rmSync, symlinkSync } from "node:fs";
import { dirname } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { cleanEnv } from "../support/boot.ts";
import { BIN, type CliOptions, mcpNew } from "../support/cli.ts";
import { mcpNewHere } from "../support/cli-here.ts";
import { fault, faultPoints } from "../support/fault-points.ts";
import { KEYS, openPty } from "../support/pty.ts";
import { bootServer, copyReplica, initGit, type Replica, typeCheck } from "../support/replica.ts";

const SERVER = "front/lib/api/actions/servers/github";
const METADATA = `${SERVER}/metadata.ts`;
const HANDLERS = `${SERVER}/tools/index.ts`;
const TOOL = {
  name: "get_repo",
  description: "Get a repository.",
  params: [{ name: "repo", type: "string", description: "Name of the repository." }],
  request: { method: "GET", path: "/repos/{repo}" },
  result: { kind: "one", at: "", fields: [{ name: "id", type: "integer" }] },
};
const minimal = (name: string, ...more: string[]) => [name, "--description", "Does things.", ...more, "--yes"];
const fromStdin = ["--spec", "-", "--yes", "--no-verify"];

const here: typeof mcpNew = (cwd, args, { stdin, env } = {}) => mcpNewHere(cwd, args, stdin, env);
const addTool = ({ root }: Replica, args: string[], options?: CliOptions, run = here) =>
  run(root, ["add-tool", "github", ...args], options);

/** Runs the program, and proves that nothing in the tree changed: no byte, no mode, no file more or less. */
async function refused(replica: Replica, args: string[], options: CliOptions = {}, run = here) {
  const [files, modes] = [replica.files(), replica.modes()];
  const result = await addTool(replica, args, options, run);
  expect(replica.files()).toEqual(files);
  expect(replica.modes()).toEqual(modes);
  expect(result.stderr).not.toMatch(/^ +at /m);
  return result;
}

describe("tools that are refused", () => {
  let replica: Replica;
  beforeAll(() => {
    replica = copyReplica("dust-arrays");
  });
  afterAll(() => replica.dispose());

  test.each(["../x", 'a"b', "`${x}`", "*/", "constructor", "__proto__", "1abc", "", "🚀", "a".repeat(65)])(
    "the name %j",
    async (name) => {
      const { exitCode, stderr } = await refused(replica, minimal(name));
      expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/the second argument: name: .+/)]);
    },
  );

  test.each([
    ["__proto__.polluted=1", /__proto__/],
    ["constructor.prototype.polluted=1", /constructor/],
    ["params.__proto__.name=x", /__proto__/],
    ["labels.toString=x", /toString/],
    ["nothing=1", /nothing/],
    ["stake", /write <path>=<value>/],
    ["params.0.type=text", /string, number, integer/],
  ])("--set %s", async (set, said) => {
    const { exitCode, stderr } = await refused(replica, minimal("get_repo", "--set", set));
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(said)]);
  });

  test.each<[string, string, RegExp]>([
    ["no text", "", /<stdin>:1:1/],
    ["no JSON", '{\n  "name": get_repo }', /<stdin>:2:\d+/],
    ["no object", '"get_repo"', /<stdin>:1:1.*neither a tool nor a list of tools/],
    ["a key twice", '{\n "name": "a_tool",\n "name": "b_tool" }', /<stdin>:3:\d+/],
    [
      "a key of the prototype",
      '{ "name": "a_tool", "description": "x", "__proto__": { "stake": "high" } }',
      /__proto__/,
    ],
    ["brackets without end", "[".repeat(100_000), /<stdin>:1:\d+/],
    ["an empty list", "[]", /must have at least 1 entry/],
  ])("a spec that is %s", async (_, stdin, said) => {
    const { exitCode, stderr } = await refused(replica, fromStdin, { stdin });
    expect([exitCode, stderr.slice(0, 2000)]).toEqual([2, expect.stringMatching(said)]);
  });

  test("a list of two thousand wrong tools, in time, every problem with its place in the document", async () => {
    const spec = Array.from({ length: 2000 }, (_, index) => ({ ...TOOL, name: `tool_${index}`, stake: "maybe" }));
    const { exitCode, stdout } = await refused(replica, [...fromStdin, "--json"], {
      stdin: JSON.stringify(spec, null, 1),
    });
    expect(exitCode).toBe(2);
    const { error } = JSON.parse(stdout);
    expect(error.details).toHaveLength(2000);
    expect(error.details[1999].message).toMatch(/^\[1999\]\.stake/);
  });

  test.each<[string, CliOptions]>([
    ["no input at all", {}],
    ["a pipe that stays open", { stdin: "open" }],
    ["CI=1", { env: { CI: "1" } }],
  ])("nothing to ask: %s", async (_, options) => {
    expect((await refused(replica, [], options, mcpNew)).exitCode).toBe(3);
    const unconfirmed = await refused(replica, ["get_repo", "--description", "Get it."], options, mcpNew);
    expect(unconfirmed.exitCode).toBe(3);
    for (const flag of ["--yes", "--dry-run", "--diff"]) expect(unconfirmed.stderr).toContain(flag);
  });
});

describe("a checkout that is not as it should be", () => {
  const cases: [string, (replica: Replica) => void, number, RegExp][] = [
    ["no Dust", (replica) => rmSync(replica.path("front"), { recursive: true }), 5, /no host/],
    [
      "a syntax error in the metadata",
      (replica) =>
        edit(replica, METADATA, "export const GITHUB_SERVER", "export const broken = {;\nexport const GITHUB_SERVER"),
      5,
      /github\/metadata\.ts:\d+:\d+/,
    ],
    [
      "a syntax error in the handlers",
      (replica) => edit(replica, HANDLERS, "const handlers", "const broken = {;\nconst handlers"),
      5,
      /github\/tools\/index\.ts:\d+:\d+/,
    ],
    [
      "a syntax error in the client",
      (replica) => edit(replica, `${SERVER}/client.ts`, "export class", "const broken = {;\nexport class"),
      5,
      /github\/client\.ts:\d+:\d+/,
    ],
    ["metadata that nobody may write", (replica) => chmodSync(replica.path(METADATA), 0o444), 6, /metadata\.ts/],
    ["handlers that nobody may write", (replica) => chmodSync(replica.path(HANDLERS), 0o444), 6, /tools\/index\.ts/],
    ["no handlers", (replica) => rmSync(replica.path(HANDLERS)), 5, /github\/.*\.ts:\d+:\d+/],
    ["metadata that leads outside", linkOutside(METADATA), 5, /cannot be followed/],
    ["handlers that lead outside", linkOutside(HANDLERS), 5, /tools\/index\.ts.*leads out/],
    ["a client that leads outside", linkOutside(`${SERVER}/client.ts`), 5, /client\.ts.*leads out/],
  ];

  test.each(cases)("%s", async (_, spoil, exitCode, message) => {
    const replica = copyReplica("dust-arrays");
    spoil(replica);
    const result = await refused(replica, fromStdin, { stdin: JSON.stringify(TOOL) });
    expect([result.exitCode, result.stderr]).toEqual([exitCode, expect.stringMatching(message)]);
    replica.dispose();
  });

  test("CRLF line endings and byte order marks are kept, in edited and in new files", async () => {
    const replica = copyReplica("dust-arrays");
    for (const [path, text] of Object.entries(replica.files())) {
      if (path.endsWith(".ts")) replica.write(path, `\uFEFF${text.replaceAll("\n", "\r\n")}`);
    }
    const before = replica.files();
    const { exitCode, stderr } = await addTool(replica, fromStdin, { stdin: JSON.stringify(TOOL) });
    expect([exitCode, exitCode === 0 ? "" : stderr]).toEqual([0, ""]);
    const after = Object.entries(replica.files()).filter(([path, text]) => before[path] !== text);
    expect(after.length).toBeGreaterThan(4);
    for (const [path, text] of after) {
      expect(text.replaceAll("\r\n", ""), path).not.toMatch(/[\r\n]/);
      expect([path, text.lastIndexOf("\uFEFF")]).toEqual([path, path in before ? 0 : -1]);
    }
    expect(typeCheck(replica)).toMatchObject({ exitCode: 0 });
    replica.dispose();
  });

  test("a file that changes while the diff is read is a conflict, and stays as it is", async () => {
    const replica = copyReplica("dust-arrays");
    const env = Object.fromEntries(
      Object.entries(cleanEnv()).filter(([key]) => !/^(CI|GITHUB_ACTIONS|GITLAB_CI)$/.test(key)),
    );
    const spec = `${dirname(replica.root)}/tool.json`;
    replica.write("../tool.json", JSON.stringify(TOOL));
    const args = ["add-tool", "github", "--spec", spec, "--no-verify"];
    const pty = openPty(process.execPath, [BIN, ...args], { cwd: replica.root, env });
    await pty.waitFor("Write these changes?", 60_000);
    edit(replica, HANDLERS, "const handlers", "// Mine.\nconst handlers");
    const files = replica.files();
    pty.send(KEYS.enter);
    expect(await pty.exitCode).toBe(4);
    expect(pty.transcript()).toContain("tools/index.ts");
    expect(replica.files()).toEqual(files);
    replica.dispose();
  });
});

test("texts that would break out of generated code arrive as they are", async () => {
  const hostile =
    "Quotes \" and ', `backticks`, ${process.exit(1)}, */ comment, {{x}} and {{{y}}}, back\\slash,\nnew\tlines \u2028 and 🚀";
  const line = hostile.replace(/[\n\t\u2028]/g, " ");
  const replica = copyReplica("dust-arrays");
  const tool = {
    ...TOOL,
    description: hostile,
    labels: { running: line, done: line },
    params: [
      { name: "repo", type: "string", description: hostile },
      { name: "sort_by", type: "enum", values: ['a"b', "`${x}`", "*/"], description: hostile, required: false },
    ],
    request: { method: "GET", path: "/repos/{repo}", query: ["sort_by"], constants: { query: { x: hostile } } },
    result: { kind: "one", at: "", fields: [{ name: 'a "b` ${c}', type: "string" }] },
  };
  const { exitCode, stderr } = await addTool(replica, fromStdin, { stdin: JSON.stringify(tool) });
  expect([exitCode, exitCode === 0 ? "" : stderr]).toEqual([0, ""]);
  expect(typeCheck(replica)).toMatchObject({ exitCode: 0 });
  const server = await bootServer(replica, "github");
  const listed = (await server.listTools()).find(({ name }) => name === tool.name);
  await server.close();
  expect(listed).toMatchObject({
    description: hostile,
    inputSchema: { properties: { repo: { description: hostile }, sort_by: { enum: ['a"b', "`${x}`", "*/"] } } },
    _meta: { dust: { displayLabels: { running: line, done: line } } },
  });
  replica.dispose();
});

describe("a disk that fails and a process that dies", { timeout: 300_000 }, () => {
  const args = ["add-tool", "github", ...fromStdin, "--no-format"];
  const stdin = JSON.stringify(TOOL);
  let replica: Replica;
  let clean: Replica;
  beforeEach(() => {
    [replica, clean] = [copyReplica("dust-arrays"), copyReplica("dust-arrays")];
    for (const each of [replica, clean]) initGit(each);
    return () => {
      for (const each of [replica, clean]) each.dispose();
    };
  });

  test("a full disk, from whatever kind of write on, leaves the tree as it was", async () => {
    const [files, modes] = [replica.files(), replica.modes()];
    const points = everyOther(await faultPoints(clean, "full", args, { stdin }));
    let refusals = 0;
    for (const at of points) {
      const result = await mcpNew(replica.root, args, fault(replica, "full", at, { stdin }));
      // Everything is written by then, and a file of ours alone stays behind.
      if (result.exitCode === 0) break;
      expect(result, `write ${at}`).toMatchObject({ exitCode: 6 });
      expect(replica.files(), `write ${at}`).toEqual(files);
      expect(replica.modes()).toEqual(modes);
      refusals++;
    }
    expect(refusals).toBeGreaterThan(3);
  });

  test("a kill after any kind of change is undone by the next writing run, which then does its own work", async () => {
    const points = everyOther(await faultPoints(clean, "kill", args, { stdin }));
    expect(points.length).toBeGreaterThan(5);
    const [files, wanted] = [replica.files(), clean.files()];
    expect(wanted).not.toEqual(files);
    const backup = `${dirname(replica.root)}/server`;
    cpSync(replica.path(SERVER), backup, { recursive: true });
    for (const at of points) {
      const killed = await mcpNew(replica.root, args, fault(replica, "kill", at, { stdin }));
      expect(killed.exitCode, `change ${at}`).toBe(null);
      const next = await here(replica.root, args, { stdin });
      expect(next, `after change ${at}`).toMatchObject({ exitCode: 0 });
      expect(replica.files(), `after change ${at}`).toEqual(wanted);
      rmSync(replica.path(SERVER), { recursive: true });
      cpSync(backup, replica.path(SERVER), { recursive: true });
      expect(replica.files()).toEqual(files);
    }
  });
});

/** Plans are applied as those of `provider` are, whose tests have a fault at all of these points. */
function everyOther(points: readonly number[]): number[] {
  return points.filter((_, index) => index % 2 === 0);
}

function edit(replica: Replica, path: string, from: string, to: string): void {
  const text = replica.read(path);
  expect(text).toContain(from);
  replica.write(path, text.replace(from, to));
}

/** Puts a link to a copy outside of the checkout where a file was. */
function linkOutside(path: string): (replica: Replica) => void {
  return (replica) => {
    replica.write("../outside/file.ts", replica.read(path));
    rmSync(replica.path(path));
    symlinkSync(`${dirname(replica.root)}/outside/file.ts`, replica.path(path));
  };
}
