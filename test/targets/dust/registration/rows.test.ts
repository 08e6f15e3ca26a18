import { describe, expect, test } from "vitest";
import { EXIT } from "../../../../src/errors.ts";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import { fixtureFiles } from "../../../support/fixture-host.ts";
import { addedLines, type Files, layouts, replaced, replacedIn, scaffolded, textOf, tree } from "../drafting.ts";

const added = (before: Files, after: Files, path: string) => addedLines(textOf(before, path), textOf(after, path));
const names = (files: Files) =>
  /SERVER_NAMES = \[([\s\S]*?)\] as const/
    .exec(textOf(files, PATHS.constants))?.[1]
    ?.match(/"[^"]+"|[A-Z0-9_]+(?=,)/g) ?? [];

describe.each(layouts)("the rows of a new server in $name", ({ name, context }) => {
  const files = fixtureFiles(name);

  test("are an import and a case in the switch, before the default", () => {
    const after = tree(files);
    const module = "@app/lib/api/actions/servers/acme_crm";
    expect(added(files, after, PATHS.switch)).toEqual([
      `import { default as acmeCrmServer } from "${module}";`,
      'case "acme_crm":',
      `return acmeCrmServer(auth, ${context});`,
    ]);
    expect(textOf(after, PATHS.switch)).toContain(`(auth, ${context});\n    default:`);
    expect(added(files, after, PATHS.constants)[0]).toBe(`import { ACME_CRM_SERVER } from "${module}/metadata";`);
  });

  test("stand in the imports by ASCII order", () => {
    const imports = textOf(tree(files), PATHS.switch).match(/"@app\/lib\/api\/actions\/servers\/[^"]+"/g) ?? [];
    expect(imports).toEqual(imports.toSorted());
  });

  test("change nothing else", () => {
    const { changes } = scaffolded(files);
    const edited = changes.filter((change) => change.before !== null).map((change) => change.path);
    const own = name === "dust-arrays" ? PATHS.bm25Sources : PATHS.toolCategories;
    expect(edited).toEqual([PATHS.constants, PATHS.availabilitySnapshot, PATHS.switch, own].toSorted());
  });
});

describe("the place of a name in the names array", () => {
  const placed = (list: string, name: string) =>
    names(
      tree(
        replaced(
          "dust-arrays",
          PATHS.constants,
          /SERVER_NAMES = \[[\s\S]*?\] as const/,
          `SERVER_NAMES = [\n${list}\n] as const`,
        ),
        { name },
      ),
    );

  test.each([
    ["mmm", ['"agent_router"', '"github"', '"mmm"', '"zoo"', '"aa"']],
    ["zzz", ['"agent_router"', '"github"', '"zoo"', '"zzz"', '"aa"']],
    ["a", ['"agent_router"', '"github"', '"zoo"', '"aa"', '"a"']],
  ])("%s: behind the last smaller literal of the sorted part, else at the end", (name, wanted) => {
    expect(placed('  "agent_router",\n  "github",\n  "zoo",\n  "aa",', name)).toEqual(wanted);
  });

  test("identifiers belong to the sorted part and are no neighbours", () => {
    expect(placed('  "agent_router",\n  ASHBY_SERVER_NAME,\n  "zoo",\n  SEARCH_SERVER_NAME,', "mmm")).toEqual([
      '"agent_router"',
      '"mmm"',
      "ASHBY_SERVER_NAME",
      '"zoo"',
      "SEARCH_SERVER_NAME",
    ]);
    expect(placed('  "agent_router",\n  ASHBY_SERVER_NAME,\n  "beta",\n  "zoo",', "mmm")[3]).toBe('"mmm"');
    expect(placed('  "agent_router",\n  SEARCH_SERVER_NAME,', "mmm")).toEqual([
      '"agent_router"',
      '"mmm"',
      "SEARCH_SERVER_NAME",
    ]);
  });

  test("in the sample workspaces the old names keep their order", () => {
    for (const { name } of layouts) {
      const files = fixtureFiles(name);
      expect(names(tree(files)).filter((each) => each !== '"acme_crm"')).toEqual(names(files));
      expect(names(tree(files))).toContain('"acme_crm"');
    }
  });
});

describe("names that the registries use for something else", () => {
  test("get a number: the metadata constant in all files, the factory in the switch", () => {
    const files = fixtureFiles("dust-arrays");
    const after = tree(files, { name: "outlook_mail" });
    const module = "@app/lib/api/actions/servers/outlook_mail";
    expect(added(files, after, PATHS.constants)).toEqual(
      expect.arrayContaining([
        `import { OUTLOOK_MAIL_SERVER as OUTLOOK_MAIL_SERVER2 } from "${module}/metadata";`,
        "metadata: OUTLOOK_MAIL_SERVER2,",
      ]),
    );
    expect(added(files, after, PATHS.switch)).toEqual([
      `import { default as outlookMailServer2 } from "${module}";`,
      'case "outlook_mail":',
      "return outlookMailServer2(auth, toolContext);",
    ]);
    expect(added(files, after, PATHS.bm25Sources)).toEqual([
      `import { OUTLOOK_MAIL_SERVER as OUTLOOK_MAIL_SERVER2 } from "${module}/metadata";`,
      '{ name: "outlook_mail", tools: OUTLOOK_MAIL_SERVER2.tools },',
    ]);
    expect(tree(after, { name: "outlook_mail" })).toEqual(after);
  });

  test("a constant of the file's own counts too", () => {
    const files = replaced(
      "dust-arrays",
      PATHS.constants,
      "export const ASHBY_SERVER_NAME",
      "const ACME_CRM_SERVER = 1;\nexport const ASHBY_SERVER_NAME",
    );
    expect(textOf(tree(files), PATHS.constants)).toContain("metadata: ACME_CRM_SERVER2,");
  });
});

