import { describe, expect, test } from "vitest";
import { EXIT, UserError } from "../../../../src/errors.ts";
import type { Conventions } from "../../../../src/targets/dust/checkout/conventions.ts";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import instructionsShape from "../../../../src/targets/dust/rules/instructions-shape.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import { type Files, replaced, replacedIn, textOf, tree } from "../drafting.ts";

const read = (files: Files): Conventions => hostOf(files).conventions();
const OWN_TOOL = /type LabelledToolType<[\s\S]*?\n\};\n/;
const METADATA = "front/lib/api/actions/servers/acme_crm/metadata.ts";
const TOOLS = { tools: [{ name: "list_items", description: "List items.", params: [] }] };

/** `dust-records` with another type of the tools of a server's metadata. */
function withTool(text: string, more: Files = {}): Files {
  return { ...replaced("dust-records", PATHS.toolDefinition, OWN_TOOL, text), ...more };
}

describe("the fields of the tools list", () => {
  test.each([
    ["an intersection", "type LabelledToolType<T> = MCPToolType & { name: T; displayLabels: ToolDisplayLabels };\n"],
    [
      "an interface",
      'interface LabelledToolType<T> extends Omit<MCPToolType, "name"> { name: T; displayLabels: ToolDisplayLabels }\n',
    ],
    ["required labels", "type LabelledToolType<T> = Required<MCPToolType> & { name: T };\n"],
    ["an alias of an alias", "type Own = MCPToolType;\ntype LabelledToolType<T> = Readonly<Own & { name: T }>;\n"],
  ])("through %s", (_name, text) => {
    const files = withTool(text);
    expect(read(files).toolFields).toEqual(["name", "description", "inputSchema", "displayLabels"]);
    expect(textOf(tree(files, TOOLS), METADATA)).toContain("inputSchema: zodToJsonSchema(z.object(t.schema))");
  });

  test("leave out what a new tool does not have, and have the cost fields where it has them", () => {
    const cost = "toolCostCategory?: string; freeUsage?: boolean; isServerSide?: boolean;";
    const plain = withTool(`type LabelledToolType<T> = MCPToolType & { name: T; ${cost} };\n`);
    expect(read(plain).toolFields).toEqual(["name", "description", "inputSchema", "displayLabels"]);
    const costly = replacedIn(plain, PATHS.toolDefinition, "  schema: TSchema;\n", `  schema: TSchema; ${cost}\n`);
    expect(read(costly).toolFields).toEqual([
      "name",
      "description",
      "inputSchema",
      "displayLabels",
      "toolCostCategory",
      "freeUsage",
    ]);
  });

  test("are those of a neighbour's `.map` where the type cannot be worked out", () => {
    const unread = withTool('type LabelledToolType<T> = import("elsewhere").Tool<T>;\n');
    expect(read(unread).toolFields).toEqual(["name", "description", "inputSchema", "displayLabels"]);
  });

  test("are refused with the place where neither tells", () => {
    const unread = withTool('type LabelledToolType<T> = import("elsewhere").Tool<T>;\n');
    const files = Object.fromEntries(
      Object.entries(unread).map(([path, text]) => [
        path,
        text.replaceAll(/\.map\(\s*\(\w+\) =>/g, ".map(toListed, (t) =>"),
      ]),
    );
    expect(() => tree(files)).toThrow(UserError);
    try {
      tree(files);
    } catch (error) {
      expect(error).toMatchObject({ exitCode: EXIT.hostNotRecognised });
      expect(String(error)).toContain(`${PATHS.toolDefinition}:1:1: looked for the fields of \`tools\``);
    }
  });
});

describe("the instructions of a server, where their type is a package's", () => {
  const unread = (files: Files, name: string) =>
    replacedIn(
      files,
      PATHS.apiMcp,
      /export type InternalMCPServerDefinitionType = [^;]*;/,
      `import type { ${name} } from "elsewhere";\nexport type InternalMCPServerDefinitionType = Omit<${name}, "tools">;`,
    );

  test("are required where every server writes them, absent where none does", () => {
    expect(read(unread(fixtureFiles("dust-records"), "ServerType")).instructions).toBe("required");
    expect(read(unread(fixtureFiles("dust-arrays"), "ServerType")).instructions).toBe("absent");
  });

  test("are optional where only some write them", () => {
    const files = unread(fixtureFiles("dust-records"), "ServerType");
    const some = replacedIn(
      files,
      "front/lib/api/actions/servers/ashby/metadata.ts",
      /^ {4}instructions: null,\n/m,
      "",
    );
    expect(read(some).instructions).toBe("optional");
    expect(read(unread(some, "Other")).instructions).toBe("optional");
  });

  test("are written as the neighbours do", () => {
    const files = unread(fixtureFiles("dust-records"), "ServerType");
    expect(textOf(tree(files), METADATA)).toContain("instructions: null,");
  });

  test("are judged by no rule", () => {
    const host = hostOf(unread(fixtureFiles("dust-arrays"), "ServerType"));
    const [found, ...others] = readServers(host);
    if (!found) throw new Error("no servers");
    const verdicts = [...instructionsShape.check({ found, all: [found, ...others], host })];
    expect(verdicts).toMatchObject([
      { kind: "unknown", reason: expect.stringContaining("InternalMCPServerDefinitionType") },
    ]);
  });
});

describe("cost fields of a tool definition that cannot be followed", () => {
  test("are there when a neighbour's tools have them", () => {
    const unread = (name: "dust-arrays" | "dust-records") =>
      read(
        replaced(name, PATHS.toolDefinition, "ToolDefinition<", "ToolDefinition<A> extends Base {}\ninterface Old<"),
      );
    expect(unread("dust-arrays").costFields).toBe(true);
    expect(unread("dust-records").costFields).toBe(false);
  });
});

describe("a module that only re-exports", () => {
  const errors = (text: string) => read(replaced("dust-arrays", PATHS.errorUtils, /[\s\S]*/, text)).normalizeError;

  test("has the name that it lists, whatever module it is from", () => {
    const found = { module: "@app/types/shared/utils/error_utils" };
    expect(errors('export { errorToString, normalizeError } from "@dust-tt/client";\n')).toEqual(found);
    expect(errors('export { toError as normalizeError } from "@dust-tt/client";\n')).toEqual(found);
    expect(errors('import { normalizeError } from "@dust-tt/client";\nexport { normalizeError };\n')).toEqual(found);
    expect(read(fixtureFiles("dust-records")).normalizeError).toEqual(found);
  });

  test("is done without where the name is not listed, or hidden behind a star", () => {
    expect(errors('export { errorToString } from "@dust-tt/client";\n')).toBeNull();
    expect(errors('export { normalizeError as toError } from "@dust-tt/client";\n')).toBeNull();
    expect(errors('export * from "@dust-tt/client";\n')).toBeNull();
  });
});

describe("the types of the egress function", () => {
  const typesOf = (text: string) => read(replaced("dust-records", PATHS.egress, /[\s\S]*/, text)).egress?.types;
  const REQUEST = 'import type { RequestInit as Init } from "undici";\n';

  test.each([
    [
      "named in its result",
      'import type { Response } from "undici";\nexport function untrustedFetch(u: URL): Promise<Response> {}\n',
    ],
    ["named in a parameter", `${REQUEST}export async function untrustedFetch(u: URL, init?: Init): Promise<R> {}\n`],
    [
      "of a namespace",
      'import * as undici from "undici";\nexport const untrustedFetch = (u: URL): Promise<undici.Response> => f(u);\n',
    ],
    [
      "inferred",
      'import { fetch as undiciFetch } from "undici";\nexport const untrustedFetch = (u: URL) => undiciFetch(u);\n',
    ],
    ["the package's own function", 'import { fetch } from "undici";\nexport const untrustedFetch = fetch;\n'],
    ["re-exported", 'export { untrustedFetch } from "./outside";\n'],
  ])("are undici's: %s", (_name, text) => {
    const outside =
      'import type { Response } from "undici";\nexport declare function untrustedFetch(): Promise<Response>;\n';
    const files = {
      ...replaced("dust-records", PATHS.egress, /[\s\S]*/, text),
      "front/lib/egress/outside.ts": outside,
    };
    expect(read(files).egress?.types).toBe("undici");
  });

  test("are the global ones even where the body uses undici", () => {
    const imports = 'import { ProxyAgent, fetch as undiciFetch } from "undici";\n';
    expect(
      typesOf(`${imports}export function untrustedFetch(u: URL): Promise<Response> {\n  return undiciFetch(u);\n}\n`),
    ).toBe("global");
    expect(typesOf("export function untrustedFetch(u: URL) {\n  return fetch(u);\n}\n")).toBe("global");
  });
});
