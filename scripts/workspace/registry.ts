import { sorted } from "./implementation.ts";
import type { Server } from "./servers.ts";

const SERVERS = "@app/lib/api/actions/servers";

/** The text between the first `from` and the next `to`, both left in place, replaced. Throws when one is not there. */
export function between(text: string, from: string, to: string, inner: string): string {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start + from.length);
  if (start < 0 || end < 0) throw new Error(`The base workspace has no "${(start < 0 ? from : to).trim()}".`);
  return text.slice(0, start + from.length) + inner + text.slice(end);
}

/** constants.ts: the imports, names, retired ids and entries of the servers in the frame of the base workspace's file. */
export function constantsFile(base: string, all: readonly Server[]): string {
  const imports = base.slice(0, base.indexOf("\n\n")).replace(/^import [^;]*?servers\/[^;]*;\n/gm, "");
  const frame = imports.replace(
    "import { RUN_AGENT_CALL_TOOL_TIMEOUT_MS }",
    "import {\n  RUN_AGENT_CALL_TOOL_TIMEOUT_MS,\n  SANDBOX_MCP_REQUEST_TIMEOUT_MS,\n}",
  );
  const statements = frame.split(/(?<=;)\n/);
  const place = statements.findIndex((each) => each.includes('"@app/lib/api/mcp"'));
  const head = [...statements.slice(0, place), sorted(all.map(metadataImport)), ...statements.slice(place)].join("\n");
  const names = all.flatMap(({ nameConst, name }) =>
    nameConst?.declaredIn === "constants" ? [`export const ${nameConst.name} = ${JSON.stringify(name)} as const;`] : [],
  );
  const body = base.slice(base.indexOf("\n\n// Ids of servers that were removed."));
  const listed = between(body, "means nothing.\n", "] as const;", `${inOrder(all, 0).map(nameElement).join("\n")}\n`);
  const entries = inOrder(all, 1).map(entryText).join("\n");
  const filled = between(listed, "another server.\n\n", "  // `satisfies` checks", `${entries}\n`);
  return `${head}\n\n${names.join("\n")}\n\n${HELPER}${filled}`;
}

const HELPER = `function isSandboxEnabled(featureFlags: WhitelistableFeature[]): boolean {
  return featureFlags.includes("sandbox_tools");
}`;

/** The servers in the order of the names array (0), the entries (1) or the cases (2). */
export function inOrder(all: readonly Server[], list: 0 | 1 | 2): Server[] {
  return [...all].sort((a, b) => (a.at[list] ?? 0) - (b.at[list] ?? 0));
}

/** The import of a server's metadata, with the constant of its name where other files spell it so. */
export function metadataImport({ metadataConst, metadataPath, nameConst, entryKey, nameElement }: Server): string {
  const isUsed = entryKey !== undefined || nameElement !== undefined;
  const names =
    nameConst?.declaredIn === "metadata" && isUsed ? [metadataConst, nameConst.name].sort() : [metadataConst];
  const braces = names.length > 1 ? `{\n  ${names.join(",\n  ")},\n}` : `{ ${metadataConst} }`;
  return `import ${braces} from "${SERVERS}/${metadataPath}";`;
}

function nameElement({ nameElement, nameConst, name }: Server): string {
  return `  ${nameElement !== undefined && nameConst ? nameConst.name : JSON.stringify(name)},`;
}

function entryText(server: Server): string {
  const key = server.entryKey !== undefined && server.nameConst ? `[${server.nameConst.name}]` : server.name;
  const comment = COMMENTED.test(server.original)
    ? "    // See the runbook before changing who sees this server.\n"
    : "";
  const lines = (ORDERS[server.propertyOrder ?? "A"] ?? ORDERS["A"] ?? "")
    .split(" ")
    .map((letter) => property(letter, server));
  return `  ${/^[[\w]/.test(key) && !key.includes("&") ? key : JSON.stringify(key)}: {
${lines[0]}
${comment}${lines.slice(1).join("\n")}
  },`;
}

const COMMENTED = /^(data_sources_file_system|sandbox|workspace_analytics)$/;

