import { describe, expect, test } from "vitest";
import { memberOf } from "../../src/edit/evaluate/class-member.ts";
import { FunctionMachine } from "../../src/edit/evaluate/machine.ts";
import { constant, record, TEXT, UNKNOWN, type Value } from "../../src/edit/evaluate/value.ts";
import { Sources } from "../../src/edit/sources.ts";
import { functionNamed, ts } from "../../src/edit/ts.ts";
import { memoryRepo } from "../../src/repo/memory.ts";

function shown(value: Value): unknown {
  if (value.kind === "constant") return value.value;
  if (value.kind === "array") return value.elements.map(shown);
  if (value.kind !== "object") return `<${value.kind}>`;
  const entries = Object.fromEntries([...value.entries].map(([key, each]) => [key, shown(each)]));
  return value.open ? { ...entries, "...": true } : entries;
}

/** Every way in which the function `f` of a file may end. */
function ends(code: string, given: Value[] = [], more: Record<string, string> = {}): unknown[] {
  const sources = new Sources(memoryRepo({ "a.ts": code, ...more }));
  const source = sources.source("a.ts");
  const node = source && functionNamed(source, "f");
  if (!node) throw new Error("no function f");
  const outcomes = new FunctionMachine(sources).run(node, given);
  return outcomes.map((outcome) => (outcome.ends === "throws" ? outcome.at.getText() : shown(outcome.value)));
}

const given = () => record({ a: TEXT, b: constant("") });

describe("expressions", () => {
  test.each<[string, unknown]>([
    ['x.a ? 1 : "no"', 1],
    ["x.b ? 1 : 2", 2],
    ["u ? 1 : 2", "<unknown>"],
    ["u ? 1 : 1", 1],
    ["Boolean(x.a && x.b)", false],
    ["u && false", false],
    ["u || true", true],
    ["u || false", "<unknown>"],
    ["u ?? 1", "<unknown>"],
    ["x.c ?? 1", 1],
    ["!x.c", true],
    ["!u", "<unknown>"],
    ["x.a === x.a", "<unknown>"],
    ['x.a === ""', false],
    ['x.a === "y"', "<unknown>"],
    ["x.a !== undefined", true],
    ['typeof x.a === "string"', true],
    ['"a" in x', true],
    ['"z" in x', false],
    ['"z" in u', "<unknown>"],
    ["x === 1 || x !== x", false],
    ["Object.keys(x).length === 2", true],
    ["Object.keys(x).length >= 3", false],
    ["Object.keys(u).length", "<unknown>"],
    ['Object.keys(x).every((key) => key === "a" || key === "b")', true],
    ["Object.values(x).some((each) => !each)", true],
    ['["a", ...["b"]].includes("b")', true],
    ['["a", u].includes("b")', "<unknown>"],
    ['["a", u].includes("a")', true],
    ['Object.fromEntries(Object.entries(x).filter(([key]) => key !== "b"))', { a: "<text>" }],
    ['["a"].map((each) => each + "!")', ["a!"]],
    ["({ ...x, a: 1, ...u })", { a: 1, b: "", "...": true }],
    ["({ a: x.a, ...{ c: 1 } })", { a: "<text>", c: 1 }],
    ["`${x.b}-${1}`", "-1"],
    ["`${x.a}-`", "<unknown>"],
    ['"Ab".toLowerCase().startsWith("a")', true],
    ["(await x).b as string", ""],
    ['x["b"]', ""],
    ["[3][0]", 3],
    ["delete x.b && Object.keys(x).length", 1],
    ["g(1)", 2],
    ["h.list.includes(1)", true],
    ["deep(1)", "<unknown>"],
    ["made", "<unknown>"],
  ])("%s", (expression, value) => {
    const more = { "h.ts": "export const list = [1];\nexport const k = 1;" };
    const helpers = [
      'import { list } from "./h";',
      "const h = { list };",
      "function g(n: number) { return n + 1; }",
      "function deep(n: number): number { return deep(n); }",
      "let made = 1;",
    ];
    const code = `${helpers.join("\n")}\nasync function f(x, u) { return ${expression}; }`;
    expect(ends(code, [given(), UNKNOWN], more)).toEqual([value]);
  });
});

