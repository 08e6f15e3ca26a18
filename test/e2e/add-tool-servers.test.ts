import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkInsertOnly } from "../../src/edit/splice.ts";
import { mcpNewHere } from "../support/cli-here.ts";
import {
  type BootedListing,
  type BootedServers,
  biomeCheck,
  bootAll,
  bootServers,
  copyReplica,
  everyReplicaName,
  initGit,
  type Replica,
  type ReplicaName,
  typeCheck,
} from "../support/replica.ts";
import { startVendor, type Vendor } from "../support/vendor.ts";

const TOKEN = "t0ken-that-must-not-leak";
const RAW = "raw vendor body";
const TOOL = {
  name: "get_thing",
  description: "Get one thing by its ID.",
  effect: "read",
  params: [
    { name: "thingId", type: "string", description: "ID of the thing." },
    { name: "expand", type: "string", description: "What to show besides.", required: false },
  ],
  result: {
    kind: "one",
    at: "thing",
    fields: [
      { name: "id", type: "string" },
      { name: "title", type: "string", nullable: true },
    ],
  },
};
const READ = { method: "GET", path: "/things/{thingId}", query: ["expand"] };
const LISTED = {
  name: "get_thing",
  description: "Get one thing by its ID.",
  inputSchema: {
    type: "object",
    properties: {
      thingId: { type: "string", minLength: 1, description: "ID of the thing." },
      expand: { type: "string", description: "What to show besides." },
    },
    required: ["thingId"],
  },
};

/** A server whose own client sends what a tool asks for: the origin that it really calls, and the request if not `READ`. */
interface OwnClient {
  origin: string;
  request?: object;
  /** True where its own code has nothing that a new tool can share, so that a client of ours sends to its host. */
  ours?: true;
}

const ASHBY: OwnClient = {
  origin: "https://api.ashbyhq.com",
  request: { method: "POST", path: "/things/{thingId}", body: ["expand"] },
};
const GITHUB: OwnClient = { origin: "https://api.github.com" };
const GRAPH: OwnClient = { origin: "https://graph.microsoft.com" };
const JIRA: OwnClient = { origin: "https://api.atlassian.com" };
const below = (origin: string, folder: string): OwnClient => ({
  origin,
  request: { ...READ, path: `${origin}${folder}${READ.path}` },
});

const OWN: Partial<Record<ReplicaName, Record<string, OwnClient>>> = {
  "dust-arrays": {
    ashby: ASHBY,
    github: GITHUB,
    openai_usage: { origin: "https://api.openai.com" },
    outlook: GRAPH,
    outlook_calendar: GRAPH,
    salesforce: { origin: "https://login.salesforce.com" },
    salesloft: { origin: "https://api.salesloft.com" },
    slack: { ...below("https://slack.com", "/api"), ours: true },
    val_town: { origin: "https://api.val.town" },
  },
  "dust-legacy": { ashby: ASHBY, github: GITHUB, jira: JIRA, microsoft_drive: GRAPH, microsoft_teams: GRAPH },
  "dust-mixed": { ashby: ASHBY, github: GITHUB, jira: JIRA },
  "dust-records": {
    ashby: ASHBY,
    github: GITHUB,
    openai_usage: { ...below("https://api.openai.com", "/v1"), ours: true },
    slab: below("https://api.slab.com", "/v1"),
  },
};

const shared = (line: number) =>
  `its tools are those of the server "run_agent" (front/lib/api/actions/servers/run_agent/metadata.ts:${line}:3)`;
const inline = (line: number) =>
  `it has the layout "inline" (front/lib/actions/mcp_internal_actions/constants.ts:${line}:3)`;
/** Sends its token to a host that is only known while it runs. */
const elsewhere = (place: string) => `its own code sends requests in a way that get_thing cannot share (${place})`;
const LEGACY_VAL_TOWN = elsewhere("front/lib/actions/mcp_internal_actions/servers/valtown/index.ts:41:34");
const LEGACY_ASHBY =
  "its request function `request` cannot send GET /things/{thingId} (front/lib/actions/mcp_internal_actions/servers/ashby/client.ts:42:17)";
/** Servers that `READ` is refused for, with the reason that is told. */
const REFUSED: Partial<Record<ReplicaName, Record<string, string>>> = {
  "dust-arrays": {
    agent_delegation: shared(5),
    ashby:
      "its request function `request` cannot send GET /things/{thingId} (front/lib/api/actions/servers/ashby/client.ts:55:17)",
    servicenow: elsewhere("front/lib/api/actions/servers/servicenow/tools/index.ts:28:30"),
  },
  "dust-legacy": {
    ashby: LEGACY_ASHBY,
    missing_action_catcher: inline(202),
    val_town: LEGACY_VAL_TOWN,
  },
  "dust-mixed": {
    ashby: LEGACY_ASHBY,
    common_utilities: inline(207),
    missing_action_catcher: inline(99),
    val_town: LEGACY_VAL_TOWN,
  },
  "dust-records": {
    agent_delegation: shared(9),
    ashby:
      "its request function `request` cannot send GET /things/{thingId} (front/lib/api/actions/servers/ashby/client.ts:43:17)",
    missing_action_catcher: inline(158),
    val_town: elsewhere("front/lib/api/actions/servers/val_town/tools/index.ts:17:30"),
  },
};

