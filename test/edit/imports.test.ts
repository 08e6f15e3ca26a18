import { describe, expect, test } from "vitest";
import { insertImport, type NewImport } from "../../src/edit/imports.ts";
import { checkInsertOnly, splice } from "../../src/edit/splice.ts";
import { parse } from "../../src/edit/ts.ts";

const named = (module: string, typeOnly = false): NewImport => ({
  module,
  typeOnly,
  text: `import ${typeOnly ? "type " : ""}{ N } from "${module}";`,
});

function insert(before: string, added: NewImport): string {
  const after = splice(before, insertImport(parse("a.ts", before), added));
  expect(checkInsertOnly("a.ts", before, after)).toBeNull();
  return after;
}

const imports = (...modules: string[]) =>
  modules.map((each) => (/^[\w@.][\w@/.]*$/.test(each) ? `import { X } from "${each}";` : each));

/** The case: lines before (a bare module path is an import of it), the module added, the index of its line afterwards. */
type Case = [name: string, before: string[], module: string, line: number];

describe("the line of a new import", () => {
  test.each<Case>([
    ["between its neighbours", ["@app/a", "@app/c", "zod"], "@app/b", 1],
    ["before the first", ["@app/b", "@app/c", "", "code();"], "@app/a", 0],
    ["behind the last", ["@app/a", "@app/b", "", "code();"], "@app/c", 2],
    ["ASCII: capitals before small letters", ["@app/B", "@app/a"], "@app/C", 1],
    ["ASCII: a path before those below it", ["@app/slack/x", "@app/slack_bot"], "@app/slack", 0],
    ["its own group of two", ["path", "zod", "", "@app/a", "@app/c"], "@app/b", 4],
    ["packages go to the group of packages", ["path", "zod", "", "@app/a"], "scoped", 1],
    ["relative imports go to theirs", ["zod", "", "@app/a", "", "./a", "./c"], "./b", 5],
    ["a kind that is new joins the last group", ["zod", "", "@app/a"], "./b", 2],
    ["a package that is new joins the first group", ["@app/a", "", "./b"], "zod", 1],
    ["a block in another order: behind its last", ["@app/c", "@app/a", "@app/b"], "@app/aa", 3],
    ["a comment stays with the import below it", ["@app/a", "// of c", "@app/c"], "@app/b", 1],
    ["behind a comment on the line", ['import { X } from "@app/a"; // of a', "@app/c"], "@app/b", 1],
    ["before the first of a later group and its comment", ["zod", "", "// of c", "@app/c"], "@app/b", 2],
    ["import for effects parts the block", ["@app/c", 'import "./effect";', "@app/a"], "@app/d", 1],
    ["only imports for effects", ['import "./effect";', "", "code();"], "@app/d", 1],
    ["several lines", ["import {", "  X,", '} from "@app/a";', "@app/c"], "@app/b", 3],
    ["below the licence", ["// Copyright of someone", "@app/c"], "@app/b", 1],
    ["below a comment on top", ["// What this file is", "@app/c"], "@app/b", 1],
    [
      "above the directive that rules the first import",
      ["// top", "// eslint-disable-next-line x", "@app/c"],
      "@app/b",
      1,
    ],
    ["code between the blocks", ["@app/a", "setUp();", "@app/c"], "@app/d", 1],
  ])("%s", (_, before, module, line) => {
    const old = imports(...before);
    const after = insert(old.join("\n"), named(module)).split("\n");
    expect(after).toEqual([...old.slice(0, line), named(module).text, ...old.slice(line)]);
  });

  test("import type comes before the import of values of one module", () => {
    const values = 'import { X } from "@app/b";';
    const types = 'import type { X } from "@app/b";';
    expect(insert(values, named("@app/b", true))).toBe(`import type { N } from "@app/b";\n${values}`);
    expect(insert(types, named("@app/b"))).toBe(`${types}\nimport { N } from "@app/b";`);
  });
});

describe("a file without imports", () => {
  const text = named("zod").text;
  test.each([
    ["", `${text}\n`],
    ["// only a comment", `// only a comment\n${text}\n`],
    ["code();\n", `${text}\n\ncode();\n`],
    ["#!/usr/bin/env node\ncode();\n", `#!/usr/bin/env node\n${text}\n\ncode();\n`],
    [
      "// Copyright of someone\n\n/** f */\nfunction f() {}\n",
      `// Copyright of someone\n\n${text}\n\n/** f */\nfunction f() {}\n`,
    ],
    ["/*! licence */\ncode();\n", `/*! licence */\n${text}\n\ncode();\n`],
    ['"use client";\n\ncode();\n', `"use client";\n\n${text}\n\ncode();\n`],
    ['"use strict"; // on\ncode();\n', `"use strict"; // on\n\n${text}\n\ncode();\n`],
    ['"use strict"; code();\n', `"use strict";\n\n${text}\n\n code();\n`],
    ['"use strict";', `"use strict";\n\n${text}`],
    ["\uFEFFcode();\n", `\uFEFF${text}\n\ncode();\n`],
  ])("%j", (before, after) => {
    expect(insert(before, named("zod"))).toBe(after);
  });
});

test("a byte-order mark stays first, CRLF stays", () => {
  const before = '\uFEFFimport { X } from "@app/b";\r\nimport { X } from "@app/c";\r\n';
  expect(insert(before, named("@app/a"))).toBe(`\uFEFF${named("@app/a").text}\r\n${before.slice(1)}`);
});

test.each(["\n", "\r\n", "\r"])("blocks are told apart in lines that end with %j", (ending) => {
  const old = imports("zod", "", "@app/a", "@app/c", "", "code();");
  const after = insert(old.join(ending), named("@app/d")).split(ending);
  expect(after).toEqual(old.toSpliced(4, 0, named("@app/d").text));
  expect(insert(`"use x";${ending}code();`, named("zod"))).toBe(
    ['"use x";', "", named("zod").text, "", "code();"].join(ending),
  );
});

test("imports on one line are taken apart", () => {
  expect(insert('import { X } from "@app/a"; import { X } from "@app/c";', named("@app/b"))).toBe(
    'import { X } from "@app/a";\nimport { N } from "@app/b";\n import { X } from "@app/c";',
  );
});

test("which prefixes are the project's own can be said", () => {
  const before = 'import { X } from "zod";\n\nimport { X } from "#lib/a";\n';
  const after = splice(before, insertImport(parse("a.ts", before), named("#lib/b"), ["#lib/"]));
  expect(after).toBe(`${before}${named("#lib/b").text}\n`);
});
