import { describe, expect, test } from "vitest";
import { exportNames } from "../../src/edit/exports.ts";
import { Sources } from "../../src/edit/sources.ts";
import { memoryRepo } from "../../src/repo/memory.ts";

function namesOf(text: string, others: Record<string, string> = {}, path = "a.ts"): string[] | null {
  const names = exportNames(path, new Sources(memoryRepo({ [path]: text, ...others })));
  return names && [...names].sort();
}

describe("the exports of a module", () => {
  test.each<[string, string[]]>([
    ["", []],
    ["const a = 1; function b() {}", []],
    ["export const a = 1, b = 2;", ["a", "b"]],
    ["export const { a, b: { c }, ...d } = x; export const [e, , f] = y;", ["a", "c", "d", "e", "f"]],
    ["export function a(): void; export async function b() {}", ["a", "b"]],
    ["export class A {} export enum B {} export namespace C {}", ["A", "B", "C"]],
    ["export type A = 1; export interface B {}", ["A", "B"]],
    ["export type Row = z.infer<typeof Row>; const Row = z.object({});", ["Row"]],
    ["export import A = B.C;", ["A"]],
    ["export default function a() {}", ["default"]],
    ["export default class {}", ["default"]],
    ["const a = 1; export default a;", ["default"]],
    ["const a = 1; export { a, a as b, a as default };", ["a", "b", "default"]],
    ['export { a as b } from "elsewhere"; export * as ns from "package";', ["b", "ns"]],
  ])("%s", (text, names) => {
    expect(namesOf(text)).toEqual(names);
  });

  test("what an `export *` brings, also in a circle", () => {
    const others = {
      "b.ts": 'export const b = 1; export * from "./c";',
      "c.ts": 'export const c = 1; export * from "./a";',
    };
    expect(namesOf('export const a = 1; export * from "./b";', others)).toEqual(["a", "b", "c"]);
  });
});

describe("are not certain", () => {
  test.each<[string, string, string?]>([
    ["behind an `export *` of a package", 'export * from "zod";'],
    ["behind an `export *` of a module that is not there", 'export * from "./gone";'],
    ["with `export =`", "export = {};"],
    ["in a file with a syntax error", "export const a = ;"],
    ["in JavaScript", "exports.a = 1;", "a.js"],
    ["in a declaration file", "declare const a: number;", "a.d.ts"],
  ])("%s", (_what, text, path = "a.ts") => {
    expect(namesOf(text, {}, path)).toBeNull();
  });

  test("in a file that is not there", () => {
    expect(exportNames("a.ts", new Sources(memoryRepo({})))).toBeNull();
  });
});