describe("a server that is registered in part", () => {
  const files = fixtureFiles("dust-arrays");
  const whole = tree(files);
  const NAME = '  "acme_crm",\n';
  const IMPORT = /import \{ default as acmeCrmServer.*\n/;
  const METADATA_IMPORT = /import \{ ACME_CRM_SERVER.*\n/;
  const CASE = / {4}case "acme_crm":\n.*\n/;
  const ENTRY = / {2}acme_crm: \{[\s\S]*?\n {2}\},\n/;
  const ROW = /,\n {4}\{ "name": "acme_crm", "id": 1048 \}/;
  const less = (tree_: Files, path: string, ...gone: (string | RegExp)[]) =>
    gone.reduce((rest, each) => replacedIn(rest, path, each, ""), tree_);
  const own = (path: string) => path.startsWith(`${PATHS.servers}/acme_crm/`);
  const withoutFolder = (tree_: Files) => Object.fromEntries(Object.entries(tree_).filter(([path]) => !own(path)));
  const same = (a: Files, b: Files) => {
    for (const path of Object.keys(b)) {
      expect(textOf(a, path).replace(/\s/g, "").split("").toSorted().join(""), path).toBe(
        textOf(b, path).replace(/\s/g, "").split("").toSorted().join(""),
      );
    }
  };

  test("only the row of the names array", () => {
    const only = replacedIn(files, PATHS.constants, '"agent_router",\n', '"agent_router",\n  "acme_crm",\n');
    same(tree(only), whole);
  });

  test("only the entry, with its import", () => {
    const only = less(less(whole, PATHS.constants, NAME), PATHS.switch, IMPORT, CASE);
    const bare = less(withoutFolder(only), PATHS.availabilitySnapshot, ROW);
    same(tree(bare), whole);
    same(tree(less(bare, PATHS.constants, METADATA_IMPORT)), whole);
  });

  test("only the case, with its import", () => {
    const only = {
      ...files,
      [PATHS.switch]: textOf(whole, PATHS.switch),
    };
    same(tree(only), whole);
  });

  test("only an import or only its use: the import is there once", () => {
    same(tree(less(whole, PATHS.switch, CASE)), whole);
    same(tree(less(whole, PATHS.switch, IMPORT)), whole);
    same(tree(less(whole, PATHS.bm25Sources, / {2}\{ name: "acme_crm".*\n/)), whole);
  });

  test("each row that is missing alone", () => {
    same(tree(less(whole, PATHS.constants, NAME)), whole);
    same(tree(less(whole, PATHS.constants, METADATA_IMPORT)), whole);
    same(tree(less(whole, PATHS.availabilitySnapshot, ROW)), whole);
    same(tree(less(whole, PATHS.switch, IMPORT, CASE)), whole);
  });

  test("its entry is written again, with the id that the snapshot remembers", () => {
    expect(tree(less(whole, PATHS.constants, ENTRY))).toEqual(whole);
  });
});

describe("a row that says something else is a conflict with its place", () => {
  const whole = tree(fixtureFiles("dust-arrays"));
  const refused = (files: Files, place: RegExp) =>
    expect(() => tree(files)).toThrow(
      expect.objectContaining({ exitCode: EXIT.conflict, message: expect.stringMatching(place) }),
    );

  test("a case that makes another server", () => {
    refused(
      replacedIn(whole, PATHS.switch, "return acmeCrmServer(auth", "return ashbyServer(auth"),
      /case at front\/.*\/servers\/index\.ts:\d+:10 exists and differs/,
    );
  });

  test("a snapshot row with another id, or in another list", () => {
    refused(
      replacedIn(whole, PATHS.availabilitySnapshot, '"id": 1048', '"id": 1044'),
      /snapshot row at .*availability\.snapshot\.json:\d+:5 exists and differs/,
    );
    const moved = replacedIn(whole, PATHS.availabilitySnapshot, /,\n {4}\{ "name": "acme_crm", "id": 1048 \}/, "");
    refused(
      replacedIn(moved, PATHS.availabilitySnapshot, '"auto": [', '"auto": [\n    { "name": "acme_crm", "id": 1048 },'),
      /snapshot row at .*availability\.snapshot\.json:3:5/,
    );
  });
});
