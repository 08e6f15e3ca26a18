import { describe, expect, test } from "vitest";
import { get, ofTool, param } from "./problem-messages.ts";

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
      ['result.fields[0].name: "__proto__" is a member of every JavaScript object and cannot be the name of a field'],
    ],
    [
      "a field called prototype, which no answer inherits",
      { result: { kind: "one", fields: [{ name: "prototype", type: "string" }] } },
      [],
    ],
    [
      "a cursor below a member of every object",
      {
        params: [param({ required: false })],
        request: get("/a", { query: ["q"] }),
        result: {
          kind: "list",
          at: "rows",
          fields: [{ name: "a", type: "string" }],
          page: { next: "meta.constructor", param: "q" },
        },
      },
      ['result.page.next: "constructor" is a member of every JavaScript object and cannot be a step to the cursor'],
    ],
  ])("%s", (_, tool, messages) => {
    expect(ofTool(tool)).toEqual(messages);
  });

  test.each(Object.getOwnPropertyNames(Object.prototype))("result fields called %s", (name) => {
    const field = { name, type: "string", optional: true };
    const object = { name: "o", type: "object", fields: [field] };
    const list = { name: "l", type: "array", items: { type: "object", fields: [object] } };
    const message = `"${name}" is a member of every JavaScript object and cannot be the name of a field`;
    expect(ofTool({ result: { kind: "list", fields: [field, object, list] } })).toEqual([
      `result.fields[0].name: ${message}`,
      `result.fields[1].fields[0].name: ${message}`,
      `result.fields[2].items.fields[0].fields[0].name: ${message}`,
    ]);
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
