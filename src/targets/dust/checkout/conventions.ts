import type { ImportStyle } from "../../_shared/import-block.ts";

/** A layout that is read and written: facts of the checkout, never of the calendar. */
export type DustLayout = "legacy" | "records" | "arrays";

/** What generated code must follow in this checkout; every field is read from its sources. Modules are import specifiers. */
export interface Conventions {
  layout: DustLayout;
  /** The last parameter of `getInternalMCPServer`: its name, its type's name, and the module that exports the type. */
  context: { name: string; type: string; module: string };
  /** Module of `Ok`, `Err` and `Result`. */
  resultModule: string;
  /** True when `ToolDefinition` requires `toolCostCategory` and `freeUsage`. */
  costFields: boolean;
  /** Whether `serverInfo` requires, allows or rejects `instructions`. */
  instructions: "required" | "optional" | "absent";
  /** `records` only: true when `ServerMetadata` has `tools_stakes`. */
  toolsStakes: boolean;
  /** `records` only: the fields of the element type of `ServerMetadata["tools"]`, in order (name, description, inputSchema, displayLabels …). */
  toolFields: string[];
  /** The function that replaces `fetch` here, and whose `Response` its signature names; null when the checkout has none. */
  egress: { name: string; module: string; types: "undici" | "global" } | null;
  /** Default export of the logger module, or null. */
  logger: { module: string } | null;
  /** Module of `normalizeError`, or null. */
  normalizeError: { module: string } | null;
  /** Options that the constructor of `MCPError` accepts. */
  mcpErrorOptions: { tracked: boolean; code: boolean; cause: boolean };
  /** True when the type of the handlers' extra has `signal`. */
  extraSignal: boolean;
  /** How import blocks are laid out. */
  importStyle: ImportStyle;
  /** Names of the modules that the generated files import from the host, by role. */
  modules: {
    toolDefinition: string;
    wrappers: string;
    makeServer: string;
    mcpErrors: string;
    auth: string;
    servers: string;
    /** Types that metadata of layout `legacy` names: `MCPToolType`, `MCPToolStakeLevelType` and `MCPOAuthUseCase`. */
    toolType: string;
    stakeType: string;
    useCaseType: string;
  };
}
