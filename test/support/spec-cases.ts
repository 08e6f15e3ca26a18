import type { Received } from "./vendor.ts";

/** How a test calls one tool of a sample spec, and what the vendor sees and answers when all is well. */
export interface ToolCase {
  tool: string;
  args: Record<string, unknown>;
  request: { method: string; path: string; query?: Received["query"]; body?: unknown };
  /** The vendor's answer; undefined is an empty body. */
  json?: unknown;
  /** What the rendered text holds. */
  shows: string[];
  /** An answer of the wrong shape, where the tool reads the answer. */
  wrong?: unknown;
}

/** One sample spec with its cases: the file in `test/specs`, and the header that carries the token. */
export interface SpecCase {
  file: string;
  server: string;
  authorization: (token: string) => string;
  tools: ToolCase[];
}

const acmeCrm: SpecCase = {
  file: "acme_crm.json",
  server: "acme_crm",
  authorization: (token) => `Bearer ${token}`,
  tools: [
    {
      tool: "list_items",
      args: { query: "a b&c", limit: 2 },
      request: { method: "GET", path: "/v1/items", query: { query: ["a b&c"], limit: ["2"] } },
      json: { items: [{ id: "i1", name: "First", status: null, secret: "not listed" }], total: 1 },
      shows: ["Found 1 item.", "id: i1; name: First"],
      wrong: { items: [{ id: 1, name: "First", status: null }] },
    },
    {
      tool: "get_item",
      args: { itemId: "a/b c" },
      request: { method: "GET", path: "/v1/items/a%2Fb%20c" },
      json: { item: { id: "a/b c", name: "First", owner: { email: "owner@acme.example" } } },
      shows: ["name: First", "email: owner@acme.example"],
      wrong: { item: null },
    },
    {
      tool: "create_item",
      args: { name: "New", tags: ["x", "y"] },
      request: {
        method: "POST",
        path: "/v1/items",
        body: { item: { name: "New", priority: "normal", tags: ["x", "y"] } },
      },
      json: { item: { id: "i2", name: "New" } },
      shows: ["id: i2"],
      wrong: { id: "i2" },
    },
    {
      tool: "delete_item",
      args: { itemId: "i1" },
      request: { method: "DELETE", path: "/v1/items/i1" },
      shows: ["Deleted item."],
    },
  ],
};

const statuspage: SpecCase = {
  file: "statuspage.json",
  server: "statuspage_ops",
  authorization: (token) => `OAuth ${token}`,
  tools: [
    {
      tool: "list_pages",
      args: {},
      request: { method: "GET", path: "/v1/pages" },
      json: [{ id: "p1", name: "Main", subdomain: null }],
      shows: ["Found 1 page.", "id: p1; name: Main"],
      wrong: { pages: [] },
    },
    {
      tool: "list_unresolved_incidents",
      args: { pageId: "p1" },
      request: { method: "GET", path: "/v1/pages/p1/incidents/unresolved" },
      json: [{ id: "n1", name: "Down", status: "identified", impact: "major" }],
      shows: ["status: identified", "impact: major"],
      wrong: [{ id: "n1" }],
    },
    {
      tool: "create_incident",
      args: { pageId: "p1", name: "Down", status: "investigating", body: "We look at it." },
      request: {
        method: "POST",
        path: "/v1/pages/p1/incidents",
        body: { incident: { name: "Down", status: "investigating", body: "We look at it." } },
      },
      json: { id: "n2", shortlink: "https://stspg.example/n2" },
      shows: ["id: n2", "https://stspg.example/n2"],
      wrong: "n2",
    },
  ],
};

/** The sample specs that end-to-end tests scaffold. */
export const specCases: SpecCase[] = [acmeCrm, statuspage];