/** What one layout's replica was, and how the runs in it ended: those that are refused, then those that write. */
interface Extended {
  replica: Replica;
  before: Record<string, string>;
  servers: string[];
  listed: Record<string, BootedListing>;
  known: Set<string>;
  refusals: Record<string, { exitCode: number | null; error: { code: string; message: string; details: unknown[] } }>;
  unchanged: boolean;
  runs: Record<string, { exitCode: number | null; stdout: string; stderr: string }>;
}

const addTool = ({ root }: Replica, server: string, request: object) =>
  mcpNewHere(
    root,
    ["add-tool", server, "--spec", "-", "--yes", "--no-verify", "--json"],
    JSON.stringify({ ...TOOL, request }),
  );

async function check(replica: Replica) {
  const { stdout } = await mcpNewHere(replica.root, ["check", "--json"]);
  return JSON.parse(stdout) as {
    servers: { name: string }[];
    findings: { rule: string; fingerprint: string; message: string }[];
  };
}

async function extendEvery(name: ReplicaName, vendor: Vendor): Promise<Extended> {
  const replica = copyReplica(name);
  initGit(replica);
  const before = replica.files();
  const listed = await bootAll(replica);
  const { servers: found, findings } = await check(replica);
  const servers = found.map((server) => server.name);
  const refusals: Extended["refusals"] = {};
  for (const server of Object.keys(REFUSED[name] ?? {})) {
    const { exitCode, stdout } = await addTool(replica, server, READ);
    refusals[server] = { exitCode, ...JSON.parse(stdout) };
  }
  const unchanged = JSON.stringify(replica.files()) === JSON.stringify(before);
  const runs: Extended["runs"] = {};
  for (const server of servers) {
    const own = OWN[name]?.[server];
    if (!own && server in refusals) continue;
    const request = own ? (own.request ?? READ) : { ...READ, path: `${vendor.url}${READ.path}` };
    runs[server] = await addTool(replica, server, request);
  }
  const known = new Set(findings.map(({ fingerprint }) => fingerprint));
  return { replica, before, servers, listed, known, refusals, unchanged, runs };
}

let vendor: Vendor;
const extended = new Map<ReplicaName, Extended>();
beforeAll(async () => {
  vendor = await startVendor();
  await Promise.all(everyReplicaName().map(async (name) => extended.set(name, await extendEvery(name, vendor))));
}, 300_000);
afterAll(async () => {
  for (const { replica } of extended.values()) replica.dispose();
  await vendor?.close();
});

