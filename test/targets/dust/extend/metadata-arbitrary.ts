import fc from "fast-check";
import { fixtureFiles } from "../../../support/fixture-host.ts";
import type { ReplicaName } from "../../../support/replica.ts";
import type { Files } from "../drafting.ts";

/** A workspace with one server whose metadata and handlers are written in a random style. */
export interface Written {
  layout: ReplicaName;
  server: string;
  /** The two files that are written so; the others are the sample workspace's. */
  own: Files;
  /** Names of the server's tools, in order. */
  tools: string[];
}

/** A stretch between two tokens: `§` stands for a line ending with indentation, `#` for a number of its own. */
const gap = fc
  .array(fc.constantFrom("", "", "", " ", "§", "§", "§§", "// c#, ] } ) ;§", "/* c# , ] } */", " /* c#§ * d, */ "), {
    maxLength: 2,
  })
  .map((parts) => parts.join(""));

const NAMES = ["alpha", "list_betas", "gamma_delta", "e"];
const SCHEMAS = [
  "{}",
  '{ q: z.string().describe("Text.") }',
  '{§q: z.string().optional().describe("Text."), // c#§n: z.number().int().describe(`A ${"number"}.`)§}',
  "{ ...SHARED, id: idSchema }",
  "{ ...SHARED }",
  "Input.shape",
  "{ ...Input.shape, ...SHARED, }",
];
const DESCRIPTIONS = ['"Do a thing."', '"Do " + "it."', "`Do ${LIMIT} things.`", "'Say \"}],\"'"];
const STAKES = ['"never_ask"', '"low"', '"high" as const', "STAKE"];
const LABELS = [
  '{ running: "Doing", done: "Do" }',
  '{§running: "Doing",§done: "Do",§}',
  "{ running: 'Doing', done: `Do`, icon: \"ActionTimeIcon\" }",
];
const EXTRAS = ["", "eager: true", "enableAlerting: true", 'argumentsRequiringApproval: ["q"]'];

const tool = fc.record({
  description: fc.constantFrom(...DESCRIPTIONS),
  schema: fc.constantFrom(...SCHEMAS),
  stake: fc.constantFrom(...STAKES),
  labels: fc.constantFrom(...LABELS),
  extra: fc.constantFrom(...EXTRAS),
  comma: fc.boolean(),
  costLast: fc.boolean(),
  gaps: fc.array(gap, { minLength: 8, maxLength: 8 }),
});
type Tool = typeof tool extends fc.Arbitrary<infer T> ? T : never;

const HANDLERS = [
  "async () => ANSWER",
  "async (params, extra) => {§// c#§return ANSWER;§}",
  "answer",
  "(async () => ANSWER)",
];

