import { expect, test } from "vitest";
import { nextSteps } from "../../../../src/targets/dust/next-steps.ts";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import { addedLines, type Files, replaced, scaffolded, specOf, textOf, tree } from "../drafting.ts";

const MAP = PATHS.toolCategories;
const records = fixtureFiles("dust-records");
const text = textOf(records, MAP);

function added(files: Files, more: Record<string, unknown> = {}): string[] {
  return addedLines(textOf(files, MAP), textOf(tree(files, more), MAP));
}

/** `dust-records` with another declaration of the map: `head` is in front of the rows, `tail` behind them. */
function declared(head: string, tail: string, rows = 'github: "a",\n  slack: "a",\n  search: "b",'): Files {
  return { ...records, [MAP]: `${head}{\n  ${rows}\n}${tail};\n` };
}

test("a server gets the category of most servers of its availability, behind the last of them", () => {
  const after = textOf(tree(records), MAP);
  expect(after).toBe(text.replace(/( {2}val_town: .*\n)/, '$1  acme_crm: "connectors",\n'));
  expect(added(records, { availability: "auto_hidden_builder" })).toEqual(['acme_crm: "agents",']);
});

test.each([
  ["a readonly record", "const M: Readonly<Record<InternalMCPServerNameType, C>> = ", ""],
  ["satisfies", "export const M = ", " as const satisfies Record<InternalMCPServerNameType, C>"],
  ["satisfies, then as const", "const M = (", " satisfies Record<InternalMCPServerNameType, C>) as const"],
  ["a mapped type", "const M: { [K in InternalMCPServerNameType]: C } = ", ""],
])("declared as %s", (_form, head, tail) => {
  expect(added(declared(head, tail))).toEqual(['acme_crm: "a",']);
});

test.each([
  ["a partial map", "const M: Partial<Record<InternalMCPServerNameType, C>> = ", ""],
  ["a mapped type that demands nothing", "const M: { [K in InternalMCPServerNameType]?: C } = ", ""],
  ["a map over other names", "const M: Record<string, C> = ", ""],
  ["no declared type", "const M = ", " as const"],
])("%s is left alone", (_form, head, tail) => {
  expect(added(declared(head, tail))).toEqual([]);
});

test("values that are no plain constants are left to a person", () => {
  const files = declared("const M: Record<InternalMCPServerNameType, C> = ", "", "github: () => 1,\n  slack: 2,");
  expect(added(files)).toEqual([]);
  expect(nextSteps(hostOf(files), specOf())).toContain(`Add a row for acme_crm to M in ${MAP}.`);
});

test("numbers and keywords are plain", () => {
  const head = "const M: Record<InternalMCPServerNameType, C> = ";
  expect(added(declared(head, "", "github: 1,\n  slack: 1,\n  hubspot: null,"))).toEqual(["acme_crm: 1,"]);
  expect(added(declared(head, "", "github: false,\n  slack: false,\n  hubspot: true,"))).toEqual(["acme_crm: false,"]);
});

test("the row is named as a step to check, a second run adds none, and checkouts without the file have none", () => {
  expect(nextSteps(hostOf(records), specOf()).join("\n")).toContain(`"connectors" fits acme_crm in TOOL_CATEGORY_MAP`);
  const once = scaffolded(records);
  expect(once.changes.map(({ path }) => path)).toContain(MAP);
  expect(scaffolded(once.files).changes.filter((change) => change.before !== change.after)).toEqual([]);
  expect(nextSteps(hostOf(fixtureFiles("dust-arrays")), specOf()).join("\n")).not.toMatch(/ map |acme_crm in /);
});

test("a row that is there stays as it is", () => {
  const files = replaced(
    "dust-records",
    MAP,
    '  github: "connectors",',
    '  github: "connectors",\n  acme_crm: "agents",',
  );
  expect(added(files)).toEqual([]);
  expect(nextSteps(hostOf(files), specOf()).join("\n")).toContain('"agents" fits acme_crm');
});
