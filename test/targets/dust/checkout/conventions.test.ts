import { describe, expect, test } from "vitest";
import type { Conventions } from "../../../../src/targets/dust/checkout/conventions.ts";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import { type Files, replaced } from "../drafting.ts";
import { conventions } from "../files/conventions.ts";

const read = (files: Files): Conventions => hostOf(files).conventions();
const arrays = (path: string, from: string | RegExp, to: string) => read(replaced("dust-arrays", path, from, to));
const records = (path: string, from: string | RegExp, to: string) => read(replaced("dust-records", path, from, to));

function without(...paths: string[]): Conventions {
  return read(
    Object.fromEntries(Object.entries(fixtureFiles("dust-arrays")).filter(([path]) => !paths.includes(path))),
  );
}

test("of the sample workspace with arrays", () => {
  expect(read(fixtureFiles("dust-arrays"))).toEqual(conventions.arrays);
});

test("of the sample workspace with records", () => {
  expect(read(fixtureFiles("dust-records"))).toEqual(conventions.records);
});

test("of the sample workspace of layout legacy", () => {
  expect(read(fixtureFiles("dust-legacy"))).toEqual(conventions.legacy);
});

describe("optional modules", () => {
  test("are null where the checkout lacks them", () => {
    expect(without(PATHS.egress)).toEqual({ ...conventions.arrays, egress: null });
    expect(without(PATHS.logger)).toEqual({ ...conventions.arrays, logger: null });
    expect(without(PATHS.errorUtils)).toEqual({ ...conventions.arrays, normalizeError: null });
  });

  test("are null where they export something else", () => {
    expect(arrays(PATHS.egress, "untrustedFetch", "trustedFetch").egress).toBeNull();
    expect(arrays(PATHS.errorUtils, "normalizeError", "errorFrom").normalizeError).toBeNull();
    expect(arrays(PATHS.logger, "export default", "export const exported =").logger).toBeNull();
  });
});

describe("the options of MCPError", () => {
  const options = (from: string | RegExp, to: string) => arrays(PATHS.mcpErrors, from, to).mcpErrorOptions;

  test("are those that its constructor's type names", () => {
    expect(options("code?: number; cause", "cause")).toMatchObject({ code: false, tracked: true });
    expect(options("cause?: Error", "origin?: Error")).toMatchObject({ cause: false, tracked: true });
  });

  test("are none where it has no second parameter", () => {
    const text =
      "export class MCPError extends Error {\n  constructor(message: string) {\n    super(message);\n  }\n}\n";
    expect(options(/[\s\S]*/, text)).toEqual({ tracked: false, code: false, cause: false });
    expect(options(/[\s\S]*/, "export class MCPError extends Error {}\n")).toEqual({
      tracked: false,
      code: false,
      cause: false,
    });
  });
});

describe("the instructions of a server", () => {
  const DEFINITION = /interface InternalMCPServerType extends MCPServerType \{\n/;
  const member = (text: string) =>
    arrays(PATHS.apiMcp, DEFINITION, `interface InternalMCPServerType extends MCPServerType {\n${text}`).instructions;

  test("are required, optional or absent, as the type says", () => {
    expect(member("  instructions: string | null;\n")).toBe("required");
    expect(member("  instructions?: string | null;\n")).toBe("optional");
    expect(read(fixtureFiles("dust-arrays")).instructions).toBe("absent");
    expect(records(PATHS.apiMcp, /instructions: string \| null;/, "instructions?: string;").instructions).toBe(
      "optional",
    );
    expect(without(PATHS.apiMcp).instructions).toBe("absent");
  });
});

describe("the tool definition", () => {
  test("cost fields count only when both are there", () => {
    const none = arrays(PATHS.toolDefinition, / {2}toolCostCategory: ToolCostCategory;\n {2}freeUsage: boolean;\n/, "");
    expect(none.costFields).toBe(false);
    expect(arrays(PATHS.toolDefinition, / {2}freeUsage: boolean;\n/, "").costFields).toBe(false);
  });

  test("stakes and the fields of the tools list in `records`", () => {
    expect(records(PATHS.toolDefinition, / {2}tools_stakes: Record.*\n/, "").toolsStakes).toBe(false);
    expect(records(PATHS.toolDefinition, /name: TName;\n {2}displayLabels: .*\n/, "name: TName;\n").toolFields).toEqual(
      ["name", "description", "inputSchema"],
    );
  });

  test("the signal of a request is there with the SDK's type or a member of its own", () => {
    const own = "export type BaseToolHandlerExtra = {\n  authInfo?: { token: string };\n};\n";
    const RENAMED = /import type \{ RequestHandlerExtra \} from .*\n/;
    const gone = replaced("dust-arrays", PATHS.toolDefinition, /export type BaseToolHandlerExtra = [\s\S]*?>;\n/, own);
    const text = (gone[PATHS.toolDefinition] ?? "").replace(RENAMED, "");
    expect(read({ ...gone, [PATHS.toolDefinition]: text }).extraSignal).toBe(false);
    const member = text.replace("BaseToolHandlerExtra & {", "BaseToolHandlerExtra & {\n  signal: AbortSignal;");
    expect(read({ ...gone, [PATHS.toolDefinition]: member }).extraSignal).toBe(true);
  });
});

describe("the switch", () => {
  test("names the context as the checkout does", () => {
    const files = replaced("dust-arrays", PATHS.switch, "toolContext?: ToolContext\n", "context?: ToolContextType\n");
    const text = (files[PATHS.switch] ?? "").replace("{ ToolContext }", "{ ToolContextType }");
    expect(read({ ...files, [PATHS.switch]: text }).context).toEqual({
      name: "context",
      type: "ToolContextType",
      module: "@app/lib/actions/types",
    });
  });

  test("shows the import style by its first import", () => {
    const first = (name: "dust-arrays" | "dust-records", line: string) =>
      read(replaced(name, PATHS.switch, /^/, line)).importStyle;
    const sdk = 'import type { McpServer as Server } from "@modelcontextprotocol/sdk/server/mcp.js";\n\n';
    expect(first("dust-arrays", sdk)).toBe("packages-first");
    expect(first("dust-records", 'import "@app/first";\n')).toBe("one-block");
  });
});
