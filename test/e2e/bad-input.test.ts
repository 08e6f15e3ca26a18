import { chmodSync, rmSync, symlinkSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CliOptions, mcpNew } from "../support/cli.ts";
import { mcpNewHere } from "../support/cli-here.ts";
import { fault, faultPoints } from "../support/fault-points.ts";
import { bootServer, copyReplica, initGit, type Replica, replicaNames, typeCheck } from "../support/replica.ts";

const SPEC = fileURLToPath(new URL("../specs/acme_crm.json", import.meta.url));
const ACTIONS = "front/lib/actions/mcp_internal_actions";
const CONSTANTS = `${ACTIONS}/constants.ts`;
const NAMES = "export const AVAILABLE_INTERNAL_MCP_SERVER_NAMES";

const here: typeof mcpNew = (cwd, args, { stdin, env } = {}) => mcpNewHere(cwd, args, stdin, env);

/** Runs the program, and proves that nothing in the tree changed: no byte, no mode, no file more or less. */
async function refused(replica: Replica, args: string[], options: CliOptions = {}, run: typeof mcpNew = here) {
  const [files, modes] = [replica.files(), replica.modes()];
  const result = await run(replica.root, args, options);
  expect(replica.files()).toEqual(files);
  expect(replica.modes()).toEqual(modes);
  expect(result.stderr).not.toMatch(/^ +at /m);
  return result;
}

const minimal = (name: string, ...more: string[]) => [
  "provider",
  name,
  "--description",
  "Does things.",
  ...more,
  "--yes",
];
const withSpec = (spec: unknown) => ({
  args: ["provider", "--spec", "-", "--yes"],
  options: { stdin: JSON.stringify(spec) },
});

describe("input that is refused", () => {
  let replica: Replica;
  beforeAll(() => {
    replica = copyReplica("dust-arrays");
  });
  afterAll(() => replica.dispose());

  test.each(["../x", 'a"b', "`${x}`", "*/", "class", "constructor", "__proto__", "1abc", "", "🚀", "a".repeat(65)])(
    "the name %j",
    async (name) => {
      const result = await refused(replica, minimal(name));
      expect(result.exitCode).toBe(2);
      expect(result.stderr).toMatch(/the first argument: name: .*(; try |at most 40 characters)/);
    },
  );

  test("a name that exists in another spelling, and a folder that no registry knows", async () => {
    const spelling = await refused(replica, minimal("valtown"));
    expect(spelling).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('"val_town"') });
    replica.write("front/lib/api/actions/servers/left_over/notes.ts", "export {};\n");
    const folder = await refused(replica, minimal("left_over"));
    expect(folder).toMatchObject({ exitCode: 4, stderr: expect.stringContaining("servers/left_over") });
  });

  test("tools twice, an unknown stake and a tool name of 65 characters, all at once, each with its place", async () => {
    const tool = { name: "list_items", description: "List items.", params: [] };
    const spec = {
      name: "acme_crm",
      description: "x",
      tools: [tool, tool, { ...tool, name: "other", stake: "maybe" }, { ...tool, name: "t".repeat(65) }],
    };
    const { args, options } = withSpec(spec);
    const { exitCode, stderr, stdout } = await refused(replica, [...args, "--json"], options);
    expect(exitCode).toBe(2);
    const { error } = JSON.parse(stdout);
    const messages = error.details.map((detail: { message: string }) => detail.message).join("\n");
    expect(error).toMatchObject({ code: "spec-invalid", exitCode: 2 });
    expect(messages).toMatch(/tools\[1\]/);
    expect(messages).toMatch(/tools\[2\]\.stake.*never_ask, low, medium, high/);
    expect(messages).toMatch(/tools\[3\]\.name/);
    expect(error.details.every((detail: { at?: string }) => /^<stdin>:\d+:\d+$/.test(detail.at ?? ""))).toBe(true);
    expect(stderr).toContain("stake");
  });

  test("an OAuth provider that the checkout lacks, with the near one named", async () => {
    const { exitCode, stderr } = await refused(replica, minimal("acme", "--oauth", "acme_crn"));
    expect(exitCode).toBe(2);
    expect(stderr).toContain("acme_crn");
    expect(stderr).toContain('Did you mean "acme_crm"?');
  });

  test("an icon that the checkout lacks", async () => {
    expect(await refused(replica, minimal("acme", "--icon", "AcmeLogo"))).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("AcmeLogo"),
    });
  });

  test("a flag that does not exist, with the near one named", async () => {
    const result = await refused(replica, minimal("acme", "--dry-rum"));
    expect(result).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("--dry-run") });
  });

  test.each<[string, CliOptions]>([
    ["no input at all", {}],
    ["a pipe that stays open", { stdin: "open" }],
    ["CI=1", { env: { CI: "1" } }],
  ])("nothing to ask: %s", async (_, options) => {
    const missing = await refused(replica, ["provider"], options, mcpNew);
    expect(missing.exitCode).toBe(3);
    const unconfirmed = await refused(replica, ["provider", "--spec", SPEC], options, mcpNew);
    expect(unconfirmed.exitCode).toBe(3);
    for (const flag of ["--yes", "--dry-run", "--diff"]) expect(unconfirmed.stderr).toContain(flag);
  });

  test("missing answers name their flags", async () => {
    const { exitCode, stderr } = await refused(replica, ["provider", "acme", "--yes"]);
    expect(exitCode).toBe(3);
    expect(stderr).toContain("--description");
  });

  test("a dry run and a diff write nothing, end with 0, and say so", async () => {
    const dry = await refused(replica, ["provider", "--spec", SPEC, "--dry-run", "--yes"]);
    expect(dry).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("Nothing was written") });
    const diff = await refused(replica, ["provider", "--spec", SPEC, "--diff"]);
    expect(diff).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("+  acme_crm: {") });
    const json = await refused(replica, ["provider", "--spec", SPEC, "--dry-run", "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ applied: false, verification: null });
  });
});

