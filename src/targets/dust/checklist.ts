import { UserError } from "../../errors.ts";
import { factValue } from "../../model/found.ts";
import type { ChecklistLine } from "../../rules/checklist.ts";
import type { DustHost } from "./host.ts";
import type { DustServer } from "./read/server.ts";
import { metadataSnapshot, snapshotOf } from "./registry/metadata-snapshot.ts";

type Line = ChecklistLine<DustServer, DustHost>;

const line = (
  id: string,
  item: string,
  rules: string,
  more: Pick<Line, "about" | "manual" | "concerns"> = {},
): Line => ({
  id,
  item,
  rules: rules === "" ? [] : rules.split(" ").map((rule) => `dust/${rule}`),
  ...more,
});

const TESTING =
  "connect the server in a workspace of your own, and let an agent call each tool once, also without a connection";
const ICON = "ask a designer for the server's own icon; until then the generic one stays";
const SNAPSHOT =
  "run `NODE_ENV=test npm test -- --update lib/actions/mcp_internal_actions/mcp_servers_metadata.test.ts` in front/ and commit the snapshot";
const VIEWS =
  "after the merge, run `scripts/ensure_all_mcp_server_views_created.ts --execute` once for a new server that every workspace has";
const DOCUMENTATION = "write the page for administrators, then give its address; `null` until there is one";
const RUN = "add `--run` to have it run";

const ids = "id-unique id-not-retired id-positive id-gap id-stable id-retired";

