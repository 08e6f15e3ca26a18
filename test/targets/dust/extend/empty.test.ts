import { describe, expect, test } from "vitest";
import { Draft } from "../../../../src/plan/draft.ts";
import { formatDraft, ownPrettier } from "../../../../src/plan/format.ts";
import { scaffoldServer } from "../../../../src/targets/dust/scaffold.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import type { ReplicaName } from "../../../support/replica.ts";
import { type Files, replacedIn, specOf, textOf } from "../drafting.ts";
import { added, damages, drafted, toolOf } from "./adding.ts";
import { requestingTool } from "./requesting.ts";

const FOLDERS: [layout: ReplicaName, folder: string][] = [
  ["dust-arrays", "front/lib/api/actions/servers/acme_crm"],
  ["dust-records", "front/lib/api/actions/servers/acme_crm"],
  ["dust-legacy", "front/lib/actions/mcp_internal_actions/servers/acme_crm"],
];
const BASE = "https://api.example";
const API = { baseUrl: BASE, headers: {}, authHeader: { name: "Authorization", scheme: "Bearer" } };

async function scaffolded(files: Files, more: object): Promise<Files> {
  const draft = new Draft(hostOf(files).repo);
  scaffoldServer(draft, hostOf(files), { ...specOf({ auth: { kind: "bearer" } }), api: API, ...more });
  expect(await formatDraft(draft, ownPrettier("/nonexistent"))).toEqual([]);
  return { ...files, ...Object.fromEntries(draft.changes().map(({ path, after }) => [path, after])) };
}

describe.each(FOLDERS)("a server of %s that was scaffolded without tools", (layout, folder) => {
  const files = fixtureFiles(layout);

  test.each([
    ["one without a request", [toolOf()], [toolOf()]],
    ["one with a request", [requestingTool("list")], [requestingTool("list", BASE)]],
    [
      "several",
      [toolOf({ name: "close_item", params: [] }), requestingTool("get"), toolOf()],
      [toolOf({ name: "close_item", params: [] }), requestingTool("get", BASE), toolOf()],
    ],
  ])("becomes the one that has the tools from the start: %s", async (_, tools, given) => {
    const empty = await scaffolded(files, { tools: [] });
    const { files: grown } = await added(empty, "acme_crm", ...given);
    expect(grown).toEqual(await scaffolded(files, { tools }));
    expect(drafted(grown, "acme_crm", ...given).changes()).toEqual([]);
  });

  test("keeps what a person changed in its module, and is only inserted into", async () => {
    const empty = await scaffolded(files, { tools: [] });
    const edited = replacedIn(empty, `${folder}/index.ts`, "  return server;", "  // Ours.\n  return server;");
    const { changes, files: grown } = await added(edited, "acme_crm", toolOf());
    expect(damages(changes)).toEqual([]);
    expect(textOf(grown, `${folder}/index.ts`)).toContain("ListToolsRequestSchema");
    expect(textOf(grown, `${folder}/metadata.ts`)).toContain("list_new_items");
  });
});
