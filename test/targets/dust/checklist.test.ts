import { describe, expect, test } from "vitest";
import { checklist } from "../../../src/targets/dust/checklist.ts";
import { rules } from "../../../src/targets/dust/rules/index.ts";

const FIRST = `
\`metadata.ts\` created with Zod schemas, tools array, server info, and tool stakes
\`index.ts\` created with server implementation importing from metadata.ts
Server added to \`AVAILABLE_INTERNAL_MCP_SERVER_NAMES\` in constants.ts
Server configuration added to \`INTERNAL_MCP_SERVERS\` using imported metadata
Server registered in \`servers/index.ts\` switch statement
API helper functions created with proper error handling (if needed)
Response pruning implemented (only return the necessary fields)
OAuth provider configured (if needed)
Temporary icon set (request final icon from designer)
Feature flag configured (if preview)
Manual testing completed
Documentation URL added (if public)`;

const SECOND = `
\`metadata.ts\` exists and uses \`createToolsRecord\`
\`tools/index.ts\` exists and uses \`ToolHandlers<typeof METADATA>\`
\`index.ts\` default-exports the server factory
the server is in \`AVAILABLE_INTERNAL_MCP_SERVER_NAMES\`
the server config is in \`INTERNAL_MCP_SERVERS\`
the server is registered in \`servers/index.ts\`
response rendering is implemented
a temporary icon is set
feature gating is configured if needed
\`npx tsgo --noEmit\` passes
\`npm run format:changed\` passes from the repo root
manual testing is complete`;

const ids = new Set(rules.map((rule) => rule.id));

test("every line of both runbooks has an item, in their order", () => {
  const items = checklist.map((line) => line.item);
  expect(items.slice(0, 24)).toEqual([...FIRST.trim().split("\n"), ...SECOND.trim().split("\n")]);
  expect(new Set(checklist.map((line) => line.id)).size).toBe(checklist.length);
});

test("every item is judged by rules that exist, or says what to do", () => {
  expect(checklist.filter((line) => line.rules.length === 0 && !line.manual)).toEqual([]);
  expect(checklist.flatMap((line) => line.rules).filter((id) => !ids.has(id))).toEqual([]);
});

test("every rule belongs to an item", () => {
  const named = new Set(checklist.flatMap((line) => line.rules));
  expect([...ids].filter((id) => !named.has(id))).toEqual([]);
});

describe("what both lists forget", () => {
  const forgotten = ["availability-snapshot", "metadata-snapshot", "bm25-listed", "token-label", "icon-lists-agree"];

  test.each([...forgotten, "feature-flag-known"])("dust/%s", (id) => {
    expect(checklist.some((line) => line.rules.includes(`dust/${id}`))).toBe(true);
  });

  test("the script that makes views", () => {
    expect(checklist.find((line) => line.id === "views")?.manual).toMatch(/ensure_all_mcp_server_views_created/);
  });
});

// The tables of rules for servers, without `dust/`; each exists, or is left out for the reason given.
const TABLE = `metadata-file tools-file index-default-export context-type name-listed entry-present case-present name-once
id-unique id-not-retired id-gap id-stable id-retired server-name-matches-key stake-per-tool tool-sets-match map-complete
server-name-argument case-returns-own-server entry-imports-own-metadata tool-name-unique stake-value token-wiring
feature-flag-known preview-gated icon-known stake-fits-verb field-described oauth-allows-instances description-names-tools
handler-error-path no-bare-fetch no-raw-json response-validated path-id-encoded labels-present cost-fields
instructions-shape approval-args availability-visible availability-snapshot metadata-snapshot bm25-listed bm25-once
token-label icon-lists-agree tool-name-style description-verb documentation-url name-const-once type-check format-check
availability-known id-positive monitoring-name description-present use-case-known tool-name-budget retry-policy-known
handler-stub no-error-leak duplicate-row contract-tool-gone contract-param-required contract-stake-lowered
contract-server-gone oauth-provider-known`;

test("every rule of the tables exists", () => {
  expect(TABLE.split(/\s+/).filter((id) => !ids.has(`dust/${id}`))).toEqual([]);
});

test.each([
  ["views-script", "views"],
  ["manual-testing", "testing"],
  ["icon-temporary", "icon"],
])("dust/%s is an item for a person", (_rule, id) => {
  expect(checklist.find((line) => line.id === id)?.manual).toBeDefined();
});
