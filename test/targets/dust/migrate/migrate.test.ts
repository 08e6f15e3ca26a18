import { describe, expect, test } from "vitest";
import { ts } from "../../../../src/edit/ts.ts";
import { factValue } from "../../../../src/model/found.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { fixtureFiles, hostOf, mutated } from "../../../support/fixture-host.ts";
import { type Files, moved } from "./moving.ts";
import { transitional } from "./transitional.ts";

const OLD = "front/lib/actions/mcp_internal_actions/servers";
const NEW = "front/lib/api/actions/servers";
const CONSTANTS = "front/lib/actions/mcp_internal_actions/constants.ts";

/** What a server's metadata say of its tools, in order. */
function toolsOf(files: Files, name: string) {
  const found = readServers(hostOf(files)).find((each) => each.name === name);
  const metadata = found && factValue(found.metadata() ?? undefined);
  const tools = metadata && factValue(metadata.tools);
  return tools?.map((tool) => ({
    name: factValue(tool.name),
    description: factValue(tool.description),
    stake: factValue(tool.stake),
    params: factValue(tool.params)?.map(({ name: param, required }) => [param, required]),
  }));
}

const layoutOf = (files: Files, name: string) => readServers(hostOf(files)).find((each) => each.name === name)?.layout;

describe.each(["jira", "ashby", "val_town", "query_tables_v2"])("%s of the mixed workspace", (name) => {
  const before = fixtureFiles("dust-mixed");

  test("moves to records: read back, it has the same tools, and moving it again does nothing", async () => {
    const { files, removed } = await moved(before, name, "records");
    expect([layoutOf(before, name), layoutOf(files, name)]).toEqual(["legacy", "records"]);
    expect(toolsOf(files, name)).toEqual(toolsOf(before, name));
    expect(Object.keys(files).filter((path) => removed.includes(path))).toEqual([]);
    const again = await moved(files, name, "records");
    expect(again).toEqual({ files, removed: [], next: [] });
  });

  test("leaves every other entry, case and file byte for byte, and of its own entry what is not metadata", async () => {
    const { files } = await moved(before, name, "records");
    const folder = readServers(hostOf(before)).find((each) => each.name === name)?.directory ?? "";
    const touched = [CONSTANTS, `${OLD}/index.ts`];
    const others = Object.keys(before).filter((path) => !path.startsWith(`${folder}/`) && !touched.includes(path));
    for (const path of others) expect(files[path], path).toBe(before[path]);
    const described = ["tools", "tools_stakes", "serverInfo"];
    const old = entryTexts(before, name).filter((text) => !described.some((each) => text.startsWith(`${each}: `)));
    const now = entryTexts(files, name);
    expect(now.filter((text) => !text.startsWith("metadata: "))).toEqual(old);
    expect(now.filter((text) => text.startsWith("metadata: "))).toEqual([
      expect.stringMatching(/^metadata: [A-Z_]+_SERVER$/),
    ]);
    expect(switchText(files)).toBe(switchText(before));
    const prefix = now.find((text) => text.startsWith("metadata: "))?.slice("metadata: ".length, -"_SERVER".length);
    expect(files[CONSTANTS]).not.toMatch(new RegExp(`\\b${prefix}_(TOOLS|TOOL_STAKES|SERVER_INFO)\\b`));
  });
});

/** The texts of the entries of the registry, that of `name` as the texts of its properties. */
function entryTexts(files: Files, name: string): string[] {
  return hostOf(files)
    .registry()
    .entries.flatMap((entry) => {
      const [first] = entry.properties.values();
      const object = first?.parent.parent;
      if (!object || !ts.isObjectLiteralExpression(object)) throw new Error("an entry without properties");
      return factValue(entry.name) === name
        ? object.properties.map((each) => each.getText())
        : [object.parent.getFullText()];
    });
}

function switchText(files: Files): string {
  const text = files[`${OLD}/index.ts`] ?? "";
  return text.slice(text.indexOf("export async function"));
}

