import { type MutationCase, on } from "./mutations/case.ts";
import { handlerCases } from "./mutations/handlers.ts";
import { importCases } from "./mutations/imports.ts";
import { legacyCases } from "./mutations/legacy.ts";
import { legacyServerCases } from "./mutations/legacy-servers.ts";
import { listCases } from "./mutations/lists.ts";
import { rootCases } from "./mutations/roots.ts";
import { sideCases } from "./mutations/sides.ts";

export type { MutationCase } from "./mutations/case.ts";

const MIA = "front/lib/actions/mcp_internal_actions";
const CONSTANTS = `${MIA}/constants.ts`;
const SWITCH = `${MIA}/servers/index.ts`;
const SNAPSHOT = `${MIA}/internal_mcp_server_availability.snapshot.json`;
const SNAP = `${MIA}/__snapshots__/mcp_servers_metadata.test.ts.snap`;
const LABELS = `${MIA}/server_token_labels.ts`;
const API = "front/lib/api/actions/servers";
const META = `${API}/github/metadata.ts`;
const TOOLS = `${API}/github/tools/index.ts`;
const INDEX = `${API}/github/index.ts`;
const SLACK = `${API}/slack_personal/metadata.ts`;
const BM25 = `${API}/bm25_tool_search_utils.test.ts`;

const ID = "  github: {\n    id: 1,";
const ROW = '    { "name": "github", "id": 1 },\n';
const LONG = `list_${"a".repeat(60)}`;
const CUT = "list_".padEnd(59, "x");

