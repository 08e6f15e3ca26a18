import { describe, expect, test } from "vitest";
import { UserError } from "../../../../src/errors.ts";
import { unifiedDiff } from "../../../../src/plan/diff.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import { type Files, layouts, textOf } from "../drafting.ts";
import { type Added, added, damages, drafted, findingsOf, refusal } from "./adding.ts";
import { OWN_BASES, type REQUESTS, requestingTool, VENDOR } from "./requesting.ts";

type Kind = keyof typeof REQUESTS;

const SERVERS = "front/lib/api/actions/servers";

/** The tool with its relative path, or with a whole URL where the server has no client that it could be below; null for neither. */
async function addedAnyhow(files: Files, server: string, kind: Kind): Promise<{ result: Added; base: string } | null> {
  for (const base of ["", OWN_BASES[server] ?? VENDOR]) {
    try {
      return { result: await added(files, server, requestingTool(kind, base)), base };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
  }
  return null;
}

/**
 * The servers that take no tool that lists, reads, or creates: whose tools are elsewhere, whose client sends another method, or
 * whose host is only known while they run.
 */
const REFUSED: Record<string, Partial<Record<Kind, string[]>>> = {
  "dust-arrays": {
    list: ["ashby", "servicenow", "agent_delegation"],
    get: ["ashby", "servicenow", "agent_delegation"],
    create: ["salesloft", "val_town", "servicenow", "agent_delegation"],
  },
  "dust-records": {
    list: ["missing_action_catcher", "ashby", "val_town", "agent_delegation"],
    get: ["missing_action_catcher", "ashby", "val_town", "agent_delegation"],
    create: ["missing_action_catcher", "val_town", "agent_delegation"],
  },
};

describe.each(layouts)("a tool with a request in $name", ({ name }) => {
  const files = fixtureFiles(name);
  const servers = readServers(hostOf(files)).map((server) => server.name);

  test.each(["list", "get", "create"] as const)("%s", { timeout: 120_000 }, async (kind) => {
    const refused: string[] = [];
    for (const server of servers) {
      const found = await addedAnyhow(files, server, kind);
      if (!found) {
        refused.push(server);
        continue;
      }
      const { changes, files: after } = found.result;
      expect(damages(changes), server).toEqual([]);
      const known = new Set(findingsOf(files, server).map((each) => each.fingerprint));
      const fresh = findingsOf(after, server).filter((each) => !known.has(each.fingerprint));
      expect(fresh.filter(({ rule }) => rule !== "dust/metadata-snapshot").map((each) => each.message)).toEqual([]);
      expect(drafted(after, server, requestingTool(kind, found.base)).changes(), server).toEqual([]);
      expect(
        changes.some(({ path, before }) => before === null && path.endsWith(".test.ts")),
        server,
      ).toBe(true);
    }
    expect(refused).toEqual(REFUSED[name]?.[kind]);
  });
});

const SHOWN: [layout: "dust-arrays" | "dust-records", server: string, kind: Kind][] = [
  ["dust-arrays", "ashby", "create"],
  ["dust-arrays", "github", "search"],
  ["dust-arrays", "val_town", "delete"],
  ["dust-arrays", "val_town", "get"],
  ["dust-arrays", "salesforce", "update"],
  ["dust-arrays", "salesloft", "list"],
  ["dust-arrays", "exa_people_and_company", "create"],
  ["dust-arrays", "run_agent", "get"],
  ["dust-arrays", "openai_usage", "update"],
  ["dust-records", "github", "list"],
  ["dust-records", "ashby", "post"],
  ["dust-records", "slab", "graphql"],
  ["dust-records", "speech_generator", "get"],
];

test.each(SHOWN)("%s: %s gets %s in the manner of its neighbours", async (name, server, kind) => {
  const found = await addedAnyhow(fixtureFiles(name), server, kind);
  const diff = found?.result.changes.map(unifiedDiff).join("\n") ?? "";
  await expect(diff).toMatchFileSnapshot(`./__expected__/${name}/${server}.${kind}.diff`);
});

describe("a request that the server's own client cannot send", () => {
  const files = fixtureFiles("dust-arrays");
  const CASES: [server: string, kind: Kind, base: string, found: RegExp, why: string][] = [
    [
      "github",
      "delete",
      "",
      /`request` cannot send DELETE \/boards\/\{boardId\} \(.*github\/client\.ts:58:17\)/,
      "it sends GET and POST only",
    ],
    ["ashby", "list", "", /`request` cannot send GET \/boards \(.*ashby\/client\.ts:55:17\)/, "it sends POST only"],
    ["val_town", "create", "", /`send` cannot send POST \/boards \(.*val_town\/client\.ts:37:17\)/, "it sends no body"],
    [
      "salesloft",
      "post",
      "",
      /`getSalesloft` cannot send POST \/exports \(.*salesloft\/api\.ts:28:14\)/,
      "it sends GET only",
    ],
    [
      "github",
      "get",
      VENDOR,
      /cannot send GET https:\/\/api\.vendor\.example/,
      "it sends every request to https://api.github.com",
    ],
  ];

  test.each(CASES)("%s: %s", (server, kind, base, found, why) => {
    const error = refusal(files, server, requestingTool(kind, base));
    expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
    expect(error.message).toMatch(found);
    const details = error.details.map((each) => each.message).join("\n");
    expect(details).toContain(why);
    expect(details).toContain("displayLabels:");
  });

  test("a form has no place in a JSON body", () => {
    const tool = requestingTool("create");
    const request =
      tool.request && "method" in tool.request ? { ...tool.request, bodyType: "form" as const } : undefined;
    const error = refusal(files, "github", { ...tool, request });
    expect(error.details[0]?.message).toContain("it sends bodies as JSON, and the request has a form");
  });

  test("a whole URL below the base of the client is taken as its path", async () => {
    const whole = await added(files, "github", requestingTool("get", "https://api.github.com"));
    expect(whole.files).toEqual((await added(files, "github", requestingTool("get"))).files);
  });

  test("a relative path needs a client", () => {
    const error = refusal(files, "speech_generator", requestingTool("get"));
    expect(error).toMatchObject({ code: "spec-invalid", exitCode: 2 });
    expect(error.message).toContain("no client whose base URL it could be below");
  });
});

test("tools one after another equal the same at once", { timeout: 120_000 }, async () => {
  const files = fixtureFiles("dust-arrays");
  for (const [server, kinds] of [
    ["github", ["list", "get", "create", "search"]],
    ["salesforce", ["get", "update", "list"]],
    ["val_town", ["delete", "search", "get"]],
    ["outlook", ["create", "list"]],
  ] as const) {
    const tools = kinds.map((kind) => requestingTool(kind));
    let grown = files;
    for (const tool of tools) grown = (await added(grown, server, tool)).files;
    expect((await added(files, server, ...tools)).files).toEqual(grown);
    expect(textOf(grown, `${SERVERS}/${server}/rendering.ts`)).toContain("export function render");
  }
});