describe("what handlers take along", () => {
  test("constants of the factory go into a factory of tools, with the parameters that they use", async () => {
    const { files } = await moved(transitional("records"), "agent_memory", "records");
    const tools = files[`${NEW}/agent_memory/tools/index.ts`];
    expect(tools).toContain(
      "export function createAgentMemoryTools(\n  auth: Authenticator,\n  agentLoopContext?: AgentLoopContextType\n) {\n  const user = auth.user();",
    );
    expect(tools).toContain("  return buildTools(AGENT_MEMORY_TOOLS_METADATA, handlers);\n}\n");
    expect(files[`${NEW}/agent_memory/index.ts`]).toContain(
      "for (const tool of createAgentMemoryTools(auth, agentLoopContext)) {",
    );
  });

  test("options of the logging under a name of their own are left behind", async () => {
    const { files } = await moved(transitional("records"), "salesforce", "records");
    expect(files[`${NEW}/salesforce/tools/index.ts`]).not.toContain("monitoring");
    expect(files[`${NEW}/salesforce/index.ts`]).toContain("monitoringName: SALESFORCE_TOOL_NAME,");
  });

  test("a parameter that the case gives besides is given to the tools, and the case stays", async () => {
    const { files } = await moved(transitional("records"), "slack", "records");
    expect(files[`${NEW}/slack_personal/index.ts`]).toContain(
      "createSlackPersonalTools(\n    auth,\n    mcpServerId,\n    agentLoopContext\n  )",
    );
    expect(files[`${OLD}/index.ts`]).toContain("return slackServer(auth, mcpServerId, agentLoopContext);");
  });

  test("what is awaited makes the function of the tools wait", async () => {
    const index = `${OLD}/run_agent/index.ts`;
    const before = transitional("records");
    const text = before[index]
      ?.replace("  server.tool(", "  const sId = await Promise.resolve(auth.user()?.sId);\n\n  server.tool(")
      .replace("received", "of ${sId} received");
    const { files } = await moved({ ...before, [index]: text ?? "" }, "run_agent", "records");
    expect(files[`${NEW}/run_agent/tools/index.ts`]).toContain("export async function createRunAgentTools(");
    expect(files[`${NEW}/run_agent/index.ts`]).toContain("for (const tool of await createRunAgentTools(");
  });

  test("other modules of the folder name those around it from the root, and each other as before", async () => {
    const before = mutated("dust-mixed", [
      [`${OLD}/jira/jira_utils.ts`, "@app/lib/actions/mcp_errors", "../../../mcp_errors"],
      [`${OLD}/jira/rendering.ts`, "@app/lib/actions/mcp_internal_actions/servers/jira/types", "./types"],
    ]);
    const { files } = await moved(before, "jira", "records");
    expect(files[`${NEW}/jira/jira_utils.ts`]).toContain('from "@app/lib/actions/mcp_errors";');
    expect(files[`${NEW}/jira/rendering.ts`]).toBe(before[`${OLD}/jira/rendering.ts`]);
  });

  test("relative names of modules become names from the root", async () => {
    const { files } = await moved(transitional("records"), "deep_dive", "records");
    expect(files[`${NEW}/deep_dive/index.ts`]).toContain(
      'import { DEEP_DIVE_TOOL_NAME } from "@app/lib/api/actions/servers/deep_dive/metadata";',
    );
  });

  test("names of modules in the middle of the code lead to the new place too, and own imports win over those added", async () => {
    const before = mutated("dust-mixed", [
      [
        `${OLD}/jira/index.ts`,
        "function createServer(",
        'type Issue = import("./types").JiraIssue;\n\nexport const load = (_: Issue) => import("../ashby/types");\n\nfunction createServer(',
      ],
      [`${OLD}/jira/metadata.ts`, 'from "zod";', 'from "zod/v3";'],
    ]);
    const { files } = await moved(before, "jira", "records");
    const tools = files[`${NEW}/jira/tools/index.ts`];
    expect(tools).toContain('import("@app/lib/api/actions/servers/jira/types").JiraIssue');
    expect(tools).toContain('import("@app/lib/actions/mcp_internal_actions/servers/ashby/types")');
    expect(files[`${NEW}/jira/metadata.ts`]).toContain('import { z } from "zod/v3";');
    expect(files[`${NEW}/jira/metadata.ts`]).not.toContain('from "zod";');
  });

  test("the tools keep the order in which they were registered", async () => {
    const before = transitional("records");
    const { files } = await moved(before, "google_calendar", "records");
    expect(toolsOf(files, "google_calendar")?.map(({ name }) => name)).toEqual(["create_event", "check_overlap"]);
    expect(toolsOf(before, "google_calendar")?.map(({ name }) => name)).toEqual(["check_overlap", "create_event"]);
  });
});

describe("layout arrays", () => {
  test("has a constant list with costs, and no instructions where the types have none", async () => {
    const { files } = await moved(transitional("arrays"), "jira", "arrays");
    const metadata = files[`${NEW}/jira/metadata.ts`] ?? "";
    expect(metadata).toContain('export const JIRA_TOOLS_METADATA = [\n  {\n    name: "get_issue",');
    expect(metadata).toContain('toolCostCategory: "advanced",\n    freeUsage: false,');
    expect(metadata).toContain("  tools: JIRA_TOOLS_METADATA,\n} as const satisfies ServerMetadata;");
    expect(metadata).not.toMatch(/instructions|createToolsRecord|zodToJsonSchema/);
    expect(layoutOf(files, "jira")).toBe("arrays");
  });
});

