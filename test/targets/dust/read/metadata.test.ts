import { describe, expect, test } from "vitest";
import { Sources } from "../../../../src/edit/sources.ts";
import { variableNamed } from "../../../../src/edit/ts.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { readMetadata } from "../../../../src/targets/dust/read/metadata.ts";
import type { ReadMetadata, ReadTool } from "../../../../src/targets/dust/read/server.ts";

const SHARED = `import { z } from "zod";
export const NAME = "acme" as const;
export const TOOL = "list_items" as const;
export const MAX = 8;
export const BASE = z.object({ owner: z.string().describe("Owner."), repo: z.string() });
export const FIELD = z.string().describe("A field.");
export const limited = (max: number) => z.number().max(max).describe("How many.");
export function listed(max: number) {
  if (max > 1) {
    return z.array(z.string()).describe("Many.");
  }
  return z.string().describe("One.");
}
export function bare() {
  return z.string();
}
export const RUN_TOOLS = [{ name: "run", description: "Runs.", schema: {}, stake: "low" }] as const;
export const RUN_SERVER = { serverInfo: { name: "run" }, tools: RUN_TOOLS } as const;
`;

function metadataOf(body: string, expression = "SERVER"): ReturnType<typeof readMetadata> {
  const main = `import { z } from "zod";
import { BASE, FIELD, limited, listed, bare, MAX, NAME, RUN_SERVER, RUN_TOOLS, TOOL } from "./shared";
${body}
const x = ${expression};`;
  const sources = new Sources(memoryRepo({ "front/m.ts": main, "front/shared.ts": SHARED }));
  const source = sources.source("front/m.ts");
  const value = source && variableNamed(source, "x")?.initializer;
  if (!value) throw new Error("no expression");
  return readMetadata(value, sources);
}

function known(body: string, expression?: string): ReadMetadata {
  const fact = metadataOf(body, expression);
  if (!fact.known) throw new Error(fact.why);
  return fact.value;
}

const INFO = `serverInfo: { name: NAME, description: "d" }`;

function toolsOf(body: string, tools: string): ReadTool[] {
  const fact = known(`${body}\nconst SERVER = { ${INFO}, tools: ${tools} } as const satisfies ServerMetadata;`).tools;
  if (!fact.known) throw new Error(fact.why);
  return fact.value;
}

const namesOf = (tools: ReadTool[]) => tools.map(({ name }) => (name.known ? name.value : `? ${name.why}`));

describe("where the tools are", () => {
  const record = `const RECORD = createToolsRecord({ [TOOL]: { description: "Lists.", schema: {} }, get: { description: "Gets." } });`;

  test.each([
    ["an array", "const A = [{ name: TOOL }, { name: 'get' }] as const;", "A"],
    ["an array in place", "", "[{ name: TOOL }, { name: 'get' }]"],
    ["spreads of arrays", "const A = [{ name: TOOL }]; const B = [...A, { name: 'get' }];", "B"],
    ["a record, mapped", record, "Object.values(RECORD).map((t) => ({ name: t.name }))"],
    ["keys of a record, mapped", record, "Object.keys(RECORD).map((key) => ({ name: key }))"],
    [
      "two records in one list",
      `${record} const OTHER = createToolsRecord({}); const ALL = [...Object.values(RECORD), ...Object.values(OTHER)];`,
      "ALL.map((t) => ({ name: t.name }))",
    ],
    ["a redundant as const", "const A = ([{ name: TOOL as const }, { name: 'get' } as const] as const);", "A as const"],
  ])("%s", (_form, body, tools) => {
    expect(namesOf(toolsOf(body, tools))).toEqual(["list_items", "get"]);
  });

  test("the tools of another server", () => {
    expect(namesOf(toolsOf("", "RUN_SERVER.tools"))).toEqual(["run"]);
    expect(namesOf(toolsOf("", "RUN_TOOLS"))).toEqual(["run"]);
  });

  test.each([
    ["a call", "makeTools()", "a call of `makeTools` is not an array literal"],
    ["a spread of a call", "[...makeTools()]", "a call of `makeTools` is not an array literal"],
  ])("%s cannot be worked out", (_form, tools, why) => {
    const fact = known(`const SERVER = { ${INFO}, tools: ${tools} };`).tools;
    expect(fact).toMatchObject({ known: false, why });
  });
});

