import { describe, expect, test } from "vitest";
import { assignText, type RawSpec } from "../../src/model/spec/assign.ts";

const spec = (): RawSpec => ({ name: "a", tools: [{ name: "x", params: [{ name: "q" }] }, { name: "y" }] });

describe("a value becomes what the schema wants", () => {
  test.each<[string, string, PropertyKey[], unknown]>([
    ["title", "5", ["title"], "5"],
    ["title", "a=b", ["title"], "a=b"],
    ["documentationUrl", "null", ["documentationUrl"], null],
    ["title", "null", ["title"], "null"],
    ["gate", "null", ["gate"], null],
    ["tools.0.stake", "high", ["tools", 0, "stake"], "high"],
    ["tools[1].params[0].min", "-1.5", ["tools", 1, "params", 0, "min"], -1.5],
    ["tools.0.params.0.required", "false", ["tools", 0, "params", 0, "required"], false],
    ["tools.0.params.0.default", "5", ["tools", 0, "params", 0, "default"], 5],
    ["tools.0.params.0.default", "five", ["tools", 0, "params", 0, "default"], "five"],
    ["tools.0.params.0.values", '["a"]', ["tools", 0, "params", 0, "values"], ["a"]],
    ["tools.2.name", "z", ["tools", 2, "name"], "z"],
    ["tools.2", '{"name":"z"}', ["tools", 2], { name: "z" }],
    ["tools.0.request.graphql", "{ a }", ["tools", 0, "request", "graphql"], "{ a }"],
    ["tools.0.request.constants.query.expand", "all", ["tools", 0, "request", "constants", "query", "expand"], "all"],
    ["api.headers.Api-Version", "2024", ["api", "headers", "Api-Version"], "2024"],
    ["auth.pkce", "true", ["auth", "pkce"], true],
  ])("%s=%s", (path, text, keys, value) => {
    const raw = spec();
    expect(assignText(raw, path, text)).toEqual({ path: keys });
    expect(keys.reduce<unknown>((at, key) => Reflect.get(Object(at), key), raw)).toEqual(value);
  });
});

test("an object that only one kind can be gets that kind", () => {
  const raw = spec();
  assignText(raw, "auth.provider", "acme_crm");
  expect(raw).toMatchObject({ auth: { kind: "oauth", provider: "acme_crm" } });
});

describe("a fault changes nothing and names what is legal", () => {
  test.each([
    ["titel", "x", 'the spec has no field "titel"; did you mean title?'],
    ["zzzzzz", "x", /^the spec has no field "zzzzzz"; legal are name, title, description, icon, /],
    ["__proto__.x", "1", /^the spec has no field "__proto__"; legal are name/],
    ["constructor.prototype.x", "1", /^the spec has no field "constructor"; legal are/],
    ["tools.0.prototype", "1", /^tools\.0 has no field "prototype"; legal are name, description/],
    ["api.headers.__proto__", "1", '"__proto__" is not a legal key'],
    ["tools.3.name", "x", 'tools is a list and has no entry "3"; legal are 0 to 2; 2 adds one'],
    ["tools.-1.name", "x", 'tools is a list and has no entry "-1"; legal are 0 to 2; 2 adds one'],
    ["tools.one", "x", 'tools is a list and has no entry "one"; legal are 0 to 2; 2 adds one'],
    [
      "tools.1.params.1.name",
      "x",
      'tools.1.params is a list and has no entry "1"; only 0 is legal, which adds the first',
    ],
    ["title.x", "1", '"x" leads nowhere: title has no fields'],
    ["tools..name", "1", 'tools is a list and has no entry ""; legal are 0 to 2; 2 adds one'],
    ["gate.preview", "yes", '"yes" is not true or false'],
    ["tools.0.params.0.min", "", '"" is not a number'],
    ["tools.0.params.0.min", "1e999", '"1e999" is not a number'],
    ["tools", "x", "the value must be a list written as JSON"],
    ["auth", "oauth", "the value must be an object written as JSON"],
    ["api.headers", "[]", "the value must be an object written as JSON"],
  ])("%s=%s", (path, text, message) => {
    const raw = spec();
    expect(assignText(raw, path, text)).toEqual({
      fault: typeof message === "string" ? message : expect.stringMatching(message),
    });
    expect(raw).toEqual(spec());
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
