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
