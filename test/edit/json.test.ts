import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { insertIntoJsonArray, parseJson } from "../../src/edit/json.ts";

const problems = (text: string) =>
  parseJson("spec.json", text).problems.map(({ message, at }) => `${at.line}:${at.column} ${message}`);

describe("parseJson", () => {
  test("a plain text, also with a byte-order mark", () => {
    expect(parseJson("x", '{"a":[1,null]}')).toMatchObject({ value: { a: [1, null] }, problems: [] });
    const marked = parseJson("x", '\uFEFF{"a":1}');
    expect(marked).toMatchObject({ value: { a: 1 }, problems: [] });
    expect(marked.locate(["a"])).toMatchObject({ line: 1, column: 6 });
  });

  test.each([
    ["", "1:1 the text is empty; a JSON value is expected"],
    ['{\n  "a": 1,\n}', "3:1 a key in double quotes is expected here (JSON has no trailing comma)"],
    ['{\r\n  "a": 1\r\n  "b": 2\r\n}', "3:3 a comma is expected here"],
    ['{\n  // why\n  "a": 1\n}', "2:3 JSON has no comments"],
    [
      "{'a': 1}",
      "1:2 not a JSON value; only strings in double quotes, numbers, true, false, null, lists and objects are",
    ],
    ['{"a": "b', "1:7 the string has no closing quote"],
    ['{"a": "b\tc"}', "1:7 control characters in a string must be escaped"],
    ['{"a": 1} 2', "1:10 the JSON value has ended, nothing may follow"],
    ['{"a": 01}', "1:8 a comma is expected here"],
  ])("a syntax error is located: %j", (text, first) => {
    expect(problems(text)).toContain(first);
    expect(parseJson("x", text).value).toBeUndefined();
  });

  test("every repeated key is a problem, at the second place", () => {
    expect(problems('{\n "a": 1,\n "b": {"c": 1, "c": 2},\n "a": 3\n}')).toEqual([
      '4:2 the key "a" is given twice',
      '3:16 the key "c" is given twice',
    ]);
  });

  test("a path is located, or its nearest ancestor", () => {
    const { locate } = parseJson("spec.json", '{\n  "tools": [\n    { "name": "x" },\n    { "name": "y" }\n  ]\n}');
    expect(locate(["tools", 1, "name"])).toMatchObject({ path: "spec.json", line: 4, column: 15, endColumn: 18 });
    expect(locate(["tools", 1, "stake", "deep"])).toMatchObject({ line: 4, column: 5 });
    expect(locate(["nothing"])).toMatchObject({ line: 1, column: 1 });
  });

  test("deep nesting is a problem, not a crash", () => {
    expect(problems("[".repeat(100_000))).toEqual(["1:1 nested deeper than 200 levels"]);
    expect(problems("[".repeat(150) + "]".repeat(150))).toEqual([]);
  });

  test("agrees with the engine about what is JSON", () => {
    const texts = fc.oneof(
      fc.json(),
      fc.string({ unit: fc.constantFrom(...'{}[]:,"\\0123456789.eE+-truefalsn /* \n\u0001') }),
    );
    fc.assert(
      fc.property(texts, (text) => {
        let expected: unknown;
        try {
          expected = JSON.parse(text);
        } catch {
          expected = undefined;
        }
        const parsed = parseJson("x", text);
        expect(parsed.value).toEqual(expected);
        if (expected === undefined) expect(parsed.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("insertIntoJsonArray", () => {
  const row = { name: "x", id: 3 };

  test.each<[string, string, PropertyKey[], unknown, number, string]>([
    [
      "one object per line",
      '[\n  { "name": "a", "id": 1 },\n  { "name": "b", "id": 2 }\n]\n',
      [],
      row,
      2,
      '[\n  { "name": "a", "id": 1 },\n  { "name": "b", "id": 2 },\n  { "name": "x", "id": 3 }\n]\n',
    ],
    [
      "one object per line, in front",
      '[\n  {"name": "a"}\n]',
      [],
      row,
      0,
      '[\n  {"name": "x", "id": 3},\n  {"name": "a"}\n]',
    ],
    [
      "one property per line, CRLF and tabs",
      '{\r\n\t"l": [\r\n\t\t{\r\n\t\t\t"id": 1\r\n\t\t}\r\n\t]\r\n}\r\n',
      ["l"],
      row,
      1,
      '{\r\n\t"l": [\r\n\t\t{\r\n\t\t\t"id": 1\r\n\t\t},\r\n\t\t{\r\n\t\t\t"name": "x",\r\n\t\t\t"id": 3\r\n\t\t}\r\n\t]\r\n}\r\n',
    ],
    [
      "hugging brackets",
      '[{\n  "id": 1\n}, {\n  "id": 2\n}]',
      [],
      { id: 3 },
      1,
      '[{\n  "id": 1\n}, {\n  "id": 3\n}, {\n  "id": 2\n}]',
    ],
    ["compact", '{"a":[1,2]}', ["a"], row, 2, '{"a":[1,2,{"name":"x","id":3}]}'],
    ["spaced on one line", '{ "a": [1, 2] }', ["a"], 3, 1, '{ "a": [1, 3, 2] }'],
    ["one element on one line", '{ "a": [1] }', ["a"], 2, 1, '{ "a": [1, 2] }'],
    [
      "empty, an object",
      '{\n  "a": []\n}\n',
      ["a"],
      { id: 1 },
      0,
      '{\n  "a": [\n    {\n      "id": 1\n    }\n  ]\n}\n',
    ],
    ["empty, a scalar", '{\n  "a": []\n}\n', ["a"], "s", 0, '{\n  "a": ["s"]\n}\n'],
    ["empty on two lines", '{\n  "a": [\n  ]\n}\n', ["a"], "s", 0, '{\n  "a": [\n    "s"\n  ]\n}\n'],
    ["a trailing comma", "[\n  1, // one, first\n]", [], 2, 1, "[\n  1,\n  2, // one, first\n]"],
    ["a comment after the last", "[\n  1 // one, first\n]", [], 2, 1, "[\n  1,\n  2 // one, first\n]"],
    ["a byte-order mark", "\uFEFF[1]", [], 2, 1, "\uFEFF[1,2]"],
  ])("%s", (_, text, path, value, index, expected) => {
    expect(insertIntoJsonArray(text, path, value, index)).toBe(expected);
  });

  test("no array there, or a broken text: null; an index outside: RangeError", () => {
    expect(insertIntoJsonArray('{"a":{}}', ["a"], 1, 0)).toBeNull();
    expect(insertIntoJsonArray('{"a":[]}', ["b"], 1, 0)).toBeNull();
    expect(insertIntoJsonArray('{"a":[}', ["a"], 1, 0)).toBeNull();
    expect(() => insertIntoJsonArray("[1]", [], 1, 2)).toThrow(RangeError);
    expect(() => insertIntoJsonArray("[1]", [], 1, -1)).toThrow(RangeError);
  });

  test("property: one piece is inserted, the value is right, line ends stay uniform", () => {
    const scenario = fc.record({
      elements: fc.array(fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.dictionary(fc.string(), fc.integer())), {
        maxLength: 4,
      }),
      value: fc.jsonValue({ maxDepth: 2 }),
      position: fc.nat(4),
      indent: fc.constantFrom(0, 2, 4, "\t"),
      eol: fc.constantFrom("\n", "\r\n"),
      end: fc.constantFrom("", "\n"),
      before: fc.jsonValue({ maxDepth: 1 }),
    });
    fc.assert(
      fc.property(scenario, ({ elements, value, position, indent, eol, end, before }) => {
        const index = Math.min(position, elements.length);
        const text = (JSON.stringify({ before, list: elements, after: [] }, null, indent) + end).replaceAll("\n", eol);
        const result = insertIntoJsonArray(text, ["list"], value, index) ?? "";
        const list = JSON.parse(text).list;
        list.splice(index, 0, JSON.parse(JSON.stringify(value)));
        expect(JSON.parse(result).list).toEqual(list);
        expect(isOneInsertion(text, result)).toBe(true);
        if (eol === "\r\n") expect(result.replaceAll("\r\n", "")).not.toContain("\n");
      }),
      { numRuns: 1000 },
    );
  });
});

function isOneInsertion(before: string, after: string): boolean {
  let head = 0;
  while (head < before.length && before[head] === after[head]) head++;
  return after.endsWith(before.slice(head)) && after.length > before.length;
}
