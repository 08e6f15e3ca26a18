import { describe, expect, test } from "vitest";
import { nextToolSteps } from "../../../../src/targets/dust/next-steps.ts";
import { fixtureFiles, hostOf, mutated } from "../../../support/fixture-host.ts";
import { addedLines, type Files, replacedIn, scaffolded, textOf } from "../drafting.ts";
import { added, damages, drafted, findingsOf, refusal, serverOf, toolOf } from "./adding.ts";
import { requestingTool } from "./requesting.ts";

const SERVERS = "front/lib/api/actions/servers";
const SLAB = `${SERVERS}/slab/metadata.ts`;
const EXA = `${SERVERS}/exa`;

async function addedTo(files: Files, server: string, path: string): Promise<string[]> {
  const { changes, files: after } = await added(files, server, toolOf());
  expect(damages(changes)).toEqual([]);
  expect(
    findingsOf(after, server).filter(
      (each) =>
        each.severity === "error" && !findingsOf(files, server).some((old) => old.fingerprint === each.fingerprint),
    ),
  ).toEqual([]);
  return addedLines(textOf(files, path), textOf(after, path));
}

describe("lists that are written out beside the record", () => {
  test("get a row of their own form", async () => {
    const files = mutated("dust-records", [
      [
        SLAB,
        /tools: Object[\s\S]*?\}\)\),/,
        `tools: [\n    {\n      name: SLAB_TOOLS_METADATA.get_post.name,\n      description: "Get the title of a post of Slab.",\n      inputSchema: zodToJsonSchema(z.object(SLAB_TOOLS_METADATA.get_post.schema)) as JSONSchema,\n      displayLabels: SLAB_TOOLS_METADATA.get_post.displayLabels,\n    },\n  ],`,
      ],
      [SLAB, /tools_stakes: Object[\s\S]*?\n {2}\),/, 'tools_stakes: { get_post: "never_ask" },'],
    ]);
    expect((await addedTo(files, "slab", SLAB)).join("\n")).toContain(
      `{
name: SLAB_TOOLS_METADATA.list_new_items.name,
description: "List the new items, optionally by name.",
inputSchema: zodToJsonSchema(z.object(SLAB_TOOLS_METADATA.list_new_items.schema)) as JSONSchema,
displayLabels: SLAB_TOOLS_METADATA.list_new_items.displayLabels,
},`,
    );
    const { files: after } = await added(files, "slab", toolOf());
    expect(textOf(after, SLAB)).toContain('tools_stakes: { get_post: "never_ask", list_new_items: "never_ask" },');
    expect(drafted(after, "slab", toolOf()).changes()).toEqual([]);
  });

  test("are refused where a row says what cannot be known of another tool", () => {
    const files = mutated("dust-records", [
      [SLAB, /tools: Object[\s\S]*?\}\)\),/, 'tools: [{ name: "get_post", description: "x", vendorId: 7 }],'],
    ]);
    const error = refusal(files, "slab", toolOf());
    expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
    expect(error.message).toMatch(/`vendorId: 7` cannot be said of another tool \(.*slab\/metadata\.ts:\d+:\d+\)/);
  });

  test("of a server that was made without tools, and changed since, follow the record from then on", async () => {
    const { files: made } = scaffolded(fixtureFiles("dust-records"), { tools: [] });
    const files = replacedIn(made, `${SERVERS}/acme_crm/index.ts`, "  return server;", "  // Ours.\n  return server;");
    const path = `${SERVERS}/acme_crm/metadata.ts`;
    const first = await addedTo(files, "acme_crm", path);
    expect(first.join("\n")).toContain("...Object.values(ACME_CRM_TOOLS_METADATA).map((t) => ({");
    expect(first.join("\n")).toContain("...Object.fromEntries(");
    const { files: one } = await added(files, "acme_crm", toolOf());
    const { files: two } = await added(one, "acme_crm", toolOf({ name: "drop_items" }));
    expect(textOf(two, path).match(/Object\.values/g)).toHaveLength(2);
    expect(serverOf(hostOf(two), "acme_crm").metadata()).toMatchObject({ value: { tools: { value: { length: 2 } } } });
  });
});

describe("names", () => {
  test("a constant's name that is taken gets the words of the server", async () => {
    const path = `${SERVERS}/web_search_browse/metadata.ts`;
    const files = mutated("dust-arrays", [
      [path, "const MAX_URLS = 8;", "const MAX_URLS = 8;\nexport const LIST_NEW_ITEMS_TOOL_NAME = MAX_URLS;"],
    ]);
    expect(await addedTo(files, "web_search_&_browse", path)).toContain(
      "export const WEB_SEARCH_BROWSE_LIST_NEW_ITEMS_TOOL_NAME =",
    );
  });

  test("are written out where one neighbour's is", async () => {
    const path = `${SERVERS}/web_search_browse/metadata.ts`;
    const files = mutated("dust-arrays", [[path, "name: WEBSEARCH_TOOL_NAME,", 'name: "websearch",']]);
    expect(await addedTo(files, "web_search_&_browse", path)).toContain('name: "list_new_items",');
  });

  test("a constant that is not exported stays in its file", async () => {
    const path = `${SERVERS}/salesloft/metadata.ts`;
    const files = mutated("dust-arrays", [
      [
        path,
        "export const SALESLOFT_TOOLS_METADATA",
        'const ME_TOOL_NAME = "get_current_user";\nconst ACTIONS_TOOL_NAME = "get_actions";\nexport const SALESLOFT_TOOLS_METADATA',
      ],
      [path, 'name: "get_current_user"', "name: ME_TOOL_NAME"],
      [path, 'name: "get_actions"', "name: ACTIONS_TOOL_NAME"],
    ]);
    expect(await addedTo(files, "salesloft", path)).toContain('const LIST_NEW_ITEMS_TOOL_NAME = "list_new_items";');
    expect(await addedTo(files, "salesloft", `${SERVERS}/salesloft/tools/index.ts`)).toContain(
      "list_new_items: async () =>",
    );
  });
});

