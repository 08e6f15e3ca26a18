import type { Server } from "./servers.ts";
import { type Param, type Tool, toolsOf } from "./tools.ts";

/** The specifier of the type that every metadata module is checked with. */
const DEFINITION = "@app/lib/actions/mcp_internal_actions/tool_definition";

/** The module that describes a server and its tools. */
export function metadataFile(server: Server): string {
  if (server.original === "agent_delegation") return borrowedMetadata(server);
  const tools = toolsOf(server);
  const shares = tools.some((tool) => tool.params.some((param) => param.name === "limit"));
  return `import type { ServerMetadata } from "${DEFINITION}";
import { z } from "zod";
${nameLine(server)}${shares ? `\n${SHARED}` : ""}
export const ${server.prefix}_TOOLS_METADATA = [
${tools.map(toolText).join("\n")}
] as const;

${serverText(server, `${server.prefix}_TOOLS_METADATA`)}`;
}

const SHARED = `const limitSchema = z
  .number()
  .int()
  .max(100)
  .optional()
  .describe("How many rows to return at most.");

const PAGE_SCHEMA = { limit: limitSchema };
`;

function nameLine({ nameConst, name }: Server): string {
  return nameConst?.declaredIn === "metadata"
    ? `\nexport const ${nameConst.name} = ${JSON.stringify(name)} as const;\n`
    : "";
}

function toolText({ name, description, params, stake, labels }: Tool): string {
  return `  {
    name: ${JSON.stringify(name)},
    description:
      ${JSON.stringify(`${description} `)} +
      "Returns what ${stake === "never_ask" ? "was found" : "was changed"}.",
    schema: {
${params.map(paramText).join("\n")}
    },
    stake: ${JSON.stringify(stake)},
    displayLabels: {
      running: ${JSON.stringify(labels.running)},
      done: ${JSON.stringify(labels.done)},
    },
    toolCostCategory: "${stake === "never_ask" ? "basic" : "advanced"}",
    freeUsage: false,
  },`;
}

function paramText({ name, type, optional, description }: Param): string {
  if (name === "limit") return "      ...PAGE_SCHEMA,";
  return `      ${name}: z
        .${type}${optional ? "\n        .optional()" : ""}
        .describe(${JSON.stringify(description)}),`;
}

// One real server lists the tools of another one, and imports its own module by a relative path.
function borrowedMetadata(server: Server): string {
  const suffix = server.copy === 0 ? "" : `_r${server.copy + 1}`;
  const tools = `RUN_AGENT${suffix.toUpperCase()}_TOOLS_METADATA`;
  return `import type { ServerMetadata } from "${DEFINITION}";
import { ${tools} } from "@app/lib/api/actions/servers/run_agent${suffix}/metadata";
${nameLine(server)}
${serverText(server, tools)}`;
}

function serverText(server: Server, tools: string): string {
  const { nameConst, name } = server;
  const written = nameConst?.declaredIn === "metadata" ? nameConst.name : JSON.stringify(name);
  return `export const ${server.metadataConst} = {
  serverInfo: {
    name: ${written},
    version: "1.0.0",
    description: ${JSON.stringify(`Find and change what ${server.title} holds.`)},
    authorization: ${authorization(server)},
    icon: "${server.access === "none" ? "ActionTableIcon" : "ActionCloudArrowLeftRightIcon"}",
    documentationUrl: ${server.access === "oauth" ? `"https://docs.dust.tt/docs/${server.dir}"` : "null"},
  },
  tools: ${tools},
} as const satisfies ServerMetadata;
`;
}

function authorization(server: Server): string {
  if (server.access !== "oauth") return "null";
  const useCases = server.index % 2 === 0 ? `["personal_actions"]` : `["platform_actions", "personal_actions"]`;
  return `{
      provider: "${providerOf(server)}",
      supported_use_cases: ${useCases},
    }`;
}

const OWN_PROVIDER = /^(confluence|github|gmail|hubspot|jira|notion|salesforce|servicenow|zendesk)$/;

// The provider of a server is often not its name.
function providerOf({ original }: Server): string {
  if (OWN_PROVIDER.test(original)) return original;
  if (original === "slack") return "slack_tools";
  if (original === "slack_bot") return "slack";
  if (/^(outlook|microsoft)/.test(original)) return "microsoft_tools";
  return original.startsWith("google_") ? "google_drive" : "mcp";
}
