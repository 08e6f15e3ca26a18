import { describe, expect, test } from "vitest";
import { assertCommentsKept, lostComments } from "../../src/edit/rewrite/comments.ts";
import { replaceParts } from "../../src/edit/rewrite/parts.ts";
import { checkRewritten } from "../../src/edit/splice.ts";

describe("replaceParts", () => {
  test("puts every part where the old one was, in any order, with the line ending of the text", () => {
    const text = "one two\r\nthree\r\n";
    const replaced = replaceParts(text, [
      { start: 4, end: 7, text: "2\n2" },
      { start: 0, end: 3, text: "" },
    ]);
    expect(replaced).toBe(" 2\r\n2\r\nthree\r\n");
  });

  test("refuses parts that overlap or lie outside", () => {
    const overlapping = [
      { start: 0, end: 3, text: "" },
      { start: 2, end: 4, text: "" },
    ];
    expect(() => replaceParts("abcdef", overlapping)).toThrow("two edits overlap");
    expect(() => replaceParts("abc", [{ start: 2, end: 9, text: "" }])).toThrow("two edits overlap");
  });
});

describe("checkRewritten", () => {
  const before = 'import { a } from "a";\nimport { b } from "b";\n\nexport const c = { a, b };\n';

  test("lets a statement be rewritten and others be taken out", () => {
    expect(checkRewritten("x.ts", before, 'import { b } from "b";\n\nexport const c = { b };\n')).toBeNull();
  });

  test("sees a line of another statement change, and a new syntax error", () => {
    const two = "const a = 1;\nconst b = 2;\nconst c = 3;\n";
    expect(checkRewritten("x.ts", two, "const a = 1;\nconst c =  3;\n")).toBeNull();
    expect(checkRewritten("x.ts", `// Why.\n${two}`, `// How.\n${two}`)).toContain("a line outside of the edit");
    expect(checkRewritten("x.ts", before, before.replace("{ a, b }", "{ a b }"))).toContain("syntax error");
  });
});

describe("lostComments", () => {
  const gone = { path: "old.ts", before: "// Why.\nexport const a = 1; // twice\n// twice\n", after: null };

  test("finds a comment again in any file, as often as it was there", () => {
    const all = { path: "new.ts", before: null, after: "// Why.\n// twice\nexport const a = 1;\n  // twice\n" };
    expect(lostComments([gone, all])).toEqual([]);
    const some = { path: "new.ts", before: null, after: "// Why.\n// twice\nexport const a = 1;\n" };
    expect(lostComments([gone, some])).toEqual([{ path: "old.ts", start: 37, text: "// twice" }]);
    expect(() => assertCommentsKept([gone, some])).toThrow("a comment was lost: // twice");
  });

  test("takes no text for a comment, and heeds no spaces that a formatter moves", () => {
    const file = { path: "a.ts", before: 'const a = "// no";\n/**\n * One.\n */\nconst b = 1;\n' };
    expect(
      lostComments([{ ...file, after: "const f = () => {\n  /**\n   * One.\n   */\n  const b = 1;\n};\n" }]),
    ).toEqual([]);
  });
});
