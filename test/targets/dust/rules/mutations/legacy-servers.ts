import { type MutationCase, on } from "./case.ts";

const MIA = "front/lib/actions/mcp_internal_actions";
const CONSTANTS = `${MIA}/constants.ts`;
const GITHUB_INDEX = `${MIA}/servers/github/index.ts`;
const GITHUB_API = `${MIA}/servers/github/github_api_helper.ts`;
const JIRA = `${MIA}/servers/jira/metadata.ts`;
const JIRA_INDEX = `${MIA}/servers/jira/index.ts`;
const JIRA_UTILS = `${MIA}/servers/jira/jira_utils.ts`;
const JIRA_API = `${MIA}/servers/jira/jira_api_helper.ts`;
const PROCESS = `${MIA}/servers/process/metadata.ts`;
const SNAP = `${MIA}/__snapshots__/mcp_servers_metadata.test.ts.snap`;
const SEARCH = `${MIA}/servers/search/metadata.ts`;
const SALESFORCE = `${MIA}/servers/salesforce/metadata.ts`;
const SALESFORCE_INDEX = `${MIA}/servers/salesforce/index.ts`;
const CALENDAR = `${MIA}/servers/google_calendar/metadata.ts`;
const OPENAI = `${MIA}/servers/openai_usage/metadata.ts`;
const MEMORY = `${MIA}/servers/agent_memory/metadata.ts`;
const VALTOWN = `${MIA}/servers/valtown/metadata.ts`;
const HUBSPOT_INDEX = `${MIA}/servers/hubspot/index.ts`;

const LONG = `list_${"a".repeat(60)}`;

/** Faults of what is described: the server, its tools and their parameters. */
const descriptions = on(
  ["dust-legacy"],
  [
    [
      "server-name-matches-key",
      "another spelling",
      "jira",
      [JIRA, '"jirra" as const,\n  version'],
      [JIRA, 'name: "jira" as const', 'name: "jirra" as const'],
    ],
    ["icon-known", "an icon that is not there", "jira", [JIRA, '"JiraIcon"'], [JIRA, '"JiraLogo"', '"JiraIcon"']],
    [
      "oauth-provider-known",
      "a provider that is not there",
      "google_calendar",
      [CALENDAR, '"google_drives"'],
      [CALENDAR, '"google_drive"', '"google_drives"'],
    ],
    [
      "use-case-known",
      "a use case that is not there",
      "google_calendar",
      [CALENDAR, '"personal"'],
      [CALENDAR, '"personal_actions"', '"personal"'],
    ],
    [
      "instructions-shape",
      "no instructions where the type requires them",
      "jira",
      [JIRA, "|JIRA_SERVER_INFO = {"],
      [JIRA, "  instructions: null,\n", ""],
    ],
    [
      "documentation-url",
      "no address",
      "jira",
      [JIRA, '"docs/jira"'],
      [JIRA, '"https://docs.dust.tt/docs/jira"', '"docs/jira"'],
    ],
    [
      "description-present",
      "an empty one of the server",
      "openai_usage",
      [OPENAI, '""'],
      [OPENAI, '"Track the usage and the costs of the OpenAI API."', '""'],
    ],
    [
      "description-verb",
      "a noun",
      "val_town",
      [VALTOWN, '"The HTTP endpoint of a val."'],
      [VALTOWN, '"Call the HTTP endpoint of a val."', '"The HTTP endpoint of a val."'],
      [`${MIA}/servers/valtown/index.ts`, '"Call the HTTP endpoint of a val."', '"The HTTP endpoint of a val."'],
    ],
    [
      "field-described",
      "a field of a shape that others spread",
      "jira",
      [JIRA, "  issueKey: z"],
      [JIRA, 'z.string().min(1).describe("The key of the issue, like PROJ-123.")', "z.string().min(1)"],
    ],
    [
      "field-described",
      "a field of the shape of an object",
      "extract_data",
      [PROCESS, "  objective: z"],
      [PROCESS, '.describe("What the extraction is for.")', ""],
    ],
    [
      "field-described",
      "a field that a merge adds",
      "search",
      [SEARCH, "  tagsIn: z"],
      [SEARCH, '\n    .describe("Only documents that have one of these labels.")', ""],
    ],
    [
      "field-described",
      "of a server that lists no tools",
      "agent_memory",
      [MEMORY, "  entries: z"],
      [MEMORY, '.describe("The entries to add.")', ""],
    ],
    [
      "tool-name-style",
      "capitals",
      "salesforce",
      [SALESFORCE, '"listObjects"'],
      [SALESFORCE, 'name: "list_objects"', 'name: "listObjects"'],
      [SALESFORCE, "  list_objects:", "  listObjects:"],
      [SALESFORCE_INDEX, '"list_objects"', '"listObjects"'],
      [SNAP, '"list_objects"', '"listObjects"'],
    ],
    [
      "tool-name-budget",
      "longer than models take",
      "salesforce",
      [SALESFORCE, `"${LONG}"`],
      [SALESFORCE, 'name: "list_objects"', `name: "${LONG}"`],
      [SALESFORCE, "  list_objects:", `  ${LONG}:`],
      [SALESFORCE_INDEX, '"list_objects"', `"${LONG}"`],
      [SNAP, '"list_objects"', `"${LONG}"`],
    ],
    [
      "token-wiring",
      "a secret that nothing asks for",
      "openai_usage",
      [OPENAI, "|OPENAI_USAGE_SERVER_INFO = {"],
      [OPENAI, '  developerSecretSelection: "required" as const,\n', ""],
    ],
    [
      "token-wiring",
      "a token that nothing provides",
      "val_town",
      [VALTOWN, "authorization: |null"],
      [
        CONSTANTS,
        "    allowMultipleInstances: false,\n    requiresBearerToken: true,\n    tools_stakes: VALTOWN",
        "    allowMultipleInstances: false,\n    tools_stakes: VALTOWN",
      ],
    ],
  ],
);

