import { describe, expect, test } from "vitest";
import { nextToolSteps } from "../../../../src/targets/dust/next-steps.ts";
import { fixtureFiles, hostOf, mutated } from "../../../support/fixture-host.ts";
import { type Files, layouts, replacedIn, textOf } from "../drafting.ts";
import { added, damages, refusal, serverOf, toolOf } from "./adding.ts";

const SERVERS = "front/lib/api/actions/servers";
const LEGACY = "front/lib/actions/mcp_internal_actions/servers/jira";

/** The files with the tool, and those with one of its files as it was before. */
async function halves(files: Files, server: string, path: string): Promise<{ whole: Files; half: Files }> {
  const { files: whole } = await added(files, server, toolOf());
  const before = files[path];
  if (before === undefined || before === whole[path]) throw new Error(`${path} was not edited`);
  return { whole, half: { ...whole, [path]: before } };
}

describe.each(layouts)("a tool that was only begun, in $name", ({ name }) => {
  const files = fixtureFiles(name);
  const METADATA = `${SERVERS}/github/metadata.ts`;
  const TOOLS = `${SERVERS}/github/tools/index.ts`;

  test.each([
    ["its handler is there: the metadata are added", METADATA],
    ["its metadata are there: the handler is added", TOOLS],
  ])("%s", async (_, path) => {
    const { whole, half } = await halves(files, "github", path);
    const { changes, files: after } = await added(half, "github", toolOf());
    expect(changes.map((each) => each.path)).toEqual([path]);
    expect(damages(changes)).toEqual([]);
    expect(after).toEqual(whole);
  });

  test("a handler that is kept is told", async () => {
    const { half } = await halves(files, "github", METADATA);
    const host = hostOf(half);
    expect(nextToolSteps(host, serverOf(host, "github"), [toolOf()])).toContainEqual(
      expect.stringMatching(/^Check the handler of list_new_items \(front\/.*tools\/index\.ts:\d+:3\): it was there/),
    );
  });

  test("metadata with other values are a conflict before anything else", async () => {
    const { half } = await halves(files, "github", TOOLS);
    expect(refusal(half, "github", toolOf({ stake: "high" }))).toMatchObject({ code: "tool-differs", exitCode: 4 });
  });
});

test("a name that a constant holds already is named by it", async () => {
  const path = `${SERVERS}/web_search_browse/metadata.ts`;
  const { whole, half } = await halves(fixtureFiles("dust-arrays"), "web_search_&_browse", path);
  const declared = replacedIn(
    half,
    path,
    "const MAX_URLS = 8;",
    'export const LIST_NEW_ITEMS_TOOL_NAME = "list_new_items" as const;\nconst MAX_URLS = 8;',
  );
  const { files: after } = await added(declared, "web_search_&_browse", toolOf());
  expect(textOf(after, path).match(/LIST_NEW_ITEMS_TOOL_NAME/g)).toHaveLength(2);
  expect(textOf(after, path)).toContain("name: LIST_NEW_ITEMS_TOOL_NAME,");
  expect(Object.keys(after)).toEqual(Object.keys(whole));
});

test("a handler that stands elsewhere than its neighbours is refused with its place", async () => {
  const path = `${SERVERS}/github/tools/index.ts`;
  const { half } = await halves(fixtureFiles("dust-arrays"), "github", `${SERVERS}/github/metadata.ts`);
  const text = textOf(half, path);
  const split = text
    .replace(/\n {2}list_new_items: (async \(\) =>\n[\s\S]*?\n {4}\)),\n/, "\n  ...more,\n")
    .replace(
      /\nconst handlers/,
      '\nconst more = {\n  list_new_items: async () => new Err(new MCPError("x")),\n};\n\nconst handlers',
    );
  const error = refusal({ ...half, [path]: split }, "github", toolOf());
  expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
  expect(error.message).toMatch(/handles a tool "list_new_items" already.* \(.*github\/tools\/index\.ts:\d+:3\)/);
  expect(error.details[0]?.message).toMatch(/complete its metadata by hand, or remove the handler/);
});

test("a tool that is registered one by one and not described is refused with its place", async () => {
  const path = `${SERVERS}/hubspot/index.ts`;
  const files = mutated("dust-records", [
    [
      path,
      "  return server;\n};",
      '  server.tool("list_new_items", "x", {}, async () => ({ content: [] }));\n\n  return server;\n};',
    ],
  ]);
  const error = refusal(files, "hubspot", toolOf());
  expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
  expect(error.message).toMatch(/handles a tool "list_new_items" already.*hubspot\/index\.ts:\d+:15\)/);
});

describe("layout legacy", () => {
  const files = fixtureFiles("dust-legacy");

  test("its metadata are there: the call is added", async () => {
    const { whole, half } = await halves(files, "jira", `${LEGACY}/index.ts`);
    expect((await added(half, "jira", toolOf())).files).toEqual(whole);
  });

  test("a schema that the call cannot name is refused", async () => {
    const { half } = await halves(files, "jira", `${LEGACY}/index.ts`);
    const hidden = replacedIn(
      half,
      `${LEGACY}/metadata.ts`,
      "export const listNewItemsSchema",
      "const listNewItemsSchema",
    );
    const error = refusal(hidden, "jira", toolOf());
    expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
    expect(error.message).toMatch(/it lists "list_new_items" and does not register it \(.*jira\/metadata\.ts:\d+:3\)/);
  });

  test("it is registered and not described: refused with its place", async () => {
    const { half } = await halves(files, "jira", `${LEGACY}/metadata.ts`);
    const error = refusal(half, "jira", toolOf());
    expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
    expect(error.message).toMatch(/handles a tool "list_new_items" already.* \(.*jira\/index\.ts:\d+:5\)/);
  });
});