describe("statements", () => {
  test.each<[string, unknown[]]>([
    ["if (x.a) { return 1; } return 2;", [1]],
    ["if (x.b) { return 1; } else { return 2; }", [2]],
    ["if (u) { return 1; } return 2;", [1, 2]],
    ["if (u) { throw e; } throw d;", ["throw e;", "throw d;"]],
    ["switch (x.b) { case 'q': return 1; case '': case 'r': return 2; default: return 3; }", [2]],
    ["switch (x.b) { default: return 3; case 'q': return 1; }", [3]],
    ["switch (x.b) { case '': break; default: return 3; } return 4;", [4]],
    ["switch (x.b) { case '': { } case 'r': return 5; }", [5]],
    ["switch (u) { case 1: return 1; default: return 3; }", [1, 3]],
    ["switch (u) { case 1: return 1; } return 3;", [1, 3]],
    ["const { a: _a, ...rest } = x; return rest;", [{ b: "" }]],
    ["const { c = 4, b: d } = x; return [c, d];", [[4, ""]]],
    ["const [p, , q] = [1, 2, 3]; return p + q;", [4]],
    ["let y = 1; if (u) { y = 2; } return y;", [2, 1]],
    ["const y = { ...x }; if (u) { delete y.b; } return y;", [{ a: "<text>" }, { a: "<text>", b: "" }]],
    ["const y = [{}]; if (u) { y[0].q = 1; } return y;", [[{ q: 1 }], [{}]]],
    ["const y = []; y.push(1, 2); return y;", [[1, 2]]],
    ["const y = { q: 1 }; Object.assign(y, x, { q: 2 }); return y;", [{ q: 2, a: "<text>", b: "" }]],
    ["return Object.assign({}, u, { q: 2 });", [{ q: 2, "...": true }]],
    ["const y = {}; y.q = 1; y['r'] = 2; y[u] = 3; return y;", [{ q: 1, r: 2, "...": true }]],
    ["try { throw e; } catch { return 1; }", [1]],
    ["try { fail(); } catch { return 1; } return 2;", [1]],
    ["fail(); return 1;", ["throw new Error();"]],
    ["let y = 1; for (const z of u) { y = z; if (z) { return 9; } } return y;", ["<unknown>", 9]],
    ["x.a;", [undefined]],
    [`${"if (u) { v = 1; }".repeat(9)} throw e;`, ["<unknown>"]],
  ])("%s", (body, expected) => {
    const code = `function fail() { throw new Error(); }\nfunction f(x, u) { ${body} }`;
    expect(ends(code, [given(), UNKNOWN])).toEqual(expected);
  });

  test("parameters may be patterns with defaults", () => {
    expect(ends("const f = ({ a, b: { c } = { c: 2 } }, d = 3) => [a, c, d];", [record({ a: constant(1) })])).toEqual([
      [1, 2, 3],
    ]);
  });
});

test("a class finds its members and those of the class that it extends", () => {
  const base = "export class A { name = 'a'; f() { return this.name; } }";
  const sources = new Sources(
    memoryRepo({ "b.ts": 'import { A } from "./a";\nclass B extends A { name = "b"; }', "a.ts": base }),
  );
  const owner = sources.source("b.ts")?.statements.find(ts.isClassDeclaration);
  const method = owner && memberOf(owner, "f", sources);
  if (!owner || !method || !ts.isMethodDeclaration(method)) throw new Error("no method");
  expect(new FunctionMachine(sources, owner).run(method, [])).toEqual([{ ends: "returns", value: constant("b") }]);
  expect(memberOf(owner, "g", sources)).toBeNull();
});
