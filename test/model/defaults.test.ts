import { describe, expect, test } from "vitest";
import { articleFor, gerund, labelsFor } from "../../src/model/defaults/english.ts";
import { parseIntegration } from "../../src/model/problems/parse.ts";

test.each([
  ["get", "getting"],
  ["create", "creating"],
  ["list", "listing"],
  ["stop", "stopping"],
  ["tie", "tying"],
  ["see", "seeing"],
  ["edit", "editing"],
  ["submit", "submitting"],
  ["show", "showing"],
  ["fix", "fixing"],
  ["copy", "copying"],
  ["pay", "paying"],
  ["sync", "syncing"],
  ["quit", "quitting"],
  ["queue", "queuing"],
  ["read", "reading"],
  ["open", "opening"],
  ["undo", "undoing"],
  ["debug", "debugging"],
  ["cancel", "canceling"],
  ["panic", "panicking"],
  ["unpin", "unpinning"],
  ["retry", "retrying"],
  ["use", "using"],
])("%s → %s", (verb, expected) => {
  expect(gerund(verb)).toBe(expected);
});

test.each([
  ["list_items", "Listing items", "List items"],
  ["get_item", "Getting item", "Get item"],
  ["search", "Searching", "Search"],
  ["whoami", "Running whoami", "Run whoami"],
  ["item_lookup", "Running item lookup", "Run item lookup"],
])("labels of %s", (name, running, done) => {
  expect(labelsFor(name)).toEqual({ running, done });
});

function completed(tool: object) {
  const spec = {
    name: "acme_crm",
    description: "d",
    api: { baseUrl: "https://a.example" },
    tools: [{ description: "d", ...tool }],
  };
  return parseIntegration(spec).tools[0];
}
const send = (method: string) => ({ request: { method, path: "/x" } });

describe("effect and stake", () => {
  test.each([
    [{ name: "list_items" }, "read", "never_ask"],
    [{ name: "count_items", ...send("POST") }, "read", "never_ask"],
    [{ name: "create_item" }, "write", "low"],
    [{ name: "delete_item" }, "destructive", "high"],
    [{ name: "send_mail" }, "destructive", "high"],
    [{ name: "frobnicate" }, "write", "low"],
    [{ name: "items", ...send("GET") }, "read", "never_ask"],
    [{ name: "items", ...send("DELETE") }, "destructive", "high"],
    [{ name: "items", ...send("PUT") }, "write", "low"],
    [{ name: "get_item", ...send("DELETE") }, "destructive", "high"],
    [{ name: "items", request: { graphql: "query { items }" } }, "read", "never_ask"],
    [{ name: "items", request: { graphql: "\nmutation M { x }" } }, "write", "low"],
    [{ name: "delete_item", effect: "read" }, "read", "never_ask"],
    [{ name: "delete_item", stake: "medium" }, "destructive", "medium"],
  ])("%j", (tool, effect, stake) => {
    expect(completed(tool)).toMatchObject({ effect, stake });
  });
});

test.each([
  ["an", ["item", "hour", "x", "sms", "html page", "unassigned ticket", "unread count", "uninstall", "owner"]],
  ["a", ["user", "user id", "unit", "european union", "one time code", "url", "usb device", "y", "utility", "report"]],
  ["the", ["weather", "audit history", "server status", "team usage"]],
])("a single one gets the article %s", (article, phrases) => {
  expect(phrases.map(articleFor)).toEqual(phrases.map(() => article));
});

test("title and instances", () => {
  const base = { name: "acme_crm", description: "d" };
  const oauth = { auth: { kind: "oauth", provider: "acme_crm" } };
  expect(parseIntegration(base)).toEqual({
    ...base,
    title: "Acme Crm",
    allowMultipleInstances: false,
    auth: { kind: "none" },
    availability: "manual",
    documentationUrl: null,
    gate: null,
    instructions: null,
    tools: [],
  });
  expect(parseIntegration({ ...base, ...oauth }).allowMultipleInstances).toBe(true);
  expect(parseIntegration({ ...base, ...oauth, allowMultipleInstances: false }).allowMultipleInstances).toBe(false);
  expect(parseIntegration({ ...base, $schema: "x.json" })).not.toHaveProperty("$schema");
});