/** Faults of the registries and their side lists; the files are alike in both layouts. */
const registries = on(
  ["dust-records", "dust-arrays"],
  [
    ["name-listed", "no row", "github", [CONSTANTS, "  github: {"], [CONSTANTS, '  "github",\n', ""]],
    ["name-listed", "a misspelt row", "github", [CONSTANTS, '  "githbu",'], [CONSTANTS, '  "github",', '  "githbu",']],
    ["entry-present", "a misspelt key", "github", [CONSTANTS, "  gihub: {"], [CONSTANTS, "  github: {", "  gihub: {"]],
    [
      "entry-present",
      "no entry",
      "wikis",
      [CONSTANTS, '  "wikis",'],
      [CONSTANTS, '  "github",', '  "github",\n  "wikis",'],
      [SWITCH, '    case "github":', '    case "wikis":\n      return wikis();\n    case "github":'],
    ],
    [
      "entry-present",
      "a name in the array alone",
      "wikis",
      [CONSTANTS, '  "wikis",'],
      [CONSTANTS, '  "github",', '  "github",\n  "wikis",'],
    ],
    ["case-present", "no case", "github", [CONSTANTS, "  github: {"], [SWITCH, / {4}case "github":\n.*\n/, ""]],
    ["case-present", "a misspelt case", "github", [SWITCH, '"githubb"'], [SWITCH, 'case "github":', 'case "githubb":']],
    [
      "name-once",
      "a second row",
      "github",
      [CONSTANTS, '|"github",\n  "openai'],
      [CONSTANTS, '  "openai_usage"', '  "github",\n  "openai_usage"'],
    ],
    [
      "name-once",
      "a second case",
      "github",
      [SWITCH, '"github":\n    default'],
      [SWITCH, "    default:", '    case "github":\n    default:'],
    ],
    [
      "id-unique",
      "the id of a later server",
      "github",
      [CONSTANTS, "id: 18,"],
      [CONSTANTS, ID, "  github: {\n    id: 18,"],
    ],
    [
      "id-unique",
      "the id of an earlier server",
      "slack",
      [CONSTANTS, "  slack: {\n|    id: 1,"],
      [CONSTANTS, "    id: 18,", "    id: 1,"],
    ],
    ["id-not-retired", "a reserved id", "github", [CONSTANTS, "id: 28,"], [CONSTANTS, ID, "  github: {\n    id: 28,"]],
    ["id-positive", "id 0", "github", [CONSTANTS, "id: 0,"], [CONSTANTS, ID, "  github: {\n    id: 0,"]],
    ["id-positive", "a broken number", "github", [CONSTANTS, "id: 1.5,"], [CONSTANTS, ID, "  github: {\n    id: 1.5,"]],
    ["id-positive", "a text", "github", [CONSTANTS, 'id: "1"'], [CONSTANTS, ID, '  github: {\n    id: "1",']],
    ["id-positive", "below 0", "github", [CONSTANTS, "id: -1"], [CONSTANTS, ID, "  github: {\n    id: -1,"]],
    [
      "id-positive",
      "more than 31 bits",
      "github",
      [CONSTANTS, "id: 1e10"],
      [CONSTANTS, ID, "  github: {\n    id: 1e10,"],
    ],
    [
      "id-positive",
      "undefined",
      "github",
      [CONSTANTS, "id: undef"],
      [CONSTANTS, ID, "  github: {\n    id: undefined,"],
    ],
    ["id-positive", "no id", "github", [CONSTANTS, "  github: {"], [CONSTANTS, "    id: 1,\n", ""]],
    [
      "availability-known",
      "a misspelt value",
      "github",
      [CONSTANTS, '"manuall"'],
      [CONSTANTS, 'availability: "manual"', 'availability: "manuall"'],
    ],
    [
      "availability-known",
      "no availability",
      "github",
      [CONSTANTS, "  github: {"],
      [CONSTANTS, '    availability: "manual",\n', ""],
    ],
    ["availability-snapshot", "no row", "github", [CONSTANTS, "  github: {"], [SNAPSHOT, ROW, ""]],
    [
      "availability-snapshot",
      "another id",
      "github",
      [SNAPSHOT, '{ "name": "github"'],
      [SNAPSHOT, '"github", "id": 1 ', '"github", "id": 5 '],
    ],
    ["id-stable", "another id", "github", [CONSTANTS, "id: 2,"], [CONSTANTS, ID, "  github: {\n    id: 2,"]],
    [
      "availability-snapshot",
      "the other list",
      "slack_bot",
      [SNAPSHOT, '{ "name": "slack_bot"'],
      [CONSTANTS, /(?<=slack_bot: \{\n {4}id: 31,\n {4}availability: )"manual"/, '"auto_hidden_builder"'],
    ],
    [
      "availability-snapshot",
      "too late",
      "github",
      [SNAPSHOT, '{ "name": "github"'],
      [SNAPSHOT, ROW, ""],
      [SNAPSHOT, '    { "name": "slack_bot"', `${ROW}    { "name": "slack_bot"`],
    ],
    [
      "availability-snapshot",
      "too early",
      "slack",
      [SNAPSHOT, '{ "name": "slack"'],
      [SNAPSHOT, '    { "name": "slack", "id": 18 },\n', ""],
      [SNAPSHOT, ROW, `    { "name": "slack", "id": 18 },\n${ROW}`],
    ],
    [
      "availability-snapshot",
      "two rows the wrong way round",
      "slack_bot",
      [SNAPSHOT, '{ "name": "slack_bot"'],
      [SNAPSHOT, '    { "name": "openai_usage", "id": 32 },\n', ""],
      [SNAPSHOT, '    { "name": "slack_bot"', '    { "name": "openai_usage", "id": 32 },\n    { "name": "slack_bot"'],
    ],
    [
      "availability-snapshot",
      "a list that is not sorted at all",
      "ashby",
      [SNAPSHOT, '{ "name": "ashby"'],
      [SNAPSHOT, '    { "name": "ashby", "id": 40 },\n', ""],
      [SNAPSHOT, '    { "name": "salesforce", "id": 14 },\n', ""],
      [
        SNAPSHOT,
        '    { "name": "github", "id": 1 },\n',
        '    { "name": "ashby", "id": 40 },\n    { "name": "salesforce", "id": 14 },\n    { "name": "github", "id": 1 },\n',
      ],
    ],
    [
      "preview-gated",
      "no restriction",
      "openai_usage",
      [CONSTANTS, "isPreview: true,"],
      [
        CONSTANTS,
        /isRestricted: \(\{ featureFlags \}\) =>[^,]*?"openai_usage_mcp"\)(;\n {4}\})?,/,
        "isRestricted: undefined,",
      ],
    ],
    [
      "feature-flag-known",
      "a misspelt flag",
      "openai_usage",
      [CONSTANTS, '"openai_usage_mpc"'],
      [CONSTANTS, '"openai_usage_mcp"', '"openai_usage_mpc"'],
    ],
    [
      "feature-flag-known",
      "a flag that is gone",
      "salesforce",
      [CONSTANTS, '"salesforce_tool"'],
      ["front/types/shared/feature_flags.ts", "salesforce_tool:", "sales_tool:"],
    ],
    [
      "token-label",
      "no label",
      "ashby",
      [
        CONSTANTS,
        '  ashby: {\n    id: 40,\n    availability: "manual",\n    allowMultipleInstances: true,\n    isRestricted: undefined,\n    isPreview: false,\n|    requiresBearerToken',
      ],
      [LABELS, "  ashby: {", "  ashbee: {"],
    ],
  ],
);

