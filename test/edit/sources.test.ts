import { describe, expect, test } from "vitest";
import { Sources } from "../../src/edit/sources.ts";
import { ts, variableNamed, walk } from "../../src/edit/ts.ts";
import { EXIT, UserError } from "../../src/errors.ts";
import { memoryRepo } from "../../src/repo/memory.ts";

function sourcesOf(files: Record<string, string>): Sources {
  return new Sources(memoryRepo(files), { "@app/": "front/", "@app/lib/special/": "front/elsewhere/" });
}

describe("source", () => {
  test("is parsed once for each text", () => {
    const files: Record<string, string> = { "a.ts": "const a = 1;" };
    const sources = new Sources({ read: (path) => files[path] ?? null, list: () => [] });
    const first = sources.source("a.ts");
    expect(sources.source("a.ts")).toBe(first);
    files["a.ts"] = "const b = 1;";
    expect(sources.source("a.ts")?.text).toBe("const b = 1;");
    expect(sources.source("none.ts")).toBeNull();
  });
});

describe("resolveModule", () => {
  const sources = sourcesOf({
    "front/lib/a.ts": "",
    "front/lib/view.tsx": "",
    "front/lib/folder/index.ts": "",
    "front/lib/plain.js": "",
    "front/lib/plain.ts": "",
    "front/lib/old.js": "",
    "front/lib/dotted.test.ts": "",
    "front/elsewhere/b.ts": "",
    "index.ts": "",
  });
  test.each([
    ["@app/lib/a", "front/lib/a.ts"],
    ["@app/lib/view", "front/lib/view.tsx"],
    ["@app/lib/folder", "front/lib/folder/index.ts"],
    ["@app/lib/special/b", "front/elsewhere/b.ts"],
    ["./a", "front/lib/a.ts"],
    ["./a.ts", "front/lib/a.ts"],
    ["./a.js", "front/lib/a.ts"],
    ["./view.jsx", "front/lib/view.tsx"],
    ["./plain.js", "front/lib/plain.ts"],
    ["./old.js", "front/lib/old.js"],
    ["./dotted.test", "front/lib/dotted.test.ts"],
    ["../lib/./folder/", "front/lib/folder/index.ts"],
    ["..", null],
    ["../..", "index.ts"],
    ["../../../a", null],
    ["./none", null],
    ["zod", null],
    ["@apple/lib/a", null],
  ])("%s", (specifier, path) => {
    expect(sources.resolveModule("front/lib/from.ts", specifier)).toBe(path);
  });
});

describe("exported", () => {
  const sources = sourcesOf({
    "a.ts": `export const one = 1, two = 2;
      export function over(): void; export function over() { return 1; }
      const hidden = 3; export { hidden as shown };
      export default function create() {}
      export enum E { A }
      export const { taken } = { taken: 1 };
      export type one = number;`,
    "b.ts": `export { one, two as deux } from "./a";
      export { default as create } from "./a";
      export * as all from "./a";
      import { one as imported } from "./a"; export { imported };
      import create2 from "./a"; export default create2;`,
    "star.ts": `export * from "./loop"; export * from "./none"; export * from "pkg"; export * from "./b";`,
    "loop.ts": `export * from "./star"; export { round } from "./round";`,
    "round.ts": `export { round } from "./loop";`,
    "value.ts": "export default ({ a: 1 } as const);",
    "types.ts": "export interface Tool { a: string }",
  });
  test.each([
    ["a.ts", "one", "a.ts", "one = 1"],
    ["a.ts", "two", "a.ts", "two = 2"],
    ["a.ts", "over", "a.ts", "export function over() { return 1; }"],
    ["a.ts", "shown", "a.ts", "hidden = 3"],
    ["a.ts", "default", "a.ts", "export default function create() {}"],
    ["a.ts", "E", "a.ts", "export enum E { A }"],
    ["a.ts", "taken", "a.ts", "taken"],
    ["b.ts", "one", "a.ts", "one = 1"],
    ["b.ts", "deux", "a.ts", "two = 2"],
    ["b.ts", "create", "a.ts", "export default function create() {}"],
    ["b.ts", "default", "a.ts", "export default function create() {}"],
    ["b.ts", "imported", "a.ts", "one = 1"],
    ["star.ts", "deux", "a.ts", "two = 2"],
    ["value.ts", "default", "value.ts", "{ a: 1 }"],
    ["types.ts", "Tool", "types.ts", "export interface Tool { a: string }"],
  ])("%s %s", (path, name, inPath, text) => {
    const found = sources.exported(path, name);
    expect([found?.source.fileName, found?.node.getText()]).toEqual([inPath, text]);
  });

  test.each([
    ["a.ts", "hidden"],
    ["a.ts", "create"],
    ["b.ts", "two"],
    ["star.ts", "default"],
    ["star.ts", "round"],
    ["star.ts", "nothing"],
    ["none.ts", "a"],
  ])("%s has no %s", (path, name) => {
    expect(sources.exported(path, name)).toBeNull();
  });

  test("a namespace is the file", () => {
    expect(sources.exported("b.ts", "all")?.node).toBe(sources.source("a.ts"));
  });
});

