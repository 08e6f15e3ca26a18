import fc from "fast-check";
import type { ParamSpec, ResultField, ResultSpec, ToolSpec } from "../../../../src/model/tool-spec.ts";

const NAMES = [
  "list_items",
  "get_item",
  "delete",
  "delete_tool",
  "send",
  "request",
  "graphql",
  "validate",
  "use_credit",
  "call_use_credit",
  "query",
  "search_open_orders",
  "create_item",
  "token",
  "a1",
];

function param(name: string, more: Partial<ParamSpec> = {}): ParamSpec {
  return { name, type: "string", description: `The ${name}.`, required: true, ...more };
}

const FIELDS: ResultField[] = [
  { name: "id", type: "integer", nullable: false, optional: false },
  { name: "display-name", type: "string", nullable: true, optional: true },
];

const list: ResultSpec = { kind: "list", at: "data.rows", fields: FIELDS };
const paged: ResultSpec = { ...list, page: { next: "meta.next", param: "cursor" } };
const one: ResultSpec = { kind: "one", at: "", fields: FIELDS };
const nothing: ResultSpec = { kind: "none", at: "", fields: [] };
const cursor = param("cursor", { required: false });

type Kind = Pick<ToolSpec, "params" | "request" | "result">;

const http = { query: [], body: [], bodyType: "json" as const };

// One tool for each part of a client that may be there or not.
const KINDS: Record<string, Kind> = {
  stub: { params: [param("text")] },
  bare: { params: [], request: { ...http, method: "GET", path: "/ping" }, result: nothing },
  list: { params: [], request: { ...http, method: "GET", path: "/items" }, result: list },
  page: { params: [cursor], request: { ...http, method: "GET", path: "/items", query: ["cursor"] }, result: paged },
  one: { params: [param("id")], request: { ...http, method: "GET", path: "/items/{id}" }, result: one },
  gone: { params: [param("id")], request: { ...http, method: "DELETE", path: "/items/{id}" } },
  json: {
    params: [param("a"), param("b", { type: "integer" })],
    request: { ...http, method: "POST", path: "/items", body: ["a", "b"], bodyAt: "item" },
    result: one,
  },
  form: {
    params: [param("a")],
    request: { ...http, method: "POST", path: "/forms", body: ["a"], bodyType: "form" },
    result: nothing,
  },
  graphql: {
    params: [param("first", { type: "integer" }), cursor],
    request: {
      graphql: "query Q($first: Int) {\n  q(first: $first)\n}",
      variables: ["first", "cursor"],
      path: "/graphql",
    },
    result: { ...paged, at: "q.items", page: { next: "q.next", param: "cursor" } },
  },
  mutation: {
    params: [param("id")],
    request: { graphql: "mutation M($id: ID) { m(id: $id) }", variables: ["id"], path: "/graphql" },
    result: nothing,
  },
};

/** Tools of names that meet one another, each of some kind of request and answer. */
export function toolsArbitrary(): fc.Arbitrary<ToolSpec[]> {
  const kinds = fc.array(fc.constantFrom(...Object.values(KINDS)), { minLength: 2, maxLength: 5 });
  return fc.tuple(kinds, fc.shuffledSubarray(NAMES, { minLength: 5 })).map(([chosen, names]) =>
    chosen.map((kind, index) => ({
      name: names[index] ?? "other",
      description: "Do something.",
      effect: "read",
      stake: "low",
      labels: { running: "Doing", done: "Did it" },
      ...kind,
    })),
  );
}
