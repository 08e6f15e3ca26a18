import type { Conventions } from "../../../../src/targets/dust/checkout/conventions.ts";

const MIA = "@app/lib/actions/mcp_internal_actions";

/** The conventions of the sample workspace `dust-arrays`. */
const arrays: Conventions = {
  layout: "arrays",
  context: { name: "toolContext", type: "ToolContext", module: "@app/lib/actions/types" },
  resultModule: "@app/types/shared/result",
  costFields: true,
  instructions: "absent",
  toolsStakes: false,
  toolFields: [],
  egress: { name: "untrustedFetch", module: "@app/lib/egress/server", types: "undici" },
  logger: { module: "@app/logger/logger" },
  normalizeError: { module: "@app/types/shared/utils/error_utils" },
  mcpErrorOptions: { tracked: true, code: true, cause: true },
  extraSignal: true,
  importStyle: "one-block",
  modules: {
    toolDefinition: `${MIA}/tool_definition`,
    wrappers: `${MIA}/wrappers`,
    makeServer: `${MIA}/utils`,
    mcpErrors: "@app/lib/actions/mcp_errors",
    auth: "@app/lib/auth",
    servers: "@app/lib/api/actions/servers",
    toolType: "@app/lib/api/mcp",
    stakeType: "@app/lib/actions/constants",
    useCaseType: "@app/types/oauth/lib",
  },
};

/** The conventions of the sample workspace `dust-records`. */
const records: Conventions = {
  ...arrays,
  egress: { name: "untrustedFetch", module: "@app/lib/egress/server", types: "global" },
  layout: "records",
  context: { name: "agentLoopContext", type: "AgentLoopContextType", module: "@app/lib/actions/types" },
  costFields: false,
  instructions: "required",
  toolsStakes: true,
  toolFields: ["name", "description", "inputSchema", "displayLabels"],
  importStyle: "packages-first",
};

/** The conventions of the sample workspace `dust-legacy`. */
const legacy: Conventions = {
  ...records,
  layout: "legacy",
  resultModule: "@app/types",
  toolsStakes: false,
  toolFields: [],
  normalizeError: { module: "@app/types" },
  modules: { ...records.modules, servers: `${MIA}/servers`, useCaseType: "@app/types" },
};

/** A checkout that has none of the optional modules. */
const bare: Conventions = {
  ...arrays,
  egress: null,
  logger: null,
  normalizeError: null,
  mcpErrorOptions: { tracked: false, code: false, cause: false },
  extraSignal: false,
};

/** A checkout of layout `legacy` that has none of them. */
const bareLegacy: Conventions = { ...bare, ...withoutOptions(legacy) };

/** What a checkout of a layout has whether or not it has the optional modules. */
export function withoutOptions({
  layout,
  context,
  resultModule,
  instructions,
  importStyle,
  modules,
  toolFields,
  ...rest
}: Conventions) {
  const { costFields, toolsStakes } = rest;
  return { layout, context, resultModule, instructions, importStyle, modules, toolFields, costFields, toolsStakes };
}

/** Conventions of the sample workspaces and of bare ones. */
export const conventions = { arrays, records, legacy, bare, bareLegacy };