/** The lines of the checklists in Dust's two runbooks, in their order, then what both forget and what goes beyond them. */
export const checklist: Line[] = [
  line(
    "metadata",
    "`metadata.ts` created with Zod schemas, tools array, server info, and tool stakes",
    "metadata-file stake-per-tool tool-name-unique stake-value source-readable",
  ),
  line(
    "implementation",
    "`index.ts` created with server implementation importing from metadata.ts",
    "index-default-export import-resolves tools-own-metadata tool-sets-match description-drift schema-drift schema-unused server-name-argument server-name-matches-key context-type layout-mixed handler-stub",
  ),
  line(
    "names",
    "Server added to `AVAILABLE_INTERNAL_MCP_SERVER_NAMES` in constants.ts",
    "name-listed name-once duplicate-row registry-readable",
  ),
  line(
    "entry",
    "Server configuration added to `INTERNAL_MCP_SERVERS` using imported metadata",
    `entry-present entry-exposes-tools entry-imports-own-metadata ${ids}`,
  ),
  line("case", "Server registered in `servers/index.ts` switch statement", "case-present case-returns-own-server"),
  line(
    "api-helpers",
    "API helper functions created with proper error handling (if needed)",
    "handler-error-path no-bare-fetch response-validated path-id-encoded no-error-leak",
  ),
  line("pruning", "Response pruning implemented (only return the necessary fields)", "no-raw-json"),
  line(
    "oauth",
    "OAuth provider configured (if needed)",
    "oauth-provider-known use-case-known oauth-front-personal oauth-front-use-case token-wiring oauth-allows-instances",
  ),
  line("icon", "Temporary icon set (request final icon from designer)", "icon-known", {
    manual: ICON,
    concerns: hasGenericIcon,
  }),
  line("feature-flag", "Feature flag configured (if preview)", "preview-gated feature-flag-known"),
  line("testing", "Manual testing completed", "", { manual: TESTING }),
  line("documentation", "Documentation URL added (if public)", "documentation-url", {
    manual: DOCUMENTATION,
    concerns: isUndocumented,
  }),

  line(
    "records-metadata",
    "`metadata.ts` exists and uses `createToolsRecord`",
    "metadata-file layout-mixed map-complete",
    {
      about: isLater,
    },
  ),
  line(
    "records-tools",
    "`tools/index.ts` exists and uses `ToolHandlers<typeof METADATA>`",
    "tools-file import-resolves tools-own-metadata tool-sets-match handler-stub",
    { about: isLater },
  ),
  line(
    "records-factory",
    "`index.ts` default-exports the server factory",
    "index-default-export import-resolves context-type",
    { about: isLater },
  ),
  line("records-names", "the server is in `AVAILABLE_INTERNAL_MCP_SERVER_NAMES`", "name-listed", { about: isLater }),
  line("records-entry", "the server config is in `INTERNAL_MCP_SERVERS`", `entry-present ${ids}`, { about: isLater }),
  line("records-case", "the server is registered in `servers/index.ts`", "case-present case-returns-own-server", {
    about: isLater,
  }),
  line("records-rendering", "response rendering is implemented", "no-raw-json", { about: isLater }),
  line("records-icon", "a temporary icon is set", "icon-known", { about: isLater }),
  line("records-gating", "feature gating is configured if needed", "preview-gated feature-flag-known", {
    about: isLater,
  }),
  line("records-types", "`npx tsgo --noEmit` passes", "type-check", { about: isLater, manual: RUN }),
  line("records-format", "`npm run format:changed` passes from the repo root", "format-check", {
    about: isLater,
    manual: RUN,
  }),
  line("records-testing", "manual testing is complete", "", { about: isLater, manual: TESTING }),

  line("availability-snapshot", "the availability snapshot has the server", "availability-snapshot"),
  line("removed", "a removed server has left nothing behind", "leftover-row id-retired contract-server-gone"),
  line("metadata-snapshot", "the metadata snapshot has the server", "metadata-snapshot", {
    manual: SNAPSHOT,
    concerns: isNotInSnapshot,
  }),
  line("tool-search", "the tool search is tested with the server", "bm25-listed bm25-once"),
  line("token-label", "the bearer token has a label", "token-label"),
  line("icon-image", "the icon is in both icon files", "icon-lists-agree"),
  line("views", "workspaces get a view of a new server", "", { manual: VIEWS, concerns: isGiven }),

  line(
    "tools",
    "each tool is described, labelled and named as agents need it",
    "description-present description-verb description-names-tools field-described labels-present cost-fields instructions-shape tool-name-style tool-name-budget",
  ),
  line("stakes", "stakes, approvals and retries fit the tools", "stake-fits-verb approval-args retry-policy-known"),
  line("availability", "the server is offered to those who can use it", "availability-known availability-visible"),
  line("monitoring", "the server is known by one name", "monitoring-name name-const-once"),
  line(
    "contract",
    "what is deployed keeps working",
    "contract-tool-gone contract-param-required contract-stake-lowered contract-server-gone",
  ),
  line("parity", "every file that names the exemplar names the server", "parity"),
];

// The second runbook is that of the layouts after `legacy`.
function isLater({ entry }: DustServer): boolean {
  return entry === null || entry.properties.has("metadata");
}

// The icons of vendors are logos.
function hasGenericIcon(found: DustServer): boolean {
  const icon = factValue(factValue(found.metadata() ?? undefined)?.icon);
  const isVendors = factValue(found.entry?.availability) === "manual";
  return isVendors && (icon?.startsWith("Action") ?? false);
}

function isUndocumented(found: DustServer): boolean {
  const url = factValue(factValue(found.metadata() ?? undefined)?.documentationUrl);
  return url === null && factValue(found.entry?.availability) === "manual";
}

function isNotInSnapshot(found: DustServer, host: DustHost): boolean {
  try {
    const servers = metadataSnapshot(host.sources);
    return servers !== null && !snapshotOf(found.name, servers);
  } catch (error) {
    // A snapshot that cannot be read is the finding of a rule.
    if (error instanceof UserError) return false;
    throw error;
  }
}

// Servers that nobody adds by hand need a view in each workspace.
function isGiven(found: DustServer): boolean {
  const availability = factValue(found.entry?.availability);
  return availability !== undefined && availability !== "manual";
}