describe.each(everyReplicaName())("a tool with a request in every server of %s", (name) => {
  let servers: BootedServers;
  let all: Extended;
  beforeAll(async () => {
    const found = extended.get(name);
    if (!found) throw new Error(`${name} was not extended`);
    all = found;
    servers = await bootServers(all.replica, { token: TOKEN, vendor: vendor.url });
  });
  afterAll(() => servers?.close());

  const origin = (server: string) => OWN[name]?.[server]?.origin ?? vendor.url;
  const text = async (server: string, args: object = { thingId: "a/b 1" }) => {
    const result = await servers.callTool(server, TOOL.name, { ...args });
    const shown = JSON.stringify(result.content);
    expect(shown, server).not.toContain(TOKEN);
    return { failed: result.isError ?? false, shown };
  };
  const failures = async (names: readonly string[]) => {
    const told: Record<string, string> = {};
    for (const server of names) {
      const { failed, shown } = await text(server);
      expect([server, failed]).toEqual([server, true]);
      expect(shown, server).not.toContain(RAW);
      told[server] = shown;
    }
    return told;
  };
  const hasOwn = (server: string) => OWN[name]?.[server]?.ours === undefined && server in (OWN[name] ?? {});
  const withOwn = () => Object.keys(all.runs).filter(hasOwn);
  const withOurs = () => Object.keys(all.runs).filter((server) => !hasOwn(server));

  test("is written, or refused for the reason that is known, with code to paste and an unchanged tree", () => {
    const taking = all.servers.filter((server) => OWN[name]?.[server] || !(server in (REFUSED[name] ?? {})));
    expect(Object.keys(all.runs)).toEqual(taking);
    expect(taking.length).toBeGreaterThan(7);
    const failed = Object.entries(all.runs).filter(([, { exitCode, stdout }]) => {
      return exitCode !== 0 || JSON.parse(stdout).applied !== true;
    });
    expect(failed).toEqual([]);
    const expected = Object.entries(REFUSED[name] ?? {}).map(([server, reason]) => [
      server,
      5,
      "server-not-extendable",
      `The server "${server}" cannot be extended safely: ${reason}. Nothing was written.`,
    ]);
    const told = Object.entries(all.refusals).map(([server, { exitCode, error }]) => [
      server,
      exitCode,
      error.code,
      error.message,
    ]);
    expect(told).toEqual(expected);
    for (const { error } of Object.values(all.refusals)) {
      const details = JSON.stringify(error.details);
      expect(details).toContain("get_thing");
      expect(details).toContain("Get one thing by its ID.");
    }
    expect(all.unchanged).toBe(true);
  });

  test("loses nothing of any file, and names every file that it touches", () => {
    const after = all.replica.files();
    const touched = Object.keys(after).filter((path) => after[path] !== all.before[path]);
    const told = Object.values(all.runs).flatMap(({ stdout }) =>
      (JSON.parse(stdout).changes as { path: string; action: string }[]).flatMap(({ path, action }) =>
        action === "unchanged" ? [] : [path],
      ),
    );
    expect([...new Set(told)].sort()).toEqual(touched.sort());
    expect(Object.keys(all.before).filter((path) => !(path in after))).toEqual([]);
    const lost = touched.flatMap((path) => checkInsertOnly(path, all.before[path] ?? "", after[path] ?? "") ?? []);
    expect(lost).toEqual([]);
  });

  test("type-checks", { timeout: 120_000 }, () => {
    expect(typeCheck(all.replica)).toEqual({ exitCode: 0, output: "" });
  });

  test("is formatted as the host formats, and clean for its linter", () => {
    expect(biomeCheck(all.replica)).toMatchObject({ exitCode: 0 });
  });

  test("gives `check` nothing new to say but that the metadata snapshot is to be written again", async () => {
    const { findings } = await check(all.replica);
    const fresh = findings.filter(({ fingerprint }) => !all.known.has(fingerprint));
    expect(fresh.filter(({ rule }) => rule !== "dust/metadata-snapshot")).toEqual([]);
    expect(fresh).toHaveLength(Object.keys(all.runs).length);
  });

  test("is listed beside the old tools, which are as they were", async () => {
    for (const [server, { tools: old }] of Object.entries(all.listed)) {
      const tools = await servers.listTools(server);
      const added = tools.filter((tool) => tool.name === TOOL.name);
      expect([server, tools.filter((tool) => !added.includes(tool))]).toEqual([server, old]);
      const has = server in all.runs || server === "agent_delegation";
      expect([server, added]).toMatchObject([server, has ? [LISTED] : []]);
    }
  });

  test("calls the vendor with the token, and shows the answer", async () => {
    for (const server of Object.keys(all.runs)) {
      vendor.requests.length = 0;
      vendor.answer(() => ({ json: { thing: { id: "i1", title: null, other: "not shown" } } }));
      const { failed, shown } = await text(server, { thingId: "a/b 1", expand: "x & y" });
      expect([server, failed, shown]).toEqual([server, false, expect.stringContaining("id: i1")]);
      expect(shown).not.toContain("not shown");
      const [request] = vendor.requests;
      expect([server, vendor.requests.length]).toEqual([server, 1]);
      const sent = request?.method === "POST" ? JSON.parse(request.body) : request?.query;
      expect([server, sent]).toEqual([server, { expand: request?.method === "POST" ? "x & y" : ["x & y"] }]);
      expect([server, request?.headers["x-sent-to"]]).toEqual([server, origin(server)]);
      expect([server, request?.path]).toEqual([server, expect.stringMatching(/\/things\/a%2Fb%201$/)]);
    }
  });

  test.each([
    [401, /Reconnect|refuses calls without credentials|update the token/],
    [500, /later/],
  ])("HTTP %d is an error that says so and holds nothing of the answer", async (status, advice) => {
    vendor.answer(() => ({ status, text: RAW }));
    for (const told of Object.values(await failures(withOwn()))) expect(told).toContain(`answered ${status}`);
    for (const told of Object.values(await failures(withOurs()))) expect(told).toMatch(advice);
  });

  test("an answer that is not as declared is an error that holds nothing of it", async () => {
    vendor.answer(() => ({ json: { thing: { id: 1, title: RAW } } }));
    const told = await failures(Object.keys(all.runs));
    for (const [server, shown] of Object.entries(told))
      expect([server, shown]).toEqual([server, expect.stringMatching(/unexpected/i)]);
    vendor.answer(() => ({ text: `{ ${RAW}` }));
    for (const shown of Object.values(await failures(withOurs()))) expect(shown).toContain("not JSON");
  });

  test("has written no token to the logs", () => {
    expect(servers.logs()).not.toContain(TOKEN);
  });
});
