import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test } from "vitest";
import { mcpNewHere } from "../support/cli-here.ts";
import { copyReplica, initGit, type Replica, replicaNames } from "../support/replica.ts";
import { specCases } from "../support/spec-cases.ts";
import { REQUESTS } from "../targets/dust/extend/requesting.ts";

type RawTool = Record<string, unknown> & { name: string; request?: Record<string, unknown> };
type Spec = Record<string, unknown> & { tools: RawTool[] };

const { list, get, create, search, run, post, graphql } = REQUESTS;
const TEN: RawTool[] = [
  list,
  { name: "merge_boards", description: "Merge two boards.", stake: "high" },
  get,
  create,
  search,
  run,
  post,
  { ...list, name: "list_teams" },
  graphql,
  { ...get, name: "get_team" },
];

const specOf = (file: string): Spec =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../specs/${file}`, import.meta.url)), "utf8"));

/** Runs the program, in this process, with a spec, and proves that it has written. */
async function written({ root }: Replica, command: string[], spec: unknown): Promise<void> {
  const args = [...command, "--spec", "-", "--yes", "--no-verify", "--json"];
  const { exitCode, stdout, stderr } = await mcpNewHere(root, args, JSON.stringify(spec));
  expect([exitCode, exitCode === 0 ? "" : stderr]).toEqual([0, ""]);
  expect(JSON.parse(stdout).applied).toBe(true);
}

let one: Replica;
let other: Replica;
const open = (name: Replica["name"]) => {
  one = copyReplica(name);
  other = copyReplica(name);
  for (const replica of [one, other]) initGit(replica);
};
afterEach(() => {
  for (const replica of [one, other]) replica.dispose();
});

const below =
  (base: string) =>
  ({ request, ...tool }: RawTool): RawTool =>
    request ? { ...tool, request: { ...request, path: `${base}${request["path"]}` } } : tool;

// A run at each border between two tools of the generated server; of the two hand-written ones together.
test.each([
  ["acme_crm", "generated", "", [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
  ["github", "hand-written, with a client", "", [1, 2, 2, 2, 2, 1]],
  ["file_generation", "hand-written, without a client", "https://api.vendor.example/v1", [2, 2, 2, 2, 2]],
])("ten tools one after another are the ten at once: %s, %s", { timeout: 300_000 }, async (server, _, base, sizes) => {
  open("dust-arrays");
  const tools = TEN.map(below(base));
  if (server === "acme_crm") {
    await written(one, ["provider"], specOf("acme_crm.json"));
    for (const [path, text] of Object.entries(one.files())) other.write(path, text);
  }
  await written(other, ["add-tool", server], tools);
  const left = [...tools];
  for (const size of sizes) {
    const few = left.splice(0, size);
    await written(one, ["add-tool", server], few.length === 1 ? few[0] : few);
  }
  expect(left).toEqual([]);
  expect(one.files()).toEqual(other.files());
  expect(one.modes()).toEqual(other.modes());
  const metadata = `front/lib/api/actions/servers/${server}/metadata.ts`;
  for (const { name } of tools) expect(one.read(metadata)).toContain(`"${name}"`);
});

test.each(replicaNames())(
  "a tool more for a new server is a new server with that tool: %s",
  {
    timeout: 300_000,
  },
  async (name) => {
    open(name);
    for (const { file, server } of specCases) {
      const spec = specOf(file);
      await written(other, ["provider"], spec);
      await written(one, ["provider"], { ...spec, tools: spec.tools.slice(0, -1) });
      await written(one, ["add-tool", server], spec.tools.at(-1));
    }
    expect(one.files()).toEqual(other.files());
    expect(one.modes()).toEqual(other.modes());
  },
);