/** Faults of how registries, metadata and implementation name each other. */
const wiring = on(
  ["dust-records", "dust-arrays"],
  [
    [
      "source-readable",
      "a module of the server",
      "github",
      [INDEX, "export default createServer("],
      [INDEX, "export default createServer;", "export default createServer(;"],
    ],
    ["source-readable", "its metadata", "github", [META, "serverInfo:: {"], [META, "serverInfo: {", "serverInfo:: {"]],
    [
      "metadata-file",
      "no such export",
      "github",
      [CONSTANTS, "metadata: GITHUB_SERVER"],
      [META, "export const GITHUB_SERVER =", "const GITHUB_SERVER ="],
    ],
    [
      "metadata-file",
      "no metadata",
      "github",
      [CONSTANTS, "  github: {"],
      [CONSTANTS, "    metadata: GITHUB_SERVER,\n", ""],
    ],
    [
      "entry-imports-own-metadata",
      "that of another server",
      "github",
      [CONSTANTS, "metadata: SLACK_PERSONAL_SERVER"],
      [CONSTANTS, "metadata: GITHUB_SERVER", "metadata: SLACK_PERSONAL_SERVER"],
    ],
    [
      "entry-imports-own-metadata",
      "half of another server",
      "github",
      [CONSTANTS, "serverInfo: SLACK"],
      [
        CONSTANTS,
        "metadata: GITHUB_SERVER",
        "metadata: {\n      ...GITHUB_SERVER,\n      serverInfo: SLACK_PERSONAL_SERVER.serverInfo,\n    }",
      ],
    ],
    [
      "server-name-matches-key",
      "a misspelt name",
      "slack",
      [SLACK, 'name: "slak"'],
      [SLACK, /name: "slack"|SLACK_PERSONAL_TOOL_NAME,$|SLACK_PERSONAL_SERVER_NAME,$/m, 'name: "slak"'],
    ],
    [
      "server-name-matches-key",
      "the name of another server",
      "slack",
      [SLACK, 'name: "github"'],
      [SLACK, 'name: "slack"', 'name: "github"'],
    ],
    [
      "case-returns-own-server",
      "that of another server",
      "github",
      [SWITCH, "slackServer(auth, "],
      [SWITCH, "return githubServer(", "return slackServer("],
    ],
    [
      "case-returns-own-server",
      "that of another server by way of a constant",
      "github",
      [SWITCH, "slackServer(auth, "],
      [SWITCH, /return githubServer\((.*)\);/, "const made = slackServer(auth, context);\n      return made;"],
    ],
    [
      "server-name-argument",
      "another registered name",
      "slack",
      [`${API}/slack_personal/index.ts`, 'makeInternalMCPServer("github")'],
      [`${API}/slack_personal/index.ts`, /makeInternalMCPServer\([^)]*\)/, 'makeInternalMCPServer("github")'],
    ],
    [
      "index-default-export",
      "none",
      "github",
      [INDEX, ""],
      [INDEX, "export default createServer;", "export { createServer };"],
    ],
    [
      "index-default-export",
      "an object",
      "github",
      [INDEX, ""],
      [INDEX, "export default createServer;", "export default { createServer };"],
    ],
    [
      "monitoring-name",
      "the name of another server",
      "ashby",
      [`${API}/ashby/index.ts`, "monitoringName:"],
      [`${API}/ashby/index.ts`, /monitoringName: [^,]+/, 'monitoringName: "slack"'],
    ],
    [
      "tool-sets-match",
      "a handler without a tool",
      "slack",
      [`${API}/slack_personal/tools/index.ts`, "edit_message"],
      [
        `${API}/slack_personal/tools/index.ts`,
        /^( +)post_message:/m,
        "edit_message: async () => new Ok([]),\n  post_message:",
      ],
    ],
    [
      "tool-sets-match",
      "a misspelt handler",
      "slack",
      [`${API}/slack_personal/tools/index.ts`, "post_mesage:"],
      [`${API}/slack_personal/tools/index.ts`, "post_message:", "post_mesage:"],
    ],
    [
      "tool-sets-match",
      "a tool without a handler",
      "slack",
      [SLACK, "post_message"],
      [`${API}/slack_personal/tools/index.ts`, /^( +)post_message: async/m, "...{}, }; const other = { post: async"],
    ],
    [
      "handler-stub",
      "a handler that does nothing",
      "ashby",
      [`${API}/ashby/tools/index.ts`, "search_candidates:"],
      [
        `${API}/ashby/tools/index.ts`,
        /search_candidates: [\s\S]*?\n {2}(?=(get_candidate|create_candidate_note): )/,
        'search_candidates: async () => new Err(new MCPError("search_candidates is not implemented yet.")),\n  ',
      ],
    ],
    [
      "token-wiring",
      "a token that is not read",
      "github",
      [META, "authorization: {"],
      [TOOLS, /[\s\S]+/, "export const TOOLS = [];\n"],
    ],
    [
      "token-wiring",
      "a token that nobody provides",
      "ashby",
      [`${API}/ashby/metadata.ts`, "authorization: null"],
      [CONSTANTS, /(?<=ashby: \{[^}]*) {4}requiresBearerToken: true,\n/, ""],
    ],
    [
      "token-wiring",
      "a secret that is not read",
      "ashby",
      [`${API}/ashby/metadata.ts`, "ASHBY_SERVER ="],
      [
        `${API}/ashby/metadata.ts`,
        "authorization: null,",
        'authorization: null,\n    developerSecretSelection: "required",',
      ],
    ],
    [
      "description-present",
      "an empty one of a tool",
      "slack",
      [SLACK, 'description: " "'],
      [SLACK, /(?<=post_message[\s\S]*?description: )\s*"[^"]*"/, '" "'],
    ],
    [
      "description-present",
      "none of the server",
      "slack",
      [SLACK, "SLACK_PERSONAL_SERVER ="],
      [SLACK, /(?<=version: "1.0.0",\n) *description: "[^"]*",\n/, ""],
    ],
    ["stake-value", "an unknown stake", "github", [META, 'stake: "lowest"'], [META, 'stake: "low"', 'stake: "lowest"']],
    ["labels-present", "an empty label", "github", [META, 'running: ""'], [META, /running: "[^"]*"/, 'running: ""']],
    [
      "field-described",
      "a field without a description",
      "slack",
      [SLACK, "      message:"],
      [SLACK, /(?<= message: z\.string\(\)[^\n]*?)\.describe\("[^"]*"\)/, ""],
    ],
    [
      "field-described",
      "an empty description",
      "slack",
      [SLACK, "      message:"],
      [SLACK, /(?<= message: z\.string\(\)[^\n]*?)\.describe\("[^"]*"\)/, '.describe(" ")'],
    ],
    ["icon-known", "a misspelt icon", "github", [META, '"GitHubLogo"'], [META, '"GithubLogo"', '"GitHubLogo"']],
    ["icon-known", "no icon", "github", [META, "GITHUB_SERVER ="], [META, '    icon: "GithubLogo",\n', ""]],
    [
      "oauth-provider-known",
      "a misspelt provider",
      "github",
      [META, '"git_hub"'],
      [META, 'provider: "github"', 'provider: "git_hub"'],
    ],
    [
      "oauth-provider-known",
      "a misspelt provider of a server that can be added once",
      "github",
      [META, '"git_hub"'],
      [META, 'provider: "github"', 'provider: "git_hub"'],
      [CONSTANTS, "allowMultipleInstances: true,", "allowMultipleInstances: false,"],
    ],
    [
      "use-case-known",
      "an unknown use case",
      "github",
      [META, '"team_actions"'],
      [META, '"platform_actions"', '"team_actions"'],
    ],
    [
      "use-case-known",
      "no use case",
      "github",
      [META, "authorization: {"],
      [META, /supported_use_cases: \[[^\]]*\]/, "supported_use_cases: []"],
    ],
  ],
);

/** Faults in forms that only one layout has. */
const layouts = [
  ...on(
    ["dust-arrays"],
    [
      [
        "metadata-file",
        "tools that are not constant",
        "github",
        [META, "GITHUB_TOOLS_METADATA ="],
        [META, "] as const;", "];"],
      ],
      [
        "metadata-file",
        "a server that is not constant",
        "github",
        [META, "GITHUB_SERVER ="],
        [META, "} as const satisfies ServerMetadata", "} satisfies ServerMetadata"],
      ],
      [
        "metadata-file",
        "a server that is not checked",
        "github",
        [META, "GITHUB_SERVER ="],
        [META, "} as const satisfies ServerMetadata", "} as const"],
      ],
      [
        "tool-name-unique",
        "a repeated name",
        "salesforce",
        [`${API}/salesforce/metadata.ts`, '"execute_read_query",\n    description: "Update'],
        [`${API}/salesforce/metadata.ts`, '"update_object"', '"execute_read_query"'],
        [`${API}/salesforce/tools/index.ts`, "  update_object: async", "}; const old = { update: async"],
      ],
      [
        "tool-name-budget",
        "65 characters",
        "exa_people_and_company",
        [`${API}/exa/metadata.ts`, LONG],
        [`${API}/exa/metadata.ts`, "search_people", LONG],
        [`${API}/exa/tools/index.ts`, "search_people:", `${LONG}:`],
        [SNAP, '"search_people"', `"${LONG}"`],
      ],
      [
        "tool-name-budget",
        "a prefix that is cut",
        "exa_people_and_company",
        [`${API}/exa/metadata.ts`, CUT],
        [`${API}/exa/metadata.ts`, "search_people", CUT],
        [`${API}/exa/tools/index.ts`, "search_people:", `${CUT}:`],
        [SNAP, '"search_people"', `"${CUT}"`],
      ],
      [
        "stake-value",
        "no stake",
        "github",
        [META, '  {\n    name: "list_issues"'],
        [META, /(?<="list_issues"[\s\S]*?) {4}stake: "never_ask",\n/, ""],
      ],
      [
        "labels-present",
        "no labels",
        "github",
        [META, '  {\n    name: "list_issues"'],
        [META, / {4}displayLabels: \{[^}]*\},\n/, ""],
      ],
      [
        "labels-present",
        "no label",
        "github",
        [META, '  {\n    name: "list_issues"'],
        [META, /(?<="list_issues"[\s\S]*?) +done: "[^"]*",\n/, ""],
      ],
      [
        "cost-fields",
        "no freeUsage",
        "github",
        [META, '  {\n    name: "list_issues"'],
        [META, "    freeUsage: false,\n", ""],
      ],
      [
        "cost-fields",
        "an unknown category",
        "github",
        [META, '"cheap"'],
        [META, 'toolCostCategory: "advanced"', 'toolCostCategory: "cheap"'],
      ],
      [
        "instructions-shape",
        "where the type has none",
        "github",
        [META, "GITHUB_SERVER ="],
        [META, "    icon:", "    instructions: null,\n    icon:"],
      ],
      [
        "bm25-listed",
        "no row",
        "ashby",
        [CONSTANTS, "  ashby: {"],
        [BM25, '  { name: "ashby", tools: ASHBY_SERVER.tools },\n', ""],
      ],
      [
        "use-case-known",
        "a use case of connections",
        "github",
        [META, '"connection"'],
        [META, '"platform_actions"', '"connection"'],
      ],
    ],
  ),
  ...on(
    ["dust-records"],
    [
      [
        "labels-present",
        "empty labels",
        "github",
        [META, "get_repository: {"],
        [META, / {4}displayLabels: \{[^}]*\},\n/, "    displayLabels: {},\n"],
      ],
      [
        "instructions-shape",
        "none where the type requires it",
        "github",
        [META, "GITHUB_SERVER ="],
        [META, "    instructions: null,\n", ""],
      ],
      [
        "description-present",
        "a computed key",
        "query_tables_v2",
        [`${API}/query_tables_v2/metadata.ts`, 'description: ""'],
        [`${API}/query_tables_v2/metadata.ts`, /description: "[^"]*"/, 'description: ""'],
      ],
      [
        "tool-sets-match",
        "raw registration under another name",
        "hubspot",
        [`${API}/hubspot/index.ts`, '"get_object",'],
        [`${API}/hubspot/index.ts`, "    get_object_url.name,", '    "get_object",'],
      ],
    ],
  ),
];

/** Every case; each rule has at least one. */
export const cases: MutationCase[] = [
  ...registries,
  ...wiring,
  ...layouts,
  ...handlerCases,
  ...importCases,
  ...sideCases,
  ...listCases,
  ...legacyCases,
  ...legacyServerCases,
  ...rootCases,
];
