import fc from "fast-check";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import { fixtureFiles } from "../../../support/fixture-host.ts";
import type { ReplicaName } from "../../../support/replica.ts";
import type { Files } from "../drafting.ts";

/** A stretch between two tokens: `§` stands for a line ending with indentation, `#` for a number of its own. */
const gap = fc
  .array(
    fc.constantFrom(
      "",
      "",
      "",
      " ",
      "§",
      "§",
      "§§",
      "// c#, ] } ) ;§",
      "/* c# , ] } */",
      " /* c#§ * d, */ ",
      "§/** c# */§",
    ),
    {
      maxLength: 2,
    },
  )
  .map((parts) => parts.join(""));

const POOL = ["agent_router", "github", "run_agent", "salesforce", "web_search_&_browse", "zendesk"] as const;
const KEYS = ["plain", "string", "local", "imported"] as const;
const BODIES = [
  '{ id: @, availability: "manual", metadata: X_SERVER }',
  '{§id: @,§availability: "auto",§isRestricted: ({ featureFlags }) => {§return !featureFlags.includes("f"); // c#§},§timeoutMs: undefined,§metadata: X_SERVER,§}',
  '{ metadata: X_SERVER, /* c# */ id: (@), tools_retry_policies: { default: "retry" }, }',
  '{§// c#§metadata: { ...X_SERVER, serverInfo: { ...X_SERVER.serverInfo } },§["id"]: @, // c#§}',
];
const LEGACY_BODIES = [
  '{ id: @, availability: "manual", tools_stakes: X_TOOL_STAKES, tools: X_TOOLS, serverInfo: X_SERVER_INFO }',
  '{§id: @,§availability: "auto",§tools: X_TOOLS, // c#§tools_stakes: X_TOOL_STAKES,§timeoutMs: undefined,§serverInfo: X_SERVER_INFO,§}',
  "{ serverInfo: X_SERVER_INFO, /* c# */ id: (@), tools_stakes: X_TOOL_STAKES, }",
];
const RETURNS = [
  "return xServer(auth, toolContext);",
  "§return xServer(auth, mcpServerId, toolContext);§",
  "{ return xServer(auth, toolContext); }",
  "if (auth.flag) { return null; }§// c#§return xServer(auth, toolContext);",
  "// c#§return await xServer();",
];
const NAME_WRAPPERS = ["@ as const", "(@ as const)", "@ as const satisfies readonly string[]", "(@) as const", "@"];
const WRAPPERS = [
  "ensureUniqueToolNames(@ satisfies { [K in Name]: Entry<K> })",
  "ensureUniqueToolNames(@)",
  "ensureUniqueToolNames((@ as const))",
  "@ satisfies Record<string, unknown>",
  "@ as const",
  "(@)",
  "Object.freeze((@))",
];
const LEGACY = [
  "",
  "number[] = []",
  "number[] = [4, 28]",
  "number[] = [§// c#§4, 28, 45, 1004,§// c#§]",
  "readonly number[] = [/* c# */ 4 /* c# */,] as const",
];
const DEFAULTS = [
  "",
  "default: assertNever(internalMCPServerName);",
  "// c#§default:§assertNever(internalMCPServerName);§",
  "/* c# */ default: { throw new Error(); } // c#§",
];

const member = fc.record({
  name: fc.constantFrom(...POOL),
  key: fc.constantFrom(...KEYS),
  listedAs: fc.constantFrom("string", "local", "imported"),
  caseAs: fc.constantFrom("string", "local"),
  body: fc.constantFrom(...BODIES),
  legacyBody: fc.constantFrom(...LEGACY_BODIES),
  returns: fc.constantFrom(...RETURNS),
  id: fc.integer({ min: 1, max: 3000 }),
  gaps: fc.array(gap, { minLength: 6, maxLength: 6 }),
});

type Member = Omit<typeof member extends fc.Arbitrary<infer T> ? T : never, "name"> & {
  name: string;
  isLegacy: boolean;
};

