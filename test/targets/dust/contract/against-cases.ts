import type { Mutation } from "../../../support/fixture-host.ts";

/** What changed since a sample workspace was deployed, and the one finding that it must cause. */
export interface AgainstCase {
  /** The id of the rule without `dust/`. */
  rule: string;
  fault: string;
  server: string;
  /** The finding is expected on the line of this snippet of the work tree. */
  at: readonly [path: string, snippet: string];
  /** How the work tree, the merge base and the ref differ from the workspace; the ref is as the merge base when left out. */
  now?: Mutation[];
  before?: Mutation[];
  tip?: Mutation[];
}

const MIA = "front/lib/actions/mcp_internal_actions";
const CONSTANTS = `${MIA}/constants.ts`;
const SWITCH = `${MIA}/servers/index.ts`;
const SNAPSHOT = `${MIA}/internal_mcp_server_availability.snapshot.json`;
const METADATA_SNAPSHOT = `${MIA}/__snapshots__/mcp_servers_metadata.test.ts.snap`;
const BM25 = "front/lib/api/actions/servers/bm25_tool_search_utils.test.ts";
const META = "front/lib/api/actions/servers/github/metadata.ts";
const TOOLS = "front/lib/api/actions/servers/github/tools/index.ts";
const ID = "  github: {\n    id: 1,";
const ROW = '    { "name": "github", "id": 1 },\n';
const LEGACY = "export const LEGACY_INTERNAL_MCP_SERVER_IDS";

const SEARCHED: Mutation = [BM25, '  { name: "github", tools: GITHUB_SERVER.tools },\n', ""];

/** Takes github out of all registries and lists, the availability snapshot last; its folder stays. */
export const NO_GITHUB: Mutation[] = [
  SEARCHED,
  [METADATA_SNAPSHOT, /\n {2}"github": \{[\s\S]*?\n {2}\},/, ""],
  [CONSTANTS, '  "github",\n', ""],
  [CONSTANTS, /\n {2}github: \{\n {4}id: 1,[\s\S]*?\n {2}\},/, ""],
  [SWITCH, '    case "github":\n      return githubServer(auth, toolContext);\n', ""],
  [SNAPSHOT, ROW, ""],
];

/** The id 5000 for github, in the snapshot too. */
export const OTHER_ID: Mutation[] = [
  [CONSTANTS, ID, "  github: {\n    id: 5000,"],
  [SNAPSHOT, ROW, ""],
  [SNAPSHOT, '"servicenow", "id": 1042 }', '"servicenow", "id": 1042 },\n    { "name": "github", "id": 5000 }'],
];

