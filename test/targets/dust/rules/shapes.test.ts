import { expect, test } from "vitest";
import { runRules } from "../../../../src/rules/run.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { rules } from "../../../../src/targets/dust/rules/index.ts";
import { hostOf, type Mutation, mutated } from "../../../support/fixture-host.ts";

const API = "front/lib/api/actions/servers";
const TOOLS = `${API}/github/tools/index.ts`;
const META = `${API}/github/metadata.ts`;

const SWITCH = "front/lib/actions/mcp_internal_actions/servers/index.ts";

function findings(...edits: Mutation[]) {
  const host = hostOf(mutated("dust-arrays", edits));
  const all = readServers(host);
  return runRules(rules, all, all, host).findings.map((each) => [each.rule, each.server]);
}

const EXTENDED: Mutation = [
  META,
  "export const GITHUB_SERVER = {",
  `export const CLOSE_ISSUE = "close_issue" as const;

export const GITHUB_MORE_TOOLS_METADATA = [
  ...GITHUB_TOOLS_METADATA,
  {
    name: CLOSE_ISSUE,
    description: "Close an issue.",
    schema: REPOSITORY_SCHEMA,
    stake: "low",
    displayLabels: { running: "Closing issue", done: "Close issue" },
    toolCostCategory: "advanced",
    freeUsage: false,
  },
] as const;

export const GITHUB_SERVER = {`,
];
const second = (key: string): Mutation => [
  TOOLS,
  "export const TOOLS = buildTools(GITHUB_TOOLS_METADATA, handlers);",
  `import { CLOSE_ISSUE, GITHUB_MORE_TOOLS_METADATA } from "@app/lib/api/actions/servers/github/metadata";
export const TOOLS = buildTools(GITHUB_TOOLS_METADATA, handlers);
export const MORE_TOOLS = buildTools(GITHUB_MORE_TOOLS_METADATA, { ...handlers, [${key}]: handlers.get_issue });`,
];

test("a second list of tools with more handlers is no fault", () => {
  expect(findings(EXTENDED, second("CLOSE_ISSUE"))).toEqual([]);
});

test("a handler that neither list has is one", () => {
  expect(findings(EXTENDED, second('"lock_issue"'))).toEqual([["dust/tool-sets-match", "github"]]);
});

test("the tools of another server, registered beside its own, have their handlers there", () => {
  const own: Mutation = [
    META,
    "  tools: GITHUB_TOOLS_METADATA,\n",
    "  tools: [...GITHUB_TOOLS_METADATA, ...RUN_AGENT_TOOLS_METADATA],\n",
  ];
  const source: Mutation = [
    META,
    'import { z } from "zod";',
    'import { RUN_AGENT_TOOLS_METADATA } from "@app/lib/api/actions/servers/run_agent/metadata";\nimport { z } from "zod";',
  ];
  const index: Mutation = [
    `${API}/github/index.ts`,
    "function createServer(",
    'import { createRunAgentTools } from "@app/lib/api/actions/servers/run_agent/tools";\nfunction createServer(',
  ];
  const snapshot: Mutation = [
    "front/lib/actions/mcp_internal_actions/__snapshots__/mcp_servers_metadata.test.ts.snap",
    '  "github": {\n',
    '  "github": {\n    "run_agent": {},\n',
  ];
  expect(findings(own, source, index, snapshot)).toEqual([]);
  expect(findings(own, source, snapshot)).toEqual([["dust/tool-sets-match", "github"]]);
});

test("a bearer server whose handlers are all stubs has the finding of the stubs only", () => {
  const stub = (name: string): Mutation => [
    `${API}/ashby/tools/index.ts`,
    new RegExp(`  ${name}: async [\\s\\S]*?\\n    \\),\\n`),
    `  ${name}: async () => new Err(new MCPError("${name} is not implemented yet.")),\n`,
  ];
  const names = ["search_candidates", "get_candidate", "create_candidate_note"];
  const unused: Mutation = [`${API}/ashby/tools/index.ts`, /import \{ withAshby \}.*\n/, ""];
  const rulesFound = findings(...names.map(stub), unused).map(([rule]) => rule);
  expect(new Set(rulesFound)).toEqual(new Set(["dust/handler-stub"]));
});

test("a fault in a module that two servers share is the finding of one", () => {
  const path = `${API}/outlook/helpers.ts`;
  expect(findings([path, "await untrustedFetch(", "await fetch("])).toEqual([["dust/no-bare-fetch", "outlook"]]);
});

test.each([
  "      const server = githubServer(auth, toolContext);\n      return server;",
  "      const server = await githubServer(auth, toolContext);\n      return server as McpServer;",
  "    {\n      const server = githubServer(auth, toolContext);\n      return await server;\n    }",
])("a case that returns the server by way of a constant is followed: %s", (body) => {
  const host = hostOf(mutated("dust-arrays", [[SWITCH, "      return githubServer(auth, toolContext);", body]]));
  const all = readServers(host);
  const { findings, outcomes } = runRules(rules, all, all, host);
  expect(findings).toEqual([]);
  expect(outcomes.filter((each) => each.status === "could-not-check")).toEqual([]);
});

test("a server that a variable may hold or not is not followed", () => {
  const body =
    "      let server = githubServer(auth, toolContext);\n      server = slackServer(auth);\n      return server;";
  const host = hostOf(mutated("dust-arrays", [[SWITCH, "      return githubServer(auth, toolContext);", body]]));
  const github = readServers(host).find((each) => each.name === "github");
  expect(github?.cases.map((each) => each.module)).toEqual([null]);
});