/** The generated files of a checkout, and the workspace that lends its shared modules. */
export interface Generated {
  layout: ReplicaName;
  own: Files;
}

/** A checkout whose registry files are generated: comments, wrappers, keys, line endings and commas in every combination. */
export const checkout: fc.Arbitrary<Generated> = fc
  .record({
    members: fc.uniqueArray(member, { maxLength: 5, selector: (each) => each.name }),
    order: fc.array(fc.nat({ max: 9 }), { minLength: 5, maxLength: 5 }),
    trailing: fc.boolean(),
    wrapper: fc.constantFrom(...WRAPPERS),
    isLegacy: fc.boolean(),
    nameWrapper: fc.constantFrom(...NAME_WRAPPERS),
    legacy: fc.constantFrom(...LEGACY),
    fallback: fc.constantFrom(...DEFAULTS),
    inner: fc.array(gap, { minLength: 5, maxLength: 5 }),
    ending: fc.constantFrom("\n", "\n", "\r\n"),
    indent: fc.constantFrom("  ", "    ", "\t", ""),
    mark: fc.constantFrom("", "", "\uFEFF"),
  })
  .map((raw) => {
    const layout = layoutOf(raw);
    const isLegacy = layout === "dust-legacy";
    const form = { ...raw, members: raw.members.map((each) => ({ ...each, isLegacy })) };
    const shuffled = form.members
      .map((each, index) => ({ each, at: form.order[index] ?? 0 }))
      .toSorted((a, b) => a.at - b.at);
    const finish = (text: string) => form.mark + finished(text, form.indent).replaceAll("\n", form.ending);
    const listed = shuffled.map(({ each }) => each);
    const own = {
      ...Object.fromEntries(form.members.map((each) => [`${folder(each)}/metadata.ts`, metadataFile(each)])),
      ...Object.fromEntries(
        form.members.map((each) => [`${folder(each)}/index.ts`, "export default function createServer() {}\n"]),
      ),
      [PATHS.constants]: finish(constantsFile(form, listed)),
      [PATHS.switch]: finish(switchFile(form, listed)),
    };
    return { layout, own };
  });

// Without a server nothing shows that a checkout is of layout `legacy`.
function layoutOf(form: { wrapper: string; isLegacy: boolean; members: readonly unknown[] }): ReplicaName {
  if (form.wrapper.startsWith("ensureUniqueToolNames")) return "dust-arrays";
  return form.isLegacy && form.members.length > 0 ? "dust-legacy" : "dust-records";
}

interface Form {
  members: Member[];
  trailing: boolean;
  wrapper: string;
  nameWrapper: string;
  legacy: string;
  fallback: string;
  inner: string[];
}

const NEEDED = new Set<string>([PATHS.toolDefinition, PATHS.wrappers, PATHS.mcpErrors, PATHS.apiMcp, PATHS.icons]);

/** The whole checkout: what was generated, over the shared modules of its layout. */
export function filesOf({ layout, own }: Generated): Files {
  const shared = Object.entries(fixtureFiles(layout)).filter(([path]) => NEEDED.has(path));
  return { ...Object.fromEntries(shared), ...own };
}

const slug = ({ name }: Member) => name.replace(/\W+/g, "_").replace(/_+/g, "_");
const upper = (each: Member) => slug(each).toUpperCase();
const folder = (each: Member) => `${each.isLegacy ? PATHS.legacyServers : PATHS.servers}/${slug(each)}`;
const moduleIn = (each: Member) => folder(each).replace("front/", "@app/");
const constantsOf = (each: Member) =>
  (each.isLegacy ? ["SERVER_INFO", "TOOL_STAKES", "TOOLS"] : ["SERVER"]).map((name) => `${upper(each)}_${name}`);

function metadataFile(each: Member): string {
  const name = JSON.stringify(each.name);
  if (each.isLegacy) {
    const [info, stakes, tools] = constantsOf(each);
    return `export const ${upper(each)}_NAME = ${name} as const;\nexport const ${info} = { name: ${name} as const };\nexport const ${stakes} = {};\nexport const ${tools}: MCPToolType[] = [];\n`;
  }
  return `export const ${upper(each)}_NAME = ${name} as const;\nexport const ${upper(each)}_SERVER = { serverInfo: { name: ${name} }, tools: [] };\n`;
}

