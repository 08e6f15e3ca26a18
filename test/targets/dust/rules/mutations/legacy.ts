import { type MutationCase, on } from "./case.ts";

const MIA = "front/lib/actions/mcp_internal_actions";
const CONSTANTS = `${MIA}/constants.ts`;
const SWITCH = `${MIA}/servers/index.ts`;
const GITHUB = `${MIA}/servers/github/metadata.ts`;
const GITHUB_INDEX = `${MIA}/servers/github/index.ts`;
const JIRA = `${MIA}/servers/jira/metadata.ts`;
const JIRA_INDEX = `${MIA}/servers/jira/index.ts`;
const PROCESS = `${MIA}/servers/process/metadata.ts`;
const DRIVE_INDEX = `${MIA}/servers/microsoft/microsoft_drive.ts`;
const TABLES_INDEX = `${MIA}/servers/tables_query/index.ts`;
const TABLES = `${MIA}/servers/tables_query/metadata.ts`;
const SEARCH = `${MIA}/servers/search/metadata.ts`;
const SEARCH_INDEX = `${MIA}/servers/search/index.ts`;

const GET_ISSUE = '    "Get one Jira issue by its key.",\n';

/** Tools, stakes, schemas and `server.tool` calls that do not agree, whatever their order. */
const agreement = on(
  ["dust-legacy"],
  [
    [
      "tool-sets-match",
      "a tool that is not registered",
      "github",
      [GITHUB, '"list_pulls",'],
      [
        GITHUB,
        'name: "list_issues",',
        'name: "list_pulls",\n    description: "List the pull requests.",\n    inputSchema: zodToJsonSchema(z.object(listIssuesSchema)) as JSONSchema,\n  },\n  {\n    name: "list_issues",',
      ],
      [GITHUB, '  list_issues: "never_ask"', '  list_pulls: "never_ask",\n  list_issues: "never_ask"'],
    ],
    [
      "tool-sets-match",
      "a registered tool that is not listed",
      "jira",
      [JIRA_INDEX, '"search_issues"'],
      [JIRA, /\s+\{\s+name: "search_issues"[\s\S]*?\},/, ""],
      [JIRA, '  search_issues: "never_ask",\n', ""],
    ],
    [
      "tool-sets-match",
      "a misspelt name in server.tool",
      "jira",
      [JIRA_INDEX, '"add_coment"'],
      [JIRA_INDEX, '"add_comment"', '"add_coment"'],
    ],
    [
      "tool-sets-match",
      "the constant of another tool",
      "query_tables_v2",
      [TABLES, "name: |GET_DATABASE_SCHEMA_TOOL_NAME"],
      [TABLES_INDEX, "    GET_DATABASE_SCHEMA_TOOL_NAME,\n", "    EXECUTE_DATABASE_QUERY_TOOL_NAME,\n"],
    ],
    [
      "stake-per-tool",
      "a tool without a stake",
      "jira",
      [JIRA, '|"add_comment",\n    description'],
      [JIRA, '  add_comment: "low",\n', ""],
    ],
    [
      "stake-per-tool",
      "a stake for a tool that does not exist",
      "jira",
      [JIRA, '  list_projects: "low"'],
      [JIRA, '  add_comment: "low",\n', '  add_comment: "low",\n  list_projects: "low",\n'],
    ],
    [
      "stake-per-tool",
      "a computed key that is no tool",
      "extract_data",
      [PROCESS, "  [`${PROCESS_TOOL_NAME}s`]"],
      [
        PROCESS,
        '  [PROCESS_TOOL_NAME]: "never_ask",',
        '  [PROCESS_TOOL_NAME]: "never_ask",\n  [`${PROCESS_TOOL_NAME}s`]: "low",',
      ],
    ],
    [
      "stake-per-tool",
      "a tool whose name is a constant",
      "search",
      [SEARCH, "name: |FIND_TAGS_TOOL_NAME"],
      [SEARCH, '  [FIND_TAGS_TOOL_NAME]: "never_ask",\n', ""],
    ],
    ["stake-value", "an unknown level", "github", [GITHUB, '"lowest"'], [GITHUB, '"low"', '"lowest"']],
    ["metadata-snapshot", "a changed stake", "github", [GITHUB, '"medium"'], [GITHUB, '"low"', '"medium"']],
    [
      "stake-fits-verb",
      "a read that asks",
      "jira",
      [JIRA, '"high"'],
      [JIRA, 'get_issue: "never_ask"', 'get_issue: "high"'],
    ],
    [
      "schema-drift",
      "the schema of another tool",
      "jira",
      [JIRA_INDEX, `${GET_ISSUE}    |addCommentSchema`],
      [JIRA_INDEX, `${GET_ISSUE}    getIssueSchema`, `${GET_ISSUE}    addCommentSchema`],
    ],
    [
      "schema-drift",
      "a shape written out with a field less",
      "microsoft_drive",
      [DRIVE_INDEX, "{ query: searchInFilesSchema.query }"],
      [
        DRIVE_INDEX,
        '"Search in the files of OneDrive and SharePoint.",\n    searchInFilesSchema',
        '"Search in the files of OneDrive and SharePoint.",\n    { query: searchInFilesSchema.query }',
      ],
    ],
    [
      "schema-drift",
      "no schema in server.tool",
      "jira",
      [JIRA_INDEX, '"get_issue"'],
      [JIRA_INDEX, `${GET_ISSUE}    getIssueSchema,\n`, GET_ISSUE],
    ],
    [
      "schema-drift",
      "no branch with the schema of the metadata",
      "search",
      [SEARCH_INDEX, "SearchInputSchema.shape,\n      withToolLogging"],
      [SEARCH_INDEX, "        ...TagsInputSchema.shape,\n", ""],
    ],
    [
      "schema-unused",
      "the schema of a tool that is not there",
      "jira",
      [JIRA, "|deleteIssueSchema = {"],
      [
        JIRA,
        "export const JIRA_TOOLS:",
        "export const deleteIssueSchema = { ...getIssueSchema };\n\nexport const JIRA_TOOLS:",
      ],
    ],
    [
      "schema-unused",
      "a Zod object",
      "search",
      [SEARCH, "|DatesInputSchema ="],
      [
        SEARCH,
        "export const findTagsSchema",
        'export const DatesInputSchema = z.object({ from: z.string().describe("From.") });\n\nexport const findTagsSchema',
      ],
    ],
    [
      "description-drift",
      "another text in server.tool",
      "jira",
      [JIRA_INDEX, '"Search issues."'],
      [JIRA_INDEX, '"Search Jira issues with JQL."', '"Search issues."'],
    ],
    [
      "description-drift",
      "another text in the metadata, joined from parts",
      "github",
      [GITHUB_INDEX, '"List the issues of a GitHub repository, most recent first. " +'],
      [GITHUB, "most recent first. ", "oldest first. "],
    ],
    [
      "description-drift",
      "another value in a template",
      "query_tables_v2",
      [TABLES_INDEX, "`Check one query"],
      [TABLES_INDEX, "`Check a query on the tables", "`Check one query on the tables"],
    ],
    [
      "tool-name-unique",
      "one name twice",
      "jira",
      [JIRA, '|"get_issue",\n    description: "Get it."'],
      [
        JIRA,
        '    name: "search_issues"',
        '    name: "get_issue",\n    description: "Get it.",\n    inputSchema: zodToJsonSchema(z.object(getIssueSchema)) as JSONSchema,\n  },\n  {\n    name: "search_issues"',
      ],
    ],
  ],
);

