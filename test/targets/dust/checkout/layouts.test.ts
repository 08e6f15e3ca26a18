import { describe, expect, test } from "vitest";
import { EXIT, UserError } from "../../../../src/errors.ts";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import type { ReplicaName } from "../../../support/replica.ts";
import { type Files, replacedIn } from "../drafting.ts";

const FORMS = {
  arrays: 'metadata: { serverInfo: {}, tools: [{ name: "a" }] }',
  records: "metadata: { serverInfo: {}, tools: Object.values(RECORD).map((t) => ({ name: t.name })) }",
  legacy: "serverInfo: OTHER_SERVER_INFO",
  inline: 'serverInfo: { name: "x" }',
  flat: "isPreview: false",
  unknown: "metadata: makeMetadata()",
};

/** The registry of a checkout with one server of each given form; ids ascend from 1 unless they are given. */
function registry(forms: readonly (keyof typeof FORMS | [keyof typeof FORMS, number])[], more: Files = {}): Files {
  const entries = forms.map((each, index) => {
    const [form, id] = typeof each === "string" ? [each, index + 1] : each;
    return `  s${index}: { id: ${id}, ${FORMS[form]} },\n`;
  });
  const text = `const RECORD = createToolsRecord({ a: {} });\nexport const INTERNAL_MCP_SERVERS = {\n${entries.join("")}};\n`;
  return { [PATHS.constants]: text, ...more };
}

const RECORDS = {
  [PATHS.toolDefinition]:
    "export function createToolsRecord<T>(tools: T): T { return tools; }\nexport function buildTools(): void {}\n",
  [PATHS.wrappers]: "export function registerTool(): void {}\nexport function withToolLogging(): void {}\n",
};

describe("the layout of a new server", () => {
  test.each<[string, string, Files]>([
    [
      "that of the three highest ids",
      "legacy",
      registry(["records", "records", "records", "legacy", "inline", "legacy"]),
    ],
    [
      "by id, not by place",
      "records",
      registry([
        ["records", 9],
        ["records", 8],
        ["legacy", 1],
        ["legacy", 2],
      ]),
    ],
    ["of those that are known", "legacy", registry(["legacy", "legacy", "unknown", "unknown", "unknown"])],
    ["with a tie, the one that is looked for first", "records", registry(["inline", "legacy", "records"], RECORDS)],
    ["with a tie of two", "legacy", registry(["inline", "legacy"])],
    ["without any that is known, that of the checkout", "records", registry(["unknown"], RECORDS)],
    ["of a single inline server", "inline", registry(["inline"])],
  ])("%s", (_, layout, files) => {
    expect(hostOf(files).layout).toBe(layout);
  });

  test("every layout of a checkout is told with one server that has it", () => {
    const { layouts, evidence } = hostOf(registry(["flat", "inline", "legacy", "inline", "legacy", "legacy"]));
    expect(layouts).toEqual(["legacy", "inline", "flat"]);
    expect(evidence.slice(1)).toEqual([
      { what: "layout legacy", where: `${PATHS.constants}:5:16` },
      { what: "layout inline (2 servers)", where: `${PATHS.constants}:4:28` },
      { what: "layout flat (1 server)", where: `${PATHS.constants}:3:3` },
    ]);
  });

  test("a registry with a syntax error is recognised by what can be read", () => {
    const broken = replacedIn(
      fixtureFiles("dust-legacy"),
      PATHS.constants,
      "INTERNAL_MCP_SERVERS = {",
      "INTERNAL_MCP_SERVERS = {{",
    );
    expect(() => hostOf(broken)).not.toThrow();
  });
});

test("the layout of each server of the mixed workspace", () => {
  const layouts = readServers(hostOf(fixtureFiles("dust-mixed"))).map(({ name, layout }) => `${name} ${layout}`);
  expect(layouts).toEqual([
    "github records",
    "missing_action_catcher inline",
    "google_calendar records",
    "jira legacy",
    "ashby legacy",
    "search legacy",
    "query_tables_v2 legacy",
    "val_town legacy",
    "common_utilities inline",
    "agent_copilot_context records",
    "user_mentions records",
  ]);
});

describe("a layout that is asked for", () => {
  const asked = (name: ReplicaName, layout: string) => {
    try {
      return hostOf(fixtureFiles(name)).conventions(layout).layout;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(error.exitCode).toBe(EXIT.hostNotRecognised);
      return `${error.message} ${error.hint}`;
    }
  };

  test("is written where its helpers are", () => {
    expect(["legacy", "records"].map((layout) => asked("dust-mixed", layout))).toEqual(["legacy", "records"]);
    expect(asked("dust-records", "legacy")).toBe("legacy");
  });

  test.each<[ReplicaName, string, RegExp]>([
    [
      "dust-legacy",
      "records",
      /`createToolsRecord` is not there \(.*tool_definition\.ts\).*can compile: provider --layout legacy\.$/,
    ],
    ["dust-legacy", "arrays", /`buildTools` is not there/],
    [
      "dust-mixed",
      "arrays",
      /`ensureUniqueToolNames` is not there \(.*constants\.ts\).*can compile: provider --layout records, provider --layout legacy\.$/,
    ],
    [
      "dust-arrays",
      "legacy",
      /`withToolLogging` is not there \(.*wrappers\.ts\).*can compile: provider --layout arrays\.$/,
    ],
    ["dust-arrays", "records", /`createToolsRecord` is not there/],
  ])("%s: %s is refused with the helper that is missing", (name, layout, message) => {
    expect(asked(name, layout)).toMatch(message);
  });

  test("is refused where an entry cannot describe its server", () => {
    const type = "type InternalMCPServerEntryBase = { id: number; metadata: object };\n";
    const files = registry(["records"], {
      ...RECORDS,
      [PATHS.constants]: `${type}${registry(["records"])[PATHS.constants]}`,
    });
    expect(() => hostOf(files).conventions("legacy")).toThrow(/`serverInfo` is not there \(.*constants\.ts\)/);
  });
});