describe("resolve", () => {
  const text = `
    import first, { a as renamed, type T } from "./m";
    import * as ns from "./m";
    import { z } from "zod";
    const top = 1;
    function outer(parameter = 1, { picked }: { picked: number }) {
      if (parameter) { var hoisted = 1; const top = 2; use(top); }
      const fn = function self() { return self; };
      for (const each of []) use(each);
      try { use(hoisted); } catch (problem) { use(problem); }
      switch (1) { case 1: const inCase = 1; use(inCase); }
      use(parameter); use(picked); use(fn); use(later);
      function later() {}
    }
    use(top); use(hoisted); use(renamed); use(first); use(ns.a); use(ns); use(z); use(globalThis); use(ns.b.c);
    namespace Inside { const top = 3; use(top); }
    type fn2 = string; const fn2 = 4; use(fn2);`;
  const sources = sourcesOf({ "x.ts": text, "m.ts": "export const a = 1; export default class Main {}" });
  const answers = [...walk(sources.source("x.ts") ?? ts.factory.createIdentifier("none"))]
    .filter(ts.isCallExpression)
    .filter((call) => call.expression.getText() === "use")
    .map((call) => {
      const argument = call.arguments[0];
      const found = argument && sources.resolve(argument);
      return [argument?.getText(), found ? found.node.getText().slice(0, 30) : null];
    });

  test("goes through scopes and imports", () => {
    expect(answers).toEqual([
      ["top", "top = 2"],
      ["each", "each"],
      ["hoisted", "hoisted = 1"],
      ["problem", "problem"],
      ["inCase", "inCase = 1"],
      ["parameter", "parameter = 1"],
      ["picked", "picked"],
      ["fn", "fn = function self() { return "],
      ["later", "function later() {}"],
      ["top", "top = 1"],
      ["hoisted", null],
      ["renamed", "a = 1"],
      ["first", "export default class Main {}"],
      ["ns.a", "a = 1"],
      ["ns", "export const a = 1; export def"],
      ["z", null],
      ["globalThis", null],
      ["ns.b.c", null],
      ["top", "top = 3"],
      ["fn2", "fn2 = 4"],
    ]);
  });

  test("a function's own name", () => {
    const outer = sources.source("x.ts");
    const self =
      outer && [...walk(outer)].find((node) => ts.isReturnStatement(node) && node.expression?.getText() === "self");
    const expression = self && ts.isReturnStatement(self) ? self.expression : undefined;
    expect(expression && sources.resolve(expression)?.node.kind).toBe(ts.SyntaxKind.FunctionExpression);
    expect(outer && variableNamed(outer, "top")).not.toBeNull();
  });
});

describe("a file that cannot be read", () => {
  const files = memoryRepo({ "a.ts": 'import { broken } from "./b";\nexport * from "./b";\nbroken;' });
  const error = new UserError("not-utf-8", "b.ts: the file is not UTF-8 text.", { exitCode: EXIT.hostNotRecognised });
  const sources = new Sources({
    list: () => [],
    read(path) {
      if (path === "b.ts") throw error;
      return files.read(path);
    },
  });

  test("is there, and says why to those who ask for it", () => {
    expect(sources.resolveModule("a.ts", "./b")).toBe("b.ts");
    expect(sources.unreadable("b.ts")).toBe(error);
    expect(sources.unreadable("a.ts")).toBeNull();
    expect(() => sources.source("b.ts")).toThrow(error);
  });

  test("leaves names that lead into it unknown, not missing", () => {
    const name = [...walk(sources.source("a.ts") ?? expect.fail())].filter(ts.isIdentifier).at(-1);
    expect(name && sources.resolve(name)).toBeNull();
    expect(sources.exports("b.ts", "broken")).toBe("unknown");
    expect(sources.exports("a.ts", "broken")).toBe("unknown");
  });
});

describe("what was worked out", () => {
  /** `b` leads to `b/index.ts` first, and to `b.ts` after that file was added. */
  function asked(fixed: boolean) {
    const files: Record<string, string> = {
      "a.ts": 'import { b } from "./b";\nb;',
      "b/index.ts": "export const b = 1;",
    };
    let reads = 0;
    const read = (path: string) => {
      reads += 1;
      return files[path] ?? null;
    };
    const sources = new Sources({ read, list: () => [], ...(fixed ? { fixed: true as const } : {}) });
    const name = walk(sources.source("a.ts") ?? expect.fail())
      .filter(ts.isIdentifier)
      .at(-1);
    const ask = () => [sources.resolveModule("a.ts", "./b"), name && sources.resolve(name)?.source.fileName];
    const first = ask();
    files["b.ts"] = "export const b = 2;";
    reads = 0;
    return { first, second: ask(), reads };
  }

  test("is kept where nothing that is read can change", () => {
    const kept = ["b/index.ts", "b/index.ts"];
    expect(asked(true)).toEqual({ first: kept, second: kept, reads: 0 });
  });

  test("is worked out again where files may change", () => {
    const { first, second } = asked(false);
    expect(first).toEqual(["b/index.ts", "b/index.ts"]);
    expect(second).toEqual(["b.ts", "b.ts"]);
  });
});