describe("others that name the server's modules", () => {
  const USER = "front/lib/api/jira_user.ts";

  test("are led to the new place, and those that only mention it are told", async () => {
    const name = "@app/lib/actions/mcp_internal_actions/servers/jira";
    const before = mutated("dust-mixed", [
      [
        USER,
        null,
        `import type { JiraIssue } from "${name}/types";\n\nexport const load = () => import("${name}/rendering");\n\nexport type Issues = JiraIssue[];\n`,
      ],
      ["front/lib/cloud.md", null, "See lib/actions/mcp_internal_actions/servers/jira_cloud/types.ts.\n"],
      ["front/lib/notes.md", null, "See lib/actions/mcp_internal_actions/servers/jira/types.ts.\n"],
      [
        `${OLD}/ashby/rendering.ts`,
        "\n\nfunction",
        `\nimport { renderIssue } from "../jira/rendering";\n\nexport const issue = renderIssue;\n\nfunction`,
      ],
    ]);
    const { files, next } = await moved(before, "jira", "records");
    expect(files[USER]).toBe(
      before[USER]?.replaceAll("lib/actions/mcp_internal_actions/servers", "lib/api/actions/servers"),
    );
    expect(files[`${OLD}/ashby/rendering.ts`]).toContain('from "@app/lib/api/actions/servers/jira/rendering";');
    expect(next.filter((step) => step.includes(" mentions "))).toEqual([
      expect.stringContaining("front/lib/notes.md mentions"),
    ]);
  });
});

test("tests that replace what registers tools are told, where they are after the move", async () => {
  const mia = "@app/lib/actions/mcp_internal_actions";
  const mocks = (module: string) => `vi.mock("${module}", () => ({}));\n`;
  const before = mutated("dust-mixed", [
    [`${OLD}/jira/index.test.ts`, null, `${mocks("../../utils")}${mocks(`${mia}/wrappers`)}${mocks("./rendering")}`],
    [`${OLD}/jira/rendering.test.ts`, null, `import { withToolLogging } from "${mia}/wrappers";\n`],
    ["front/lib/jira.test.ts", null, `${mocks(`${mia}/wrappers`)}${mocks(`${mia}/servers/jira/rendering`)}`],
    [`${OLD}/jira/README.md`, null, mocks(`${mia}/wrappers`)],
    ["front/lib/other.test.ts", null, mocks(`${mia}/wrappers`)],
  ]);
  const { next } = await moved(before, "jira", "records");
  const another = "through which the tools are registered another way now";
  expect(next.filter((step) => step.startsWith("Correct "))).toEqual([
    `Correct front/lib/api/actions/servers/jira/index.test.ts: it replaces ${mia}/wrappers and ${mia}/utils, ${another}.`,
    `Correct front/lib/jira.test.ts: it replaces ${mia}/wrappers, ${another}.`,
  ]);
});

test("comments stay, wherever they stood", async () => {
  const before = mutated("dust-mixed", [
    [`${OLD}/jira/metadata.ts`, "export const JIRA_TOOLS:", "// The list.\nexport const JIRA_TOOLS:"],
    [`${OLD}/jira/metadata.ts`, '    name: "get_issue",', '    // First.\n    name: "get_issue", // named'],
    [`${OLD}/jira/metadata.ts`, '  get_issue: "never_ask",', '  get_issue: "never_ask", // Reads.'],
    [`${OLD}/jira/metadata.ts`, '  add_comment: "low",', '  add_comment: "low",\n  // No more.'],
    [`${OLD}/jira/index.ts`, "function createServer(", "/** Makes it. */\nfunction createServer("],
    [`${OLD}/jira/index.ts`, "  server.tool(", "  // Reads one.\n  server.tool("],
    [`${OLD}/jira/index.ts`, "  return server;", "  // Done.\n  return server; // here\n  // End."],
    [`${OLD}/jira/index.ts`, "import {\n  addComment,", "// Imports.\nimport {\n  addComment,"],
    [CONSTANTS, "    tools: JIRA_TOOLS,", "    // Shown.\n    tools: JIRA_TOOLS, // all"],
  ]);
  const { files } = await moved(before, "jira", "records");
  const found = (path: string, ...comments: string[]) => {
    for (const each of comments) expect(files[path], each).toContain(each);
  };
  found(
    `${NEW}/jira/metadata.ts`,
    "// The list.\nexport const JIRA_TOOLS_METADATA",
    "// First.",
    "// named",
    "// Reads.\n    stake:",
    "// No more.",
  );
  found(`${NEW}/jira/tools/index.ts`, "// Reads one.\n  get_issue:", "// Imports.");
  found(`${NEW}/jira/index.ts`, "/** Makes it. */\nfunction createServer(", "// Done.", "// here", "// End.");
  found(CONSTANTS, "// Shown.", "// all");
});
