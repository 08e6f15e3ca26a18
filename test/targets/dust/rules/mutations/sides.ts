import { type MutationCase, on } from "./case.ts";

const MIA = "front/lib/actions/mcp_internal_actions";
const API = "front/lib/api/actions/servers";
const CONSTANTS = `${MIA}/constants.ts`;
const SNAP = `${MIA}/__snapshots__/mcp_servers_metadata.test.ts.snap`;
const SNAPSHOT = `${MIA}/internal_mcp_server_availability.snapshot.json`;
const LABELS = `${MIA}/server_token_labels.ts`;
const BM25 = `${API}/bm25_tool_search_utils.test.ts`;
const META = `${API}/github/metadata.ts`;
const SLAB = `${API}/slab/metadata.ts`;
const RECORDS = `${API}/salesforce/metadata.ts`;

/** Faults of metadata, entries and the lists beside the registries. */
export const sideCases: MutationCase[] = [
  ...on(
    ["dust-records", "dust-arrays"],
    [
      [
        "approval-args",
        "an argument that is no parameter",
        "salesforce",
        [CONSTANTS, '"object_name"'],
        [CONSTANTS, '{ update_object: ["objectName"] }', '{ update_object: ["object_name"] }'],
      ],
      [
        "approval-args",
        "a misspelt tool",
        "salesforce",
        [CONSTANTS, "update_objects:"],
        [CONSTANTS, '{ update_object: ["objectName"] }', '{ update_objects: ["objectName"] }'],
      ],
      [
        "retry-policy-known",
        "a tool that does not exist",
        "run_agent",
        [CONSTANTS, "run_agents:"],
        [
          CONSTANTS,
          /(?<=run_agent: \{[^}]*)\{ default: "retry_on_interrupt" \}/,
          '{ run_agents: "retry_on_interrupt" }',
        ],
      ],
      [
        "retry-policy-known",
        "an unknown policy",
        "run_agent",
        [CONSTANTS, '"retry"'],
        [CONSTANTS, /(?<=run_agent: \{[^}]*)\{ default: "retry_on_interrupt" \}/, '{ default: "retry" }'],
      ],
      [
        "metadata-snapshot",
        "a tool that was renamed",
        "github",
        [META, "create_issue"],
        [SNAP, '"create_issue"', '"create_one_issue"'],
      ],
      [
        "metadata-snapshot",
        "a stake that was changed",
        "github",
        [META, 'stake: "medium"'],
        [META, 'stake: "low"', 'stake: "medium"'],
      ],
      [
        "metadata-snapshot",
        "another stake in its row",
        "github",
        [META, 'stake: "low"'],
        [SNAP, /(?<="create_issue": (\{[^}]*"stake": )?)"low"/, '"high"'],
      ],
      [
        "duplicate-row",
        "a second label",
        "ashby",
        [LABELS, "ashby: { label"],
        [LABELS, "  val_town: {", '  ashby: { label: "Key", placeholder: "Key" },\n  val_town: {'],
      ],
      [
        "duplicate-row",
        "a second row of the snapshot",
        "github",
        [SNAPSHOT, '{ "name": "github", "id": 1 },\n|    { "name": "github"'],
        [
          SNAPSHOT,
          '    { "name": "github", "id": 1 },\n',
          '    { "name": "github", "id": 1 },\n    { "name": "github", "id": 1 },\n',
        ],
      ],
      [
        "oauth-allows-instances",
        "one instance only",
        "github",
        [CONSTANTS, "allowMultipleInstances: false, // once"],
        [CONSTANTS, "allowMultipleInstances: true,", "allowMultipleInstances: false, // once"],
      ],
      [
        "availability-visible",
        "a connected server for all",
        "github",
        [CONSTANTS, 'availability: "auto", // all'],
        [CONSTANTS, 'availability: "manual",', 'availability: "auto", // all'],
        [SNAPSHOT, '    { "name": "github", "id": 1 },\n', ""],
        [SNAPSHOT, '"auto": [\n', '"auto": [\n    { "name": "github", "id": 1 },\n'],
      ],
      [
        "documentation-url",
        "no protocol",
        "github",
        [META, "documentationUrl:"],
        [META, '"https://docs.dust.tt/docs/github"', '"docs.dust.tt/docs/github"'],
      ],
      [
        "documentation-url",
        "an empty text",
        "github",
        [META, "documentationUrl:"],
        [META, '"https://docs.dust.tt/docs/github"', '""'],
      ],
      [
        "description-verb",
        "an article",
        "slack",
        [`${API}/slack_personal/metadata.ts`, '"A message'],
        [`${API}/slack_personal/metadata.ts`, /"Post a message to [^"]*"/, '"A message is posted."'],
      ],
      [
        "description-names-tools",
        "a tool that is gone",
        "slack",
        [`${API}/slack_personal/metadata.ts`, '"Post it. Use find_channels'],
        [`${API}/slack_personal/metadata.ts`, /"Post a message to [^"]*"/, '"Post it. Use find_channels before."'],
      ],
      [
        "description-present",
        "of one tool",
        "github",
        [META, 'description: ""'],
        [META, /"Create an? (new )?issue in a GitHub repository\."/, '""'],
      ],
      [
        "server-name-argument",
        "of a server that is copied",
        "ashby",
        [`${API}/ashby/index.ts`, 'makeInternalMCPServer("github")'],
        [`${API}/ashby/index.ts`, /makeInternalMCPServer\([^)]*\)/, 'makeInternalMCPServer("github")'],
      ],
      [
        "field-described",
        "a field beside spread ones",
        "github",
        [META, "title: z.string().min(1)"],
        [META, 'z.string().min(1).describe("The title of the issue.")', "z.string().min(1)"],
      ],
    ],
  ),
  ...on(
    ["dust-arrays"],
    [
      [
        "approval-args",
        "a tool that is never asked about",
        "slack",
        [CONSTANTS, "list_public_channels:"],
        [CONSTANTS, 'post_message: ["to"],', 'list_public_channels: ["nameFilter"],'],
      ],
      [
        "bm25-once",
        "a row twice",
        "github",
        [BM25, 'GITHUB_SERVER.tools },\n|  { name: "github"'],
        [
          BM25,
          '  { name: "github", tools: GITHUB_SERVER.tools },\n',
          '  { name: "github", tools: GITHUB_SERVER.tools },\n  { name: "github", tools: GITHUB_SERVER.tools },\n',
        ],
      ],
      [
        "tool-name-style",
        "camelCase",
        "github",
        [META, 'name: "getIssue"'],
        [META, 'name: "get_issue"', 'name: "getIssue"'],
        [`${API}/github/tools/index.ts`, "  get_issue:", "  getIssue:"],
        [SNAP, '"get_issue"', '"getIssue"'],
      ],
      [
        "metadata-snapshot",
        "a tool that is new",
        "exa_people_and_company",
        [`${API}/exa/metadata.ts`, "search_teams"],
        [`${API}/exa/metadata.ts`, "search_people", "search_teams"],
        [`${API}/exa/tools/index.ts`, "search_people:", "search_teams:"],
      ],
      [
        "metadata-snapshot",
        "another cost category",
        "github",
        [META, 'toolCostCategory: "basic"'],
        [META, 'toolCostCategory: "advanced"', 'toolCostCategory: "basic"'],
      ],
      [
        "metadata-snapshot",
        "another free usage in its row",
        "github",
        [META, "freeUsage: false, // create"],
        [META, /freeUsage: false,(?!.*freeUsage)/s, "freeUsage: false, // create"],
        [SNAP, /(?<="create_issue": \{\s*"freeUsage": )false/, "true"],
      ],
      [
        "metadata-snapshot",
        "a row that differs in all",
        "github",
        [META, 'stake: "low"'],
        [
          SNAP,
          /(?<="create_issue": )\{[^}]*\}/,
          '{ "freeUsage": true, "stake": "medium", "toolCostCategory": "basic" }',
        ],
      ],
      [
        "stake-value",
        "a stake of another tool",
        "ashby",
        [`${API}/ashby/metadata.ts`, 'stake: "hihg"'],
        [`${API}/ashby/metadata.ts`, 'stake: "high"', 'stake: "hihg"'],
      ],
      ["labels-present", "only blanks", "github", [META, 'done: " "'], [META, 'done: "Get GitHub issue"', 'done: " "']],
    ],
  ),
  ...on(
    ["dust-records"],
    [
      [
        "stake-per-tool",
        "pairs the wrong way round",
        "slab",
        [SLAB, "Object.fromEntries("],
        [SLAB, "[t.name, t.stake]", "[t.stake, t.name]"],
      ],
      [
        "stake-per-tool",
        "none at all",
        "slab",
        [SLAB, "SLAB_SERVER ="],
        [SLAB, /\n {2}tools_stakes: [\s\S]*?\n {2}\),/, ""],
      ],
      [
        "stake-per-tool",
        "a written list that lacks one",
        "slab",
        [SLAB, "get_post: {"],
        [SLAB, /tools_stakes: [\s\S]*?\n {2}\),/, "tools_stakes: {},"],
      ],
      [
        "stake-per-tool",
        "a stake of no tool",
        "slab",
        [SLAB, 'list_posts: "low"'],
        [
          SLAB,
          /tools_stakes: [\s\S]*?\n {2}\),/,
          'tools_stakes: {\n    get_post: "never_ask",\n    list_posts: "low",\n  },',
        ],
      ],
      [
        "metadata-snapshot",
        "another stake in a written list",
        "slab",
        [SLAB, 'get_post: "high"'],
        [SLAB, /tools_stakes: [\s\S]*?\n {2}\),/, 'tools_stakes: {\n    get_post: "high",\n  },'],
      ],
      [
        "map-complete",
        "no input schema",
        "slab",
        [SLAB, "({\n    name: t.name"],
        [SLAB, "    inputSchema: zodToJsonSchema(z.object(t.schema)) as JSONSchema,\n", ""],
      ],
      [
        "map-complete",
        "no labels",
        "salesforce",
        [RECORDS, "({\n    name: t.name"],
        [RECORDS, "    displayLabels: t.displayLabels,\n", ""],
      ],
      [
        "icon-lists-agree",
        "an icon without an image",
        "slab",
        [SLAB, 'icon: "SlabLogo"'],
        ["front/components/resources/resources_icons.ts", '  SlabLogo: "logo/platforms/Slab",\n', ""],
      ],
    ],
  ),
];
