import { describe, expect, test } from "vitest";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import { fixtureFiles } from "../../../support/fixture-host.ts";
import { addedLines, type Files, layouts, replaced, replacedIn, textOf, tree } from "../drafting.ts";

const rows = (before: Files, after: Files, path: string) => addedLines(textOf(before, path), textOf(after, path));
const EMPTY = '{\n  "auto": [],\n  "manual": []\n}\n';

describe.each(layouts)("in $name", ({ name }) => {
  const files = fixtureFiles(name);
  const added = (path: string, more: Record<string, unknown>) => rows(files, tree(files, more), path);

  describe("the availability snapshot", () => {
    const snapshot = (files: Files) => JSON.parse(textOf(files, PATHS.availabilitySnapshot));

    test.each([
      ["manual", "manual"],
      ["auto", "auto"],
      ["auto_hidden_builder", "auto"],
    ])("lists a server of availability %s under %s, sorted by id", (availability, list) => {
      const [before, after] = [snapshot(files), snapshot(tree(files, { availability }))];
      const row = { name: "acme_crm", id: 1048 };
      expect(after).toEqual({ ...before, [list]: [...before[list], row] });
    });

    test("keeps one row a line, and takes rows in the middle and in an empty list", () => {
      expect(added(PATHS.availabilitySnapshot, {}).at(-1)).toBe('{ "name": "acme_crm", "id": 1048 }');
      const empty = replaced(name, PATHS.availabilitySnapshot, /[\s\S]*/, EMPTY);
      expect(snapshot(tree(empty))).toEqual({ auto: [], manual: [{ name: "acme_crm", id: 1048 }] });
      const registered = tree(files);
      const gone = replacedIn(
        registered,
        PATHS.availabilitySnapshot,
        /,\n {4}\{ "name": "acme_crm", "id": 1048 \}/,
        "",
      );
      const higher = replacedIn(gone, PATHS.availabilitySnapshot, /"id": \d+ \}\n {2}\]\n\}/, '"id": 5000 }\n  ]\n}');
      const ids = snapshot(tree(higher)).manual.map((row: { id: number }) => row.id);
      expect(ids.slice(-2)).toEqual([1048, 5000]);
    });

    test("is not made where there is none", () => {
      const { [PATHS.availabilitySnapshot]: _, ...less } = files;
      expect(Object.keys(tree(less))).not.toContain(PATHS.availabilitySnapshot);
    });
  });

  describe("the feature flags", () => {
    test("get a row for a flag that they lack, at the end", () => {
      expect(added(PATHS.featureFlags, { title: 'Acme "CRM"', gate: { featureFlag: "acme_crm_tool" } })).toEqual([
        "acme_crm_tool: {",
        'description: "Acme \\"CRM\\" MCP tool",',
        'stage: "on_demand",',
        "},",
      ]);
      const text = textOf(tree(files, { gate: { featureFlag: "acme_crm_tool" } }), PATHS.featureFlags);
      expect(text).toMatch(/stage: "on_demand",\n {2}\},\n\} as const satisfies/);
    });

    test("stay as they are for a flag that they have, and without a flag", () => {
      expect(added(PATHS.featureFlags, { gate: { featureFlag: "salesforce_tool" } })).toEqual([]);
      expect(added(PATHS.featureFlags, { gate: { plan: "isByok" } })).toEqual([]);
    });
  });

  describe("the token labels", () => {
    const bearer = { title: "Acme CRM", auth: { kind: "bearer" } };

    test("get a row with a tooltip for a bearer server, and for no other", () => {
      expect(added(PATHS.tokenLabels, bearer)).toEqual([
        "acme_crm: {",
        'label: "Acme CRM API Key",',
        'placeholder: "Paste your Acme CRM API key here",',
        'tooltip: "The requests to Acme CRM are made with this key.",',
        "},",
      ]);
      expect(added(PATHS.tokenLabels, {})).toEqual([]);
      expect(added(PATHS.tokenLabels, { auth: { kind: "oauth", provider: "github" } })).toEqual([]);
    });

    test("have no tooltip where their type has none", () => {
      const less = replaced(name, PATHS.tokenLabels, "  tooltip?: string;\n", "");
      expect(rows(less, tree(less, bearer), PATHS.tokenLabels)).not.toContainEqual(expect.stringContaining("tooltip"));
    });

    test("keep a row that is there, and are not made where there are none", () => {
      const own = replaced(
        name,
        PATHS.tokenLabels,
        "  ashby: {",
        '  acme_crm: { label: "Mine", placeholder: "x" },\n  ashby: {',
      );
      expect(rows(own, tree(own, bearer), PATHS.tokenLabels)).toEqual([]);
      const { [PATHS.tokenLabels]: _, ...less } = files;
      expect(Object.keys(tree(less, bearer))).not.toContain(PATHS.tokenLabels);
    });
  });
});

