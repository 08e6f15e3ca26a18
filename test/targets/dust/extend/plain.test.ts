import { describe, expect, test } from "vitest";
import { fixtureFiles } from "../../../support/fixture-host.ts";
import { textOf } from "../drafting.ts";
import { added, damages, findingsOf, toolOf } from "./adding.ts";
import { requestingTool } from "./requesting.ts";

const BASE = "https://api.hubapi.example";

describe.each([
  ["dust-records", "front/lib/api/actions/servers/hubspot"],
  ["dust-legacy", "front/lib/actions/mcp_internal_actions/servers/hubspot"],
] as const)("a server of %s whose tools are given to the SDK as they are", (layout, folder) => {
  test("gets handlers that send, each with a test, and stubs", async () => {
    const files = fixtureFiles(layout);
    const tools = [toolOf(), requestingTool("list", BASE), requestingTool("update", BASE)];
    const { changes, files: after } = await added(files, "hubspot", ...tools);
    expect(damages(changes)).toEqual([]);
    const index = textOf(after, `${folder}/index.ts`);
    expect(index).toContain(
      "(token, signal) => listBoards(token, params, signal),\n        renderListBoards\n      );\n      return result.isErr()",
    );
    expect(index.match(/server\.tool\(/g)).toHaveLength(4);
    for (const name of ["list_boards", "update_board"]) expect(after).toHaveProperty([`${folder}/${name}.test.ts`]);
    const known = new Set(findingsOf(files, "hubspot").map(({ fingerprint }) => fingerprint));
    const found = findingsOf(after, "hubspot").filter(({ fingerprint }) => !known.has(fingerprint));
    expect(found.map(({ rule }) => rule).filter((rule) => rule !== "dust/metadata-snapshot")).toEqual([
      "dust/handler-stub",
    ]);
    let one = files;
    for (const tool of tools) one = (await added(one, "hubspot", tool)).files;
    expect(one).toEqual(after);
  });
});