function constantsFile({ members, trailing, wrapper, nameWrapper, legacy, inner }: Form, listed: Member[]): string {
  const imports = members.map(
    (each) => `import { ${upper(each)}_NAME, ${constantsOf(each).join(", ")} } from "${moduleIn(each)}/metadata";¶`,
  );
  const locals = members.map((each) => `const ${upper(each)} = ${JSON.stringify(each.name)} as const;¶`);
  const names = listed.map((each) => `${each.gaps[0]}${reference(each, each.listedAs)}${each.gaps[1]}`);
  const entries = members.map((each) => `${each.gaps[2]}${keyOf(each)}:${each.gaps[3]}${bodyOf(each)}${each.gaps[4]}`);
  const reserved = legacy === "" ? "" : `export const LEGACY_INTERNAL_MCP_SERVER_IDS: ${legacy};¶`;
  return [
    ...imports,
    "¶",
    ...locals,
    reserved,
    `${flat(inner[0])}export const AVAILABLE_INTERNAL_MCP_SERVER_NAMES =${inner[1]}${nameWrapper.replace("@", () => list("[", "]", names, trailing, inner[2]))};¶`,
    `${flat(inner[3])}export const INTERNAL_MCP_SERVERS = ${wrapper.replace("@", () => list("{", "}", entries, trailing, inner[4]))};¶`,
    "¶export type Other = string; // c#¶",
  ].join("");
}

function list(open: string, close: string, entries: string[], trailing: boolean, rest = ""): string {
  return `${open}${entries.join(",")}${trailing && entries.length > 0 ? "," : ""}${rest}${close}`;
}

function reference(each: Member, as: string): string {
  if (as === "local") return upper(each);
  return as === "imported" ? `${upper(each)}_NAME` : JSON.stringify(each.name);
}

function keyOf(each: Member): string {
  if (each.key === "plain" && /^\w+$/.test(each.name)) return each.name;
  return each.key === "local" || each.key === "imported" ? `[${reference(each, each.key)}]` : JSON.stringify(each.name);
}

function bodyOf(each: Member): string {
  const body = each.isLegacy ? each.legacyBody : each.body;
  return body.replaceAll(/\bX_(?=SERVER|TOOL)/g, `${upper(each)}_`).replace("@", String(each.id));
}

function switchFile({ members, fallback, inner }: Form, listed: Member[]): string {
  const factory = (each: Member) => `${slug(each)}Server`;
  const clauses = listed.map((each) => {
    const label = reference(each, each.caseAs === "local" ? "imported" : "string");
    return `${each.gaps[5]}case ${label}:§${each.returns.replaceAll("xServer", factory(each))}`;
  });
  return [
    'import type { ToolContext } from "@app/lib/actions/types";¶',
    ...members.map((each) => `import { default as ${factory(each)} } from "${moduleIn(each)}";¶`),
    ...members.map((each) => `import { ${upper(each)}_NAME } from "${moduleIn(each)}/metadata";¶`),
    "¶export async function getInternalMCPServer(auth, { internalMCPServerName, mcpServerId }, toolContext?: ToolContext) {§",
    `switch (internalMCPServerName) {${clauses.join("§")}${inner[0]}${fallback}${inner[1]}}¶}¶`,
  ].join("");
}

/** The same stretch between statements, which are never indented. */
function flat(text = ""): string {
  return text.replaceAll("§", "¶").replace(/(^|¶) +/g, "$1");
}

/** Fills in line endings, indentation and the numbers that make comments unlike each other. */
function finished(text: string, indent: string): string {
  let number = 0;
  const numbered = text.replace(/c#/g, () => `c${number++}`);
  return numbered.replace(/§(?!§)/g, `\n${indent}`).replaceAll(/[§¶]/g, "\n");
}
