import { afterAll, describe, expect, test } from "vitest";
import { UserError } from "../../../../src/errors.ts";
import { Draft } from "../../../../src/plan/draft.ts";
import { formatDraft, ownPrettier } from "../../../../src/plan/format.ts";
import { addTool } from "../../../../src/targets/dust/extend/index.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import { biomeCheck, copyReplica, type Replica, runHostTestsTogether, typeCheck } from "../../../support/replica.ts";
import { type Files, layouts } from "../drafting.ts";
import { serverOf } from "./adding.ts";
import { OWN_BASES, REQUESTS, requestingTool, VENDOR } from "./requesting.ts";

const KINDS = Object.keys(REQUESTS) as (keyof typeof REQUESTS)[];
const ALL = KINDS.join(" ");
const WITHOUT_OTHER_METHODS = "list get create search run post graphql";
const OWN: Record<string, Record<string, string>> = {
  "dust-arrays": {
    // Its tools are those of run_agent, which has them by then.
    agent_delegation: "list create",
    ashby: "create post graphql",
    github: WITHOUT_OTHER_METHODS,
    openai_usage: ALL,
    outlook: WITHOUT_OTHER_METHODS,
    outlook_calendar: WITHOUT_OTHER_METHODS,
    salesforce: ALL,
    salesloft: "list get search run",
    val_town: "list get delete search run post",
  },
  "dust-records": {
    agent_delegation: "list create",
    ashby: "create post graphql",
    github: WITHOUT_OTHER_METHODS,
    // The client that outlook got just before is in its folder too.
    outlook_calendar: ALL,
  },
};

const CLIENT = "front/lib/api/actions/servers/github/client.ts";

/** Adds every tool that the server takes, and names their kinds; a server that takes no relative path gets two with whole URLs. */
function addAll(draft: Draft, server: string, files: Files): string[] {
  const host = hostOf(files);
  const takes = (kind: keyof typeof REQUESTS, base: string) => {
    try {
      addTool(draft, host, serverOf(host, server), requestingTool(kind, base));
      return true;
    } catch (error) {
      if (error instanceof UserError) return false;
      throw error;
    }
  };
  const own = KINDS.filter((kind) => takes(kind, ""));
  if (own.length === 0) for (const kind of ["list", "create"] as const) takes(kind, OWN_BASES[server] ?? VENDOR);
  return own;
}

describe.each(layouts)("every server of $name with tools that send requests", ({ name }) => {
  const replicas: Replica[] = [];
  afterAll(() => {
    for (const replica of replicas) replica.dispose();
  });

  test("compiles, is formatted, and passes the tests that came with them", { timeout: 300_000 }, async () => {
    const files = fixtureFiles(name);
    const draft = new Draft(hostOf(files).repo);
    const servers = readServers(hostOf(files)).map((each) => each.name);
    const taken = Object.fromEntries(servers.map((server) => [server, addAll(draft, server, files).join(" ")]));
    expect(Object.fromEntries(Object.entries(taken).filter(([, kinds]) => kinds !== ""))).toEqual(OWN[name]);
    expect(await formatDraft(draft, ownPrettier("/nonexistent"))).toEqual([]);
    const replica = copyReplica(name);
    replicas.push(replica);
    const changes = draft.changes();
    for (const { path, after } of changes) replica.write(path, after);
    expect(typeCheck(replica)).toEqual({ exitCode: 0, output: "" });
    const paths = changes.map(({ path }) => path);
    const biome = biomeCheck(replica, paths);
    expect(biome.exitCode, biome.output).toBe(0);
    const tests = paths.filter((path) => path.endsWith(".test.ts")).map((path) => path.slice("front/".length));
    expect(tests.length).toBeGreaterThan(20);
    const run = runHostTestsTogether(replica, ...tests);
    expect(run.exitCode, run.output).toBe(0);
    expect(run.output).toMatch(new RegExp(`Test Files.* ${tests.length} passed`));
    // A test that came along notices a request that goes elsewhere.
    replica.write(CLIENT, replica.read(CLIENT).replace("/boards?", "/bords?"));
    const wrong = runHostTestsTogether(replica, "lib/api/actions/servers/github/tools/list_boards.test.ts");
    expect(wrong).toMatchObject({ exitCode: 1, output: expect.stringContaining("/bords?") });
  });
});
