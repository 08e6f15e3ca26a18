import { fixtureFiles } from "../../../support/fixture-host.ts";

const ACTIONS = "front/lib/actions/mcp_internal_actions";
const CONSTANTS = `${ACTIONS}/constants.ts`;
const DEFINITION = `${ACTIONS}/tool_definition.ts`;
const WRAPPERS = `${ACTIONS}/wrappers.ts`;
const MCP = "front/lib/api/mcp.ts";

type Files = Record<string, string>;

/**
 * The sample workspace of layout `legacy` in the middle of its way to a newer one: all its servers, and beside the old helpers those
 * that the newer layout needs, taken from the sample workspaces that have them.
 */
export function transitional(to: "records" | "arrays"): Files {
  const files = { ...fixtureFiles("dust-legacy") };
  return to === "records" ? withRecords(files) : withArrays(files);
}

function withRecords(files: Files): Files {
  const mixed = fixtureFiles("dust-mixed");
  const tail = part(mixed, CONSTANTS, "} satisfies {");
  return {
    ...files,
    [DEFINITION]: text(mixed, DEFINITION),
    [WRAPPERS]: text(mixed, WRAPPERS),
    [MCP]: text(mixed, MCP).replace("@app/types/oauth/lib", "@app/types"),
    [CONSTANTS]: withTypes(text(files, CONSTANTS), tail),
  };
}

function withArrays(files: Files): Files {
  const arrays = fixtureFiles("dust-arrays");
  const definition = text(arrays, DEFINITION).replace(
    "{ ToolRunContext }",
    "{ AgentLoopRunContextType as ToolRunContext }",
  );
  const tail = part(fixtureFiles("dust-mixed"), CONSTANTS, "} satisfies {")
    .replace("};\n", "});\n")
    .replace("metadata?.tools_stakes[toolName] ??", "metadata?.tools.find((tool) => tool.name === toolName)?.stake ??")
    .replace("return entry.metadata ? entry.metadata.tools : (entry.tools ?? []);", LISTED);
  const constants = withTypes(text(files, CONSTANTS), tail).replace(
    "export const INTERNAL_MCP_SERVERS = {",
    `${UNIQUE}\nexport const INTERNAL_MCP_SERVERS = ensureUniqueToolNames({`,
  );
  return {
    ...files,
    [DEFINITION]: definition,
    [WRAPPERS]: withRegistration(text(files, WRAPPERS)),
    [MCP]: text(files, MCP)
      .replace(/ {2}\/\/ Only our own.*\n {2}instructions.*\n/, "")
      .concat(COST),
    [`${ACTIONS}/utils.ts`]: text(files, `${ACTIONS}/utils.ts`).replace(
      "augmentedInstructions ?? serverInfo.instructions",
      "augmentedInstructions",
    ),
    [CONSTANTS]: constants.replace(/(documentationUrl: null,\n) +instructions: null,\n/, "$1"),
  };
}

function withTypes(constants: string, tail: string): string {
  const types = "  isDeepDiveDisabled: boolean;\n};\n";
  return constants
    .slice(0, constants.indexOf("} satisfies {"))
    .replace(
      "export const INTERNAL_MCP_SERVERS",
      `type IsRestrictedParams = {\n  plan: PlanType;\n  featureFlags: WhitelistableFeature[];\n${types}\nexport const INTERNAL_MCP_SERVERS`,
    )
    .replace(
      "import type {\n  InternalMCPServerDefinitionType,",
      `import type { ServerMetadata } from "@app/lib/actions/mcp_internal_actions/tool_definition";\nimport type {\n  InternalMCPServerDefinitionType,`,
    )
    .concat(tail);
}

const LISTED = `return entry.metadata
    ? entry.metadata.tools.map(({ name, description }) => ({ name, description }))
    : (entry.tools ?? []);`;

const UNIQUE = `function ensureUniqueToolNames<T>(servers: T): T {
  return servers;
}
`;

const COST = `
export type ToolCostCategory = "basic" | "advanced";
`;

function withRegistration(wrappers: string): string {
  const imports =
    'import type { RegistrableToolDefinition } from "@app/lib/actions/mcp_internal_actions/tool_definition";\n';
  return wrappers
    .replace(
      "import type { RequestHandlerExtra }",
      'import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";\nimport type { RequestHandlerExtra }',
    )
    .replace("import type { AgentLoopContextType }", `${imports}import type { AgentLoopContextType }`)
    .concat(`
export function registerTool(
  auth: Authenticator,
  agentLoopContext: AgentLoopContextType | undefined,
  server: McpServer,
  tool: RegistrableToolDefinition,
  { monitoringName }: { monitoringName: string }
): void {
  server.registerTool(
    tool.name,
    {
      description: tool.description,
      inputSchema: tool.schema,
      _meta: { dust: { stake: tool.stake } },
    },
    withToolLogging(
      auth,
      {
        toolNameForMonitoring: monitoringName,
        agentLoopContext,
        enableAlerting: tool.enableAlerting,
      },
      async (params: Record<string, unknown>, extra) => {
        const runContext = agentLoopContext?.runContext;
        if (!runContext) {
          throw new Error("A tool was called without a run context.");
        }
        const result = await tool.handler(params, { ...extra, auth, runContext });
        if (result.isErr()) {
          return result;
        }
        return new Ok(Array.isArray(result.value) ? result.value : result.value.content);
      }
    )
  );
}
`)
    .replace(
      'import type { Result } from "@app/types";',
      'import type { Result } from "@app/types";\nimport { Ok } from "@app/types";',
    );
}

function text(files: Files, path: string): string {
  const found = files[path];
  if (found === undefined) throw new Error(`no ${path}`);
  return found;
}

function part(files: Files, path: string, from: string): string {
  const whole = text(files, path);
  return whole.slice(whole.indexOf(from));
}
