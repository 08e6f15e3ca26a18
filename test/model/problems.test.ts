import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { UserError } from "../../src/errors.ts";
import { parseIntegration, parseTools } from "../../src/model/problems/parse.ts";

const spec = (more: object) => ({
  name: "acme_crm",
  description: "d",
  api: { baseUrl: "https://a.example/v1" },
  ...more,
});
const withTool = (more: object) => spec({ tools: [{ name: "list_items", description: "d", ...more }] });
const param = (more: object) => ({ name: "q", type: "string", description: "d", ...more });
const get = (path: string, more: object = {}) => ({ method: "GET", path, ...more });

/** The messages of all problems of a value, empty when it is legal. */
function problems(parse: () => unknown): string[] {
  try {
    parse();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error).toMatchObject({ code: "spec-invalid", exitCode: 2 });
    return error.details.map((detail) => detail.message);
  }
}
const ofSpec = (value: unknown) => problems(() => parseIntegration(value));
const ofTool = (more: object) => ofSpec(withTool(more)).map((message) => message.replace("tools[0].", ""));

test.each(["acme_crm", "statuspage"])("the spec %s is legal", (name) => {
  const value = JSON.parse(readFileSync(new URL(`../specs/${name}.json`, import.meta.url), "utf8"));
  expect(parseIntegration(value)).toMatchObject(value);
});

test.each(["\"double\" and 'single'", "`back`", "${x}", "*/", "a\nb\r\n\tc", "{{x}}", "\\", "🙂", "</script>"])(
  "the description %j is legal and stays as it is",
  (description) => {
    const parsed = parseIntegration(withTool({ description, params: [param({ description })] }));
    expect(parsed.tools[0]).toMatchObject({ description, params: [{ description }] });
    expect(parseIntegration(spec({ description })).description).toBe(description);
  },
);

test.each<[string, unknown, string[]]>([
  ["no object", 5, ["spec: 5 is not an object"]],
  ["a list", [], ["spec: a list is not an object"]],
  ["null", null, ["spec: null is not an object"]],
  [
    "nothing",
    {},
    [
      "name: is missing. Name of the integration.",
      "description: is missing. What the integration does, in one sentence.",
    ],
  ],
  ["a blank description", spec({ description: " \n" }), ["description: must not be empty"]],
  [
    "an escape sequence",
    spec({ description: "a\u001b[2J" }),
    ['description: must not contain the control character "\\u001b"'],
  ],
  ["half an emoji", spec({ description: "\ud83d" }), ['description: must not contain the control character "\\ud83d"']],
  ["a title of two lines", spec({ title: "a\nb" }), ["title: must not contain a line break"]],
  ["an unknown key", spec({ titel: "x" }), ["titel: unknown key; did you mean title?"]],
  [
    "a key that is a prototype's",
    JSON.parse('{"name":"a","description":"d","__proto__":{}}'),
    ["__proto__: is not a legal key"],
  ],
  [
    "a prototype in free-form values",
    JSON.parse('{"name":"a","description":"d","api":{"baseUrl":"https://a.b","headers":{"__proto__":"x"}}}'),
    ["api.headers.__proto__: is not a legal key"],
  ],
  ["an unknown kind", spec({ auth: { kind: "oath" } }), ['auth.kind: "oath" is not one of oauth, bearer, none']],
  [
    "a kind without its field",
    spec({ auth: { kind: "oauth" } }),
    ["auth.provider: is missing. Use OAuth with this provider of the host."],
  ],
  [
    "a field of another kind",
    spec({ auth: { kind: "bearer", provider: "x" } }),
    ["auth.provider: unknown key; legal are kind"],
  ],
  [
    "use cases twice, scopes without use case",
    spec({
      auth: {
        kind: "oauth",
        provider: "x",
        useCases: ["personal_actions", "personal_actions"],
        scopes: { platform_actions: "a" },
      },
    }),
    [
      'auth.useCases[1]: "personal_actions" is named twice',
      "auth.scopes.platform_actions: is no use case of this integration; add it to useCases",
    ],
  ],
  [
    "a secret in place of a kind",
    spec({ auth: { kind: "Bearer sk-123456" } }),
    ["auth.kind: (a value that looks like a secret) is not one of oauth, bearer, none"],
  ],
  [
    "a client secret",
    spec({ auth: { kind: "bearer", clientSecret: "hush" } }),
    ["auth.clientSecret: unknown key; legal are kind"],
  ],
  [
    "credentials in headers",
    spec({ api: { baseUrl: "https://a.b", headers: { "X-Api-Key": "hush", "X-Version": "1", "a b": "c" } } }),
    [
      "api.headers.X-Api-Key: would put a credential into source code; leave it out, the host supplies credentials at run time",
      "api.headers.a b: is not a header name",
    ],
  ],
  [
    "a header with a line break",
    spec({ api: { baseUrl: "https://a.b", headers: { A: "b\r\nC: d" } } }),
    ["api.headers.A: must be printable ASCII on one line"],
  ],
  [
    "a base URL with a password",
    spec({ api: { baseUrl: "https://u:hush@a.b" } }),
    ["api.baseUrl: must not hold a user or password; credentials never belong in a spec"],
  ],
  [
    "a base URL with a query",
    spec({ api: { baseUrl: "https://a.b?x=1" } }),
    ["api.baseUrl: must not have a query or fragment; constant query values go to request.constants.query"],
  ],
  [
    "a URL of another kind",
    spec({ documentationUrl: "javascript:alert(1)" }),
    ['documentationUrl: "javascript:alert(1)" is not a URL that starts with https:// or http://'],
  ],
  [
    "a preview without a gate",
    spec({ gate: { preview: true } }),
    ["gate: a preview needs a gate: give a featureFlag or a plan; null is no gate"],
  ],
  ["an empty gate", spec({ gate: {} }), ["gate: a gate needs a featureFlag or a plan; null is no gate"]],
  [
    "a gate with a faulty flag is one problem",
    spec({ gate: { featureFlag: "A b" } }),
    [
      'gate.featureFlag: "A b" is not allowed: the name of a feature flag must be lower-case letters, digits and _, starting with a letter, at most 64 characters; try a_b',
    ],
  ],
  [
    "tools that are one",
    spec({ tools: ["get_item", "get_item", "get__item"].map((name) => ({ name, description: "d" })) }),
    [
      'tools[1].name: "get_item" is already tool 0',
      'tools[2].name: "get__item" is already tool 0 as "get_item"; both would be getItem in code',
    ],
  ],
])("%s", (_, value, messages) => {
  expect(ofSpec(value)).toEqual(messages);
});

