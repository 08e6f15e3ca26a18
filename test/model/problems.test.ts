import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseIntegration, parseTools } from "../../src/model/problems/parse.ts";
import { get, ofSpec, param, problems, spec, withTool } from "./problem-messages.ts";

const DOLLAR = "$";

test.each(["acme_crm", "statuspage"])("the spec %s is legal", (name) => {
  const value = JSON.parse(readFileSync(new URL(`../specs/${name}.json`, import.meta.url), "utf8"));
  expect(parseIntegration(value)).toMatchObject(value);
});

test.each(["\"double\" and 'single'", "`back`", `${DOLLAR}{x}`, "*/", "a\nb\r\n\tc", "{{x}}", "\\", "🙂", "</script>"])(
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
    spec({
      api: {
        baseUrl: "https://a.b",
        headers: {
          "X-Api-Key": "hush",
          "X-Version": "1",
          "X-Odd": "Bearer hush",
          "Accept-Language": "sk-SK",
          "a b": "c",
        },
      },
    }),
    [
      "api.headers.X-Api-Key: would put a credential into source code; leave it out, the host supplies credentials at run time",
      "api.headers.X-Odd: would put a credential into source code; leave it out, the host supplies credentials at run time",
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
