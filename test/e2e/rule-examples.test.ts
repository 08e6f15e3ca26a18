import { rmSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { policyRules } from "../../src/rules/policy-rules.ts";
import { targets } from "../../src/targets/index.ts";
import { mcpNewHere } from "../support/cli-here.ts";
import { fixtureFiles, type Mutation, mutated } from "../support/fixture-host.ts";
import { git } from "../support/git.ts";
import { copyReplica, initGit, type Replica } from "../support/replica.ts";
import { NO_GITHUB, OTHER_ID } from "../targets/dust/contract/against-cases.ts";

const SNAPSHOT = "front/lib/actions/mcp_internal_actions/internal_mcp_server_availability.snapshot.json";

/** What the sample workspace has to be for an example: as it is deployed, and as it is now. */
interface Stage {
  deployed?: Mutation[];
  now?: Mutation[];
  /** What the good text stands for in the workspace, when the workspace has neither text nor file. */
  instead?: string;
  /** Other rules that see the same fault. */
  also?: string[];
}

const STAGES: Record<string, Stage> = {
  "dust/contract-server-gone": { now: NO_GITHUB, instead: "  4, 28," },
  "dust/contract-tool-gone": { also: ["dust/tool-sets-match"] },
  "dust/id-gap": {
    deployed: NO_GITHUB,
    now: [
      [SNAPSHOT, '    { "name": "github", "id": 1 },\n', ""],
      [SNAPSHOT, '"servicenow", "id": 1042 }', '"servicenow", "id": 1042 },\n    { "name": "github", "id": 5000 }'],
    ],
    instead: "id: 1,",
    also: ["dust/availability-snapshot"],
  },
  "dust/layout-mixed": { deployed: NO_GITHUB, now: OTHER_ID },
  "mcp-new/unused-ignore": { instead: '    description: "Get one issue of a GitHub repository, with its body.",' },
  "mcp-new/ignore-without-reason": {
    now: [
      [
        "front/lib/api/actions/servers/github/metadata.ts",
        '    description: "Get one issue',
        '<here>    description: "The one issue',
      ],
    ],
    instead: "<here>",
    also: ["dust/description-verb"],
  },
};

// The type check of a whole workspace runs twice.
vi.setConfig({ testTimeout: 180_000 });

let replica: Replica;
let clean: Record<string, string>;

beforeAll(() => {
  replica = copyReplica("dust-arrays");
  clean = fixtureFiles("dust-arrays");
  initGit(replica);
});

beforeEach(() => stage(clean));

afterAll(() => replica.dispose());

/** Makes the copy hold these files and no others. */
function stage(files: Record<string, string>): void {
  const there = replica.files();
  for (const path of Object.keys(there)) if (files[path] === undefined) rmSync(replica.path(path));
  for (const [path, text] of Object.entries(files)) if (there[path] !== text) replica.write(path, text);
}

const asked = [...targets.flatMap((target) => target.rules), ...policyRules]
  .filter(({ id, example }) => example.args !== undefined || id.startsWith("mcp-new/"))
  .map(({ id, example }) => ({ id, ...example }));

test.each(asked)("$id: its bad example is reported in place of its good one", async ({ id, path, good, bad, args }) => {
  const { deployed = [], now = [], instead = good, also = [] } = STAGES[id] ?? {};
  stage(mutated("dust-arrays", deployed));
  git(replica.root, "add", "--all");
  git(replica.root, "commit", "--quiet", "--allow-empty", "--message", `Deployed for ${id}`);
  const files = mutated("dust-arrays", now);
  const before = files[path];
  if (before !== undefined && !before.includes(instead)) throw new Error(`${path} has no ${instead}`);
  const found = async (text: string) => {
    stage({ ...files, [path]: before === undefined ? text : before.replace(instead, () => text) });
    const { stdout } = await mcpNewHere(replica.root, ["check", "--json", ...(args ?? [])]);
    const rules: string[] = JSON.parse(stdout)
      .findings // A comparison of two servers finds much besides the one file.
      .filter(
        (each: { rule: string; location: { path: string } }) =>
          each.rule !== "dust/parity" || each.location.path === path,
      )
      .map((each: { rule: string }) => each.rule);
    return [...new Set(rules)].sort();
  };
  expect(await found(good)).toEqual([]);
  expect(await found(bad)).toEqual([id, ...also].sort());
});