describe("a tool", () => {
  test.each<[string, object, string[]]>([
    ["an unknown stake", { stake: "maybe" }, ['stake: "maybe" is not one of never_ask, low, medium, high']],
    [
      "a long value is cut",
      { stake: "x".repeat(100) },
      [`stake: "${"x".repeat(58)}… is not one of never_ask, low, medium, high`],
    ],
    ["params twice", { params: [param({}), param({})] }, ['params[1].name: "q" is already entry 0']],
    [
      "enum without values",
      { params: [param({ type: "enum" })] },
      ["params[0].values: is missing; the type enum needs its legal values"],
    ],
    [
      "enum with no values",
      { params: [param({ type: "enum", values: [] })] },
      ["params[0].values: must have at least 1 entry"],
    ],
    [
      "array without items",
      { params: [param({ type: "array" })] },
      ["params[0].items: is missing; the type array needs the type of its items"],
    ],
    [
      "object without fields",
      { params: [param({ type: "object" })] },
      ["params[0].fields: is missing; the type object needs its fields"],
    ],
    [
      "items of an object array",
      { params: [param({ type: "array", items: { type: "object" } })] },
      ["params[0].items.fields: is missing; the type object needs its fields"],
    ],
    [
      "values of a string",
      { params: [param({ values: ["a"] })] },
      ["params[0].values: belongs to the type enum, but the type is string"],
    ],
    [
      "min above max",
      { params: [param({ type: "integer", min: 3, max: 1 })] },
      ["params[0].min: 3 is greater than max, 1"],
    ],
    [
      "half an integer",
      { params: [param({ type: "integer", min: 0.5 })] },
      ["params[0].min: 0.5 is not a whole number, but the type is integer"],
    ],
    ["default of the wrong type", { params: [param({ default: 1 })] }, ["params[0].default: 1 is not a string"]],
    [
      "default outside of values",
      { params: [param({ type: "enum", values: ["a"], default: "b" })] },
      ['params[0].default: "b" is not one of a'],
    ],
    [
      "default below min",
      { params: [param({ type: "number", min: 1, default: 0 })] },
      ["params[0].default: 0 is less than min, 1"],
    ],
    [
      "default above max",
      { params: [param({ type: "number", max: 1, default: 2 })] },
      ["params[0].default: 2 is greater than max, 1"],
    ],
    [
      "default with a fraction",
      { params: [param({ type: "integer", default: 1.5 })] },
      ["params[0].default: 1.5 is not an integer"],
    ],
    [
      "default list of wrong items",
      { params: [param({ type: "array", items: { type: "string" }, default: [1] })] },
      ["params[0].default: 1 is not a string"],
    ],
    [
      "preset type",
      { params: [param({ type: "preset" })] },
      ["params[0].type: preset parameters exist only for the standalone target"],
    ],
    [
      "preset key",
      { params: [param({ preset: "string" })] },
      ["params[0].preset: unknown key; preset parameters exist only for the standalone target"],
    ],
    [
      "a path parameter that is unknown",
      { request: get("/a/{x}") },
      ['request.path: no parameter is called "x"; the tool has no parameters'],
    ],
    [
      "a path parameter that is optional",
      { params: [param({ required: false })], request: get("/{q}") },
      ['request.path: the parameter "q" is part of the path and must be required'],
    ],
    [
      "a path parameter that is a list",
      { params: [param({ type: "array", items: { type: "string" } })], request: get("/{q}") },
      ['request.path: the parameter "q" is part of the path and cannot be of the type array'],
    ],
    [
      "a query name that is unknown",
      { params: [param({})], request: get("/a", { query: ["q", "r"] }) },
      ['request.query[1]: no parameter is called "r"; the parameters are q'],
    ],
    [
      "a parameter that is never sent",
      { params: [param({})], request: get("/a") },
      ['params[0].name: the request never sends "q"; name it in the path, query or body'],
    ],
    [
      "a parameter sent twice",
      { params: [param({})], request: get("/{q}", { query: ["q"] }) },
      ['request.query[0]: "q" is sent twice: in the path already'],
    ],
    [
      "GET with a body",
      { params: [param({})], request: get("/a", { body: ["q"] }) },
      ["request.body: a GET request has no body; use query"],
    ],
    ["DELETE with a body", { params: [param({})], request: { method: "DELETE", path: "/a", body: ["q"] } }, []],
    [
      "bodyAt without a body",
      { request: { method: "POST", path: "/a", bodyAt: "item" } },
      ["request.bodyAt: there is no body to put there"],
    ],
    [
      "bodyAt that is no path",
      { params: [param({})], request: { method: "POST", path: "/a", body: ["q"], bodyAt: "a..b" } },
      [
        'request.bodyAt: "a..b" is not a path: names of letters, digits and _ with dots between them, such as data.items',
      ],
    ],
    [
      "an object in the query",
      { params: [param({ type: "object", fields: [param({})] })], request: get("/a", { query: ["q"] }) },
      ['request.query[0]: the parameter "q" goes to the query, which holds only scalars and lists of scalars'],
    ],
    [
      "a list in a form",
      {
        params: [param({ type: "array", items: { type: "string" } })],
        request: { method: "POST", path: "/a", body: ["q"], bodyType: "form" },
      },
      ['request.body[0]: the parameter "q" goes to a form body, which holds only scalars'],
    ],
    [
      "a constant that is a parameter",
      { params: [param({})], request: get("/a", { query: ["q"], constants: { query: { q: 1 } } }) },
      ["request.constants.query.q: is also a parameter in query"],
    ],
    [
      "a constant credential",
      { request: get("/a", { constants: { query: { api_key: "hush" } } }) },
      [
        "request.constants.query.api_key: would put a credential into source code; leave it out, the host supplies credentials at run time",
      ],
    ],
    [
      "an absolute path",
      { request: get("https://evil.example/a") },
      ["request.path: must be relative to api.baseUrl; a whole URL would send the credential to another host"],
    ],
    [
      "a path to another host",
      { request: get("//evil.example/a") },
      ["request.path: must start with one slash; // would lead to another host"],
    ],
    ["a path without slash", { request: get("a") }, ['request.path: "a" must start with a slash']],
    ["a path upwards", { request: get("/a/../b") }, ['request.path: "/a/../b" must not contain . or .. as a step']],
    [
      "a path with a query",
      { request: get("/a?b=1") },
      ["request.path: must not have a query or fragment; list parameters in query and fixed values in constants.query"],
    ],
    ["a lone brace", { request: get("/a/{b") }, ['request.path: "/a/{b" has a brace without its partner']],
    [
      "an unknown method",
      { request: { method: "FETCH", path: "/a" } },
      ['request.method: "FETCH" is not one of GET, POST, PUT, PATCH, DELETE'],
    ],
    [
      "an empty request",
      { request: {} },
      [
        "request.method: is missing. HTTP method. One of GET, POST, PUT, PATCH, DELETE.",
        "request.path: is missing. Path below the base URL; {name} stands for a required parameter, percent-encoded.",
      ],
    ],
    ["empty graphql", { request: { graphql: " " } }, ["request.graphql: must not be empty"]],
    [
      "a variable that is unknown",
      { request: { graphql: "{ a }", variables: ["x"] } },
      ['request.variables[0]: no parameter is called "x"; the tool has no parameters'],
    ],
    [
      "a variable that is unused",
      { params: [param({})], request: { graphql: "query A($query: String) { a }", variables: ["q"] } },
      ['request.variables[0]: the parameter "q" is not used: the operation has no $q'],
    ],
    [
      "list without fields",
      { result: { kind: "list" } },
      ["result.fields: is missing; the kind list shows at least one field"],
    ],
    [
      "none with fields",
      { result: { kind: "none", fields: [{ name: "a", type: "string" }] } },
      ["result.fields: nothing is shown of the kind none; make it list or one, or leave the fields out"],
    ],
    [
      "a path with brackets",
      { result: { kind: "one", at: "a[0]", fields: [{ name: "a", type: "string" }] } },
      [
        'result.at: "a[0]" is not a path: names of letters, digits and _ with dots between them, such as data.items, or empty for the whole response',
      ],
    ],
    [
      "fields twice",
      {
        result: {
          kind: "one",
          fields: [
            { name: "a", type: "string" },
            { name: "a", type: "number" },
          ],
        },
      },
      ['result.fields[1].name: "a" is already entry 0'],
    ],
    [
      "a field called __proto__",
      { result: { kind: "one", fields: [{ name: "__proto__", type: "string" }] } },
      ['result.fields[0].name: "__proto__" cannot be the name of a field'],
    ],
  ])("%s", (_, tool, messages) => {
    expect(ofTool(tool)).toEqual(messages);
  });

  test.each<[string, object, string[]]>([
    ["a good cursor", { required: false }, []],
    [
      "a cursor that is required",
      {},
      ['result.page.param: the parameter "q" must be optional; the first call has no cursor'],
    ],
    [
      "a cursor that is a number",
      { required: false, type: "integer" },
      ['result.page.param: the parameter "q" must be a string, it is integer'],
    ],
  ])("%s", (_, more, messages) => {
    const result = { kind: "list", fields: [{ name: "a", type: "string" }], page: { next: "meta.next", param: "q" } };
    expect(ofTool({ params: [param(more)], request: get("/a", { query: ["q"] }), result })).toEqual(messages);
    const one = ofTool({
      params: [param(more)],
      request: get("/a", { query: ["q"] }),
      result: { ...result, kind: "one" },
    });
    expect(one[0]).toBe("result.page: belongs to the kind list, but the kind is one");
  });
});

