import { describe, expect, test } from "vitest";
import { fixtureFiles, type Mutation, mutated } from "../../../support/fixture-host.ts";
import { obstaclesOf, refusalOf } from "./moving.ts";
import { transitional } from "./transitional.ts";

const OLD = "front/lib/actions/mcp_internal_actions/servers";
const JIRA = `${OLD}/jira`;
const INDEX = `${JIRA}/index.ts`;
const METADATA = `${JIRA}/metadata.ts`;
const CONSTANTS = "front/lib/actions/mcp_internal_actions/constants.ts";

describe("servers of the sample workspaces that stay where they are", () => {
  test.each([
    ["search", [`${OLD}/search/index.ts [if (agentLoopContext?.ru] Tools are registered under a condition.`]],
    [
      "common_utilities",
      [`${CONSTANTS} [common_utilities: {] It has the layout inline: only servers of layout legacy are moved.`],
    ],
  ])("%s", (name, expected) => {
    const files = fixtureFiles("dust-mixed");
    expect(obstaclesOf(files, name, "records")).toEqual(expected);
  });

  test.each(["microsoft_drive", "microsoft_teams"])("%s shares its folder", (name) => {
    const other = name === "microsoft_drive" ? "microsoft_teams" : "microsoft_drive";
    expect(obstaclesOf(transitional("records"), name, "records")).toEqual(
      expect.arrayContaining([`${OLD}/microsoft The server "${other}" is in the same folder.`]),
    );
  });

  test("hubspot's function returns no Result", () => {
    expect(obstaclesOf(transitional("records"), "hubspot", "records")).toEqual([
      `${OLD}/hubspot/index.ts [async ({ portalId, objec] The function of \`get_object_url\` is not given to \`withToolLogging\`, so it returns no \`Result\`.`,
    ]);
  });

  test("google_calendar has instructions, which the types of layout arrays have no place for", () => {
    expect(obstaclesOf(transitional("arrays"), "google_calendar", "arrays")).toEqual([
      expect.stringContaining("The types of this checkout have no `instructions` any more"),
    ]);
  });
});

test("a checkout that cannot compile the layout says what it lacks and where", () => {
  expect(obstaclesOf(fixtureFiles("dust-legacy"), "jira", "records")).toEqual([
    "front/lib/actions/mcp_internal_actions/tool_definition.ts `createToolsRecord` is not there, which servers of layout records are made with.",
    "front/lib/actions/mcp_internal_actions/tool_definition.ts `buildTools` is not there, which servers of layout records are made with.",
    "front/lib/actions/mcp_internal_actions/wrappers.ts `registerTool` is not there, which servers of layout records are made with.",
  ]);
  expect(obstaclesOf(fixtureFiles("dust-mixed"), "jira", "arrays")).toEqual([
    `${CONSTANTS} \`ensureUniqueToolNames\` is not there, which servers of layout arrays are made with.`,
  ]);
});

test.each([
  ["dust-mixed", "search", "records", /^Change these places by hand first/],
  ["dust-mixed", "common_utilities", "records", /^mcp-new info tells the layout of every server\.$/],
  ["dust-legacy", "jira", "records", /^Move it in a checkout that has these helpers/],
] as const)("%s: what to do about %s, which stays, fits why it does", (name, server, to, hint) => {
  expect(refusalOf(fixtureFiles(name), server, to).hint).toMatch(hint);
});

const REGISTERED = 'server.tool(\n    "get_issue",';

