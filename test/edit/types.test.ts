import { describe, expect, test } from "vitest";
import { Sources } from "../../src/edit/sources.ts";
import { elementMembers, type Members, presence, typeMembers } from "../../src/edit/types.ts";
import { memoryRepo } from "../../src/repo/memory.ts";

const sourcesOf = (files: Record<string, string>) => new Sources(memoryRepo(files), { "@app/": "app/" });
const read = (text: string, files: Record<string, string> = {}): Members =>
  typeMembers(sourcesOf({ "app/t.ts": text, ...files }), "app/t.ts", "T");
const shown = ({ named, open }: Members) =>
  [...named].map(([name, { optional }]) => (optional ? `${name}?` : name)).join(" ") + (open ? " …" : "");

const MCP = "export type MCPToolType = { name: string; description: string; labels?: string; schema?: object };";

describe("the members of a type", () => {
  test.each([
    ["written out", "type T = { a: 1; b?: 2; 'c-d': 3; e(): void }", "a b? c-d e"],
    ["an interface in two parts", "interface T { a: 1 } interface T { b: 2 }", "a b"],
    ["inherited", "interface A { a: 1 } interface B extends A { b?: 2 } interface T extends B { c: 3 }", "c b? a"],
    ["inherited in part", 'interface A { a: 1; b: 2 } interface T extends Omit<A, "a"> { c: 3 }', "c b"],
    ["an alias", "type T = A; type A = Readonly<{ a: 1 }>", "a"],
    ["an intersection: required wins", "type T = { a?: 1 } & { a: 1; b?: 2 }", "a b?"],
    ["a union: what one part lacks is optional", "type T = { a: 1; b: 2 } | { a: 1 } | null", "a b?"],
    ["Partial, Required", "type T = Partial<{ a: 1 }> & Required<{ b?: 2 }>", "a? b"],
    ["Omit of several", 'type T = Omit<{ a: 1; b: 2; c: 3 }, "a" | "c">', "b"],
    ["Omit by an alias of keys", 'type K = "a"; type T = Omit<{ a: 1; b: 2 }, K>', "b"],
    ["Omit by keyof", "type A = { a: 1 }; type T = Omit<{ a: 1; b: 2 }, keyof A>", "b"],
    ["Omit by Exclude", 'type A = { a: 1; b: 2 }; type T = Omit<A, Exclude<keyof A, "b">>', "b"],
    ["Pick", 'type T = Pick<{ a: 1; b?: 2; c: 3 }, "b" | "c">', "b? c"],
    ["a member of another", 'type A = { in: { a: 1 }[] }; type T = A["in"][number]', "a"],
    ["a type parameter", "type With<A> = A & { b: 2 }; type T = With<With<{ a: 1 }>>", "a b"],
    ["a parameter's default", "type With<A = { a: 1 }> = A & { b: 2 }; type T = With", "a b"],
    ["a type that shares its name with a value", "export const T = 1; export type T = { a: 1 }", "a"],
  ])("%s", (_name, text, members) => {
    expect(shown(read(text))).toBe(members);
  });

  test.each([
    ["an import", 'import type { MCPToolType } from "@app/mcp"; export type T = MCPToolType;'],
    ["a renamed import", 'import type { MCPToolType as Tool } from "./mcp"; export type T = Tool;'],
    ["a re-export", 'export type { MCPToolType as T } from "./mcp";'],
  ])("through %s", (_name, text) => {
    expect(shown(read(text, { "app/mcp.ts": MCP }))).toBe("name description labels? schema?");
  });

  test("of an imported type with some members declared anew", () => {
    const text = `import type { MCPToolType } from "@app/mcp";
      type Own<N extends string = string> = Omit<MCPToolType, "name" | "labels"> & { name: N; labels: string };
      export type T<N extends string = string> = { tools: Own<N>[] };`;
    const sources = sourcesOf({ "app/t.ts": text, "app/mcp.ts": MCP });
    const tools = typeMembers(sources, "app/t.ts", "T").named.get("tools")?.type;
    expect(tools && shown(elementMembers(sources, tools))).toBe("description schema? name labels");
  });
});

describe("what cannot be followed", () => {
  test.each([
    ["a package's type", 'import type { A } from "pkg"; export type T = A & { a: 1 };', "a …"],
    ["a name that is declared nowhere", "export type T = Missing;", " …"],
    ["no such type", "export type Other = { a: 1 };", " …"],
    ["an index signature", "type T = { a: 1; [key: string]: 1 };", "a …"],
    ["a mapped type", "type T = { [K in string]: 1 };", " …"],
    ["a conditional type", "type T = 1 extends 2 ? { a: 1 } : { b: 1 };", " …"],
    ["Omit by keys that are not known", "type T = Omit<{ a: 1 }, Keys>;", " …"],
    ["a parameter without argument", "type With<A> = A & { b: 2 }; type T = With;", "b …"],
    ["itself", "type T = T & { a: 1 };", " …"],
    ["a cycle of three", "type T = A | { a: 1 }; type A = B; type B = T;", " …"],
    ["an interface that extends itself", "interface T extends T { a: 1 }", "a …"],
    ["twice itself", "type T = T & T;", " …"],
  ])("%s leaves it open", (_name, text, members) => {
    expect(shown(read(text))).toBe(members);
  });

  test("is unknown, and absent only where that is certain", () => {
    const open = read('import type { A } from "pkg"; export type T = Omit<A & { a: 1; b?: 2 }, "gone">;');
    expect(["a", "b", "gone", "other"].map((name) => presence(open, name))).toEqual([
      "required",
      "optional",
      "absent",
      "unknown",
    ]);
    expect(presence(read("type T = { a: 1 }"), "other")).toBe("absent");
    expect(presence(read('type T = Pick<Missing, "a">'), "a")).toBe("unknown");
  });
});
