import type { Server } from "./servers.ts";
import { methodOf, type Tool, toolsOf } from "./tools.ts";

const ACTIONS = "@app/lib/actions/mcp_internal_actions";
const SERVERS = "@app/lib/api/actions/servers";

/** Servers whose handlers stand in the module that makes the server. */
const FOLDED = /^(user_analytics|activation_recommendations|agent_templates)$/;

const SERVER_ID = `, {
    augmentedInstructions: \`Connection: \${mcpServerId}\`,
  }`;

/** The modules that make a server, by their path below the folder of all servers. */
export function implementationFiles(server: Server): Record<string, string> {
  const index = server.serverPath === server.dir ? `${server.dir}/index.ts` : `${server.serverPath}.ts`;
  if (server.original === "agent_delegation") return { [index]: serverModule(server, borrowedTools(server)) };
  if (server.original === "poke") return { [index]: rawModule(server) };
  if (FOLDED.test(server.original)) return { [index]: serverModule(server, null) };
  return {
    [index]: serverModule(server, `${SERVERS}/${server.toolsPath}`),
    [`${server.toolsPath}/index.ts`]: server.access === "none" ? toolsModule(server) : connectedModule(server),
  };
}

function borrowedTools({ copy }: Server): string {
  return `${SERVERS}/run_agent${copy === 0 ? "" : `_r${copy + 1}`}/tools`;
}

/** How a module of the server writes its name, and the import that this takes. */
function nameIn(server: Server): { text: string; from: string[] } {
  const { nameConst, original } = server;
  if (nameConst?.declaredIn !== "metadata") return { text: JSON.stringify(server.name), from: [] };
  const module = original === "agent_delegation" ? "./metadata" : `${SERVERS}/${server.metadataPath}`;
  return { text: nameConst.name, from: [`import { ${nameConst.name} } from "${module}";`] };
}

function serverModule(server: Server, tools: string | null): string {
  const name = nameIn(server);
  const folded = tools === null ? foldedHandlers(server) : { imports: [], text: "" };
  const isAsync = server.index % 20 === 1;
  const imports = [
    `import { makeInternalMCPServer } from "${ACTIONS}/utils";`,
    `import { registerTool } from "${ACTIONS}/wrappers";`,
    `import type { ToolContext } from "@app/lib/actions/types";`,
    ...(tools === null ? [] : [`import { TOOLS } from "${tools}";`]),
    `import type { Authenticator } from "@app/lib/auth";`,
    `import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";`,
    ...name.from,
    ...folded.imports,
  ];
  const serverId = server.factoryTakesServerId ? "\n  mcpServerId: string," : "";
  return `${sorted(imports)}
${folded.text}
${isAsync ? "async " : ""}function createServer(
  auth: Authenticator,${serverId}
  toolContext?: ToolContext
): ${isAsync ? "Promise<McpServer>" : "McpServer"} {
  const server = makeInternalMCPServer(${name.text}${server.factoryTakesServerId ? SERVER_ID : ""});

  for (const tool of TOOLS) {
    registerTool(auth, toolContext, server, tool, {
      monitoringName: ${name.text},
    });
  }

  return server;
}

export default createServer;
`;
}

// The oldest servers register their tools one by one.
function rawModule(server: Server): string {
  const name = nameIn(server);
  const metadata = `${server.prefix}_TOOLS_METADATA`;
  const imports = [
    `import { makeInternalMCPServer } from "${ACTIONS}/utils";`,
    `import type { ToolContext } from "@app/lib/actions/types";`,
    `import { ${metadata} } from "${SERVERS}/${server.metadataPath}";`,
    `import type { Authenticator } from "@app/lib/auth";`,
    `import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";`,
    ...name.from,
  ];
  const calls = toolsOf(server).map(
    (tool, at) => `  server.tool(
    ${JSON.stringify(tool.name)},
    ${metadata}[${at}].description,
    ${metadata}[${at}].schema,
    async () => ({
      content: [
        {
          type: "text" as const,
          text: \`${tool.labels.done}: \${auth.user()?.fullName ?? "nobody"}\`,
        },
      ],
    })
  );`,
  );
  return `${sorted(imports)}

function createServer(
  auth: Authenticator,
  _toolContext?: ToolContext
): McpServer {
  const server = makeInternalMCPServer(${name.text});

${calls.join("\n")}

  return server;
}

export default createServer;
`;
}

