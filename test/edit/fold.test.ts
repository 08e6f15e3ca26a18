import { describe, expect, test } from "vitest";
import { fold, foldElements, foldObjectEntries, originOf } from "../../src/edit/fold.ts";
import { Sources } from "../../src/edit/sources.ts";
import { type ts, variableNamed } from "../../src/edit/ts.ts";
import { memoryRepo } from "../../src/repo/memory.ts";

const SHARED = `export const NAME = "acme" as const;
export const COLON = \`\${NAME}:\`;
export const META = { serverInfo: { name: NAME, "two words": 2 }, list: [1, ["x"]], method() {} } as const satisfies T;
export enum Level { Low, Mid = 5, High, Text = "t", Sum = Low + 1 }
export let changing = "a";
export const A = B; const B = A;
export const self = { a: self.a };
export default { deep: { er: NAME } };
export const { taken } = META;
export const { serverInfo: { name: deepTaken }, list: taking = [], ...rest } = META;
export const { serverInfo: renamed } = META;
export declare const ambient: string;
export const keys = ["k1", "k2"] as const;`;

function setUp(expression: string): [ts.Expression, Sources] {
  const main = `import main, { NAME, META, Level, changing, A, self, taken, deepTaken, taking, rest, renamed, ambient, keys } from "@app/shared";
import * as ns from "./shared";
import { z } from "zod";
const local = "l";
const { name: picked, extra = 1, ...rest } = META.serverInfo;
const { [2 - 1]: first } = keys;
const { serverInfo: { "two words": nested } } = META;
const { k: other } = { k: 2 };
let { name: loose } = META.serverInfo;
function f(parameter: string) {}
export const x = ${expression};`;
  const sources = new Sources(memoryRepo({ "front/a.ts": main, "front/shared.ts": SHARED }), { "@app/": "front/" });
  const source = sources.source("front/a.ts");
  const found = source && variableNamed(source, "x")?.initializer;
  if (!found) throw new Error("no expression");
  return [found, sources];
}

describe("fold: known", () => {
  test.each<[string, unknown]>([
    ['"a"', "a"],
    ["'a\\n\"'", 'a\n"'],
    ["`a`", "a"],
    ["`${local}-${1 + 1}-${null}`", "l-2-null"],
    ['"a" + "b" + local + 1', "abl1"],
    ["1 + 2 + 'a'", "3a"],
    ["60 * 1_000 / 2 - 0x10", 29984],
    ["-1", -1],
    ["+'3'", 3],
    ["!true", false],
    ["true", true],
    ["null", null],
    ["undefined", undefined],
    ["void 0", undefined],
    ["((local) as const)!", "l"],
    ["NAME satisfies string", "acme"],
    ["ns.COLON", "acme:"],
    ["META.serverInfo.name", "acme"],
    ['META["serverInfo"]["two words"]', 2],
    ["META.list[1][0]", "x"],
    ["{ ...META.serverInfo, name: 1 }.name", 1],
    ["ns.META.serverInfo.name", "acme"],
    ["main.deep.er", "acme"],
    ["ns.default.deep.er", "acme"],
    ["Level.Low", 0],
    ["Level.High", 6],
    ['Level["Text"]', "t"],
    ["keys[1]", "k2"],
    ["` ${NAME}\n`.trim()", "acme"],
    ['["a", NAME, ...keys].join(", ")', "a, acme, k1, k2"],
    ["keys.join()", "k1,k2"],
    ["picked", "acme"],
    ["other", 2],
    ["unique({ a: { b: NAME } }).a.b", "acme"],
    ["renamed.name", "acme"],
    ["`  ${NAME}\n`.trim()", "acme"],
    ['keys.join(", ")', "k1, k2"],
    ["['a', NAME].join()", "a,acme"],
  ])("%s", (expression, value) => {
    expect(fold(...setUp(expression))).toEqual({ known: true, value });
  });
});

