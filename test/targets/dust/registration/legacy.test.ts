import { describe, expect, test } from "vitest";
import { EXIT } from "../../../../src/errors.ts";
import { Draft } from "../../../../src/plan/draft.ts";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import { scaffoldServer } from "../../../../src/targets/dust/scaffold.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import {
  addedLines,
  entryOf,
  type Files,
  idOf,
  replaced,
  replacedIn,
  scaffolded,
  specOf,
  textOf,
  tree,
} from "../drafting.ts";

const files = fixtureFiles("dust-legacy");
const mixed = fixtureFiles("dust-mixed");
const MODULE = "@app/lib/actions/mcp_internal_actions/servers/acme_crm";
const IMPORT = `import { ACME_CRM_SERVER_INFO, ACME_CRM_TOOL_STAKES, ACME_CRM_TOOLS } from "${MODULE}/metadata";`;
const added = (before: Files, after: Files, path: string) => addedLines(textOf(before, path), textOf(after, path));
const properties = (entry: string) => [...entry.matchAll(/^ {4}(\w+):/gm)].map(([, name]) => name);

/** What is left of a tree when some texts of a file are gone. */
const less = (from: Files, path: string, ...gone: (string | RegExp)[]) =>
  gone.reduce((rest, each) => replacedIn(rest, path, each, ""), from);

/** The same letters in every file, in whatever order. */
function same(a: Files, b: Files): void {
  const letters = (each: Files, path: string) => textOf(each, path).replace(/\s/g, "").split("").toSorted().join("");
  for (const path of Object.keys(b)) expect(letters(a, path), path).toBe(letters(b, path));
}

/** The tree after a server of a layout that is asked for. */
function asked(from: Files, layout: string, name = "acme_crm"): Files {
  const host = hostOf(from);
  const draft = new Draft(host.repo);
  scaffoldServer(draft, host, specOf({ name }), layout);
  const own = draft.changes().flatMap(({ path, after }) => (after === null ? [] : [[path, after] as const]));
  return { ...from, ...Object.fromEntries(own) };
}

describe("the rows of a new server", () => {
  const after = tree(files);

  test("are three names of its metadata, its own name, and the entry", () => {
    const [imported, name, ...entry] = added(files, after, PATHS.constants);
    expect([imported, name]).toEqual([IMPORT, '"acme_crm",']);
    expect(entry).toHaveLength(13);
    expect(entryOf(after)).toBe(`acme_crm: {
    id: 1015,
    availability: "manual",
    allowMultipleInstances: false,
    isRestricted: undefined,
    isPreview: false,
    tools_stakes: ACME_CRM_TOOL_STAKES,
    tools_arguments_requiring_approval: undefined,
    tools_retry_policies: undefined,
    timeoutMs: undefined,
    tools: ACME_CRM_TOOLS,
    serverInfo: ACME_CRM_SERVER_INFO,
  }`);
  });

  test("have what all entries have and one has as undefined, and nothing that some have or that has a value in all", () => {
    const grown = replacedIn(
      {
        ...files,
        [PATHS.constants]: textOf(files, PATHS.constants).replaceAll(
          /^( {4})timeoutMs:/gm,
          "$1icon: null,\n$1cost: undefined,\n$1timeoutMs:",
        ),
      },
      PATHS.constants,
      "cost: undefined,",
      "cost: 1,\n    rare: undefined,",
    );
    expect(properties(entryOf(tree(grown)))).toEqual([
      ...["id", "availability", "allowMultipleInstances", "isRestricted", "isPreview", "tools_stakes"],
      ...["tools_arguments_requiring_approval", "tools_retry_policies", "cost", "timeoutMs", "tools", "serverInfo"],
    ]);
  });

  test("are an import and a case in the switch", () => {
    expect(added(files, after, PATHS.switch)).toEqual([
      `import { default as acmeCrmServer } from "${MODULE}";`,
      'case "acme_crm":',
      "return acmeCrmServer(auth, agentLoopContext);",
    ]);
  });

  test("change nothing else, and a second run nothing at all", () => {
    const { changes } = scaffolded(files);
    const edited = changes.filter((change) => change.before !== null).map((change) => change.path);
    expect(edited).toEqual([PATHS.constants, PATHS.switch]);
    expect(scaffolded(after).changes).toEqual([]);
  });

  test("get a number where the file uses a name for something else", () => {
    const taken = replaced(
      "dust-legacy",
      PATHS.constants,
      "export const MCP_",
      "const ACME_CRM_TOOLS = 1;\nexport const MCP_",
    );
    const whole = tree(taken);
    expect(added(taken, whole, PATHS.constants)[0]).toBe(
      IMPORT.replace("ACME_CRM_TOOLS }", "ACME_CRM_TOOLS as ACME_CRM_TOOLS2 }"),
    );
    expect(entryOf(whole)).toContain("    tools: ACME_CRM_TOOLS2,\n");
    expect(tree(whole)).toEqual(whole);
  });
});

