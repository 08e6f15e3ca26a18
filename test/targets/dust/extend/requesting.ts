import type { ToolSpec } from "../../../../src/model/tool-spec.ts";
import { toolOf } from "./adding.ts";

const FIELDS = [
  { name: "id", type: "string" },
  { name: "title", type: "string", optional: true },
];
const BOARD = { name: "boardId", type: "string", description: "The ID of the board." };

/** Tools with requests of every kind; paths are relative. */
export const REQUESTS = {
  list: {
    name: "list_boards",
    description: "List the boards, optionally by name.",
    params: [
      { name: "query", type: "string", description: "Text that the name must contain.", required: false },
      { name: "limit", type: "integer", description: "Largest number of boards." },
    ],
    request: { method: "GET", path: "/boards", query: ["query", "limit"] },
    result: { kind: "list", at: "boards", fields: FIELDS },
  },
  get: {
    name: "get_board",
    description: "Get one board.",
    params: [BOARD],
    request: { method: "GET", path: "/boards/{boardId}" },
    result: { kind: "one", fields: FIELDS },
  },
  create: {
    name: "create_board",
    description: "Create a board.",
    params: [{ name: "title", type: "string", description: "Title of the board." }],
    request: { method: "POST", path: "/boards", body: ["title"], bodyAt: "board" },
    result: { kind: "one", at: "board", fields: FIELDS },
  },
  update: {
    name: "update_board",
    description: "Change a board.",
    params: [
      BOARD,
      { name: "state", type: "enum", values: ["open", "closed"], description: "Its state." },
      { name: "labels", type: "array", items: { type: "string" }, description: "Its labels.", required: false },
    ],
    request: { method: "PATCH", path: "/boards/{boardId}", body: ["state", "labels"] },
    result: { kind: "none" },
  },
  delete: {
    name: "delete_board",
    description: "Delete a board.",
    params: [BOARD],
    request: { method: "DELETE", path: "/boards/{boardId}" },
  },
  search: {
    name: "search_cards",
    description: "Search the cards of a board.",
    params: [
      BOARD,
      { name: "tags", type: "array", items: { type: "string" }, description: "Tags.", required: false },
      { name: "sizes", type: "array", items: { type: "integer" }, description: "Sizes." },
      { name: "cursor", type: "string", description: "The next page.", required: false },
    ],
    request: {
      method: "GET",
      path: "/boards/{boardId}/cards",
      query: ["tags", "sizes", "cursor"],
      constants: { query: { expand: "all" } },
    },
    result: { kind: "list", at: "data.cards", fields: FIELDS, page: { next: "meta.next", param: "cursor" } },
  },
  run: {
    name: "find_owner",
    description: "Find the owner of a board.",
    params: [{ name: "query", type: "string", description: "Text." }],
    request: { method: "GET", path: "/owner", query: ["query"] },
    result: { kind: "one", fields: FIELDS },
  },
  post: {
    name: "start_export",
    description: "Start an export.",
    params: [],
    request: { method: "POST", path: "/exports" },
    result: { kind: "one", fields: FIELDS },
  },
  graphql: {
    name: "fetch_profile",
    description: "Fetch the profile of somebody.",
    params: [{ name: "login", type: "string", description: "The login." }],
    request: {
      graphql: "query Profile($login: String!) {\n  user(login: $login) { id }\n}",
      variables: ["login"],
      path: "/graphql",
    },
    result: { kind: "one", at: "user", fields: [{ name: "id", type: "string" }] },
  },
} satisfies Record<string, Record<string, unknown>>;

/** A vendor that no server of the sample workspaces is for. */
export const VENDOR = "https://api.vendor.example/v1";

/** Where the own code of a server sends to, whose new tools need a whole URL there. */
export const OWN_BASES: Record<string, string> = {
  openai_usage: "https://api.openai.com/v1",
  slab: "https://api.slab.com/v1",
  slack: "https://slack.com/api",
};

/** One of those tools; `base` makes its path a whole URL. */
export function requestingTool(kind: keyof typeof REQUESTS, base = ""): ToolSpec {
  const tool = toolOf(REQUESTS[kind]);
  if (!tool.request) throw new Error("no request");
  return { ...tool, request: { ...tool.request, path: base + tool.request.path } };
}
