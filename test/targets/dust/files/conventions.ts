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

/** A checkout that has none of the optional modules. */
const bare: Conventions = {
  ...arrays,
  egress: null,
  logger: null,
  normalizeError: null,
  mcpErrorOptions: { tracked: false, code: false, cause: false },
  extraSignal: false,
};

/** Conventions of both sample workspaces and of a bare one. */
export const conventions = { arrays, records, bare };