describe("jira stays, and the place is told,", () => {
  const cases: [what: string, mutations: Mutation[], expected: string[]][] = [
    [
      "for a tool that is registered in a loop",
      [
        [
          INDEX,
          "  return server;",
          '  for (const name of ["a"]) {\n    server.tool(name, "", {}, withToolLogging(auth, {} as never, async () => null as never));\n  }\n\n  return server;',
        ],
      ],
      [`${INDEX} [for (const name of ["a"]] Tools are registered in a loop.`],
    ],
    [
      "for a statement that does something",
      [[INDEX, "  return server;", "  console.log(agentLoopContext);\n\n  return server;"]],
      [`${INDEX} [console.log(agentLoopCon] The function that makes the server does more than to register tools.`],
    ],
    [
      "for a server that is changed, or used by a function",
      [
        [INDEX, "  return server;", "  server.server.onclose = () => {};\n\n  return server;"],
        [INDEX, "render: renderIssue,", "render: () => String(server.isConnected()),"],
      ],
      [
        `${INDEX} [server.server.onclose = ] The server is changed in a way that is not known here.`,
        `${INDEX} [async ({ issueKey }, ext] The function of \`get_issue\` uses the server itself.`,
      ],
    ],
    [
      "for what is worked out and not used",
      [[INDEX, "  return server;", "  const unused = agentLoopContext;\n\n  return server;"]],
      [`${INDEX} [const unused = agentLoop] No tool uses this.`],
    ],
    [
      "for a tool without a schema",
      [[INDEX, "    getIssueSchema,\n    withToolLogging", "    withToolLogging"]],
      [`${INDEX} [server.tool(] \`get_issue\` is not registered with a description, a schema and a function.`],
    ],
    [
      "for a tool that is registered twice",
      [
        [
          INDEX,
          '"search_issues",\n    "Search Jira issues with JQL."',
          '"get_issue",\n    "Get one Jira issue by its key."',
        ],
      ],
      [
        `${INDEX} [server.tool(] \`get_issue\` is registered twice.`,
        `${INDEX} [searchIssuesSchema,] The schema of \`get_issue\` is another one in the list of tools, or it cannot be told.`,
        `${METADATA} [{] \`search_issues\` is listed and not registered.`,
        `${METADATA} [search_issues: "never_as] The stake of \`search_issues\` is of no tool that is registered.`,
      ],
    ],
    [
      "for several names of monitoring",
      [[INDEX, "JIRA_TOOL_NAME, agentLoopContext", '"jira_issue", agentLoopContext']],
      [
        `${INDEX} ["jira_issue", agentLoopC] Its tools are counted under several names, and the newer layouts know one.`,
      ],
    ],
    [
      "for a description that is another one in the list",
      [[INDEX, "Get one Jira issue by its key.", "Get an issue."]],
      [`${INDEX} ["Get an issue.",] \`get_issue\` is described otherwise in the list of tools, or it cannot be told.`],
    ],
    [
      "for a schema that is another one in the list",
      [[METADATA, "z.object(getIssueSchema)", "z.object(searchIssuesSchema)"]],
      [
        `${INDEX} [getIssueSchema,] The schema of \`get_issue\` is another one in the list of tools, or it cannot be told.`,
      ],
    ],
    [
      "for tools that only one place has",
      [
        [METADATA, '  get_issue: "never_ask",\n', '  get_issues: "never_ask",\n'],
        [METADATA, 'name: "search_issues"', 'name: "find_issues"'],
      ],
      [
        `${METADATA} [{] \`find_issues\` is listed and not registered.`,
        `${METADATA} [get_issues: "never_ask",] The stake of \`get_issues\` is of no tool that is registered.`,
        `${INDEX} [server.tool(] \`get_issue\` has no stake.`,
        `${INDEX} [server.tool(] \`search_issues\` is registered and not listed.`,
      ],
    ],
    [
      "for metadata that are made while the program runs",
      [
        [METADATA, "export const JIRA_TOOL_STAKES = {\n", "export const JIRA_TOOL_STAKES = {\n  ...MORE,\n"],
        [
          METADATA,
          "export const JIRA_TOOLS: MCPToolType[] = [\n",
          "export const JIRA_TOOLS: MCPToolType[] = [\n  ...MORE_TOOLS,\n",
        ],
      ],
      [
        `${METADATA} [...MORE_TOOLS,] A tool of the list is not written out as name, description and inputSchema.`,
        `${METADATA} [...MORE,] A stake is not written out as the name of a tool and a level.`,
      ],
    ],
    [
      "for an entry that names no constants",
      [[CONSTANTS, "tools_stakes: JIRA_TOOL_STAKES", "tools_stakes: { ...JIRA_TOOL_STAKES }"]],
      [`${CONSTANTS} [{ ...JIRA_TOOL_STAKES },] The entry's \`tools_stakes\` is no name of a constant.`],
    ],
    [
      "for constants that are used elsewhere",
      [
        [
          "front/lib/user.ts",
          null,
          'import { JIRA_TOOLS } from "@app/lib/actions/mcp_internal_actions/servers/jira/metadata";\n\nexport const n = JIRA_TOOLS.length;\n',
        ],
        [
          METADATA,
          "export const JIRA_SERVER_INFO",
          "export const COUNT = JIRA_TOOLS.length;\n\nexport const JIRA_SERVER_INFO",
        ],
        [
          CONSTANTS,
          "export { SEARCH_SERVER_NAME };",
          "export { SEARCH_SERVER_NAME };\n\nexport const JIRA = JIRA_SERVER_INFO.name;",
        ],
      ],
      [
        `${CONSTANTS} [JIRA_SERVER_INFO.name;] \`JIRA_SERVER_INFO\` is used here besides in the entry.`,
        `${METADATA} [JIRA_TOOLS.length;] \`JIRA_TOOLS\` is used here besides in the entry.`,
        'front/lib/user.ts ["@app/lib/actions/mcp_in] `JIRA_TOOLS` is used here, and is not there after the move.',
      ],
    ],
    [
      "for exports of the server's module that others use",
      [
        [INDEX, "function createServer(", "export const helper = 1;\n\nfunction createServer("],
        [
          `${JIRA}/jira.test.ts`,
          null,
          'import createServer, { helper } from "./index";\n\nexport const used = [createServer, helper];\n',
        ],
      ],
      [`${JIRA}/jira.test.ts ["./index";] \`helper\` is used here, and is not there after the move.`],
    ],
    [
      "for a factory that is used besides as the default export",
      [[INDEX, "export default createServer;", "export { createServer, createServer as default };"]],
      [
        `${INDEX} [createServer, createServ] \`createServer\` is used here besides as the default export.`,
        `${INDEX} [createServer as default ] \`createServer\` is used here besides as the default export.`,
      ],
    ],
    [
      "for names that the new code declares",
      [
        [METADATA, "export const getIssueSchema", "export const JIRA_SERVER = 1;\n\nexport const getIssueSchema"],
        [INDEX, "function createServer(", "const handlers = 1;\n\nfunction createServer("],
      ],
      [
        `${METADATA} [JIRA_SERVER = 1;] \`JIRA_SERVER\` is taken: the new code declares it.`,
        `${INDEX} [handlers = 1;] \`handlers\` is taken: the new code declares it.`,
      ],
    ],
    [
      "for a schema that is declared beside the server",
      [
        [INDEX, "function createServer(", "const ownSchema = { ...getIssueSchema };\n\nfunction createServer("],
        [INDEX, "    getIssueSchema,\n    withToolLogging", "    ownSchema,\n    withToolLogging"],
      ],
      [`${INDEX} [ownSchema,] \`ownSchema\` is declared here, and the metadata would need it.`],
    ],
    [
      "for a comment that has no place in the new code",
      [[INDEX, "    getIssueSchema,\n    withToolLogging", "    getIssueSchema, // kept?\n    withToolLogging"]],
      [`${INDEX} [// kept?] The comment \`// kept?\` would be lost.`],
    ],
    [
      "for a folder that is there",
      [["front/lib/api/actions/servers/jira/types.ts", null, "export {};\n"]],
      ["front/lib/api/actions/servers/jira There is something already where the server would go."],
    ],
    [
      "for modules that would be in the way of the handlers",
      [[`${JIRA}/tools.ts`, null, "export {};\n"]],
      [`${JIRA}/tools.ts This is where the handlers would go.`],
    ],
  ];

  test.each(cases)("%s", (_what, mutations, expected) => {
    expect(fixtureFiles("dust-mixed")[INDEX]).toContain(REGISTERED);
    expect(obstaclesOf(mutated("dust-mixed", mutations), "jira", "records").sort()).toEqual(expected.sort());
  });

  test("all at once", () => {
    const files = mutated(
      "dust-mixed",
      cases.slice(0, 2).flatMap(([, mutations]) => mutations),
    );
    expect(obstaclesOf(files, "jira", "arrays")).toHaveLength(3);
  });
});