/** Faults in the modules that register and handle tools. */
const modules = on(
  ["dust-legacy"],
  [
    [
      "index-default-export",
      "none",
      "jira",
      [JIRA_INDEX, "import type { McpServer }"],
      [JIRA_INDEX, "export default createServer;", "export { createServer };"],
    ],
    [
      "server-name-argument",
      "another server",
      "jira",
      [JIRA_INDEX, '"ashby"'],
      [JIRA_INDEX, 'makeInternalMCPServer("jira")', 'makeInternalMCPServer("ashby")'],
    ],
    [
      "monitoring-name",
      "the name of another server",
      "jira",
      [JIRA_INDEX, 'toolNameForMonitoring: |"ashby"'],
      [JIRA_INDEX, "toolNameForMonitoring: JIRA_TOOL_NAME", 'toolNameForMonitoring: "ashby"'],
    ],
    [
      "monitoring-name",
      "in options that several tools share",
      "salesforce",
      [SALESFORCE_INDEX, 'toolNameForMonitoring: |"slack"'],
      [SALESFORCE_INDEX, "toolNameForMonitoring: SALESFORCE_TOOL_NAME", 'toolNameForMonitoring: "slack"'],
    ],
    [
      "context-type",
      "the type of a later checkout",
      "jira",
      [JIRA_INDEX, "agentLoopContext?: ToolContext"],
      [JIRA_INDEX, "agentLoopContext?: AgentLoopContextType", "agentLoopContext?: ToolContext"],
    ],
    [
      "handler-stub",
      "in server.tool",
      "salesforce",
      [SALESFORCE_INDEX, '"list_objects"'],
      [
        SALESFORCE_INDEX,
        /async \(\{ filter \}\) => \{[\s\S]*?\n {4}\}\)/,
        'async () => new Err(new MCPError("Not implemented yet.")))',
      ],
    ],
    [
      "handler-error-path",
      "a throw in a handler",
      "github",
      [GITHUB_INDEX, "throw new Error"],
      [
        GITHUB_INDEX,
        /return new Err\(\s*new MCPError\("GitHub is not connected\."[^;]*;/,
        'throw new Error("No token.");',
      ],
    ],
    [
      "handler-error-path",
      "an answer read outside of a try",
      "jira",
      [JIRA_UTILS, "JSON.parse("],
      [
        JIRA_UTILS,
        "const result = await action(accessToken);",
        "const result = await action(JSON.parse(accessToken));",
      ],
    ],
    [
      "no-bare-fetch",
      "in the helper",
      "jira",
      [JIRA_API, "await |fetch("],
      [JIRA_API, "await untrustedFetch(", "await fetch("],
      [JIRA_API, 'import { untrustedFetch } from "@app/lib/egress/server";\n', ""],
    ],
    [
      "path-id-encoded",
      "a parameter in a path",
      "jira",
      [JIRA_API, "`/issue/${issueKey}`"],
      [JIRA_API, "`/issue/${encodeURIComponent(issueKey)}`", "`/issue/${issueKey}`"],
    ],
    [
      "response-validated",
      "a cast",
      "jira",
      [JIRA_API, "(await response.json()) as"],
      [
        JIRA_API,
        "schema.safeParse(await response.json())",
        "{ success: true, data: (await response.json()) as z.infer<T> }",
      ],
    ],
    [
      "no-error-leak",
      "the answer in a message",
      "github",
      [GITHUB_API, "${await response.text()}"],
      [GITHUB_API, "GitHub answered ${response.status}.", "GitHub answered ${await response.text()}."],
    ],
    [
      "no-error-leak",
      "the token in a message",
      "hubspot",
      [HUBSPOT_INDEX, "`Wrong token ${authInfo?.token}"],
      [HUBSPOT_INDEX, '"HubSpot is not connected."', "`Wrong token ${authInfo?.token}`"],
    ],
    [
      "no-raw-json",
      "a whole answer",
      "jira",
      [JIRA_UTILS, "JSON.stringify(result.value)"],
      [JIRA_UTILS, "render(result.value)", "JSON.stringify(result.value)"],
    ],
    [
      "name-const-once",
      "in the metadata and in constants.ts",
      "jira",
      [JIRA, '|JIRA_TOOL_NAME = "jira"'],
      [
        CONSTANTS,
        "export const LEGACY_INTERNAL",
        'export const JIRA_TOOL_NAME = "jira" as const;\n\nexport const LEGACY_INTERNAL',
      ],
    ],
    [
      "source-readable",
      "a parenthesis that is not closed",
      "jira",
      [JIRA, "z.object(getIssueSchema) as JSONSchema,\n|"],
      [JIRA, "z.object(getIssueSchema)) as", "z.object(getIssueSchema) as"],
    ],
    [
      "import-resolves",
      "a schema that the metadata do not export",
      "jira",
      [JIRA_INDEX, "  |getIssueSchema,"],
      [JIRA, "export const getIssueSchema", "const getIssueSchema"],
    ],
  ],
);

/** Faults of servers of layout `legacy` besides their registration: what is described, and what handles it. */
export const legacyServerCases: MutationCase[] = [...descriptions, ...modules];
