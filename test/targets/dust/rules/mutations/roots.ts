import type { ReplicaName } from "../../../../support/replica.ts";
import { type MutationCase, on } from "./case.ts";

const API = "front/lib/api/actions/servers";
const CONSTANTS = "front/lib/actions/mcp_internal_actions/constants.ts";
const GITHUB = `${API}/github/metadata.ts`;
const VAL_TOWN = `${API}/val_town/metadata.ts`;
const OUTLOOK = `${API}/outlook/mail_metadata.ts`;
const SNAPSHOT = "front/lib/actions/mcp_internal_actions/__snapshots__/mcp_servers_metadata.test.ts.snap";
const BOTH: ReplicaName[] = ["dust-records", "dust-arrays"];
const LOOP = / {2}for \(const tool of TOOLS\) \{[\s\S]*?\n {2}\}\n/;

/** Faults that leave several traces and are one finding, and servers that are made without their tools. */
export const rootCases: MutationCase[] = [
  ...on(BOTH, [
    [
      "metadata-snapshot",
      "a tool that is gone",
      "github",
      [SNAPSHOT, '"close_issue"'],
      [SNAPSHOT, '"create_issue":', '"close_issue": "low",\n    "create_issue":'],
    ],
    [
      "tool-sets-match",
      "a server without its tools",
      "val_town",
      [`${API}/val_town/index.ts`, 'makeInternalMCPServer("val_town")'],
      [`${API}/val_town/index.ts`, LOOP, ""],
    ],
    [
      "context-type",
      "a text for an object",
      "github",
      [`${API}/github/index.ts`, "Context?: string"],
      [`${API}/github/index.ts`, /Context\?: \w+/, "Context?: string"],
    ],
  ]),
  ...on(
    ["dust-arrays"],
    [
      [
        "field-described",
        "a field that three tools share",
        "github",
        [GITHUB, "repo: z.string(),"],
        [GITHUB, 'repo: z.string().describe("The name of the repository.")', "repo: z.string()"],
      ],
      [
        "tool-name-unique",
        "a tool renamed to another",
        "val_town",
        [VAL_TOWN, 'name: "get_val",\n    description: "Delete'],
        [VAL_TOWN, 'name: "delete_val"', 'name: "get_val"'],
      ],
    ],
  ),
  ...on(
    ["dust-records"],
    [
      [
        "tool-sets-match",
        "a server that registers its only tool no more",
        "hubspot",
        [`${API}/hubspot/index.ts`, 'makeInternalMCPServer("hubspot")'],
        [`${API}/hubspot/index.ts`, / {2}server\.tool\([\s\S]*?\n {2}\);\n/, ""],
      ],
      [
        "stake-per-tool",
        "one stake for all",
        "outlook",
        [OUTLOOK, "Object.fromEntries("],
        [OUTLOOK, "[t.name, t.stake]", '[t.name, "low"]'],
      ],
      [
        "stake-per-tool",
        "the name where the stake belongs",
        "outlook",
        [OUTLOOK, "Object.fromEntries("],
        [OUTLOOK, "(t) => [t.name, t.stake]", "({ name }) => [name, name]"],
      ],
      [
        "stake-per-tool",
        "a misspelt tool in the stakes that an entry keeps",
        "agent_memory",
        [CONSTANTS, "retreive:"],
        [CONSTANTS, '      retrieve: "never_ask"', '      retreive: "never_ask"'],
      ],
    ],
  ),
];