describe("the entry", () => {
  test("has the properties that every neighbour has, without those that only some have", () => {
    const early = replaced(
      "dust-legacy",
      PATHS.constants,
      /^ {4}tools_arguments_requiring_approval: undefined,\n/gm,
      "",
    );
    expect(properties(entryOf(tree(early)))).not.toContain("tools_arguments_requiring_approval");
    expect(properties(entryOf(tree(early)))).toContain("tools_retry_policies");
    const inline = replaced("dust-legacy", PATHS.constants, / {4}timeoutMs: undefined,\n(?= {4}serverInfo: \{\n)/, "");
    expect(properties(entryOf(tree(inline)))).toContain("timeoutMs");
  });

  test("has them in the order of most neighbours", () => {
    const text = textOf(files, PATHS.constants);
    const moved = text.replace(/( {4}tools_stakes: [\s\S]*?)( {4}tools: \w+,\n)/g, "$2$1");
    const usual = properties(entryOf(tree(files)));
    const others = usual.filter((name) => name !== "tools");
    const at = others.indexOf("tools_stakes");
    expect(properties(entryOf(tree({ ...files, [PATHS.constants]: moved })))).toEqual([
      ...others.slice(0, at),
      "tools",
      ...others.slice(at),
    ]);
  });

  test("has the mark of a bearer token where most entries have none", () => {
    const names = properties(entryOf(tree(files, { auth: { kind: "bearer" } })));
    expect(names.slice(names.indexOf("isPreview"), names.indexOf("tools_stakes") + 1)).toEqual([
      "isPreview",
      "requiresBearerToken",
      "tools_stakes",
    ]);
  });

  test.each([
    ["another list", "tools: ACME_CRM_TOOLS", "tools: ASHBY_TOOLS"],
    ["no list", "    tools: ACME_CRM_TOOLS,\n", ""],
    ["other stakes", "tools_stakes: ACME_CRM_TOOL_STAKES", "tools_stakes: ASHBY_TOOL_STAKES"],
  ])("is a conflict with %s, with its place", (_, from, to) => {
    expect(() => tree(replacedIn(tree(files), PATHS.constants, from, to))).toThrow(
      expect.objectContaining({
        exitCode: EXIT.conflict,
        message: expect.stringContaining(`entry at ${PATHS.constants}:`),
      }),
    );
  });
});

describe("a server that is registered in part", () => {
  const whole = tree(files);
  const CASE = / {4}case "acme_crm":\n.*\n/;

  test.each<[string, string, (string | RegExp)[]]>([
    ["its name", PATHS.constants, ['  "acme_crm",\n']],
    ["its entry", PATHS.constants, [/ {2}acme_crm: \{[\s\S]*?\n {2}\},\n/]],
    ["all imports of its metadata", PATHS.constants, [/import \{ ACME_CRM_.*\n/]],
    ["one import of its metadata", PATHS.constants, ["ACME_CRM_TOOL_STAKES, "]],
    ["its case", PATHS.switch, [CASE]],
    ["the import of its case", PATHS.switch, [/import \{ default as acmeCrmServer.*\n/]],
    ["its case and that import", PATHS.switch, [CASE, /import \{ default as acmeCrmServer.*\n/]],
  ])("gets %s", (_, path, gone) => {
    const after = tree(less(whole, path, ...gone));
    const strip = (each: Files) => ({ ...each, [path]: textOf(each, path).replace(/import \{ ACME_CRM_.*\n/g, "") });
    same(strip(after), strip(whole));
    for (const name of ["SERVER_INFO", "TOOL_STAKES", "TOOLS"]) {
      expect(
        textOf(after, PATHS.constants).match(new RegExp(`import \\{.*ACME_CRM_${name}\\b`, "g")),
        name,
      ).toHaveLength(1);
    }
    expect(scaffolded(after).changes).toEqual([]);
  });
});

describe("in a checkout of several layouts", () => {
  test("the server gets the layout that is asked for, in that layout's folder", () => {
    const legacy = asked(mixed, "legacy");
    expect(Object.keys(legacy)).toContain(`${PATHS.legacyServers}/acme_crm/metadata.ts`);
    expect(entryOf(legacy)).toContain("serverInfo: ACME_CRM_SERVER_INFO");
    const records = asked(mixed, "records");
    expect(Object.keys(records)).toContain(`${PATHS.servers}/acme_crm/tools/index.ts`);
    expect(entryOf(records)).toContain("metadata: ACME_CRM_SERVER,");
    expect(idOf(legacy)).toBe(idOf(records));
  });

  test.each(["legacy", "records"])("a second run without a layout keeps the server's own: %s", (layout) => {
    const once = asked(mixed, layout);
    expect(scaffolded(once).changes).toEqual([]);
  });

  test("asking for another layout than the server has is a conflict", () => {
    expect(() => asked(asked(mixed, "legacy"), "records")).toThrow(
      expect.objectContaining({ exitCode: EXIT.conflict }),
    );
  });
});
