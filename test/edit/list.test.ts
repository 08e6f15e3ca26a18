import { describe, expect, test } from "vitest";
import { insertElement, insertImportedName, insertProperty, type Position } from "../../src/edit/list.ts";
import { checkInsertOnly, EditBroken, splice } from "../../src/edit/splice.ts";
import { importsOf, parse, ts, unwrap, variableNamed } from "../../src/edit/ts.ts";

function literal(source: ts.SourceFile): ts.Expression {
  const initializer = variableNamed(source, "x")?.initializer;
  if (!initializer) throw new Error("no variable x");
  return unwrap(initializer);
}

/** `before` with `text` put into the list that the variable `x` holds; every case is also checked to be insert-only. */
function insert(before: string, text: string, position: Position = "last"): string {
  const source = parse("a.ts", before);
  const list = literal(source);
  const splices = ts.isArrayLiteralExpression(list)
    ? insertElement(source, list, position, text)
    : ts.isObjectLiteralExpression(list)
      ? insertProperty(source, list, position, text)
      : [];
  const after = splice(before, splices);
  expect(checkInsertOnly("a.ts", before, after)).toBeNull();
  expect(after).not.toBe(before);
  return after;
}

const lines = (...text: string[]) => text.join("\n");

describe("the last entry", () => {
  test.each([
    ["a trailing comma is kept", ["const x = [", "  1,", "  2,", "];"], ["const x = [", "  1,", "  2,", "  9,", "];"]],
    [
      "no trailing comma stays none",
      ["const x = [", "  1,", "  2", "];"],
      ["const x = [", "  1,", "  2,", "  9", "];"],
    ],
    ["one line", ["const x = [1, 2];"], ["const x = [1, 2, 9];"]],
    ["one line with a trailing comma", ["const x = [1, 2,];"], ["const x = [1, 2, 9,];"]],
    ["an empty list", ["const x = [];"], ["const x = [9];"]],
    ["an empty list with a comment", ["const x = [/* none */];"], ["const x = [/* none */ 9];"]],
    ["an empty list over lines", ["const x = [", "];"], ["const x = [", "  9,", "];"]],
    ["an empty list with a heading", ["const x = [", "  // ids", "];"], ["const x = [", "  // ids", "  9,", "];"]],
    [
      "an empty list with a heading beside its bracket",
      ["const x = [ // ids", "];"],
      ["const x = [ // ids", "  9,", "];"],
    ],
    ["a block comment before the bracket", ["const x = [ /* a", " */ ];"], ["const x = [ /* a", " */ 9 ];"]],
    [
      "before the closing comment",
      ["const x = [", "  1, // one", "  2, // two, the last", "  // add more above", "];"],
      ["const x = [", "  1, // one", "  2, // two, the last", "  9,", "  // add more above", "];"],
    ],
    [
      "the comma goes before a comment, the entry behind it",
      ["const x = [", "  1,", "  2 // two", "  /* end */", "];"],
      ["const x = [", "  1,", "  2, // two", "  9", "  /* end */", "];"],
    ],
    [
      "a block comment that runs over lines stays with its entry",
      ["const x = [", "  1, /* one", "        more */", "];"],
      ["const x = [", "  1, /* one", "        more */", "  9,", "];"],
    ],
    [
      "a filled line",
      ["const x = [", "  // first", "  4, 28, 45, 1004,", "];"],
      ["const x = [", "  // first", "  4, 28, 45, 1004, 9,", "];"],
    ],
    ["a filled line without comma", ["const x = [", "  4, 28", "];"], ["const x = [", "  4, 28, 9", "];"]],
    [
      "a filled line with a comment",
      ["const x = [", "  4, 28, // b", "];"],
      ["const x = [", "  4, 28, // b", "  9,", "];"],
    ],
    [
      "a filled line, comment, no comma",
      ["const x = [", "  4, 28 // b", "];"],
      ["const x = [", "  4, 28, // b", "  9", "];"],
    ],
    [
      "a filled line, block comment",
      ["const x = [", "  4, 28 /* b */", "];"],
      ["const x = [", "  4, 28 /* b */, 9", "];"],
    ],
    [
      "commas in comments",
      ["const x = [", "  1 /* , */ // ,", "];"],
      ["const x = [", "  1, /* , */ // ,", "  9", "];"],
    ],
    ["comma first", ["const x = [", "  1", ", 2", "];"], ["const x = [", "  1", ", 2, 9", "];"]],
    [
      "a comma on its own line",
      ["const x = [", "  1 // a", "  // b", "  ,", "];"],
      ["const x = [", "  1 // a", "  // b", "  ,", "  9,", "];"],
    ],
    ["a bracket beside the last", ["const x = [1,", "  2];"], ["const x = [1,", "  2, 9];"]],
    ["a comment beside the bracket", ["const x = [1, /* a */];"], ["const x = [1, /* a */ 9,];"]],
    ["tabs", ["const x = [", "\t1,", "\t2,", "];"], ["const x = [", "\t1,", "\t2,", "\t9,", "];"]],
    ["a spread", ["const x = [", "  ...a,", "] as const;"], ["const x = [", "  ...a,", "  9,", "] as const;"]],
    ["blank lines", ["const x = [", "", "  1,", "", "];"], ["const x = [", "", "  1,", "  9,", "", "];"]],
    ["a hole", ["const x = [1,,];"], ["const x = [1,, 9,];"]],
  ])("%s", (_, before, after) => {
    expect(insert(lines(...before), "9")).toBe(lines(...after));
  });

  test.each([
    ["{}", "{ n: 9 }"],
    ["{ }", "{ n: 9 }"],
    ["{ a }", "{ a, n: 9 }"],
    ["{ a: 1, }", "{ a: 1, n: 9, }"],
    ["{\n  a() {},\n}", "{\n  a() {},\n  n: 9,\n}"],
    ["{\n  [A]: 1,\n  ...b\n}", "{\n  [A]: 1,\n  ...b,\n  n: 9\n}"],
    ["f({\n  a: 1,\n} satisfies T)", "f({\n  a: 1,\n  n: 9,\n} satisfies T)"],
    ["(({ /* a */ } as const))", "(({ /* a */ n: 9 } as const))"],
    ["{\n  get a() {\n    return 1;\n  },\n  // end\n}", "{\n  get a() {\n    return 1;\n  },\n  n: 9,\n  // end\n}"],
  ])("of an object: %s", (before, after) => {
    expect(insert(`const x = ${before};\n`, "n: 9")).toBe(`const x = ${after};\n`);
  });
});