describe("fold: unknown, with a reason", () => {
  test.each([
    ["changing", "`changing` is not a `const`"],
    ["A", "`A` is defined by itself"],
    ["self.a", "`self` is defined by itself"],
    ["taken", "`taken` is taken out of another value"],
    ["deepTaken", "`deepTaken` is taken out of another value"],
    ["taking", "`taking` is taken out of another value"],
    ["rest", "`rest` is taken out of another value"],
    ["[f(1)].join()", "a call of `[f(1)].join` is not a constant"],
    ['NAME.padEnd(9, "x")', "a call of `NAME.padEnd` is not a constant"],
    ["ambient", "`ambient` has no value in the source"],
    ["z", "`z` is imported from outside the checkout or not exported there"],
    ["nowhere", "`nowhere` is not declared in this file"],
    ["f(1)", "a call of `f` is not a constant"],
    ["`a${f(1)}`", "a call of `f` is not a constant"],
    ["META", "an object is not a constant"],
    ["() => 1", "a function is not a constant"],
    ["META.none", "`META` has no `none` that is written out"],
    ["{ ...f(1), a: 1 }.b", "a call of `f` is not an object literal"],
    ["local ? 1 : 2", "`local ? 1 : 2` is not a constant"],
    ["1 - 'a'", "`1 - 'a'` is not a constant"],
    ["10n", "`10n` is not a constant"],
    ["((parameter: string) => parameter)", "a function is not a constant"],
    ["[...f(1), 1][1]", "a call of `f` is not an array literal"],
    ["f", "a function is not a constant"],
    ["extra", "`extra` is taken out of another value"],
    ["rest.name", "`rest` is taken out of another value"],
    ["first", "`first` is taken out of another value"],
    ["nested", "`nested` is taken out of another value"],
    ["loose", "`loose` is taken out of another value"],
    ["keys.slice(1)", "a call of `keys.slice` is not a constant"],
    ["[f(1)].join()", "a call of `[f(1)].join` is not a constant"],
    ['"a".trim(1)', 'a call of `"a".trim` is not a constant'],
  ])("%s: %s", (expression, why) => {
    expect(fold(...setUp(expression))).toMatchObject({ known: false, why });
  });

  test("a parameter", () => {
    const sources = new Sources(memoryRepo({ "a.ts": "const x = 1; function f(p = 2) { return p; }" }));
    const statement = sources.source("a.ts")?.statements[1] as ts.FunctionDeclaration;
    const returned = statement.body?.statements[0] as ts.ReturnStatement;
    expect(returned.expression && fold(returned.expression, sources)).toMatchObject({ why: "`p` is a parameter" });
  });

  test("an override that cannot be read leaves nothing known before it, and what follows known", () => {
    expect(fold(...setUp("{ a: 1, ...f(1) }.a"))).toMatchObject({ known: false });
    expect(fold(...setUp("{ [f(1)]: 1, a: 2 }.a"))).toEqual({ known: true, value: 2 });
  });
});

describe("foldObjectEntries", () => {
  const entries = (expression: string) => {
    const [node, sources] = setUp(expression);
    return foldObjectEntries(node, sources).map((each) =>
      each.known ? [each.key, each.value?.getText() ?? null, each.node.getText()] : each.why,
    );
  };

  test("keys are folded, spreads flattened, in order, the later wins", () => {
    expect(
      entries('unique({ a: 1, [NAME]: 2, "b c": 3, local, ...META.serverInfo, m() {}, a: 4 } satisfies T)'),
    ).toEqual([
      ["acme", "2", "[NAME]: 2"],
      ["b c", "3", '"b c": 3'],
      ["local", "local", "local"],
      ["name", "NAME", "name: NAME"],
      ["two words", "2", '"two words": 2'],
      ["m", null, "m() {}"],
      ["a", "4", "a: 4"],
    ]);
  });

  test("what cannot be worked out stands in its place", () => {
    expect(entries("{ a: 1, ...f(1), [changing]: 2, b: 3 }")).toEqual([
      ["a", "1", "a: 1"],
      "a call of `f` is not an object literal",
      "`changing` is not a `const`",
      ["b", "3", "b: 3"],
    ]);
    expect(entries("f(1)")).toEqual(["a call of `f` is not an object literal"]);
  });

  test("names of Object.prototype are keys like others", () => {
    expect(entries("{ constructor: 1, toString: 2 }").map(([key]) => key)).toEqual(["constructor", "toString"]);
  });
});

describe("foldElements", () => {
  const elements = (expression: string) => {
    const [node, sources] = setUp(expression);
    return foldElements(node, sources).map((each) =>
      each.known ? [each.node.getText(), each.value.known ? each.value.value : "?"] : each.why,
    );
  };

  test.each<[string, unknown[]]>([
    [
      '["a", NAME, ...keys, { a: 1 }] as const',
      [
        ['"a"', "a"],
        ["NAME", "acme"],
        ['"k1"', "k1"],
        ['"k2"', "k2"],
        ["{ a: 1 }", "?"],
      ],
    ],
    [
      "Object.keys(META.serverInfo)",
      [
        ["name: NAME", "name"],
        ['"two words": 2', "two words"],
      ],
    ],
    [
      "Object.values(META.serverInfo)",
      [
        ["name: NAME", "acme"],
        ['"two words": 2', 2],
      ],
    ],
    ["[...Object.keys({ a: 1 })]", [["a: 1", "a"]]],
    ["[1, ...f(1)]", [["1", 1], "a call of `f` is not an array literal"]],
    ["keys.map(f)", ["a call of `keys.map` is not an array literal"]],
    [
      "[1, , 2]",
      [
        ["1", 1],
        ["", undefined],
        ["2", 2],
      ],
    ],
  ])("%s", (expression, expected) => {
    expect(elements(expression)).toEqual(expected);
  });
});

test.each([
  ["META.serverInfo", '{ name: NAME, "two words": 2 }'],
  ["f", "function f(parameter: string) {}"],
  ["f(1)", "f(1)"],
  ["META.method", "method() {}"],
  ["z", null],
])("originOf %s", (expression, text) => {
  expect(originOf(...setUp(expression))?.getText() ?? null).toBe(text);
});
