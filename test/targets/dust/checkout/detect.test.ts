import { describe, expect, test } from "vitest";
import { EXIT } from "../../../../src/errors.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { detectDust } from "../../../../src/targets/dust/host.ts";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import { type Files, layouts, replaced, replacedIn, scaffolded } from "../drafting.ts";

const SWITCH = `import type { ToolContext } from "@app/lib/actions/types";

export async function getInternalMCPServer(auth: object, { internalMCPServerName }: { internalMCPServerName: string }, toolContext?: ToolContext) {
  switch (internalMCPServerName) {
    default:
      throw new Error(internalMCPServerName);
  }
}
`;

/** A checkout of the smallest kind: constants.ts with one entry, and the switch. */
function small(entry: string, more: Files = {}): Files {
  return {
    [PATHS.constants]: `export const AVAILABLE_INTERNAL_MCP_SERVER_NAMES = ["github"] as const;

export const INTERNAL_MCP_SERVERS = {
  github: {
    id: 1,
    availability: "manual",
${entry}  },
} satisfies Record<string, object>;
`,
    [PATHS.switch]: SWITCH,
    ...more,
  };
}

const CENTRAL = `${SWITCH}
function createServer(auth: object, { tools, toolHandlers }: { tools: object; toolHandlers: object }) {
  return { auth, tools, toolHandlers };
}
`;
const CREATES_RECORD = {
  [PATHS.toolDefinition]: "export function createToolsRecord<T>(tools: T): T {\n  return tools;\n}\n",
};
const INLINE_INFO = '    serverInfo: { name: "github", version: "1.0.0" },\n';
const LEGACY_INFO = "    tools: GITHUB_TOOLS,\n    serverInfo: GITHUB_SERVER_INFO,\n";
const METADATA = "    metadata: GITHUB_SERVER,\n";

const called = (files: Files) =>
  replacedIn(
    replacedIn(files, PATHS.constants, "INTERNAL_MCP_SERVERS = {", "INTERNAL_MCP_SERVERS = ensureUniqueToolNames({"),
    PATHS.constants,
    "Record<string, object>;",
    "Record<string, object>);",
  );

const trees: [layout: string, where: string, files: Files][] = [
  ["central", `${PATHS.switch}:10:1`, called(small(METADATA, { [PATHS.switch]: CENTRAL }))],
  ["arrays", `${PATHS.constants}:3:37`, called(small(METADATA))],
  ["records", `${PATHS.toolDefinition}:1:1`, small(METADATA, CREATES_RECORD)],
  ["legacy", `${PATHS.constants}:8:5`, small(LEGACY_INFO)],
  ["inline", `${PATHS.constants}:7:5`, small(INLINE_INFO)],
  ["flat", PATHS.constants, small("")],
];

describe("the layout of a small checkout", () => {
  test.each(trees)("%s", (layout, where, files) => {
    const host = hostOf(files);
    expect(host.layout).toBe(layout);
    expect(host.layouts).toEqual([layout]);
    expect(host.evidence).toEqual([
      { what: "Dust's registry of MCP servers", where: PATHS.constants },
      { what: `layout ${layout}`, where },
    ]);
  });

  test.each(layouts)("$name", ({ name }) => {
    expect(hostOf(fixtureFiles(name)).layout).toBe(name.replace("dust-", ""));
  });

  test("the first probe that matches wins: an arrays tree may still export createToolsRecord", () => {
    expect(hostOf({ ...called(small(METADATA)), ...CREATES_RECORD }).layout).toBe("arrays");
  });

  test("of a mixed tree, the form that most of it was moved to", () => {
    expect(hostOf(small(INLINE_INFO + METADATA, CREATES_RECORD)).layout).toBe("records");
    const mixed = replacedIn(
      small(INLINE_INFO),
      PATHS.constants,
      "} satisfies",
      "  slab: { serverInfo: SLAB_INFO },\n} satisfies",
    );
    expect(hostOf(mixed).layout).toBe("legacy");
  });

  test("a `createServer` without tool handlers is not central, and a wrapper of another name is not arrays", () => {
    const other = `${SWITCH}\nfunction createServer() {}\n`;
    expect(hostOf(called(small(METADATA, { [PATHS.switch]: other }))).layout).toBe("arrays");
    const frozen = replacedIn(called(small(METADATA)), PATHS.constants, "ensureUniqueToolNames", "Object.freeze");
    expect(hostOf({ ...frozen, ...CREATES_RECORD }).layout).toBe("records");
  });
});

test("a checkout without the registry is no Dust", () => {
  expect(detectDust(memoryRepo({ "package.json": "{}", "front/package.json": "{}" }))).toBeNull();
});

describe("a layout that is recognised and not written is refused with its place", () => {
  test.each(trees.filter(([layout]) => !["arrays", "records", "legacy"].includes(layout)))(
    "%s",
    (layout, where, files) => {
      expect(() => scaffolded(files)).toThrow(
        expect.objectContaining({
          exitCode: EXIT.hostNotRecognised,
          message: expect.stringContaining(`layout "${layout}" (${where})`),
        }),
      );
    },
  );
});

describe("a written layout whose shared module lacks something is refused with the place", () => {
  const cases: [string, Files, RegExp][] = [
    ["no wrappers", small(LEGACY_INFO), /no front\/lib\/actions\/mcp_internal_actions\/wrappers\.ts/],
    [
      "no tool definition",
      called(small(METADATA)),
      /no front\/lib\/actions\/mcp_internal_actions\/tool_definition\.ts/,
    ],
    [
      "no context parameter",
      replaced("dust-arrays", PATHS.switch, /toolContext\?: ToolContext\n/, "toolContext?: object\n"),
      /servers\/index\.ts:\d+:\d+: looked for the context parameter/,
    ],
    [
      "no factory",
      replaced("dust-records", PATHS.switch, "function getInternalMCPServer", "function makeServer"),
      /found no such function/,
    ],
  ];
  test.each(cases)("%s", (_, files, message) => {
    expect(() => scaffolded(files)).toThrow(
      expect.objectContaining({ exitCode: EXIT.hostNotRecognised, message: expect.stringMatching(message) }),
    );
  });
});
