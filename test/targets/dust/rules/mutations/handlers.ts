import { answerCases } from "./answers.ts";
import { type MutationCase, on } from "./case.ts";
import { leakCases } from "./leaks.ts";

const REGISTRY = "front/lib/actions/mcp_internal_actions/constants.ts";
const API = "front/lib/api/actions/servers";
const SERVICENOW = `${API}/servicenow/tools/index.ts`;
const VAL_TOWN = `${API}/val_town/tools/index.ts`;
const CLIENT = `${API}/val_town/client.ts`;
const GITHUB = `${API}/github/tools/index.ts`;
const SALESLOFT = `${API}/salesloft/api.ts`;
const ASHBY = `${API}/ashby/helpers.ts`;
const RUN = `${API}/run_agent/tools/index.ts`;

/** Faults in the modules that handle tools. */
export const handlerCases: MutationCase[] = [
  ...on(
    ["dust-records", "dust-arrays"],
    [
      [
        "source-readable",
        "a parenthesis that is not closed",
        "github",
        [`${API}/github/index.ts`, "export default createServer(;"],
        [`${API}/github/index.ts`, "export default createServer;", "export default createServer(;"],
      ],
      [
        "tools-file",
        "handlers without a type",
        "github",
        [GITHUB, "const handlers ="],
        [GITHUB, /const handlers: ToolHandlers<[^>]*>/, "const handlers"],
      ],
      [
        "tools-file",
        "handlers without a type inside a factory",
        "slack",
        [`${API}/slack_personal/tools/index.ts`, "const handlers ="],
        [`${API}/slack_personal/tools/index.ts`, /const handlers: ToolHandlers<[^>]*>/, "const handlers"],
      ],
      [
        "context-type",
        "the type of another checkout",
        "github",
        [`${API}/github/index.ts`, "Context?: OtherContext"],
        [`${API}/github/index.ts`, /Context\?: \w+/, "Context?: OtherContext"],
      ],
      [
        "context-type",
        "of an exported function",
        "ashby",
        [`${API}/ashby/index.ts`, "auth: Connection"],
        [`${API}/ashby/index.ts`, "auth: Authenticator", "auth: Connection"],
      ],
      [
        "handler-stub",
        "an answer that is an error",
        "github",
        [GITHUB, "create_issue:"],
        [
          GITHUB,
          /create_issue: [\s\S]*?\n {4}\),/,
          'create_issue: async () => new Err(new MCPError("Not implemented.")),',
        ],
      ],
      [
        "no-error-leak",
        "the token in a message",
        "val_town",
        [VAL_TOWN, "authInfo.token}"],
        [VAL_TOWN, /new MCPError\([^)]*\{ tracked: false \}\)/, "new MCPError(`Wrong token ${authInfo.token}.`)"],
      ],
      [
        "handler-error-path",
        "a throw in a handler",
        "val_town",
        [VAL_TOWN, "throw new Error"],
        [VAL_TOWN, /return new Err\(\s*new MCPError\([^;]*;/, 'throw new Error("No token.");'],
      ],
      [
        "name-const-once",
        "the name of a server in two modules",
        "ashby",
        [`${API}/ashby/metadata.ts`, "ASHBY_SERVER_NAME"],
        [
          `${API}/ashby/metadata.ts`,
          "export const ASHBY_TOOLS_METADATA",
          'export const ASHBY_SERVER_NAME = "ashby" as const;\n\nexport const ASHBY_TOOLS_METADATA',
        ],
      ],
    ],
  ),
  ...on(
    ["dust-arrays"],
    [
      [
        "token-wiring",
        "a helper that ignores what it is given",
        "ashby",
        [REGISTRY, "requiresBearerToken: true, // ashby"],
        [REGISTRY, /(?<=ashby: \{[^}]*)requiresBearerToken: true,/, "requiresBearerToken: true, // ashby"],
        [`${API}/ashby/helpers.ts`, / {2}if \(!authInfo\?\.token\) \{[\s\S]*?\n {2}\}\n/, ""],
        [`${API}/ashby/helpers.ts`, "new AshbyClient(authInfo.token)", 'new AshbyClient("none")'],
      ],
      [
        "no-bare-fetch",
        "in a handler",
        "servicenow",
        [SERVICENOW, "fetch(\n"],
        [SERVICENOW, "await untrustedFetch(", "await fetch("],
      ],
      [
        "no-bare-fetch",
        "in a class",
        "val_town",
        [CLIENT, "fetch(`"],
        [CLIENT, "await untrustedFetch(", "await fetch("],
      ],
      [
        "no-bare-fetch",
        "of the global object",
        "salesloft",
        [SALESLOFT, "globalThis.fetch("],
        [SALESLOFT, "await untrustedFetch(", "await globalThis.fetch("],
      ],
      [
        "no-error-leak",
        "the body of the answer",
        "salesloft",
        [SALESLOFT, "await response.text()"],
        [SALESLOFT, "answered ${response.status}.", "answered ${await response.text()}."],
      ],
      [
        "no-error-leak",
        "a raw exception",
        "servicenow",
        [SERVICENOW, "new MCPError(`ServiceNow failed"],
        [SERVICENOW, '"ServiceNow failed."', "`ServiceNow failed: ${e}`"],
      ],
      [
        "no-error-leak",
        "an answer as JSON",
        "servicenow",
        [SERVICENOW, "JSON.stringify(body)"],
        [
          SERVICENOW,
          "const incident = IncidentSchema.safeParse(await response.json());",
          "const body: unknown = await response.json();\n      const incident = IncidentSchema.safeParse(body);",
        ],
        [SERVICENOW, '"ServiceNow gave an unexpected answer."', '"Unexpected: " + JSON.stringify(body)'],
      ],
      [
        "handler-error-path",
        "a throw in a helper",
        "ashby",
        [ASHBY, "throw new Error"],
        [
          ASHBY,
          "  if (result.isErr()) {",
          '  if (!result) {\n    throw new Error("No answer.");\n  }\n  if (result.isErr()) {',
        ],
      ],
      [
        "handler-error-path",
        "a request in no try",
        "exa_people_and_company",
        [`${API}/exa/tools/index.ts`, 'untrustedFetch("'],
        [`${API}/exa/tools/index.ts`, "  try {\n", "  {\n"],
        [`${API}/exa/tools/index.ts`, /\} catch \(e\) \{[\s\S]*?\n {2}\}\n\}/, "}\n}"],
      ],
      [
        "handler-error-path",
        "a throw in a method of a class",
        "val_town",
        [CLIENT, "throw new Error"],
        [
          CLIENT,
          "    const parsed = ValSchema",
          '    if (!valId) {\n      throw new Error("No val.");\n    }\n    const parsed = ValSchema',
        ],
      ],
      [
        "handler-error-path",
        "an answer that is parsed in no try",
        "val_town",
        [CLIENT, "ValSchema.parse("],
        [
          CLIENT,
          "const parsed = ValSchema.safeParse(response.value);",
          "const parsed = { success: true, data: ValSchema.parse(response.value) };",
        ],
      ],
      [
        "handler-error-path",
        "JSON that is parsed in no try",
        "val_town",
        [CLIENT, "JSON\n"],
        [
          CLIENT,
          "const parsed = ValSchema.safeParse(response.value);",
          "const parsed = ValSchema.safeParse(\n        JSON\n          .parse(valId)\n      );",
        ],
      ],
      [
        "handler-error-path",
        "an answer that is parsed by a schema of another module, in no try",
        "val_town",
        [CLIENT, "schemas\n"],
        [
          CLIENT,
          "const parsed = ValSchema.safeParse(response.value);",
          "const parsed = { success: true, data: schemas\n        .ValSchema /* all */\n        .parse(response.value) };",
        ],
      ],
      [
        "handler-error-path",
        "a throw in an array's callback",
        "salesloft",
        [`${API}/salesloft/tools/index.ts`, "throw new Error"],
        [
          `${API}/salesloft/tools/index.ts`,
          /\(\{ id, type, due_on \}\) => `[^`]*`/,
          "({ id, type }) => {\n        throw new Error(`${type} ${id}`);\n      }",
        ],
      ],
      [
        "no-raw-json",
        "a result's value",
        "val_town",
        [VAL_TOWN, "JSON.stringify("],
        [VAL_TOWN, "text: `${name} (${privacy})`", "text: JSON.stringify(val.value)"],
      ],
      [
        "no-raw-json",
        "an answer that was just read",
        "web_search_&_browse",
        [`${API}/web_search_browse/tools/index.ts`, "text: JSON.stringify("],
        [
          `${API}/web_search_browse/tools/index.ts`,
          "text: await readPage(url) }",
          "text: JSON.stringify(await (await untrustedFetch(url)).text()) }",
        ],
      ],
      [
        "response-validated",
        "a cast",
        "servicenow",
        [SERVICENOW, "response.json()"],
        [
          SERVICENOW,
          "IncidentSchema.safeParse(await response.json())",
          "{ success: true, data: (await response.json()) as z.infer<typeof IncidentSchema> }",
        ],
      ],
      [
        "response-validated",
        "an answer that is used as it is",
        "openai_usage",
        [`${API}/openai_usage/client.ts`, "response.json()"],
        [
          `${API}/openai_usage/client.ts`,
          /const parsed = CostsSchema[\s\S]*?;\n[\s\S]*?;\n/,
          "const costs = await response.json();\n    return new Ok(costs);\n",
        ],
      ],
      [
        "path-id-encoded",
        "a parameter of a method",
        "val_town",
        [CLIENT, "valId}`\n    );"],
        [CLIENT, "`/vals/${encodeURIComponent(valId)}`\n    );", "`/vals/${valId}`\n    );"],
      ],
      [
        "path-id-encoded",
        "a parameter that is taken out of an object",
        "salesforce",
        [`${API}/salesforce/salesforce_api_helper.ts`, "objectName}/"],
        [`${API}/salesforce/salesforce_api_helper.ts`, "${encodeURIComponent(objectName)}/", "${objectName}/"],
      ],
      [
        "path-id-encoded",
        "behind a base address",
        "servicenow",
        [SERVICENOW, "sysId}`"],
        [SERVICENOW, "${encodeURIComponent(sysId)}", "${sysId}"],
      ],
      [
        "stake-fits-verb",
        "a deletion that nobody is asked about",
        "val_town",
        [`${API}/val_town/metadata.ts`, 'stake: "never_ask",\n    displayLabels: { running: "Deleting'],
        [`${API}/val_town/metadata.ts`, /(?<="delete_val"[\s\S]*?)stake: "[a-z]+",/, 'stake: "never_ask",'],
      ],
      [
        "stake-fits-verb",
        "a request that changes something",
        "salesforce",
        [`${API}/salesforce/metadata.ts`, 'stake: "never_ask", // changed'],
        [
          `${API}/salesforce/metadata.ts`,
          /(?<="update_object"[\s\S]*?)stake: "[a-z]+",/,
          'stake: "never_ask", // changed',
        ],
        ["front/lib/actions/mcp_internal_actions/constants.ts", '{ update_object: ["objectName"] }', "undefined"],
      ],
      [
        "stake-fits-verb",
        "a read that asks each time",
        "github",
        [`${API}/github/metadata.ts`, 'stake: "high"'],
        [`${API}/github/metadata.ts`, 'stake: "never_ask"', 'stake: "high"'],
      ],
      [
        "tools-file",
        "handlers of an index.ts",
        "user_analytics",
        [`${API}/user_analytics/index.ts`, "const handlers ="],
        [`${API}/user_analytics/index.ts`, /const handlers: ToolHandlers<[^>]*>/, "const handlers"],
      ],
      [
        "handler-error-path",
        "a throw in a factory's handler",
        "run_agent",
        [RUN, "throw new Error"],
        [RUN, /return new Err\(\s*new MCPError\("An agent[^;]*;/, 'throw new Error("An agent cannot run itself.");'],
      ],
    ],
  ),
  ...answerCases,
  ...leakCases,
];
