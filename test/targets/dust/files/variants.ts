import type { IntegrationSpec } from "../../../../src/model/integration-spec.ts";
import type { HttpRequest, ResultField, ToolSpec } from "../../../../src/model/tool-spec.ts";
import { sample } from "./sample-specs.ts";

type Complete = IntegrationSpec & { icon: string };

const HOLE = "$".concat("{process.exit(1)}");

/** Text that breaks out of every kind of literal and comment, unless it is escaped. */
export const HOSTILE = [
  "\"double\" 'single' `tick` \\ \\u0041 */ // {{x}} {{{y}}} \\{{z}}",
  HOLE,
  "line\none\r\ntwo\rthree\u2028four\u2029five",
  "lone \ud800 and \udfff, pair \ud83d\ude00, \u202e\u2066bidi, nul \0, del \u007f, bom \ufeff",
].join(" ");

/** A spec whose texts, keys and values are hostile everywhere that a spec may hold free text. */
export function hostileSpec(): Complete {
  const base = sample("everything_api");
  const keyed = { [HOSTILE]: HOSTILE, __proto__x: 1, constructor: "c" };
  return {
    ...base,
    name: "hostile_texts",
    title: HOSTILE,
    description: HOSTILE,
    instructions: HOSTILE,
    documentationUrl: `https://docs.example/\`${HOLE}'`,
    auth: { kind: "bearer" },
    api: {
      baseUrl: `https://api.example/a\`${HOLE}'`,
      authHeader: { name: "X-`Token`'", scheme: "`$" },
      headers: { "x-`'$": `\`${HOLE}"'\\` },
    },
    tools: base.tools.map((tool): ToolSpec => hostileTool(tool, keyed)),
  };
}

function hostileTool(tool: ToolSpec, keyed: Record<string, string | number>): ToolSpec {
  const { request, result } = tool;
  const params = tool.params.map((param) => ({
    ...param,
    description: HOSTILE,
    ...(param.type === "enum" ? { values: [HOSTILE, "b"], default: HOSTILE } : {}),
  }));
  const labels = { running: HOSTILE, done: HOSTILE };
  const common = { ...tool, description: HOSTILE, labels, params };
  if (!request) return common;
  if ("graphql" in request) return { ...common, request: { ...request, graphql: `# ${HOSTILE}\n${request.graphql}` } };
  const constants = request.method === "GET" ? { query: keyed } : { body: keyed };
  const field = { name: HOSTILE, type: "string" as const, nullable: false, optional: false };
  return {
    ...common,
    request: { ...request, path: `${request.path}/\`\${x'"`, constants },
    ...(result && result.kind !== "none" ? { result: { ...result, fields: [...result.fields, field] } } : {}),
  };
}

/** Specs that need only some of the files. */
export function smallSpecs(): Complete[] {
  const everything = sample("everything_api");
  const crm = sample("acme_crm");
  return [
    { ...crm, name: "without_tools", tools: [] },
    { ...everything, name: "without_requests", tools: everything.tools.filter(({ request }) => !request) },
    { ...crm, name: "without_answers", tools: crm.tools.filter(({ result }) => result?.kind === "none") },
    { ...crm, name: "graphql_only", tools: everything.tools.filter(({ request }) => request && "graphql" in request) },
    { ...crm, name: "odd_names", tools: oddNames(crm.tools[1] as ToolSpec) },
    { ...crm, name: "reserved_words", tools: reservedWords(crm.tools[1] as ToolSpec) },
  ];
}

/** Words that a tool may be called but no binding of TypeScript. */
export const RESERVED_WORDS = (
  "delete import export new default class do if in this void let enum await yield static super null true typeof eval " +
  "arguments undefined"
).split(" ");

// Every word as a tool, in turn of each kind of request and answer, and names that the first way out of it would meet.
function reservedWords(get: ToolSpec): ToolSpec[] {
  const fields: ResultField[] = [{ name: "id", type: "string", nullable: false, optional: false }];
  const http: HttpRequest = { method: "POST", path: "/x", query: [], body: [], bodyType: "json" };
  const kinds: Pick<ToolSpec, "request" | "result">[] = [
    { request: http, result: { kind: "one", at: "", fields } },
    { request: http, result: { kind: "list", at: "rows", fields } },
    {
      request: { graphql: "{ a { id } }", path: "", variables: [] },
      result: { kind: "one", at: "a", fields },
    },
    { request: http, result: { kind: "none", at: "", fields: [] } },
  ];
  const names = ["delete_tool", ...RESERVED_WORDS, "import_tool"];
  return names.map((name, index) => ({ ...get, name, params: [], ...kinds[index % kinds.length] }));
}

// Names that would meet those of the generated code if it did not step aside.
function oddNames(get: ToolSpec): ToolSpec[] {
  const params = (...names: string[]): ToolSpec["params"] =>
    names.map((name) => ({ name, type: "string", description: name, required: true }));
  const tool = (name: string, ...names: string[]): ToolSpec => ({
    ...get,
    name,
    params: params(...names),
    request: { method: "POST", path: "/x", query: [], body: names, bodyType: "json" },
  });
  return [
    tool("request_failure", "extra"),
    tool("request", "client", "params"),
    tool("send", "encodeURIComponent"),
    tool("token", "jsonContent"),
    tool("list", "this_", "token"),
    tool("list_items", "Result"),
    tool("list__items", "BASE_URL"),
    tool("signal", "name", "url", "method"),
    tool("use", "client"),
    tool("use_credit", "amount"),
    tool("use_2nd_credit", "amount"),
    tool("call_use_credit", "amount"),
    tool("used_credit", "amount"),
    ...["fetch", "server", "create_server", "with_auth", "call_api", "json_content", "validate", "extra"].map((name) =>
      tool(name, "signal"),
    ),
    ...["get_item", "get_item_schema", "render_get_item"].map((name) => tool(name, "send")),
  ];
}
