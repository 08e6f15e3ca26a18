import type { Mutation } from "../../../../support/fixture-host.ts";
import { type MutationCase, on } from "./case.ts";

const MIA = "front/lib/actions/mcp_internal_actions";
const CONSTANTS = `${MIA}/constants.ts`;
const SWITCH = `${MIA}/servers/index.ts`;
const API = "front/lib/api/actions/servers";
const INDEX = `${API}/github/index.ts`;
const TOOLS = `${API}/github/tools/index.ts`;
const META = `${API}/github/metadata.ts`;
const CLIENT = `${API}/github/client.ts`;
const OUTLOOK = `${API}/outlook`;

const IMPORT = "@app/lib/api/actions/servers";
const gone = (path: string): Mutation => [path, null, ""];
const FILES = "index.ts metadata.ts client.ts helpers.ts rendering.ts types.ts tools/index.ts".split(" ");
const FROM_ASHBY = 'import { ASHBY_TOOLS_METADATA } from "@app/lib/api/actions/servers/ashby/metadata";\n';

/** Faults of what a server's modules import, and of whose tools it registers. */
export const importCases: MutationCase[] = [
  ...on(
    ["dust-records", "dust-arrays"],
    [
      [
        "import-resolves",
        "the entry's module, misspelt",
        "github",
        [CONSTANTS, `from "${IMPORT}/github/meta"`],
        [CONSTANTS, "servers/github/metadata", "servers/github/meta"],
      ],
      [
        "import-resolves",
        "the case's module, misspelt",
        "github",
        [SWITCH, `from "${IMPORT}/git_hub"`],
        [SWITCH, 'servers/github"', 'servers/git_hub"'],
      ],
      ["import-resolves", "no metadata.ts", "github", [CONSTANTS, `from "${IMPORT}/github/metadata"`], gone(META)],
      ["import-resolves", "no index.ts", "github", [SWITCH, `from "${IMPORT}/github"`], gone(INDEX)],
      ["import-resolves", "no tools/index.ts", "github", [INDEX, `from "${IMPORT}/github/tools"`], gone(TOOLS)],
      ["import-resolves", "no client.ts", "github", [TOOLS, `from "${IMPORT}/github/client"`], gone(CLIENT)],
      [
        "import-resolves",
        "no folder, which the entry and the case name",
        "github",
        [CONSTANTS, `from "${IMPORT}/github/metadata"`],
        ...FILES.map((name) => gone(`${API}/github/${name}`)),
      ],
      [
        "import-resolves",
        "a relative path, misspelt",
        "agent_delegation",
        [`${API}/agent_delegation/index.ts`, '"./metdata"'],
        [`${API}/agent_delegation/index.ts`, '"./metadata"', '"./metdata"'],
      ],
      [
        "import-resolves",
        "a path of the checkout, misspelt",
        "github",
        [TOOLS, '"@app/lib/api/actions/servers/github/metdata"'],
        [TOOLS, "servers/github/metadata", "servers/github/metdata"],
      ],
      [
        "import-resolves",
        "a module outside of the servers, with a slip",
        "github",
        [CLIENT, '"@app/lib/egress/servr"'],
        [CLIENT, '"@app/lib/egress/server"', '"@app/lib/egress/servr"'],
      ],
      [
        "import-resolves",
        "a type's module",
        "github",
        [CLIENT, '"./typs"'],
        [CLIENT, /^/, 'import type { Issue } from "./typs";\n'],
      ],
      [
        "import-resolves",
        "a module that is exported on",
        "github",
        [CLIENT, '"./pages"'],
        [CLIENT, /^/, 'export * from "./pages";\n'],
      ],
      [
        "import-resolves",
        "a module that is imported later",
        "github",
        [TOOLS, 'import("./render")'],
        [TOOLS, /$/, '\nexport const later = () => import("./render");\n'],
      ],
      [
        "import-resolves",
        "a file that is no source",
        "github",
        [TOOLS, '"./states.json"'],
        [TOOLS, /^/, 'import states from "./states.json";\n'],
      ],
      [
        "import-resolves",
        "a name that its module does not export",
        "github",
        [TOOLS, "GITHUB_TOOL_METADATA }"],
        [TOOLS, "{ GITHUB_TOOLS_METADATA }", "{ GITHUB_TOOL_METADATA }"],
      ],
      [
        "import-resolves",
        "a name that two modules import",
        "github",
        [INDEX, "TOOLS }"],
        [TOOLS, "export const TOOLS =", "export const GITHUB_TOOLS ="],
        [CLIENT, /^/, `import { TOOLS } from "${IMPORT}/github/tools";\n`],
      ],
      ["import-resolves", "a module that is empty", "github", [INDEX, "TOOLS }"], [TOOLS, /[\s\S]+/, ""]],
      [
        "import-resolves",
        "a default export",
        "github",
        [TOOLS, "client from"],
        [TOOLS, /^/, `import client from "${IMPORT}/github/client";\n`],
      ],
      [
        "tools-own-metadata",
        "the list of another server",
        "github",
        [TOOLS, "buildTools(ASHBY"],
        [TOOLS, "import { buildTools", `${FROM_ASHBY}import { buildTools`],
        [TOOLS, "buildTools(GITHUB_TOOLS_METADATA", "buildTools(ASHBY_TOOLS_METADATA"],
      ],
      [
        "tools-own-metadata",
        "the list of another server under its own name",
        "github",
        [TOOLS, "buildTools(GITHUB"],
        [
          TOOLS,
          /import \{ GITHUB_TOOLS_METADATA \} from "[^"]*"/,
          `import { ASHBY_TOOLS_METADATA as GITHUB_TOOLS_METADATA } from "${IMPORT}/ashby/metadata"`,
        ],
      ],
      [
        "tools-own-metadata",
        "the tools of another server in index.ts",
        "github",
        [INDEX, `from "${IMPORT}/ashby/tools"`],
        [INDEX, "servers/github/tools", "servers/ashby/tools"],
      ],
      [
        "tools-own-metadata",
        "the tools of another server in tools/index.ts",
        "github",
        [TOOLS, `from "${IMPORT}/ashby/tools"`],
        [TOOLS, /[\s\S]+/, `import { TOOLS as ASHBY } from "${IMPORT}/ashby/tools";\n\nexport const TOOLS = ASHBY;\n`],
      ],
      [
        "tools-own-metadata",
        "the tools of another server, exported on",
        "github",
        [TOOLS, `from "${IMPORT}/ashby/tools"`],
        [TOOLS, /[\s\S]+/, `export { TOOLS } from "${IMPORT}/ashby/tools";\n`],
      ],
      [
        "tool-sets-match",
        "a tool renamed in metadata.ts alone",
        "github",
        [TOOLS, "list_issues:"],
        [META, "list_issues", "list_all_issues"],
      ],
    ],
  ),
  ...on(
    ["dust-arrays"],
    [
      [
        "import-resolves",
        "a module that two servers share",
        "outlook",
        [`${OUTLOOK}/tools/mail/index.ts`, `from "${IMPORT}/outlook/schemas"`],
        gone(`${OUTLOOK}/schemas.ts`),
      ],
    ],
  ),
];