// i id, a availability, n instances, r restricted, p preview, b bearer, c callback, g arguments, y retry, t timeout, m metadata
const ORDERS: Record<string, string> = {
  A: "i a n r p g y t m",
  B: "i a n p r g y t m",
  C: "i a n r p b g y t m",
  D: "i a n p r b g y t m",
  E: "i a r p n b g y t m",
  F: "i a n p r m g y t",
  G: "i a n p r c g y t m",
};

function property(letter: string, server: Server): string {
  const args = server.argumentsRequiringApproval;
  const lines: Record<string, string> = {
    i: `id: ${server.id}`,
    a: `availability: ${JSON.stringify(server.availability)}${server.availabilityAsConst ? " as const" : ""}`,
    n: `allowMultipleInstances: ${server.allowMultipleInstances}`,
    r: `isRestricted: ${restriction(server)}`,
    p: `isPreview: ${server.isPreview}`,
    b: `requiresBearerToken: ${server.requiresBearerToken}`,
    c: CALLBACK,
    g: `tools_arguments_requiring_approval: ${args ? approvals(args) : "undefined"}`,
    y: `tools_retry_policies: ${server.retryOnInterrupt ? '{ default: "retry_on_interrupt" }' : "undefined"}`,
    t: `timeoutMs: ${server.timeoutMs ?? "undefined"}`,
    m: `metadata: ${server.metadataConst}`,
  };
  return `    ${lines[letter]},`;
}

const CALLBACK = `runtimeToolStakeLevelCallback: (_toolName, { inMinutes }) => {
      return typeof inMinutes === "number" && inMinutes > 60 * 24
        ? "medium"
        : "low";
    }`;

function approvals(args: Record<string, string[]>): string {
  const rows = Object.entries(args).map(([tool, names]) => `      ${tool}: ${JSON.stringify(names)},`);
  return `{\n${rows.join("\n")}\n    }`;
}

function restriction({ restriction }: Server): string {
  if (!restriction) return "undefined";
  const lacks = `!featureFlags.includes(${JSON.stringify(restriction.flag)})`;
  switch (restriction.kind) {
    case "flag-block":
      return `({ featureFlags }) => {\n      return ${lacks};\n    }`;
    case "flag-expression":
      return `({ featureFlags }) =>\n      ${lacks}`;
    case "plan-expression":
      return "({ plan }) => plan.isByok";
    case "plan-or-flag-block":
      return `({ plan, featureFlags }) => {
      const isInPlan = plan.limits.connections.isSalesforceAllowed;
      const hasFeatureFlag = featureFlags.includes(${JSON.stringify(restriction.flag)});
      return !isInPlan && !hasFeatureFlag;
    }`;
    case "helper-block":
      return "({ featureFlags }) => {\n      return !isSandboxEnabled(featureFlags);\n    }";
    default:
      return "({ isWorkspaceAnalyticsEnabled }) =>\n      !isWorkspaceAnalyticsEnabled";
  }
}

/** servers/index.ts: the imports and cases of the servers in the frame of the base workspace's file. */
export function switchFile(base: string, all: readonly Server[]): string {
  const imports = all.map(
    ({ localName, serverPath }) => `import { default as ${localName} } from "${SERVERS}/${serverPath}";`,
  );
  const imported = between(
    base,
    'from "@app/lib/actions/types";\n',
    'import type { Authenticator } from "@app/lib/auth";',
    `${sorted(imports)}\n`,
  );
  const local = new Map(all.map((server) => [server.name, server.localName]));
  const cases = inOrder(all, 2).map((server) => caseText(server, local));
  return between(imported, "switch (internalMCPServerName) {\n", "    default:", `${cases.join("\n")}\n`);
}

function caseText(
  { original, copy, name, localName, factoryTakesServerId }: Server,
  local: Map<string, string>,
): string {
  const other = local.get(`data_sources_file_system${copy === 0 ? "" : `_r${copy + 1}`}`);
  const detour = `      // Tags narrow the search down to folders: these agents browse instead.
      if (toolContext?.listToolsContext?.dataSourceTags) {
        return ${other}(auth, toolContext);
      }
`;
  const args = factoryTakesServerId ? "auth, mcpServerId, toolContext" : "auth, toolContext";
  return `    case ${JSON.stringify(name)}:
${original === "search" && other ? detour : ""}      return ${localName}(${args});`;
}
