import { describe, expect, test } from "vitest";
import { parse, syntaxErrors } from "../../../../src/edit/ts.ts";
import { fixtureFiles } from "../../../support/fixture-host.ts";
import { replacedIn, textOf, tree } from "../drafting.ts";
import { added, damages, drafted, refusal, toolOf } from "./adding.ts";

const SERVERS = "front/lib/actions/mcp_internal_actions/servers";
const files = fixtureFiles("dust-legacy");

describe("a tool that is there", () => {
  test("is nothing to do", async () => {
    const once = await added(files, "jira", toolOf());
    expect(once.changes.map(({ path }) => path)).toEqual([`${SERVERS}/jira/index.ts`, `${SERVERS}/jira/metadata.ts`]);
    expect(drafted(once.files, "jira", toolOf()).changes()).toEqual([]);
  });

  test("and is another one is told field by field; labels are no field of this layout", async () => {
    const once = await added(files, "jira", toolOf());
    const labels = { running: "Looking", done: "Look" };
    expect(drafted(once.files, "jira", toolOf({ labels })).changes()).toEqual([]);
    const error = refusal(once.files, "jira", toolOf({ description: "Other.", stake: "high", params: [] }));
    expect(error).toMatchObject({ code: "tool-differs", exitCode: 4 });
    expect(error.details.map(({ message }) => message.split(":")[0])).toEqual(["description", "stake", "params.query"]);
  });
});

describe("as the neighbours are written", () => {
  const inserted = async (server: string, path: string) => {
    const { changes, files: all } = await added(files, server, toolOf());
    expect(damages(changes)).toEqual([]);
    return textOf(all, `${SERVERS}/${path}`);
  };

  test("a Zod object where theirs are", async () => {
    expect(await inserted("ashby", "ashby/metadata.ts")).toContain(
      "export const AshbyListNewItemsInputSchema = z.object({",
    );
    expect(await inserted("ashby", "ashby/index.ts")).toContain("AshbyListNewItemsInputSchema.shape,");
  });

  test("a constant for the name, which is monitored, where each has one", async () => {
    const metadata = await inserted("query_tables_v2", "tables_query/metadata.ts");
    expect(metadata).toContain('LIST_NEW_ITEMS_TOOL_NAME = "list_new_items" as const;');
    expect(metadata).toContain('[LIST_NEW_ITEMS_TOOL_NAME]: "never_ask",');
    expect(await inserted("query_tables_v2", "tables_query/index.ts")).toContain(
      "toolNameForMonitoring: LIST_NEW_ITEMS_TOOL_NAME,\n        agentLoopContext,\n        enableAlerting: true,",
    );
  });

  test("packages on top of the metadata of a server that had no tool, and a schema that is indented", async () => {
    const empty = tree(files, { tools: [] });
    const { changes, files: all } = await added(empty, "acme_crm", toolOf());
    expect(damages(changes.filter(({ path }) => !path.endsWith("/index.ts")))).toEqual([]);
    const text = textOf(all, `${SERVERS}/acme_crm/metadata.ts`);
    expect(text).toMatch(
      /^import type \{ JSONSchema7 as JSONSchema \} .*\nimport .*\nimport .*zod-to-json-schema";\n\nimport type .*@app/,
    );
    expect(text).toContain("listNewItemsSchema = {\n  query: z");
  });

  test("behind a condition that only others are under", async () => {
    expect(await inserted("search", "search/index.ts")).toMatch(
      /\n {2}\}\n\n {2}server\.tool\(\n {4}"list_new_items",/,
    );
  });
});

describe("refused with the code to paste", () => {
  const INDEX = `${SERVERS}/jira/index.ts`;

  test.each([
    [
      "a server that is returned early",
      '  server.tool(\n    "add_comment"',
      '  if (!agentLoopContext) return server;\n\n  server.tool(\n    "add_comment"',
      /returned before/,
    ],
    [
      "tools registered in a loop",
      '    "add_comment",\n    "Add',
      '    String(agentLoopContext),\n    "Add',
      /cannot be extended safely/,
    ],
  ])("%s", (_, from, to, message) => {
    const error = refusal(replacedIn(files, INDEX, from, to), "jira", toolOf());
    expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
    expect(error.message).toMatch(message);
    const pieces = error.details.flatMap(({ message: text }) =>
      text.includes(":\n") ? [text.split(":\n").slice(1).join(":\n")] : [],
    );
    expect(pieces).toHaveLength(5);
    const [schema = "", element = "", stake = "", imports = "", call = ""] = pieces;
    const text = `${imports}\n${schema}\nconst list = [${element}];\nconst stakes = {${stake}};\n${call}`;
    expect(syntaxErrors(parse("snippet.ts", text))).toEqual([]);
    expect(call).toContain("listNewItemsSchema");
  });

  test("a server of a layout that is not written", () => {
    const error = refusal(files, "missing_action_catcher", toolOf());
    expect(error.message).toMatch(/it has the layout "inline"/);
  });

  test("no client to be below, for a tool with a relative request", () => {
    const request = { method: "GET", path: "/items" };
    const error = refusal(files, "hubspot", toolOf({ params: [], request }));
    expect(error).toMatchObject({ code: "spec-invalid", exitCode: 2 });
  });
});