describe("another place", () => {
  test.each([
    [
      "in the middle",
      0,
      ["[", "  1, // one", "  // two", "  2,", "]"],
      ["[", "  1, // one", "  9,", "  // two", "  2,", "]"],
    ],
    ["in the middle of a line", 0, ["[1, /* two */ 2]"], ["[1, 9, /* two */ 2]"]],
    ["in a filled line", 1, ["[", "  1, 2,", "  3,", "]"], ["[", "  1, 2, 9,", "  3,", "]"]],
    ["first, below the heading", -1, ["[", "  // all", "  1,", "]"], ["[", "  // all", "  9,", "  1,", "]"]],
    ["first, a comment beside the old first", -1, ["[", "  /* a */ 1,", "]"], ["[", "  9,", "  /* a */ 1,", "]"]],
    ["first on one line", -1, ["[1]"], ["[9, 1]"]],
    ["first behind a comment over lines", -1, ["[", "  /* a", "  */ 1", "]"], ["[", "  /* a", "  */ 9, 1", "]"]],
    ["comma first", 0, ["[", "  1", "  , 2", "]"], ["[", "  1", "  , 9, 2", "]"]],
  ])("%s", (_, after, before, expected) => {
    expect(insert(`const x = ${lines(...before)};`, "9", { after })).toBe(`const x = ${lines(...expected)};`);
  });

  test("an entry that is not there is a mistake of the caller", () => {
    expect(() => insert("const x = [1];", "9", { after: 1 })).toThrow(EditBroken);
    expect(() => insert("const x = [];", "9", { after: 0 })).toThrow(EditBroken);
  });
});

describe("the text put in", () => {
  const entry = 'n: {\n  id: 9,\n  list: [\n    "a",\n  ],\n}';

  test("is indented as its neighbour, with the file's own steps", () => {
    const spaces = insert("if (a) {\n}\nconst x = {\n    a: 1,\n};\n", entry);
    expect(spaces).toContain('\n    n: {\n        id: 9,\n        list: [\n            "a",\n        ],\n    },\n};');
    const tabs = insert("const x = {\n\ta: 1,\n};\n", entry);
    expect(tabs).toContain('\n\tn: {\n\t\tid: 9,\n\t\tlist: [\n\t\t\t"a",\n\t\t],\n\t},\n};');
  });

  test("a template literal over lines is text and stays", () => {
    expect(insert("const x = {\n  a: 1,\n};\n", "n: `a\nb`")).toBe("const x = {\n  a: 1,\n  n: `a\nb`,\n};\n");
  });

  test.each(["\r\n", "\r"])("gets the line ending %j", (ending) => {
    const before = "const x = {\n  a: 1, // one\n};\n".replaceAll("\n", ending);
    expect(insert(before, "n: {\n  b: 1,\n}")).toBe(
      "const x = {\n  a: 1, // one\n  n: {\n    b: 1,\n  },\n};\n".replaceAll("\n", ending),
    );
  });
});

test.each([
  ['import { A } from "a";', 'import { A, B } from "a";'],
  ['import {\n  A,\n} from "a";', 'import {\n  A,\n  B,\n} from "a";'],
  ['import {} from "a";', 'import { B } from "a";'],
])("a name joins the braces of an import: %s", (before, after) => {
  const source = parse("a.ts", before);
  const names = importsOf(source)[0]?.importClause?.namedBindings;
  if (!names || !ts.isNamedImports(names)) throw new Error("no names");
  expect(splice(before, insertImportedName(source, names, "last", "B"))).toBe(after);
});