describe("a checkout that is not as it should be", () => {
  const cases: [string, (replica: Replica) => void, number, RegExp][] = [
    ["no Dust", (replica) => rmSync(replica.path("front"), { recursive: true }), 5, /no host/],
    [
      "a syntax error",
      (replica) => edit(replica, NAMES, `export const broken = {;\n${NAMES}`),
      5,
      /constants\.ts:\d+:\d+/,
    ],
    [
      "no names array",
      (replica) => edit(replica, NAMES, "export const OTHER_NAMES"),
      5,
      /AVAILABLE_INTERNAL_MCP_SERVER_NAMES/,
    ],
    ["two names arrays", (replica) => edit(replica, NAMES, `${NAMES} = [] as const;\n${NAMES}`), 5, /one declaration/],
    ["no write permission", (replica) => chmodSync(replica.path(CONSTANTS), 0o444), 6, /constants\.ts/],
    ["zod 4", useZod4, 5, /zod 4/],
    ["a link that leads outside", linkServersOutside, 5, /outside|leads out/],
  ];

  test.each(cases)("%s", async (_, spoil, exitCode, message) => {
    const replica = copyReplica("dust-arrays");
    spoil(replica);
    const result = await refused(replica, ["provider", "--spec", SPEC, "--yes"]);
    expect(result.stderr).toMatch(message);
    expect(result.exitCode).toBe(exitCode);
    replica.dispose();
  });

  test("CRLF line endings are kept, in edited and in new files", async () => {
    const replica = copyReplica("dust-arrays");
    for (const [path, text] of Object.entries(replica.files())) {
      if (path.endsWith(".ts")) replica.write(path, text.replaceAll("\n", "\r\n"));
    }
    const before = replica.files();
    const { exitCode, stderr } = await here(replica.root, ["provider", "--spec", SPEC, "--yes", "--no-verify"]);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    const after = Object.entries(replica.files()).filter(
      ([path, text]) => path.endsWith(".ts") && before[path] !== text,
    );
    expect(after.length).toBeGreaterThan(8);
    for (const [path, text] of after) expect(text.replaceAll("\r\n", ""), path).not.toMatch(/[\r\n]/);
    expect(typeCheck(replica)).toMatchObject({ exitCode: 0 });
    replica.dispose();
  });
});