describe("imports", () => {
  test("join those of the same module, be it named by a relative path or for types", async () => {
    const path = `${EXA}/tools/index.ts`;
    const files = mutated("dust-arrays", [
      [
        path,
        'import { MCPError } from "@app/lib/actions/mcp_errors";\n',
        'import type { MCPError as Failure } from "@app/lib/actions/mcp_errors";\n',
      ],
    ]);
    const lines = await addedTo(files, "exa_people_and_company", path);
    expect(lines).toContain('import { MCPError } from "@app/lib/actions/mcp_errors";');
  });
});

describe("a server that cannot be followed is refused with the place and the code", () => {
  const cases: [what: string, path: string, from: string | RegExp, to: string, message: RegExp][] = [
    [
      "handlers that a function makes",
      `${EXA}/tools/index.ts`,
      "buildTools(EXA_TOOLS_METADATA, handlers)",
      "buildTools(EXA_TOOLS_METADATA, makeHandlers(handlers, 1))",
      /`makeHandlers\(handlers, 1\)` is no object of handlers \(.*exa\/tools\/index\.ts:\d+:\d+\)/,
    ],
    [
      "a list that is filtered",
      `${EXA}/tools/index.ts`,
      "buildTools(EXA_TOOLS_METADATA, handlers)",
      "buildTools(EXA_TOOLS_METADATA.filter(Boolean), handlers)",
      /`EXA_TOOLS_METADATA\.filter\(Boolean\)` is no constant list of tools/,
    ],
    [
      "tools that cannot be listed",
      `${EXA}/metadata.ts`,
      "tools: EXA_TOOLS_METADATA,",
      "tools: makeTools(),",
      /its tools cannot be read \(.*exa\/metadata\.ts:\d+:\d+\)/,
    ],
    [
      "metadata that leads nowhere",
      "front/lib/actions/mcp_internal_actions/constants.ts",
      "metadata: EXA_SERVER",
      "metadata: makeServer()",
      /its metadata cannot be read/,
    ],
    [
      "no call of buildTools",
      `${EXA}/tools/index.ts`,
      "buildTools(EXA_TOOLS_METADATA, handlers)",
      "assemble(EXA_TOOLS_METADATA, handlers)",
      /its module calls no `buildTools`/,
    ],
  ];
  test.each(cases)("%s", (_, path, from, to, message) => {
    const error = refusal(mutated("dust-arrays", [[path, from, to]]), "exa_people_and_company", toolOf());
    expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
    expect(error.message).toMatch(message);
    expect(error.details.map((each) => each.message).join("\n")).toContain('name: "list_new_items",');
  });

  test("a raw registration beside a client of its own takes no tool with a request", () => {
    const index = `${SERVERS}/hubspot/index.ts`;
    const own = textOf(fixtureFiles("dust-records"), `${SERVERS}/github/client.ts`);
    const files = { ...fixtureFiles("dust-records"), [`${SERVERS}/hubspot/client.ts`]: own };
    const client = replacedIn(
      files,
      index,
      "const HUBSPOT_OBJECT_TYPE_IDS",
      'import { GithubClient } from "@app/lib/api/actions/servers/hubspot/client";\nexport { GithubClient };\nconst HUBSPOT_OBJECT_TYPE_IDS',
    );
    const error = refusal(client, "hubspot", requestingTool("list"));
    expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
    expect(error.message).toMatch(
      /one by one with `server\.tool`, and has a client of its own \(.*hubspot\/index\.ts:\d+:3\)/,
    );
  });
});

test("what is left to do names the tools, the stubs among them, and those that show nothing of what they read", () => {
  const host = hostOf(fixtureFiles("dust-arrays"));
  const request = { method: "GET", path: "/thing" };
  const tools = [
    toolOf(),
    toolOf({ name: "get_thing", params: [], request }),
    toolOf({ name: "get_other", params: [], request, result: { kind: "none" } }),
    toolOf({ name: "post_thing", params: [], request: { ...request, method: "POST" } }),
  ];
  expect(nextToolSteps(host, serverOf(host, "github"), tools).slice(-3)).toEqual([
    "Implement list_new_items: a call only says that it is not implemented yet.",
    'Render the answer of get_thing: no "result" was given, so a call shows nothing of it.',
    "Try list_new_items, get_thing, get_other, post_thing of github by hand in a workspace.",
  ]);
});

test("what is left to do says which credential an administrator has to give, and nothing of tools that are there", async () => {
  const legacy = hostOf(fixtureFiles("dust-legacy"));
  expect(nextToolSteps(legacy, serverOf(legacy, "openai_usage"), [toolOf()]).at(-1)).toBe(
    "Try list_new_items of openai_usage by hand in a workspace whose administrator selected a developer secret for it.",
  );
  const { files } = await added(fixtureFiles("dust-arrays"), "salesloft", toolOf());
  const host = hostOf(files);
  expect(
    nextToolSteps(host, serverOf(host, "salesloft"), [toolOf(), toolOf({ name: "drop_items" })]).slice(-2),
  ).toEqual([
    "Implement drop_items: a call only says that it is not implemented yet.",
    "Try drop_items of salesloft by hand in a workspace whose administrator entered its token.",
  ]);
});