test("feature flags of older checkouts are an array", () => {
  const old = 'export const WHITELISTABLE_FEATURES = [\n  "openai_usage_mcp",\n  "salesforce_tool",\n] as const;\n';
  const files = replaced("dust-records", PATHS.featureFlags, /[\s\S]*/, old);
  const after = tree(files, { gate: { featureFlag: "acme_crm_tool" } });
  expect(rows(files, after, PATHS.featureFlags)).toEqual(['"acme_crm_tool",']);
  expect(tree(after, { gate: { featureFlag: "acme_crm_tool" } })).toEqual(after);
  expect(tree(files, { gate: { featureFlag: "salesforce_tool" } })[PATHS.featureFlags]).toBe(old);
});

describe("the list of the tool search", () => {
  const files = fixtureFiles("dust-arrays");
  const added = (files: Files, more: Record<string, unknown> = {}) => rows(files, tree(files, more), PATHS.bm25Sources);

  test("gets an import and a row at the end", () => {
    expect(added(files)).toEqual([
      'import { ACME_CRM_SERVER } from "@app/lib/api/actions/servers/acme_crm/metadata";',
      '{ name: "acme_crm", tools: ACME_CRM_SERVER.tools },',
    ]);
  });

  test("has no row for a server that is hidden from the builder", () => {
    expect(added(files, { availability: "auto" })).toHaveLength(2);
    expect(added(files, { availability: "auto_hidden_builder" })).toEqual([]);
  });

  test("keeps a row that is there, and is not made where there is none", () => {
    const own = replacedIn(
      files,
      PATHS.bm25Sources,
      '{ name: "ashby"',
      '{ name: "acme_crm", tools: [] },\n  { name: "ashby"',
    );
    expect(added(own)).toEqual([]);
    expect(Object.keys(tree(fixtureFiles("dust-records")))).not.toContain(PATHS.bm25Sources);
  });
});

describe("line endings and byte-order marks", () => {
  const more = { gate: { featureFlag: "acme_crm_tool" }, auth: { kind: "bearer" } };
  const EDITED = [
    PATHS.constants,
    PATHS.switch,
    PATHS.availabilitySnapshot,
    PATHS.featureFlags,
    PATHS.tokenLabels,
    PATHS.bm25Sources,
  ];
  const files = fixtureFiles("dust-arrays");
  const turned = (turn: (text: string) => string): Files =>
    Object.fromEntries(
      Object.entries(files).map(([path, text]) => [path, path.startsWith("front/") ? turn(text) : text]),
    );

  test.each<[string, (text: string) => string]>([
    ["CRLF", (text) => text.replaceAll("\n", "\r\n")],
    ["a byte-order mark", (text) => `\uFEFF${text}`],
    ["both", (text) => `\uFEFF${text.replaceAll("\n", "\r\n")}`],
  ])("%s stay in every edited file", (_, turn) => {
    const plain = tree(files, more);
    const after = tree(turned(turn), more);
    for (const path of EDITED) expect(textOf(after, path), path).toBe(turn(textOf(plain, path)));
    expect(tree(after, more)).toEqual(after);
  });
});