test("a relative path needs a base URL", () => {
  const { api: _, ...value } = withTool({ request: get("/a") });
  expect(ofSpec(value)).toEqual(["tools[0].request.path: is relative, but api.baseUrl is missing"]);
});

test("all problems at once, each where it stands; what follows from another is not repeated", () => {
  const tools = [
    { name: "a", description: "", stake: "maybe", params: [param({ name: "item-id" })], request: get("/{item-id}") },
    { name: "a", description: "d", params: [param({ type: "enum" })], request: { method: "NO", path: "/b" } },
  ];
  const places: Record<string, string> = { '["tools",0,"stake"]': "spec.json:12:20" };
  const parse = () =>
    parseIntegration(spec({ tools }), { locate: (path) => places[JSON.stringify(path)], source: "spec.json" });
  expect(problems(parse).map((message) => message.split(":")[0])).toEqual([
    "tools[0].description",
    "tools[0].stake",
    "tools[0].params[0].name",
    "tools[1].request.method",
    "tools[1].name",
    "tools[1].params[0].values",
  ]);
  expect(parse).toThrow(
    expect.objectContaining({
      message: "The spec.json has 6 problems.",
      details: expect.arrayContaining([
        { message: 'tools[0].stake: "maybe" is not one of never_ask, low, medium, high', at: "spec.json:12:20" },
      ]),
    }),
  );
});

test("parseTools takes one tool or several, also with absolute paths", () => {
  const tool = { name: "get_item", description: "d", request: get("https://a.example/x") };
  expect(parseTools(tool)).toEqual(parseTools([tool]));
  expect(parseTools(tool)[0]).toMatchObject({ name: "get_item", stake: "never_ask", request: { query: [] } });
  expect(problems(() => parseTools([]))).toEqual(["spec: must have at least 1 entry"]);
  expect(problems(() => parseTools({ ...tool, request: get("ftp://a/x") }))).toHaveLength(1);
  expect(problems(() => parseTools({ ...tool, stake: "no" }))).toEqual([
    'stake: "no" is not one of never_ask, low, medium, high',
  ]);
});
