import { type MutationCase, on } from "./case.ts";

const MIA = "front/lib/actions/mcp_internal_actions";
const CONSTANTS = `${MIA}/constants.ts`;
const SWITCH = `${MIA}/servers/index.ts`;
const SNAP = `${MIA}/__snapshots__/mcp_servers_metadata.test.ts.snap`;
const SNAPSHOT = `${MIA}/internal_mcp_server_availability.snapshot.json`;
const LABELS = `${MIA}/server_token_labels.ts`;
const FLAGS = "front/types/shared/feature_flags.ts";
const ICONS = "front/components/resources/resources_icon_names.ts";
const BM25 = "front/lib/api/actions/servers/bm25_tool_search_utils.test.ts";
const MAPS = "front/lib/metronome/events.ts";
const GITHUB = '    { "name": "github", "id": 1 },\n';

/** Faults of the registry files and the lists beside them as files. */
export const listCases: MutationCase[] = [
  ...on(
    ["dust-records", "dust-arrays"],
    [
      [
        "registry-readable",
        "a conflict in constants.ts",
        null,
        [CONSTANTS, "<<<<<<< HEAD"],
        [CONSTANTS, '  "github",\n', '<<<<<<< HEAD\n  "github",\n=======\n  "gitlab",\n>>>>>>> main\n'],
      ],
      [
        "registry-readable",
        "a bracket missing in constants.ts",
        null,
        [CONSTANTS, "id: 1,\n|    availability: ,"],
        [CONSTANTS, 'id: 1,\n    availability: "manual",', "id: 1,\n    availability: ,"],
      ],
      [
        "registry-readable",
        "a statement cut off in the switch",
        null,
        [SWITCH, "return githubServer(;"],
        [SWITCH, /return githubServer\([^;]*;/, "return githubServer(;"],
      ],
      [
        "registry-readable",
        "a comma too many in the availability snapshot",
        null,
        [SNAPSHOT, '"id": 41 },,'],
        [SNAPSHOT, '"id": 41 },', '"id": 41 },,'],
      ],
      [
        "registry-readable",
        "a row of the availability snapshot without an id",
        null,
        [SNAPSHOT, '{ "name": "github" }'],
        [SNAPSHOT, GITHUB, '    { "name": "github" },\n'],
      ],
      [
        "registry-readable",
        "no list in the availability snapshot",
        null,
        [SNAPSHOT, "{\n"],
        [SNAPSHOT, '"manual": [', '"manuel": ['],
      ],
      [
        "registry-readable",
        "a conflict in the metadata snapshot",
        null,
        [SNAP, "<<<<<<< HEAD"],
        [SNAP, '  "github": {\n', '<<<<<<< HEAD\n=======\n>>>>>>> main\n  "github": {\n'],
      ],
      [
        "registry-readable",
        "a metadata snapshot that is cut off",
        null,
        [SNAP, '"list_issues"'],
        [SNAP, /"list_issues"[\s\S]*/, '"list_issues"'],
      ],
      [
        "registry-readable",
        "a brace missing in the token labels",
        null,
        [LABELS, "  ashby:\n|    label"],
        [LABELS, "  ashby: {", "  ashby:"],
      ],
      [
        "registry-readable",
        "a broken flag",
        null,
        [FLAGS, "salesforce_tool {"],
        [FLAGS, "salesforce_tool: {", "salesforce_tool {"],
      ],
      [
        "registry-readable",
        "a broken icon",
        null,
        [ICONS, '"GithubLogo" "'],
        [ICONS, '"GithubLogo",', '"GithubLogo" "",'],
      ],
      [
        "leftover-row",
        "a label",
        "gone_server",
        [LABELS, "  gone_server:"],
        [LABELS, "  val_town: {", '  gone_server: { label: "Key", placeholder: "Key" },\n  val_town: {'],
      ],
      [
        "leftover-row",
        "a row of the availability snapshot whose id is retired",
        "gone_server",
        [SNAPSHOT, '{ "name": "gone_server"'],
        [SNAPSHOT, GITHUB, `${GITHUB}    { "name": "gone_server", "id": 4 },\n`],
      ],
      [
        "leftover-row",
        "the tools in the metadata snapshot",
        "gone_server",
        [SNAP, '"gone_server": {'],
        [SNAP, '  "github": {\n', '  "gone_server": {\n    "get_item": "low",\n  },\n  "github": {\n'],
      ],
      [
        "leftover-row",
        "rows of every list",
        "gone_server",
        [SNAPSHOT, '{ "name": "gone_server"'],
        [SNAPSHOT, GITHUB, `${GITHUB}    { "name": "gone_server", "id": 4 },\n`],
        [SNAP, '  "github": {\n', '  "gone_server": {\n    "get_item": "low",\n  },\n  "github": {\n'],
        [LABELS, "  val_town: {", '  gone_server: { label: "Key", placeholder: "Key" },\n  val_town: {'],
      ],
      [
        "leftover-row",
        "a misspelt server of the metadata snapshot",
        "githubb",
        [SNAP, '"githubb": {'],
        [SNAP, '  "github": {\n', '  "githubb": {\n'],
      ],
      [
        "id-retired",
        "an id that nobody reserves",
        "gone_server",
        [SNAPSHOT, '{ "name": "gone_server"'],
        [SNAPSHOT, GITHUB, `${GITHUB}    { "name": "gone_server", "id": 4000 },\n`],
        [LABELS, "  val_town: {", '  gone_server: { label: "Key", placeholder: "Key" },\n  val_town: {'],
      ],
      [
        "availability-snapshot",
        "a row of another name",
        "github",
        [CONSTANTS, "  github: {"],
        [SNAPSHOT, GITHUB, '    { "name": "source_control", "id": 1 },\n'],
      ],
    ],
  ),
  ...on(
    ["dust-arrays"],
    [
      [
        "leftover-row",
        "a row of the tool search",
        "gone_server",
        [BM25, '"gone_server"'],
        [BM25, '  { name: "github"', '  { name: "gone_server", tools: GITHUB_SERVER.tools },\n  { name: "github"'],
      ],
      [
        "leftover-row",
        "a row of a map of all servers",
        "gone_server",
        [MAPS, "gone_server:"],
        [
          MAPS,
          null,
          'export const CATEGORIES = { gone_server: "other" } as const satisfies Record<InternalMCPServerNameType, string>;\n',
        ],
      ],
      [
        "registry-readable",
        "a broken row of the tool search",
        null,
        [BM25, '{ name "github"'],
        [BM25, '{ name: "github"', '{ name "github"'],
      ],
    ],
  ),
];
