import { describe, expect, test } from "vitest";
import {
  AnchorNotFound,
  assertInsertOnly,
  checkInsertOnly,
  EditBroken,
  lineEnding,
  splice,
} from "../../src/edit/splice.ts";
import { parse } from "../../src/edit/ts.ts";
import { UserError } from "../../src/errors.ts";

describe("splice", () => {
  test("puts texts in at offsets of the old text, in any order, equal offsets as given", () => {
    const splices = [
      { at: 3, text: "3" },
      { at: 0, text: "0" },
      { at: 3, text: "b" },
      { at: 1, text: "1" },
    ];
    expect(splice("abc", splices)).toBe("0a1bc3b");
    expect(splice("abc", [])).toBe("abc");
  });

  test.each([
    ["a\r\nb\r\nc\n", "\r\n"],
    ["a\nb\nc\r\n", "\n"],
    ["a\rb\r", "\r"],
    ["a", "\n"],
    ["a\r\nb\n", "\n"],
  ] as const)("inserted lines end as most lines of %j", (text, ending) => {
    expect(lineEnding(text)).toBe(ending);
    expect(splice(text, [{ at: 0, text: "1\n2\r\n3\r4" }])).toBe(["1", "2", "3", `4${text}`].join(ending));
  });

  test.each([-1, 4, Number.NaN])("offset %d is refused", (at) => {
    expect(() => splice("abc", [{ at, text: "" }])).toThrow(EditBroken);
  });
});

const FILE = `// top
import { a } from "a";

/** doc */
export const x = [
  "one two", // one
  2 /* two */,
  \`t \${a} t\`,
  // end
];

function f() {
  return a; // a
}
`;

const replaced = (from: string, to: string) => FILE.replace(from, () => to);

describe("what passes", () => {
  test.each([
    ["nothing", FILE],
    ["an element", replaced("  // end", '  "new", // with a comment\n  // end')],
    ["a comma", replaced("`,", "`")],
    ["white space in the statement", replaced("[\n", "[ ")],
    ["a statement", replaced("\nfunction", '\nimport b from "b";\nfunction')],
  ])("%s", (_, after) => {
    expect(checkInsertOnly("a.ts", FILE, after)).toBeNull();
    expect(() => assertInsertOnly("a.ts", FILE, after)).not.toThrow();
  });

  test("an old syntax error may stay", () => {
    expect(checkInsertOnly("a.ts", "const = 1;\nf();\n", "const = 1;\ng();\nf();\n")).toBeNull();
    const doubled = "const = 1;\nconst = 1;\nf();\n";
    expect(checkInsertOnly("a.ts", "const = 1;\nf();\n", doubled)).toMatch(/syntax error in line 2/);
  });

  test("a new statement before two equal ones", () => {
    const twice = 'import {\n  X,\n} from "a";\nimport {\n  X,\n} from "a";\n';
    expect(checkInsertOnly("a.ts", twice, `import b from "b";\n${twice}`)).toBeNull();
  });

  test("a new statement between two on one line", () => {
    expect(checkInsertOnly("a.ts", "f(); g();\n", "f();\nn();\n g();\n")).toBeNull();
  });

  test("mixed line endings may stay mixed", () => {
    expect(checkInsertOnly("a.ts", "f();\r\ng();\n", "f();\r\nn();\ng();\n")).toBeNull();
  });
});

describe("what does not pass, and why", () => {
  test.each([
    ["a byte-order mark added", `\uFEFF${FILE}`, /byte-order mark/],
    ["a line ending of another kind", replaced("// top\n", "// top\r\n"), /more than one way/],
    ["all line endings changed", FILE.replaceAll("\n", "\r\n"), /more than one way/],
    ["text removed", replaced("return a;", "return;"), /text was lost/],
    [
      "statements exchanged",
      replaced('import { a } from "a";\n', "").concat('import { a } from "a";\n'),
      /text was lost/,
    ],
    ["two commas in a call", replaced("return a;", "return f(a,, a);"), /syntax error in line 13/],
    ["a bracket too many", replaced("return a;", "return a);"), /syntax error/],
    [
      "a comment that swallows code",
      replaced("  2 /* two */", "  // 2 /* two */"),
      /comment was lost|part was changed/,
    ],
    ["a comment with other spacing", replaced("// one", "//one"), /comment was lost: \/\/ one/],
    ["a comment that became longer", replaced("// end", "// end of it"), /comment was lost: \/\/ end/],
    ["white space in a string", replaced("one two", "onetwo"), /part was changed: "one two"/],
    ["white space in a template", replaced("t ${", "t${"), /part was changed: `t \$\{/],
    ["a string that became longer", replaced("one two", "one twos"), /part was changed: "one two"/],
    ["a name that became longer", replaced("return a;", "return ab;"), /part was changed: a/],
    ["an indentation elsewhere", replaced("  return a;", "return a;"), null],
    [
      "a doc comment moved sideways",
      replaced("/** doc", "  /** doc"),
      /line outside of the edit was changed: \/\*\* doc/,
    ],
    ["an indented import", replaced("import {", "  import {"), /line outside of the edit was changed: import/],
    ["trailing white space on a comment", replaced("// top", "// top  "), /comment was lost/],
    [
      "an element moved",
      replaced('  "one two", // one\n', "").replace("  // end", '  "one two", // one\n  // end'),
      /lost/,
    ],
  ])("%s", (_, after, reason) => {
    if (reason === null) return expect(checkInsertOnly("a.ts", FILE, after)).toBeNull();
    expect(checkInsertOnly("a.ts", FILE, after)).toMatch(reason);
    expect(() => assertInsertOnly("a.ts", FILE, after)).toThrow(EditBroken);
  });

  test("a byte-order mark lost", () => {
    expect(checkInsertOnly("a.ts", `\uFEFF${FILE}`, FILE)).toMatch(/byte-order mark/);
  });

  test("files of other languages are held to the text alone", () => {
    expect(checkInsertOnly("a.json", '["a b"]', '["ab", 1]')).toBeNull();
    expect(checkInsertOnly("a.rs", "fn a() {}", "fn () {}")).toMatch(/text was lost/);
  });

  test("the error names file and reason and is no mistake of the user", () => {
    const attempt = () => assertInsertOnly("front/a.ts", "a;\n", "b;\n");
    expect(attempt).toThrow(/^The edit of front\/a\.ts was not made, .* text was lost near "a;"\.$/);
    expect(new EditBroken("a.ts", "x")).not.toBeInstanceOf(UserError);
  });
});

test("AnchorNotFound says where, what was looked for and what was found", () => {
  const statement = parse("front/a.ts", "\uFEFF\n  const x = f();").statements[0];
  if (!statement) throw new Error("no statement");
  const error = new AnchorNotFound(statement, "an array literal", "a call of `f`");
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ code: "anchor-not-found", exitCode: 5 });
  expect(error.message).toBe("front/a.ts:2:3: looked for an array literal, found a call of `f`.");
  expect(error.details).toEqual([
    { message: "Looked for an array literal, found a call of `f`.", at: "front/a.ts:2:3" },
  ]);
});
