import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { EXIT, UserError } from "../../../src/errors.ts";
import { parseTools } from "../../../src/model/problems/parse.ts";
import { toolFlags } from "../../../src/model/spec/spec-flags.ts";
import { completeTools, gatherTools, type ToolsInput } from "../../../src/workflow/tools/input.ts";
import { replayTools } from "../../../src/workflow/tools/replay.ts";

const NOTHING: ToolsInput = { name: undefined, spec: undefined, curl: undefined, fields: {}, set: [] };
const read = (input: Partial<ToolsInput>) => completeTools(gatherTools({ ...NOTHING, ...input }));
const file = (value: unknown) => ({ text: JSON.stringify(value, null, 1), path: "tools.json" });

function failure(input: Partial<ToolsInput>): UserError {
  try {
    read(input);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("It was accepted.");
}

const details = (error: UserError) =>
  error.details.map(({ at, message }) => (at === undefined ? message : `${at} ${message}`));
const item = { name: "get_item", description: "Get an item." };

describe("flags", () => {
  test("say a whole tool; what its request does not send goes to the query or the body", () => {
    const fields = {
      description: "Move items.",
      stake: "high",
      param: [
        "boardId:string=Id of the board.",
        "ids:integer[]=Ids: of = the items.",
        "how:enum(top|bottom)?=Where to.",
        "note=A note.",
      ],
      request: "post /boards/{boardId}/moves",
    };
    expect(read({ name: "move_items", fields })).toMatchObject([
      {
        name: "move_items",
        description: "Move items.",
        stake: "high",
        params: [
          { name: "boardId", type: "string", description: "Id of the board.", required: true },
          { name: "ids", type: "array", items: { type: "integer" }, description: "Ids: of = the items." },
          { name: "how", type: "enum", values: ["top", "bottom"], required: false },
          { name: "note", type: "string" },
        ],
        request: { method: "POST", path: "/boards/{boardId}/moves", body: ["ids", "how", "note"] },
      },
    ]);
    expect(read({ name: "a", fields: { ...fields, request: "GET /x/{boardId}" } })[0]?.request).toMatchObject({
      query: ["ids", "how", "note"],
      body: [],
    });
  });

  test("come before --set, and after a spec or an example", () => {
    const curl = "curl 'https://a.example/items?limit=5&q=x'";
    const fields = { param: ["limit:integer?=Most items.", "page:string?=Page."] };
    const [tool] = read({
      curl,
      fields,
      set: ["stake=low", 'result={"kind":"list","fields":[{"name":"id","type":"string"}]}'],
    });
    expect(tool).toMatchObject({
      name: "list_items",
      stake: "low",
      params: [{ name: "limit", description: "Most items." }, { name: "q" }, { name: "page" }],
      request: { path: "https://a.example/items", query: ["limit", "q", "page"] },
      result: { kind: "list" },
    });
    expect(read({ spec: file(item), fields: { description: "Other." } })).toMatchObject([{ description: "Other." }]);
  });
});

describe("a spec", () => {
  test("holds one tool or a list, which --set reaches by index", () => {
    expect(read({ spec: file(item), set: ["stake=high"], name: "get_item" })).toMatchObject([
      { ...item, stake: "high" },
    ]);
    const list = [item, { ...item, name: "find_items" }];
    expect(read({ spec: file(list), set: ["1.stake=high", "2.name=list_items", "2.description=List."] })).toMatchObject(
      [{ stake: "never_ask" }, { stake: "high" }, { name: "list_items" }],
    );
  });

  test("tells every problem of every tool with its place", () => {
    const spec = file([
      item,
      item,
      { name: "x", stake: "maybe", params: [{ name: "class", type: "text", description: "d" }] },
    ]);
    const error = failure({ spec, set: ["0.labels=x", "stake=high", "9.name=a"] });
    expect(error).toMatchObject({ code: "spec-invalid", exitCode: EXIT.usage });
    expect(details(error)).toEqual([
      "--set 0.labels: the value must be an object written as JSON",
      expect.stringContaining("--set stake: the spec is a list"),
      expect.stringContaining("--set 9.name: the spec is a list"),
      expect.stringMatching(/^tools\.json:\d+:\d+ \[2\]\.description: is missing/),
      expect.stringMatching(/^tools\.json:\d+:\d+ \[2\]\.stake: "maybe" is not one of/),
      expect.stringMatching(/^tools\.json:\d+:\d+ \[2\]\.params\[0\]\.name: "class" is a reserved word/),
      expect.stringMatching(/^tools\.json:\d+:\d+ \[2\]\.params\[0\]\.type: "text" is not one of/),
      expect.stringMatching(/^tools\.json:\d+:\d+ \[1\]\.name: "get_item" is already tool 0/),
    ]);
  });

  test.each<[string, Partial<ToolsInput>, string | RegExp]>([
    ["no object", { spec: file("x") }, /neither a tool nor a list/],
    ["no JSON", { spec: { text: "{", path: "tools.json" } }, /^tools\.json:1:\d+/],
    ["an empty list", { spec: file([]) }, /spec/],
    ["another name", { spec: file(item), name: "other" }, ""],
    ["a list and a name", { spec: file([item]), name: "get_item" }, /names one tool/],
    ["a list and flags", { spec: file([item]), fields: { stake: "high" } }, /--set 0\.stake/],
    ["an example beside it", { spec: file(item), curl: "curl https://a.example" }, ""],
    [
      "a request that is none",
      { ...item, name: "a", fields: { description: "d", request: "/items" } },
      /<method> <path>/,
    ],
    [
      "a parameter of no type",
      { name: "a", fields: { description: "d", param: ["q:strng=d"] } },
      /^--param params\[0\]\.type/,
    ],
  ])("that is wrong: %s", (_, input, expected) => {
    const error = failure(input);
    expect(error.exitCode).toBe(EXIT.usage);
    if (expected === "") expect(error.details).toEqual([]);
    else expect(details(error)).toEqual([expect.stringMatching(expected)]);
  });
});

test("missing answers without a spec are exit 3 and name what gives them", () => {
  const error = failure({});
  expect(error).toMatchObject({ code: "answer-needed", exitCode: EXIT.answerNeeded });
  expect(details(error).join("\n")).toMatch(/^\[tool\]: is missing.*\n--description <text>: is missing/);
  expect(failure({ name: "a" }).details).toHaveLength(1);
});

describe("the command that repeats a run", () => {
  /** The arguments and the here-document that a shell makes of a command. */
  function reread(command: string) {
    const echo = `npx() { printf '%s\\0' "$@"; for a in "$@"; do if [ "$a" = --spec ]; then cat; fi; done; }\n`;
    const parts = execFileSync("sh", ["-c", echo + command], { encoding: "utf8" }).split("\0");
    const [program, verb, server, ...rest] = parts.slice(0, -1);
    expect([program, verb, server, rest.at(-1)]).toEqual(["mcp-new", "add-tool", "github", "--yes"]);
    if (rest[0] === "--spec") return read({ spec: { text: parts.at(-1) ?? "", path: "-" } });
    const [name, ...words] = rest.slice(0, -1);
    const fields: Record<string, unknown> = {};
    for (let index = 0; index < words.length; index += 2) {
      const flag = toolFlags().find((each) => each.flags.startsWith(`${words[index]} `));
      if (!flag) throw new Error(`${words[index]} is no flag`);
      const value = words[index + 1];
      fields[flag.key] = flag.repeatable ? [...((fields[flag.key] as unknown[] | undefined) ?? []), value] : value;
    }
    return read({ name, fields });
  }

  test.each<[string, Record<string, unknown>, RegExp]>([
    ["a stub", item, /^npx mcp-new add-tool github get_item --description 'Get an item\.' --yes$/],
    [
      "a request",
      {
        ...item,
        stake: "low",
        params: [
          { name: "id", type: "string", description: "It's an id." },
          { name: "n", type: "integer", description: "N.", required: false },
        ],
        request: { method: "GET", path: "/items/{id}", query: ["n"] },
      },
      / --param 'id:string=It'\\''s an id\.' --param 'n:integer\?=N\.' --request 'GET \/items\/\{id\}' --yes$/,
    ],
    ["a result", { ...item, result: { kind: "none" } }, /^npx mcp-new add-tool github --spec - --yes <<'SPEC'\n/],
    ["bounds", { ...item, params: [{ name: "n", type: "integer", min: 1, description: "N." }] }, / --spec - /],
    [
      "a nested list",
      { ...item, params: [{ name: "n", type: "array", items: { type: "enum", values: ["a|b"] }, description: "N." }] },
      / --spec - /,
    ],
  ])("of %s", (_, raw, expected) => {
    const command = replayTools("github", raw);
    expect(command).toMatch(expected);
    expect(reread(command)).toEqual(parseTools(raw));
  });

  test("of several tools is a document; further options are quoted", () => {
    const raw = [item, { ...item, name: "find_items" }];
    expect(reread(replayTools("github", raw))).toEqual(parseTools(raw));
    expect(replayTools("github", item, ["--cwd", "my dir"])).toMatch(/ --cwd 'my dir' --yes$/);
  });
});
