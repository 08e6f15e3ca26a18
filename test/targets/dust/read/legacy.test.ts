import { describe, expect, test } from "vitest";
import { runRules } from "../../../../src/rules/run.ts";
import { PATHS } from "../../../../src/targets/dust/paths.ts";
import type { DustServer } from "../../../../src/targets/dust/read/server.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { rules } from "../../../../src/targets/dust/rules/index.ts";
import { hostOf } from "../../../support/fixture-host.ts";
import { type Files, replacedIn } from "../drafting.ts";
import { ACME, INDEX, LEGACY, METADATA } from "../legacy-tree.ts";

function serverIn(files: Files): DustServer {
  const [server] = readServers(hostOf(files));
  if (!server) throw new Error("no server");
  return server;
}

function metadataIn(files: Files) {
  const fact = serverIn(files).metadata();
  if (!fact?.known) throw new Error(fact?.why ?? "no metadata");
  return fact.value;
}

function toolsIn(files: Files) {
  const { tools } = metadataIn(files);
  if (!tools.known) throw new Error(tools.why);
  return tools.value;
}

const edited = (path: string, from: string | RegExp, to: string) => replacedIn(LEGACY, path, from, to);
const known = (value: unknown) => expect.objectContaining({ known: true, value });

describe("the metadata of an entry that describes the server itself", () => {
  test("its layout, its folder and the module that it is written in", () => {
    const server = serverIn(LEGACY);
    expect([server.layout, server.directory]).toEqual(["legacy", ACME]);
    expect(metadataIn(LEGACY)).toMatchObject({
      path: METADATA,
      at: { path: METADATA, line: 33 },
      name: known("acme_crm"),
      description: known("Read Acme CRM items."),
      icon: known("ActionDocumentTextIcon"),
      documentationUrl: known(null),
      hasInstructions: true,
      selectsSecret: true,
    });
    const { authorization } = metadataIn(LEGACY);
    const value = authorization?.known ? authorization.value : null;
    expect(value?.provider).toEqual(known("acme_crm"));
    expect(value?.useCases).toEqual([known("platform_actions"), known("personal_actions")]);
  });

  test("the tools with names and descriptions folded, and the stakes of their names", () => {
    const tools = toolsIn(LEGACY).map(({ name, description, stake }) => ({ name, description, stake }));
    expect(tools).toEqual([
      {
        name: known("list_items"),
        description: known("List Acme CRM items, optionally by name."),
        stake: known("never_ask"),
      },
      { name: known("get_item"), description: known("Get one item of acme_crm."), stake: known("low") },
    ]);
  });

  test("the parameters behind zodToJsonSchema, through spreads and `.shape`", () => {
    const [list] = toolsIn(LEGACY);
    const params = list?.params.known ? list.params.value : [];
    expect(params.map(({ name, described, required }) => [name, described, required])).toEqual([
      ["itemId", true, true],
      ["query", false, false],
    ]);
  });

  test("the parameters of a Zod object that is a constant, or a chain of calls", () => {
    const named = (object: string) =>
      replacedIn(
        edited(METADATA, "z.object(getItemSchema)) as", `${object}) as`),
        METADATA,
        "export const ACME_CRM_TOOLS:",
        "const GetItem = z.object(getItemSchema).strict();\n\nexport const ACME_CRM_TOOLS:",
      );
    const paramsOf = (files: Files) => {
      const params = toolsIn(files)[1]?.params;
      return params?.known ? params.value.map(({ name }) => name) : params?.why;
    };
    expect(paramsOf(named("GetItem"))).toEqual(["itemId"]);
    expect(paramsOf(named("GetItem.extend({ more: z.string() })"))).toEqual(["itemId", "more"]);
    expect(paramsOf(named("GetItem.omit({ itemId: true })"))).toEqual([]);
    expect(paramsOf(named("makeSchema()"))).toMatch(/no `z\.object` that can be followed/);
  });

  test("what cannot be followed is unknown, never missing", () => {
    const unknown = edited(PATHS.constants, "tools: ACME_CRM_TOOLS", "tools: makeTools()");
    expect(metadataIn(unknown).tools).toMatchObject({ known: false });
    const info = edited(PATHS.constants, "serverInfo: ACME_CRM_SERVER_INFO", "serverInfo: OTHER_SERVER_INFO");
    expect(serverIn(info).metadata()).toMatchObject({ known: false });
  });
});

