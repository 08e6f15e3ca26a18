import { describe, expect, test } from "vitest";
import { unifiedDiff } from "../../../../src/plan/diff.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import { type Files, layouts, textOf } from "../drafting.ts";
import { added, damages, drafted, findingsOf, refusal, serverOf, toolOf } from "./adding.ts";

/** Every tool that a server's metadata lists: its name and whatever the reader knows of it, without places. */
function toolsOf(files: Files, server: string): Record<string, unknown> {
  const metadata = serverOf(hostOf(files), server).metadata();
  const tools = metadata?.known && metadata.value.tools.known ? metadata.value.tools.value : [];
  return Object.fromEntries(
    tools.map(({ name, at: _at, schema, object: _object, ...facts }) => {
      const values = Object.entries(facts).map(([key, fact]) => [
        key,
        fact.known ? (Array.isArray(fact.value) ? fact.value.map((param) => param.name) : fact.value) : fact.why,
      ]);
      return [name.known ? name.value : "?", { ...Object.fromEntries(values), schema: schema?.getText() }];
    }),
  );
}

const NEW = {
  description: "List the new items, optionally by name.",
  stake: "never_ask",
  running: "Listing new items",
  done: "List new items",
  params: ["query"],
};

const REFUSED: Record<string, RegExp> = {
  agent_delegation: /its tools are those of the server "run_agent" \(front\/lib\/api\/.*run_agent\/metadata.ts:\d+:3\)/,
  missing_action_catcher: /it has the layout "inline"/,
};

describe.each(layouts)("a tool without a request in $name", ({ name }) => {
  const files = fixtureFiles(name);
  const servers = readServers(hostOf(files)).map((server) => server.name);

  test.each(servers.filter((server) => !REFUSED[server]))("%s takes it", async (server) => {
    const before = findingsOf(files, server);
    const { changes, files: after } = await added(files, server, toolOf());
    expect(changes.length).toBeGreaterThan(0);
    expect(damages(changes)).toEqual([]);
    const tools = toolsOf(after, server);
    expect(tools).toMatchObject({ ...toolsOf(files, server), list_new_items: NEW });
    expect(Object.keys(tools).filter((tool) => tool !== "list_new_items")).toEqual(Object.keys(toolsOf(files, server)));
    const known = new Set(before.map((each) => each.fingerprint));
    const found = findingsOf(after, server).filter((each) => !known.has(each.fingerprint));
    expect(found.map((each) => each.rule).filter((rule) => rule !== "dust/metadata-snapshot")).toEqual([
      "dust/handler-stub",
    ]);
    expect(drafted(after, server, toolOf()).changes()).toEqual([]);
  });

  test.each(servers.filter((server) => REFUSED[server]))(
    "%s does not take it, and says what to do by hand",
    (server) => {
      const error = refusal(files, server, toolOf());
      expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
      expect(error.message).toMatch(REFUSED[server] ?? /$^/);
      const details = error.details.map((each) => each.message).join("\n");
      expect(details).toContain('query: z.string().optional().describe("Text that the name must contain."),');
      expect(details).toContain('new MCPError("list_new_items is not implemented yet."');
    },
  );
});

const SHOWN: [layout: "dust-arrays" | "dust-records", server: string][] = [
  ["dust-arrays", "web_search_&_browse"],
  ["dust-arrays", "data_sources_file_system"],
  ["dust-arrays", "user_analytics"],
  ["dust-arrays", "run_agent"],
  ["dust-arrays", "github"],
  ["dust-records", "google_calendar"],
  ["dust-records", "search"],
  ["dust-records", "run_agent"],
];

test.each(SHOWN)("%s: %s gets it in the style of its neighbours", async (name, server) => {
  const { changes } = await added(fixtureFiles(name), server, toolOf());
  const diff = changes.map(unifiedDiff).join("\n");
  await expect(diff).toMatchFileSnapshot(`./__expected__/${name}/${server}.diff`);
});

test("ten tools one after another equal ten at once", async () => {
  const tools = Array.from({ length: 10 }, (_, index) => toolOf({ name: `list_things_${index}`, params: [] }));
  for (const { name } of layouts) {
    for (const server of ["github", "search", "run_agent"]) {
      const start = fixtureFiles(name);
      let files = start;
      for (const tool of tools) files = (await added(files, server, tool)).files;
      expect((await added(start, server, ...tools)).files).toEqual(files);
      expect(textOf(files, `front/lib/api/actions/servers/${server}/metadata.ts`)).toContain("list_things_9");
    }
  }
});