/** The changes in the workspace `arrays` that only a comparison finds. */
export const againstCases: AgainstCase[] = [
  {
    rule: "id-stable",
    fault: "another id, in the snapshot too",
    server: "github",
    at: [CONSTANTS, "id: 5000,"],
    now: OTHER_ID,
  },
  {
    rule: "id-stable",
    fault: "another id, the snapshot as it was",
    server: "github",
    at: [CONSTANTS, "id: 5000,"],
    now: [[CONSTANTS, ID, "  github: {\n    id: 5000,"]],
  },
  {
    rule: "id-stable",
    fault: "a new server with an id that was retired",
    server: "github",
    at: [CONSTANTS, "id: 1,"],
    before: [...NO_GITHUB, [CONSTANTS, "  4, 28,", "  1, 4, 28,"]],
  },
  {
    rule: "id-stable",
    fault: "a new server with the id of one that is gone",
    server: "github",
    at: [CONSTANTS, "id: 1,"],
    before: [...NO_GITHUB, [CONSTANTS, "    id: 18,", "    id: 1,"]],
    now: [
      [CONSTANTS, '  "slack",\n', ""],
      [CONSTANTS, /\n {2}slack: \{\n {4}id: 18,[\s\S]*?\n {2}\},/, ""],
      [SWITCH, /\n {4}case "slack":[\s\S]*?;(?=\n)/, ""],
      [SNAPSHOT, '    { "name": "slack", "id": 18 },\n', ""],
      [METADATA_SNAPSHOT, /\n {2}"slack": \{[\s\S]*?\n {2}\},/, ""],
      [BM25, '  { name: "slack", tools: SLACK_PERSONAL_SERVER.tools },\n', ""],
    ],
  },
  {
    rule: "id-stable",
    fault: "a new server whose id the ref has given away meanwhile",
    server: "github",
    at: [CONSTANTS, "id: 1,"],
    before: NO_GITHUB,
    tip: [...NO_GITHUB, [CONSTANTS, "    id: 18,", "    id: 1,"]],
  },
  {
    rule: "id-stable",
    fault: "a new server that the ref has with another id meanwhile",
    server: "github",
    at: [CONSTANTS, "id: 1,"],
    before: NO_GITHUB,
    tip: [[CONSTANTS, ID, "  github: {\n    id: 2000,"]],
  },
  {
    rule: "id-gap",
    fault: "a new server with an id from a hole",
    server: "github",
    at: [CONSTANTS, "id: 1,"],
    before: NO_GITHUB,
  },
  {
    rule: "contract-server-gone",
    fault: "a server removed everywhere, its id not retired",
    server: "github",
    at: [CONSTANTS, LEGACY],
    now: NO_GITHUB,
  },
  {
    rule: "contract-server-gone",
    fault: "a server removed, its row in the snapshot forgotten",
    server: "github",
    at: [CONSTANTS, LEGACY],
    now: NO_GITHUB.slice(0, -1),
  },
  {
    rule: "id-retired",
    fault: "a row in the snapshot for a server that is none, here and at the ref",
    server: "removed_long_ago",
    at: [SNAPSHOT, '{ "name": "removed_long_ago"'],
    now: [[SNAPSHOT, ROW, `${ROW}    { "name": "removed_long_ago", "id": 7 },\n`]],
  },
  {
    rule: "layout-mixed",
    fault: "a new server with a record of tools",
    server: "github",
    at: [META, "import { createToolsRecord, type"],
    before: NO_GITHUB,
    now: [...OTHER_ID, [META, "import type { ServerMetadata }", "import { createToolsRecord, type ServerMetadata }"]],
  },
  {
    rule: "leftover-row",
    fault: "a server removed and its id retired, its row of the tool search forgotten",
    server: "github",
    at: [BM25, '"github"'],
    now: [...NO_GITHUB.slice(1), [CONSTANTS, "  4, 28,", "  1, 4, 28,"]],
  },
  {
    rule: "contract-tool-gone",
    fault: "a tool and its handler removed",
    server: "github",
    at: [META, "  tools: GITHUB_TOOLS_METADATA"],
    now: [
      [META, /\n {2}\{\n {4}name: "get_issue",[\s\S]*?\n {2}\},/, ""],
      [TOOLS, /\n {2}\[?get_issue[^\n]*[\s\S]*?\n {4}?\}?\),?(?=\n)/, ""],
    ],
  },
  {
    rule: "contract-tool-gone",
    fault: "a tool renamed with its handler",
    server: "github",
    at: [META, 'name: "get_issues"'],
    now: [
      [META, 'name: "get_issue"', 'name: "get_issues"'],
      [TOOLS, "get_issue:", "get_issues:"],
      [METADATA_SNAPSHOT, "get_issue", "get_issues"],
    ],
  },
  {
    rule: "contract-param-required",
    fault: "a new parameter that is required",
    server: "github",
    at: [META, "since: z"],
    now: [[META, "      state: z", '      since: z.string().describe("A date."),\n      state: z']],
  },
  {
    rule: "contract-param-required",
    fault: "an optional parameter made required",
    server: "github",
    at: [META, "labels: z"],
    now: [[META, "        .array(z.string())\n        .optional()", "        .array(z.string())"]],
  },
  {
    rule: "contract-param-required",
    fault: "a parameter that lost its default",
    server: "github",
    at: [META, "state: z"],
    now: [[META, '        .optional()\n        .default("open")\n', ""]],
  },
  {
    rule: "contract-param-required",
    fault: "a required parameter in a schema that tools share",
    server: "github",
    at: [META, "REPOSITORY_SCHEMA = {\n  branch"],
    now: [[META, "REPOSITORY_SCHEMA = {", 'REPOSITORY_SCHEMA = {\n  branch: z.string().describe("A branch."),']],
  },
  {
    rule: "contract-stake-lowered",
    fault: "nobody is asked any more",
    server: "github",
    at: [META, /* the stake of create_issue */ 'stake: "never_ask",\n    displayLabels: {\n      running: "Creating'],
    now: [
      [META, /stake: "(low|medium|high)",(?=\n {4}displayLabels: \{\n {6}running: "Creating)/, 'stake: "never_ask",'],
    ],
  },
];

/** Changes in the workspace `arrays` that break nothing: no finding. */
export const harmless: Pick<AgainstCase, "fault" | "now" | "before" | "tip">[] = [
  { fault: "nothing changed" },
  {
    fault: "a deployed server of another layout",
    now: [[META, "import type { ServerMetadata }", "import { createToolsRecord, type ServerMetadata }"]],
  },
  {
    fault: "a new server with the next id",
    before: NO_GITHUB,
    now: OTHER_ID,
  },
  { fault: "a server removed and its id retired", now: [...NO_GITHUB, [CONSTANTS, "  4, 28,", "  1, 4, 28,"]] },
  {
    fault: "a server removed, and the ref has retired its id",
    now: NO_GITHUB,
    tip: [...NO_GITHUB, [CONSTANTS, "  4, 28,", "  1, 4, 28,"]],
  },
  {
    fault: "a new optional parameter",
    now: [[META, "      state: z", '      since: z.string().optional().describe("A date."),\n      state: z']],
  },
  { fault: "a required parameter made optional", now: [[META, "owner: z.string()", "owner: z.string().optional()"]] },
  {
    fault: "a raised stake",
    now: [
      [META, /stake: "(low|medium)",(?=\n {4}displayLabels: \{\n {6}running: "Creating)/, 'stake: "high",'],
      [
        METADATA_SNAPSHOT,
        /(?<="github": \{\n {4}"create_issue": \{\n {6}"freeUsage": false,\n {6}"stake": )"\w+"/,
        '"high"',
      ],
    ],
  },
  { fault: "a tool more on the ref", tip: [[META, 'name: "get_issue"', 'name: "get_issue_of_tip"']] },
];
