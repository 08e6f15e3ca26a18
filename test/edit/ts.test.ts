import { describe, expect, test } from "vitest";
import {
  functionNamed,
  importsOf,
  locationOf,
  moduleOf,
  objectMethod,
  parse,
  property,
  staticName,
  syntaxErrors,
  ts,
  unwrap,
  variableNamed,
  walk,
} from "../../src/edit/ts.ts";

function initializer(text: string): ts.Expression {
  const found = variableNamed(parse("a.ts", `const x = ${text};`), "x")?.initializer;
  if (!found) throw new Error("no initializer");
  return found;
}

describe("parse and syntaxErrors", () => {
  test("the extension decides about JSX", () => {
    const text = "const x = <div>a</div>;";
    expect(syntaxErrors(parse("a.tsx", text))).toEqual([]);
    expect(syntaxErrors(parse("a.ts", text))).not.toEqual([]);
  });

  test("an error has offsets in the text", () => {
    expect(syntaxErrors(parse("a.ts", "\uFEFFconst 1;"))).toEqual([
      { message: "Variable declaration expected.", start: 7, end: 8 },
    ]);
  });
});

test.each([
  ["({ a: 1 })", "{ a: 1 }"],
  ["{ a: 1 } as const satisfies T", "{ a: 1 }"],
  ["<T>[1]!", "[1]"],
  ["unique({ a: 1 } satisfies T)", "{ a: 1 }"],
  ["outer(inner([1] as const))", "[1]"],
  ["Object.freeze({ a: 1 })", "{ a: 1 }"],
  ["Object.keys({ a: 1 })", "Object.keys({ a: 1 })"],
  ["list.concat([1])", "list.concat([1])"],
  ["merge({ a: 1 }, { b: 1 })", "merge({ a: 1 }, { b: 1 })"],
  ["load('a')", "load('a')"],
])("unwrap(%s) is %s", (text, inner) => {
  expect(unwrap(initializer(text)).getText()).toBe(inner);
});

describe("locationOf", () => {
  test.each(["\n", "\r\n", "\r"])("counts lines that end with %j, and no byte-order mark", (ending) => {
    const source = parse("front/a.ts", ["\uFEFFf();", "// c", "  g();", ""].join(ending));
    expect(source.statements.map(locationOf)).toEqual([
      { path: "front/a.ts", line: 1, column: 1, endLine: 1, endColumn: 5 },
      { path: "front/a.ts", line: 3, column: 3, endLine: 3, endColumn: 7 },
    ]);
  });

  test("a line separator inside a string ends no line", () => {
    const source = parse("a.ts", 'f("\u2028"); g();');
    expect(source.statements.map(locationOf).map(({ line, column }) => [line, column])).toEqual([
      [1, 1],
      [1, 9],
    ]);
  });
});

const FILE = parse(
  "a.ts",
  `import "./effect";
import type { T } from "t";
export const a = 1, b = 2;
let c;
function over(x: string): void;
function over(x: unknown) {}
export const arrow = ((x) => x) satisfies T;
const object = { m() {}, "k": 1, 2: 2, ["c"]: 3, [d]: 4, k: 5, short };
{ const inner = 1; }
`,
);

test("variableNamed finds top-level variables alone", () => {
  expect(["a", "b", "c", "inner", "none"].map((name) => variableNamed(FILE, name)?.getText() ?? null)).toEqual([
    "a = 1",
    "b = 2",
    "c",
    null,
    null,
  ]);
});

test("functionNamed prefers the implementation and sees arrow functions", () => {
  expect(functionNamed(FILE, "over")?.getText()).toBe("function over(x: unknown) {}");
  expect(functionNamed(FILE, "arrow")?.getText()).toBe("(x) => x");
  expect(functionNamed(FILE, "a")).toBeNull();
});

test("importsOf and moduleOf", () => {
  expect(importsOf(FILE).map(moduleOf)).toEqual(["./effect", "t"]);
});

test("property compares names by what they are, the last wins", () => {
  const object = variableNamed(FILE, "object")?.initializer;
  if (!object || !ts.isObjectLiteralExpression(object)) throw new Error("no object");
  expect(["m", "k", "2", "c", "d", "short"].map((name) => property(object, name)?.getText() ?? null)).toEqual([
    "m() {}",
    "k: 5",
    "2: 2",
    '["c"]: 3',
    null,
    "short",
  ]);
  expect(object.properties.map((each) => each.name && staticName(each.name))).toEqual([
    "m",
    "k",
    "2",
    "c",
    null,
    "k",
    "short",
  ]);
});

test("walk goes through every node in source order", () => {
  const names = [...walk(FILE)].filter(ts.isIdentifier).map((each) => each.text);
  expect(names.slice(0, 4)).toEqual(["T", "a", "b", "c"]);
  expect(names).toContain("inner");
});

test("objectMethod names a call of a method of Object", () => {
  const call = initializer("Object.values(a)");
  expect(ts.isCallExpression(call) && objectMethod(call)).toBe("values");
  const other = initializer("Map.values(a)");
  expect(ts.isCallExpression(other) && objectMethod(other)).toBeNull();
});