const shape = fc.record({
  layout: fc.constantFrom<ReplicaName>("dust-arrays", "dust-records"),
  count: fc.nat(4),
  tools: fc.array(tool, { minLength: 4, maxLength: 4 }),
  named: fc.constantFrom("literal", "quoted", "constant"),
  handlers: fc.array(fc.tuple(fc.constantFrom(...HANDLERS), gap, gap), { minLength: 4, maxLength: 4 }),
  comma: fc.boolean(),
  handlersComma: fc.boolean(),
  ends: fc.array(gap, { minLength: 6, maxLength: 6 }),
  wrapper: fc.constantFrom("@ as const", "(@) as const", "@ as const satisfies readonly unknown[]"),
  place: fc.constantFrom("constant", "inline", "factory"),
  indent: fc.constantFrom("  ", "\t", "    "),
  ending: fc.constantFrom("\n", "\n", "\r\n", "\r"),
  mark: fc.constantFrom("", "", "\uFEFF"),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

/** The whole workspace. */
export function workspace({ layout, own }: Written): Files {
  return { ...fixtureFiles(layout), ...own };
}

/** Random servers, of none to four tools. */
export const written: fc.Arbitrary<Written> = shape.map((style) => {
  const directory = "front/lib/api/actions/servers/openai_usage";
  const tools = NAMES.slice(0, style.count);
  const text = (source: string) => style.mark + laidOut(source, style);
  const own = {
    [`${directory}/metadata.ts`]: text(metadataText(tools, style)),
    [`${directory}/tools/index.ts`]: text(handlersText(tools, style)),
  };
  return { layout: style.layout, server: "openai_usage", own, tools };
});

function laidOut(source: string, { indent, ending }: Shape): string {
  let number = 0;
  const numbered = source.replace(/c#/g, () => `c${number++}`);
  return numbered.replaceAll("§", `\n${indent}`).replace(/\n/g, ending);
}

function constantOf(name: string): string {
  return `${name.toUpperCase()}_TOOL_NAME`;
}

function keyOf(name: string, { named }: Shape): string {
  if (named === "constant") return `[${constantOf(name)}]`;
  return named === "quoted" ? JSON.stringify(name) : name;
}

function metadataText(tools: string[], style: Shape): string {
  const arrays = style.layout === "dust-arrays";
  const rows = tools.map((name, index) => row(name, style.tools[index], style)).join(`,${style.ends[0]}`);
  const list = `${style.ends[1]}${rows}${rows !== "" && style.comma ? "," : ""}${style.ends[2]}`;
  const constants =
    style.named === "constant" ? tools.map((name) => `export const ${constantOf(name)} = "${name}";`) : [];
  return [
    'import { z } from "zod";',
    arrays ? "" : 'import { createToolsRecord } from "@app/lib/actions/mcp_internal_actions/tool_definition";',
    ...constants,
    "const LIMIT = 3;",
    'const STAKE = "medium" as const;',
    'const idSchema = z.string().describe("An ID.");',
    'const SHARED = { limit: z.number().describe("How many.") };',
    'const Input = z.object({ text: z.string().describe("A text."), });',
    arrays
      ? `export const X_TOOLS_METADATA = ${style.wrapper.replace("@", () => `[${list}]`)};`
      : `export const X_TOOLS_METADATA = createToolsRecord({${list}});`,
    "// c# the server",
    `export const OPENAI_USAGE_SERVER = { serverInfo: { name: "openai_usage", version: "1.0.0", description: "X.", authorization: null, icon: "OpenaiLogo", documentationUrl: null },§tools: ${
      arrays
        ? "X_TOOLS_METADATA"
        : "Object.values(X_TOOLS_METADATA).map((t) => ({ name: t.name, description: t.description }))"
    } };`,
    "",
  ].join("\n");
}

function row(name: string, given: Tool | undefined, style: Shape): string {
  if (!given) throw new Error("no tool");
  const arrays = style.layout === "dust-arrays";
  const cost = arrays ? ['toolCostCategory: "advanced"', "freeUsage: false"] : [];
  const named = style.named === "constant" ? constantOf(name) : JSON.stringify(name);
  const properties = [
    ...(arrays ? [`name: ${named}`] : []),
    ...(given.costLast ? [] : cost),
    `description: ${given.description}`,
    `schema: ${given.schema}`,
    `stake: ${given.stake}`,
    `displayLabels: ${given.labels}`,
    ...(given.extra === "" ? [] : [given.extra]),
    ...(given.costLast ? cost : []),
  ];
  const body = properties.map(
    (each, index) => `${each}${index < properties.length - 1 || given.comma ? "," : ""}${given.gaps[index] ?? ""}`,
  );
  return `${arrays ? "" : `${keyOf(name, style)}: `}{${given.gaps[7]}${body.join("")}}`;
}

function handlersText(tools: string[], style: Shape): string {
  const properties = tools.map((name, index) => {
    const [value, before, after] = style.handlers[index] ?? ["answer", "", ""];
    return `${before}${keyOf(name, style)}: ${value}${after}`;
  });
  const comma = properties.length > 0 && style.handlersComma ? "," : "";
  const object = `{${style.ends[3]}${properties.join(`,${style.ends[4]}`)}${comma}${style.ends[5]}}`;
  const constants = style.named === "constant" ? tools.map((name) => `, ${constantOf(name)}`).join("") : "";
  const typed = `const handlers: ToolHandlers<typeof X_TOOLS_METADATA> = ${object};`;
  const body = {
    constant: `${typed}\nexport const TOOLS = buildTools(X_TOOLS_METADATA, handlers);`,
    inline: `export const TOOLS = buildTools(X_TOOLS_METADATA, ${object});`,
    factory: `export function createTools() {§${typed}§return buildTools(X_TOOLS_METADATA, handlers);\n}\nexport const TOOLS = createTools();`,
  };
  return [
    'import { buildTools, type ToolHandlers } from "@app/lib/actions/mcp_internal_actions/tool_definition";',
    `import { X_TOOLS_METADATA${constants} } from "@app/lib/api/actions/servers/openai_usage/metadata";`,
    'import { Ok } from "@app/types/shared/result";',
    'const ANSWER = new Ok([{ type: "text" as const, text: "x" }]);',
    "const answer = async () => ANSWER;",
    body[style.place as keyof typeof body],
    "",
  ].join("\n");
}
