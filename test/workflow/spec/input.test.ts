import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { UserError } from "../../../src/errors.ts";
import { parseIntegration } from "../../../src/model/problems/parse.ts";
import { gatherSpec, readSpec, refuseWrong, type SpecInput } from "../../../src/workflow/spec/input.ts";

const read = (input: Partial<SpecInput>) => readSpec({ fields: {}, set: [], ...input });
const file = (value: unknown) => ({ text: JSON.stringify(value), path: "spec.json" });
const base = { name: "acme_crm", description: "d" };

/** The error of an input: its code, exit code, and every detail with its place. */
function failure(input: Partial<SpecInput>): { code: string; exitCode: number; details: string[] } {
  try {
    read(input);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const details = error.details.map(({ message, at }) => (at === undefined ? message : `${at} ${message}`));
    return { code: error.code, exitCode: error.exitCode, details };
  }
  throw new Error("It was accepted.");
}

test.each(["acme_crm", "statuspage"])("the spec %s, with its name given again", (name) => {
  const text = readFileSync(new URL(`../../specs/${name}.json`, import.meta.url), "utf8");
  const expected = parseIntegration(JSON.parse(text));
  expect(read({ spec: { text, path: "x" } })).toEqual(expected);
  expect(read({ name: expected.name, spec: { text: `\uFEFF${text}`, path: "x" } })).toEqual(expected);
});

test("every field flag reaches its field", () => {
  const fields = {
    title: "Acme",
    description: "d",
    icon: "ActionX",
    docsUrl: "https://a.example",
    oauth: "acme",
    useCase: ["personal_actions"],
    scope: "a b",
    auth: true,
    availability: "auto",
    featureFlag: "acme_tool",
    preview: true,
    baseUrl: "https://a.example/v1",
    tool: ["list_items: List: all", "get_item:Get"],
  };
  expect(read({ name: "acme_crm", fields })).toMatchObject({
    name: "acme_crm",
    title: "Acme",
    description: "d",
    icon: "ActionX",
    documentationUrl: "https://a.example",
    auth: { kind: "oauth", provider: "acme", useCases: ["personal_actions"], scope: "a b" },
    availability: "auto",
    gate: { featureFlag: "acme_tool", preview: true },
    api: { baseUrl: "https://a.example/v1" },
    tools: [
      { name: "list_items", description: "List: all" },
      { name: "get_item", description: "Get" },
    ],
  });
});

describe("precedence", () => {
  const spec = file({
    ...base,
    title: "file",
    auth: { kind: "oauth", provider: "old", scope: "s" },
    tools: [{ name: "a", description: "d" }],
  });

  test("spec, then flags, then --set", () => {
    const fields = { title: "flag", description: "flag" };
    expect(read({ spec, fields, set: ["title=set", "title=set again"] })).toMatchObject({
      title: "set again",
      description: "flag",
    });
  });

  test("a flag of the same kind keeps the rest, one of another kind replaces it", () => {
    expect(read({ spec, fields: { oauth: "newer" } }).auth).toMatchObject({ provider: "newer", scope: "s" });
    expect(read({ spec, fields: { scope: "t" } }).auth).toMatchObject({ provider: "old", scope: "t" });
    expect(read({ spec, fields: { bearer: true } }).auth).toEqual({ kind: "bearer" });
    expect(read({ spec, fields: { auth: false } }).auth).toEqual({ kind: "none" });
  });

  test("--tool adds to the tools of the spec, and --set can reach it", () => {
    const tools = read({
      spec,
      fields: { tool: ["b: e"] },
      set: ["tools.1.stake=high", "tools.2.name=c", "tools.2.description=f"],
    }).tools;
    expect(tools).toMatchObject([{ name: "a" }, { name: "b", stake: "high" }, { name: "c", description: "f" }]);
  });
});