function foldedHandlers(server: Server): { imports: string[]; text: string } {
  const metadata = `${server.prefix}_TOOLS_METADATA`;
  return {
    imports: [
      `import type { ToolHandlers } from "${ACTIONS}/tool_definition";`,
      `import { buildTools } from "${ACTIONS}/tool_definition";`,
      `import { ${metadata} } from "${SERVERS}/${server.metadataPath}";`,
      `import { Ok } from "@app/types/shared/result";`,
    ],
    text: `
const handlers: ToolHandlers<typeof ${metadata}> = {
${toolsOf(server).map(ownHandler).join("\n\n")}
};

const TOOLS = buildTools(${metadata}, handlers);
`,
  };
}

function toolsModule(server: Server): string {
  const { imports, text } = foldedHandlers(server);
  return `${sorted(imports)}\n${text.replace("\nconst TOOLS", "\nexport const TOOLS")}`;
}

function ownHandler(tool: Tool): string {
  const shown = tool.params.filter((param) => param.name !== "limit").map((param) => param.name);
  return `  ${tool.name}: async ({ ${shown.join(", ")} }, { auth }) => {
    const lines = [
      \`# ${tool.labels.done}\`,
${shown.map((name) => `      \`${name}: \${${name} ?? "any"}\`,`).join("\n")}
      \`User: \${auth.user()?.fullName ?? "nobody"}\`,
    ];
    return new Ok([{ type: "text" as const, text: lines.join("\\n") }]);
  },`;
}

function connectedModule(server: Server): string {
  const metadata = `${server.prefix}_TOOLS_METADATA`;
  const client = `${server.pascal}Client`;
  const folder = `${SERVERS}/${server.metadataPath.replace(/metadata$/, "")}`;
  const tools = toolsOf(server);
  const renders = ["renderDone", "renderItem", "renderItems"].filter((each) =>
    tools.some((tool) => rendererOf(tool) === each),
  );
  const imports = [
    `import { MCPError } from "@app/lib/actions/mcp_errors";`,
    `import type { ToolHandlerExtra, ToolHandlerResult, ToolHandlers } from "${ACTIONS}/tool_definition";`,
    `import { buildTools } from "${ACTIONS}/tool_definition";`,
    `import { ${client} } from "${folder}client";`,
    `import { ${metadata} } from "${SERVERS}/${server.metadataPath}";`,
    `import { ${renders.join(", ")} } from "${folder}rendering";`,
    `import type { Result } from "@app/types/shared/result";`,
    `import { Err, Ok } from "@app/types/shared/result";`,
  ];
  return `${sorted(imports)}

async function withClient<T>(
  { authInfo }: ToolHandlerExtra,
  call: (client: ${client}) => Promise<Result<T, Error>>,
  render: (value: T) => string
): Promise<ToolHandlerResult> {
  const token = authInfo?.token;
  if (!token) {
    return new Err(
      new MCPError(${JSON.stringify(`${server.title} is not connected.`)}, { tracked: false })
    );
  }
  const result = await call(new ${client}(token));
  if (result.isErr()) {
    return new Err(new MCPError(result.error.message, { cause: result.error }));
  }
  return new Ok([{ type: "text" as const, text: render(result.value) }]);
}

const handlers: ToolHandlers<typeof ${metadata}> = {
${tools.map(connectedHandler).join("\n\n")}
};

export const TOOLS = buildTools(${metadata}, handlers);
`;
}

function rendererOf({ answer }: Tool): string {
  return { list: "renderItems", one: "renderItem", none: "renderDone" }[answer];
}

function connectedHandler(tool: Tool): string {
  return `  ${tool.name}: async (params, extra) =>
    withClient(
      extra,
      (client) => client.${methodOf(tool)}(params),
      ${rendererOf(tool)}
    ),`;
}

/** Import lines as the checkouts' formatter orders them: by module, types first. */
export function sorted(imports: readonly string[]): string {
  const module = (line: string) => /"([^"]*)";$/.exec(line)?.[1] ?? "";
  const key = (line: string) => `${module(line).replace(/^\./, "~")} ${line.startsWith("import type") ? 0 : 1}`;
  return [...imports].sort((a, b) => (key(a) < key(b) ? -1 : 1)).join("\n");
}