describe("texts that would break out of generated code", () => {
  const hostile =
    "Quotes \" and ', `backticks`, ${process.exit(1)}, */ comment, {{x}} and {{{y}}}, back\\slash,\nnew\tlines \u2028 and 🚀";

  test.each(replicaNames())("arrive as they are: %s", async (name) => {
    const replica = copyReplica(name);
    const spec = {
      name: "hostile_api",
      title: 'Hostile "API" ${x} `y`',
      description: hostile,
      api: { baseUrl: "http://127.0.0.1:9" },
      tools: [
        {
          name: "list_items",
          description: hostile,
          params: [{ name: "query", type: "string", description: hostile, required: false }],
          request: { method: "GET", path: "/items", query: ["query"] },
          result: { kind: "list", at: "", fields: [{ name: 'a "b` ${c}', type: "string" }] },
        },
      ],
    };
    const { args, options } = withSpec(spec);
    const { exitCode, stderr } = await here(replica.root, [...args, "--no-verify"], options);
    expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
    expect(typeCheck(replica)).toMatchObject({ exitCode: 0 });
    const server = await bootServer(replica, "hostile_api");
    const [tool] = await server.listTools();
    expect(tool?.description).toBe(hostile);
    expect(tool?.inputSchema).toMatchObject({ properties: { query: { description: hostile } } });
    await server.close();
    replica.dispose();
  });
});

describe("a disk that fails and a process that dies", { timeout: 300_000 }, () => {
  const args = ["provider", "--spec", SPEC, "--yes", "--no-verify", "--no-format"];
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
    const points = await faultPoints(clean, "full", args);
    let refusals = 0;
    for (const at of points) {
      const result = await mcpNew(replica.root, args, fault(replica, "full", at));
      // Everything is written by then, and a file of ours alone stays behind.
      if (result.exitCode === 0) break;
      expect(result, `write ${at}`).toMatchObject({ exitCode: 6 });
      expect(replica.files(), `write ${at}`).toEqual(files);
      expect(replica.modes()).toEqual(modes);
      refusals++;
    }
    expect(refusals).toBeGreaterThan(6);
  });

  test("a kill after any kind of change is undone by the next writing run, which then does its own work", async () => {
    const points = await faultPoints(clean, "kill", args);
    expect(points.length).toBeGreaterThan(10);
    const [files, wanted] = [replica.files(), clean.files()];
    for (const at of points) {
      const killed = await mcpNew(replica.root, args, fault(replica, "kill", at));
      expect(killed.exitCode, `change ${at}`).toBe(null);
      const next = await here(replica.root, args);
      expect(next, `after change ${at}`).toMatchObject({ exitCode: 0 });
      expect(replica.files(), `after change ${at}`).toEqual(wanted);
      for (const path of Object.keys(wanted)) if (!(path in files)) rmSync(replica.path(path));
      rmSync(replica.path("front/lib/api/actions/servers/acme_crm"), { recursive: true });
      for (const [path, text] of Object.entries(files)) if (wanted[path] !== text) replica.write(path, text);
    }
  });
});

function edit(replica: Replica, from: string, to: string): void {
  const text = replica.read(CONSTANTS);
  expect(text).toContain(from);
  replica.write(CONSTANTS, text.replace(from, to));
}

// The link at the root leads to packages with zod 3, so the checkout gets packages of its own.
function useZod4(replica: Replica): void {
  rmSync(replica.path("node_modules"));
  replica.write("node_modules/zod/package.json", JSON.stringify({ name: "zod", version: "4.1.0" }));
}

function linkServersOutside(replica: Replica): void {
  const outside = `${dirname(replica.root)}/outside`;
  replica.write("../outside/keep.txt", "not ours\n");
  rmSync(replica.path("front/types/shared/feature_flags.ts"));
  replica.write("../outside/feature_flags.ts", "export const WHITELISTABLE_FEATURES_CONFIG = {};\n");
  symlinkSync(`${outside}/feature_flags.ts`, replica.path("front/types/shared/feature_flags.ts"));
}