describe("refusals", () => {
  test("without a spec, missing answers are all named with their flags: exit 3", () => {
    expect(failure({})).toEqual({
      code: "answer-needed",
      exitCode: 3,
      details: [
        "<name>: is missing. Name of the integration.",
        "--description <text>: is missing. What the integration does, in one sentence.",
      ],
    });
    expect(failure({ name: "acme_crm" }).details).toHaveLength(1);
  });

  test("with a spec, a missing field is exit 2", () => {
    expect(failure({ spec: file({ name: "acme_crm" }) })).toEqual({
      code: "spec-invalid",
      exitCode: 2,
      details: ["spec.json:1:1 description: is missing. What the integration does, in one sentence."],
    });
  });

  test("a wrong answer is exit 2 even if another is missing", () => {
    expect(failure({ name: "class" })).toMatchObject({ code: "spec-invalid", exitCode: 2 });
    expect(failure({ name: "" }).details[0]).toMatch(/^the first argument name: empty; /);
  });

  test("every problem has its place: file, flag or --set", () => {
    const text =
      '{\n  "name": "acme_crm",\n  "description": "d",\n  "tools": [\n    { "name": "a", "description": "d", "stake": "maybe" }\n  ]\n}';
    const input = {
      spec: { text, path: "spec.json" },
      fields: { icon: "", tool: ["b"] },
      set: ["api.baseUrl=nowhere", "tools.0.effect=none"],
    };
    expect(failure(input).details).toEqual([
      "--icon icon: must not be empty",
      '--set api.baseUrl api.baseUrl: "nowhere" is not a URL that starts with https:// or http://',
      '--set tools.0.effect tools[0].effect: "none" is not one of read, write, destructive',
      'spec.json:5:49 tools[0].stake: "maybe" is not one of never_ask, low, medium, high',
      "--tool tools[1].description: is missing. What the tool does; the model reads it.",
    ]);
  });

  test.each<[string, Partial<SpecInput>, string[]]>([
    [
      "syntax",
      { spec: { text: '{\n "a": 1,\n}', path: "s.json" } },
      ["s.json:3:1 a key in double quotes is expected here (JSON has no trailing comma)"],
    ],
    [
      "a repeated key",
      { spec: { text: '{"name":"a",\n"name":"b"}', path: "-" } },
      ['-:2:1 the key "name" is given twice'],
    ],
    ["a list", { spec: file([base]) }, ["spec.json:1:1 spec: a list is not an object"]],
    [
      "two kinds of authentication",
      { name: "a", fields: { description: "d", oauth: "x", bearer: true } },
      ["--oauth and --bearer exclude each other; give one of them"],
    ],
    [
      "a scope without OAuth",
      { name: "a", fields: { description: "d", scope: "x" } },
      ["--scope --scope has no meaning without --oauth <provider>"],
    ],
    [
      "a preview without a gate",
      { name: "a", fields: { description: "d", preview: true } },
      ["gate: a preview needs a gate: give a featureFlag or a plan; null is no gate"],
    ],
    [
      "--set without a value",
      { ...{ name: "a", fields: { description: "d" } }, set: ["title", "=x"] },
      ['--set "title": write <path>=<value>', '--set "=x": write <path>=<value>'],
    ],
    [
      "--set to a prototype",
      { spec: file(base), set: ["__proto__.polluted=1", "gate.preview=maybe"] },
      [
        expect.stringMatching(/^--set __proto__\.polluted: the spec has no field "__proto__"; legal are name, /),
        '--set gate.preview: "maybe" is not true or false',
      ],
    ],
  ])("%s", (_, input, details) => {
    expect(failure(input)).toEqual({ code: "spec-invalid", exitCode: 2, details });
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });

  test("two names", () => {
    expect(failure({ name: "other", spec: file(base) })).toMatchObject({ code: "name-conflict", exitCode: 2 });
  });

  test("a value that was given twice is blamed on the last", () => {
    const input = { name: "a", fields: { description: "d", icon: "" }, set: ["icon="] };
    expect(failure(input).details).toEqual(["--set icon icon: must not be empty"]);
  });

  test("no value of a secret place is echoed", () => {
    const spec = file({
      ...base,
      auth: { kind: "bearer", token: "hush-1" },
      api: {
        baseUrl: "https://me:hush-2@a.example",
        authHeader: "hush-4",
        headers: { Authorization: "hush-3", Other: 4 },
      },
    });
    const { details } = failure({ spec, set: ["tools=Bearer hush-5"] });
    expect(details.length).toBeGreaterThanOrEqual(4);
    expect(details.join("\n")).not.toContain("hush");
  });
});

test("before questions are asked, only what is wrong is refused", () => {
  expect(() => refuseWrong(gatherSpec({ fields: { title: "T" }, set: [] }))).not.toThrow();
  expect(() => refuseWrong(gatherSpec({ name: "1abc", fields: {}, set: [] }))).toThrow(UserError);
  expect(() => refuseWrong(gatherSpec({ fields: {}, set: ["nothing=1"] }))).toThrow(UserError);
  expect(gatherSpec({ fields: { title: "T" }, set: [] })).toMatchObject({ raw: { title: "T" }, given: false });
});