describe("what a tool says", () => {
  test.each<[string, string, string]>([
    ["a chain", '"List " + "items."', "List items."],
    ["a template", "`Up to ${MAX} items.`", "Up to 8 items."],
    ["a trimmed template", "`\n  Items.\n`.trim()", "Items."],
    ["a joined list", '`In ${["csv", "md"].join(", ")}.`', "In csv, md."],
  ])("a description as %s", (_form, description, text) => {
    const [tool] = toolsOf("", `[{ name: TOOL, description: ${description} }]`);
    expect(tool?.description).toMatchObject({ known: true, value: text });
  });

  test("labels, costs and stake, each with its place", () => {
    const [tool] = toolsOf(
      "",
      '[{ name: TOOL, stake: "low" as const, displayLabels: { running: "R", done: "D" }, toolCostCategory: "basic", freeUsage: false }]',
    );
    expect(tool).toMatchObject({
      stake: { known: true, value: "low", at: { path: "front/m.ts" } },
      running: { known: true, value: "R" },
      done: { known: true, value: "D" },
      toolCostCategory: { known: true, value: "basic" },
      freeUsage: { known: true, value: false },
    });
    expect(tool?.description).toBeUndefined();
  });
});

describe("the parameters of a tool", () => {
  function paramsOf(schema: string): [string, boolean | "unknown"][] | string {
    const [tool] = toolsOf("", `[{ name: TOOL, schema: ${schema} }]`);
    if (!tool) throw new Error("no tool");
    return tool.params.known ? tool.params.value.map((each) => [each.name, each.described]) : tool.params.why;
  }

  test.each<[string, [string, boolean | "unknown"][]]>([
    ["{}", []],
    [
      '{ a: z.string().describe("A."), b: z.string() }',
      [
        ["a", true],
        ["b", false],
      ],
    ],
    [
      '{ a: z.string().describe("A.").optional(), b: FIELD.optional(), c: FIELD }',
      [
        ["a", true],
        ["b", true],
        ["c", true],
      ],
    ],
    ["{ a: z.string().optional().describe('A') as z.ZodType }", [["a", true]]],
    [
      "BASE.shape",
      [
        ["owner", true],
        ["repo", false],
      ],
    ],
    [
      "{ ...BASE.shape, c: FIELD }",
      [
        ["owner", true],
        ["repo", false],
        ["c", true],
      ],
    ],
    [
      "{ ...BASE.shape, repo: FIELD }",
      [
        ["owner", true],
        ["repo", true],
      ],
    ],
    [
      "BASE.extend({ c: FIELD }).partial().shape",
      [
        ["owner", true],
        ["repo", false],
        ["c", true],
      ],
    ],
    ["BASE.pick({ owner: true }).shape", [["owner", true]]],
    ["BASE.omit({ owner: true }).shape", [["repo", false]]],
    [
      "BASE.merge(z.object({ d: z.string() })).shape",
      [
        ["owner", true],
        ["repo", false],
        ["d", false],
      ],
    ],
    [
      "{ a: limited(3), b: listed(2), c: bare() }",
      [
        ["a", true],
        ["b", true],
        ["c", false],
      ],
    ],
    [
      '{ a: z.object({ x: z.string().describe("X.") }), b: z.object({ x: z.string() }) }',
      [
        ["a", true],
        ["b", false],
      ],
    ],
    [
      "{ a: elsewhere(), b: Imported }",
      [
        ["a", "unknown"],
        ["b", "unknown"],
      ],
    ],
  ])("%s", (schema, expected) => {
    expect(paramsOf(schema)).toEqual(expected);
  });

  test("a schema that a call makes cannot be worked out", () => {
    expect(paramsOf("{ ...elsewhere() }")).toBe("a call of `elsewhere` is not an object literal");
  });
});

describe("the server", () => {
  test("its name, folded through imports, and what it lacks", () => {
    const read = known(`const SERVER = { ${INFO}, tools: [] } as const;`);
    expect(read).toMatchObject({
      name: { value: "acme" },
      hasInstructions: false,
      selectsSecret: false,
      path: "front/m.ts",
    });
    expect(read.icon).toBeUndefined();
    expect(read.authorization).toBeUndefined();
  });

  test("authorization, and null for none", () => {
    const auth = (text: string) =>
      known(`const SERVER = { serverInfo: { authorization: ${text} }, tools: [] };`).authorization;
    expect(auth("null")).toMatchObject({ known: true, value: null });
    expect(auth('{ provider: "p" as const, supported_use_cases: ["a", "b"] as MCPOAuthUseCase[] }')).toMatchObject({
      known: true,
      value: { provider: { value: "p" }, useCases: [{ value: "a" }, { value: "b" }] },
    });
    expect(auth("authOf()")).toMatchObject({ known: false });
  });

  test("a spread of the constant with overrides", () => {
    const read = known(
      "",
      "{ ...RUN_SERVER, serverInfo: { ...RUN_SERVER.serverInfo, documentationUrl: 'https://x.example' } }",
    );
    expect(read).toMatchObject({ name: { value: "run" }, documentationUrl: { value: "https://x.example" } });
    expect(read.tools).toMatchObject({ known: true, value: [{ name: { value: "run" } }] });
  });

  test("a call cannot be followed", () => {
    expect(metadataOf("", "make(RUN_SERVER)")).toMatchObject({ known: false, at: { path: "front/m.ts" } });
  });
});
