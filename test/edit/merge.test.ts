import { describe, expect, test } from "vitest";
import { type Merge, mergeDeclarations } from "../../src/edit/merge/index.ts";
import { BASE, NEXT } from "./merge-texts.ts";

const PATH = "a.ts";

function merge(current: string, more: Partial<Merge> = {}) {
  const compareNames = (left: string, right: string) => (left === right ? 0 : left < right ? -1 : 1);
  return mergeDeclarations({
    path: PATH,
    current,
    base: BASE,
    next: NEXT,
    added: new Set([".getItem"]),
    compareNames,
    ...more,
  });
}

const bare = (text: string) => text.replace(/\s+/g, " ");

describe("mergeDeclarations", () => {
  test("makes a file that nobody touched what would be generated", () => {
    const { text, conflicts } = merge(BASE);
    expect(conflicts).toEqual([]);
    expect(bare(text)).toBe(bare(NEXT));
  });

  test("does nothing to a file that has everything", () => {
    expect(merge(NEXT)).toEqual({ text: NEXT, conflicts: [] });
  });

  test("does not mind another layout, and keeps it", () => {
    const current = BASE.replace("  tool: string;\n", "tool: string")
      .replace('{ headers: { Accept: "json" }, tool }', "{\n headers: { Accept: 'json', }, tool, }")
      .replace("return 1;", "return (1);");
    const { text, conflicts } = merge(current);
    expect(conflicts).toEqual([]);
    expect(text).toContain("Accept: 'json', ...(content && { Type: content }), }, body: content, tool, }");
    expect(text).toContain("return (1);");
    expect(text).toContain("tool: string;\n");
  });

  test("keeps comments, and declarations of the user's own", () => {
    const current = BASE.replace("const NAME", "// licence of the name\nconst NAME")
      .replace("  private send", "  own(): void {}\n\n  // sends\n  private send")
      .replace("const { tool }", "// reads\n    const { tool /* the tool */ }")
      .concat("\nexport const mine = 1; // mine\n");
    const { text, conflicts } = merge(current);
    expect(conflicts).toEqual([]);
    for (const comment of ["// licence of the name\nconst NAME", "// sends\n  private send", "tool /* the tool */"]) {
      expect(text).toContain(comment);
    }
    expect(text).toMatch(/own\(\): void \{\}\n\n {2}async getItem[\s\S]*private request[\s\S]*\/\/ sends/);
    expect(text).toMatch(/function seconds[\s\S]*function validate[\s\S]*export const mine = 1; \/\/ mine\n$/);
  });

  test.each([
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["a byte-order mark", (text: string) => `\uFEFF${text}`],
    ["tabs", (text: string) => text.replaceAll("  ", "\t")],
  ])("writes as the file does: %s", (_, change) => {
    const { text, conflicts } = merge(change(BASE));
    expect(conflicts).toEqual([]);
    expect(text).toBe(change(text.replace(/\r|\uFEFF/g, "").replaceAll("\t", "  ")));
    expect(bare(text.replace("\uFEFF", ""))).toBe(bare(NEXT));
  });

  test("leaves what the user changed and nothing needs to change", () => {
    const current = BASE.replace("return 1;", "return 60;").replace('NAME = "x"', 'NAME = "y"');
    const { text, conflicts } = merge(current);
    expect(conflicts).toEqual([]);
    expect(text).toContain("return 60;");
    expect(text).toContain('NAME = "y"');
  });

  test("takes members that a type or class has beside", () => {
    const { text, conflicts } = merge(BASE.replace("tool: string;", "tool: string;\n  retry: boolean;"));
    expect(conflicts).toEqual([]);
    expect(text).toMatch(/tool: string;\n {2}content\?: C;\n {2}retry: boolean;/);
  });

  test("names every declaration that would have to change and differs, is gone, or has another meaning", () => {
    const current = BASE.replace("return new A", "log();\n    return new A").concat("\nconst DOTS = 1;\nclass C {}\n");
    const { text, conflicts } = merge(current);
    expect(text).toBe(current);
    expect(conflicts.map(({ declaration, kind, at }) => `${declaration} ${kind} ${at.line}:${at.column}`)).toEqual([
      "DOTS taken 21:1",
      "send differs 10:3",
      "C taken 22:1",
    ]);
    expect(conflicts[1]?.expected).toContain("if (DOTS.test(tool)) {");
    const renamed = merge(BASE.replace("private send", "private post"));
    expect(renamed.conflicts).toMatchObject([{ declaration: "send", kind: "missing", at: { line: 9 } }]);
  });

  test("imports a name into the braces that there are, and not what the file has under that name already", () => {
    const current = `import { A } from "@app/a";\nimport { B, E } from "@app/c";\n${BASE.slice(BASE.indexOf("\n") + 1)}`;
    expect(merge(current).text).toContain('import { B, C, D, E } from "@app/c";');
    const other = BASE.replace('"@app/a"', '"@app/other"');
    expect(merge(other).text).not.toContain('"@app/a"');
    expect(merge(other).text).toMatch(
      /^import \{ A \} from "@app\/other";\n(?:import .*\n)*import \{ C, D \} from "@app\/c";/,
    );
  });

  test("does not bring back what the user took out", () => {
    const base = BASE.replace("tool });", "tool, mode: 1 });");
    const next = NEXT.replace("tool });", "tool, mode: 1 });");
    expect(merge(base, { base, next }).conflicts).toEqual([]);
    expect(merge(BASE, { base, next }).conflicts).toMatchObject([{ declaration: "send", kind: "differs" }]);
  });

  test("puts what stands before the ones of many behind what it follows", () => {
    const current = BASE.replace("type Request", "const OTHER = 2;\n\ntype Request");
    const next = BASE.replace("type Request", 'const HEAD = 3;\n\nconst QUERY = "";\n\ntype Request');
    expect(merge(current, { next, added: new Set(["QUERY"]) }).text).toContain(
      'const NAME = "x";\n\nconst HEAD = 3;\n\nconst OTHER = 2;\n\nconst QUERY = "";\n\ntype Request',
    );
  });

  test("puts a declaration where its slot is", () => {
    const next = BASE.replace("type Request", 'const QUERY = "";\n\ntype More = 1;\n\ntype Request');
    const current = BASE.replace("type Request", "const OTHER = 2;\n\ntype Request");
    const slots = new Set(["QUERY"]);
    const { text } = merge(current, { next, added: new Set(), slots });
    expect(text).toContain("const OTHER = 2;\n\ntype More = 1;\n\ntype Request");
    expect(text).not.toContain("QUERY");
    expect(merge(current, { next, added: new Set(["QUERY"]) }).text).toContain(
      'const OTHER = 2;\n\nconst QUERY = "";\n\ntype More = 1;\n\ntype Request',
    );
  });

  test("puts tests into a suite", () => {
    const suite = (body: string) => `describe("s", () => {\n${body}});\n`;
    const own = '  it("mine", () => {});\n';
    const first = '  it("a", () => {});\n';
    const second = '\n  it.each([1])("b", () => {});\n';
    const { text } = merge(suite(own + first), { base: suite(first), next: suite(first + second), added: new Set() });
    expect(text).toBe(suite(own + first + second));
    expect(merge(suite(""), { base: suite(""), next: suite(first), added: new Set() }).text).toMatch(
      /\{\n+ *it\("a", \(\) => \{\}\);\n\}\);/,
    );
  });
});