test("a server whose entry lists no tools has those that it registers", () => {
  const tools = toolsIn(edited(PATHS.constants, "    tools: ACME_CRM_TOOLS,\n", ""));
  expect(tools.map(({ name, at, stake, params }) => [name, at.path, stake, params])).toEqual([
    [known("get_item"), INDEX, known("low"), known([expect.objectContaining({ name: "itemId" })])],
    [known("list_items"), INDEX, known("never_ask"), expect.objectContaining({ known: true })],
  ]);
  const odd = replacedIn(edited(PATHS.constants, "    tools: ACME_CRM_TOOLS,\n", ""), INDEX, '"get_item"', "nameOf(1)");
  expect(metadataIn(odd).tools).toMatchObject({ known: false });
});

test("what a spread in the entry may hold is unknown, not missing", () => {
  const spread = edited(PATHS.constants, "    tools: ACME_CRM_TOOLS,\n", "    ...moreOf(47),\n");
  expect(metadataIn(spread).tools).toMatchObject({ known: false });
  const host = hostOf(replacedIn(spread, PATHS.constants, "    tools_stakes: ACME_CRM_TOOL_STAKES,\n", ""));
  const all = readServers(host);
  const { outcomes } = runRules(rules, all, all, host);
  const own = outcomes.filter(({ rule }) => /\/(entry-exposes-tools|stake-per-tool)$/.test(rule));
  expect(own.map(({ status }) => status)).toEqual(["could-not-check", "could-not-check"]);
});

describe("the module that makes the server", () => {
  const handlersIn = (files: Files) => {
    const handlers = serverIn(files).implementation()?.handlers;
    if (!handlers?.known) throw new Error(handlers?.why ?? "no handlers");
    return handlers.value;
  };

  test("the handlers inside withToolLogging, by the names that server.tool is given", () => {
    expect(handlersIn(LEGACY).map(({ name, stub, at }) => [name, stub, at.line])).toEqual([
      ["get_item", false, 18],
      ["list_items", true, 34],
    ]);
    expect(handlersIn(LEGACY)[0]?.node?.getText()).toMatch(/^async \(\{ itemId \}/);
  });

  test("what each call says of its tool, with parts left out", () => {
    const said = (files: Files) =>
      handlersIn(files).map(({ registered }) => [registered?.description?.getText(), registered?.schema?.getText()]);
    expect(said(LEGACY)[1]).toEqual(['"List Acme CRM items, optionally by name."', "listItemsSchema"]);
    expect(said(edited(INDEX, "    getItemSchema,\n    with", "    with"))[0]).toEqual([
      "`Get one item of ${ACME_CRM_TOOL_NAME}.`",
      undefined,
    ]);
    const bare = edited(INDEX, "    `Get one item of ${ACME_CRM_TOOL_NAME}.`,\n", "");
    expect(said(bare)[0]).toEqual([undefined, "getItemSchema"]);
    const hint = edited(INDEX, "    getItemSchema,\n    with", '    { title: "Item", readOnlyHint: true },\n    with');
    expect(said(hint)[0]?.[1]).toBeUndefined();
    const hinted = edited(
      INDEX,
      "    getItemSchema,\n    with",
      "    getItemSchema,\n    { readOnlyHint: true },\n    with",
    );
    expect(said(hinted)[0]?.[1]).toBe("getItemSchema");
    const later = edited(
      INDEX,
      /server\.tool\(\n {4}"get_item",\n[^\n]*\n {4}getItemSchema,/,
      'server.registerTool(\n    "get_item",\n    { description: "Get it.", inputSchema: getItemSchema },',
    );
    expect(said(later)[0]).toEqual(['"Get it."', "getItemSchema"]);
  });

  test("a function from elsewhere that is given the server may register more tools", () => {
    const HELPER = "front/lib/actions/mcp_internal_actions/tools/tags.ts";
    const call = (module: string) =>
      replacedIn(
        edited(INDEX, "  return server;", "  registerTagsTool(auth, server);\n\n  return server;"),
        INDEX,
        "import { Err,",
        `import { registerTagsTool } from "@app/lib/actions/mcp_internal_actions/${module}";\nimport { Err,`,
      );
    const text = `import type { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
export function registerTagsTool(auth: object, server: McpServer) {
  server.tool("find_tags", "Find tags.", {}, async () => null);
}
`;
    const outside = serverIn({ ...call("tools/tags"), [HELPER]: text }).implementation()?.handlers;
    expect(outside).toMatchObject({
      known: false,
      why: "`registerTagsTool` registers tools from outside of its folder",
    });
    const inside = handlersIn({ ...call("servers/acme_crm/tags"), [`${ACME}/tags.ts`]: text });
    expect(inside.map(({ name }) => name)).toEqual(["get_item", "list_items", "find_tags"]);
  });

  test("its names, its token and the secret", () => {
    expect(serverIn(LEGACY).implementation()).toMatchObject({
      path: INDEX,
      factory: "function",
      madeAs: known("acme_crm"),
      monitoringNames: [known("acme_crm"), known("acme_crm")],
      token: "read",
      readsSecret: false,
    });
  });
});