/** Faults of entries that describe their server themselves. */
const entries = on(
  ["dust-legacy"],
  [
    [
      "entry-exposes-tools",
      "tools that are exported and not named",
      "jira",
      [CONSTANTS, "  jira: {"],
      [CONSTANTS, "    tools: JIRA_TOOLS,\n", ""],
    ],
    [
      "entry-exposes-tools",
      "stakes that are exported and not named",
      "agent_memory",
      [CONSTANTS, "  agent_memory: {"],
      [CONSTANTS, "tools_stakes: AGENT_MEMORY_TOOL_STAKES", "tools_stakes: undefined"],
    ],
    [
      "entry-imports-own-metadata",
      "the tools of another server",
      "jira",
      [CONSTANTS, "tools: |ASHBY_TOOLS,\n    tools_stakes: JIRA"],
      [CONSTANTS, "tools: JIRA_TOOLS", "tools: ASHBY_TOOLS"],
    ],
    [
      "entry-imports-own-metadata",
      "the server info of another server of the folder",
      "microsoft_drive",
      [CONSTANTS, "MICROSOFT_TEAMS_SERVER_INFO,\n  },\n  microsoft_teams"],
      [CONSTANTS, "serverInfo: MICROSOFT_DRIVE_SERVER_INFO", "serverInfo: MICROSOFT_TEAMS_SERVER_INFO"],
    ],
    [
      "metadata-file",
      "a constant that is not exported",
      "jira",
      [CONSTANTS, "tools: |JIRA_TOOLS"],
      [JIRA, "export const JIRA_TOOLS", "const JIRA_TOOLS"],
    ],
    [
      "metadata-file",
      "an entry without server info",
      "jira",
      [CONSTANTS, "  jira: {"],
      [CONSTANTS, "    serverInfo: JIRA_SERVER_INFO,\n", ""],
    ],
    [
      "import-resolves",
      "a metadata module that is not there",
      "val_town",
      [CONSTANTS, '|"@app/lib/actions/mcp_internal_actions/servers/val_town/metadata"'],
      [CONSTANTS, "servers/valtown/metadata", "servers/val_town/metadata"],
    ],
    [
      "id-unique",
      "the id of an earlier server",
      "val_town",
      [CONSTANTS, 'id: |22,\n    availability: "manual",\n    isR'],
      [CONSTANTS, "id: 1014", "id: 22"],
    ],
    ["id-not-retired", "the id of a removed server", "ashby", [CONSTANTS, "id: |4,"], [CONSTANTS, "id: 40", "id: 4"]],
    [
      "name-listed",
      "a constant that is not listed",
      "agent_memory",
      [CONSTANTS, "  agent_memory: {"],
      [CONSTANTS, '  AGENT_MEMORY_SERVER_NAME,\n  "ashby"', '  "ashby"'],
    ],
    ["case-present", "no case", "hubspot", [CONSTANTS, "  hubspot: {"], [SWITCH, / {4}case "hubspot":\n.*\n/, ""]],
    [
      "case-returns-own-server",
      "the server of another case",
      "jira",
      [SWITCH, 'case "jira":\n      return |ashbyServer'],
      [SWITCH, "return jiraServer", "return ashbyServer"],
    ],
    [
      "approval-args",
      "a parameter that the schema does not have",
      "salesforce",
      [CONSTANTS, '["|object_name"]'.replace("|", "")],
      [CONSTANTS, '["objectName"]', '["object_name"]'],
    ],
    [
      "retry-policy-known",
      "of a tool that does not exist",
      "search",
      [CONSTANTS, "{ find_tag: "],
      [
        CONSTANTS,
        "tools_stakes: SEARCH_TOOL_STAKES,\n    tools_arguments_requiring_approval: undefined,\n    tools_retry_policies: { default: ",
        "tools_stakes: SEARCH_TOOL_STAKES,\n    tools_arguments_requiring_approval: undefined,\n    tools_retry_policies: { find_tag: ",
      ],
    ],
    [
      "preview-gated",
      "a preview for all",
      "jira",
      [CONSTANTS, "isPreview: true,\n    tools: JIRA"],
      [CONSTANTS, "isPreview: false,\n    tools: JIRA", "isPreview: true,\n    tools: JIRA"],
    ],
    [
      "feature-flag-known",
      "a flag that is not declared",
      "openai_usage",
      [CONSTANTS, '"openai_usage_mpc"'],
      [CONSTANTS, '"openai_usage_mcp"', '"openai_usage_mpc"'],
    ],
  ],
);

/** Faults of how servers of layout `legacy` are registered: in their entries, and with their tools. */
export const legacyCases: MutationCase[] = [...agreement, ...entries];
