import { afterAll, describe, expect, test } from "vitest";
import { UserError } from "../../../../src/errors.ts";
import { Draft } from "../../../../src/plan/draft.ts";
import { formatDraft, ownPrettier } from "../../../../src/plan/format.ts";
import { addTool } from "../../../../src/targets/dust/extend/index.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import { biomeCheck, bootAll, copyReplica, type Replica, typeCheck } from "../../../support/replica.ts";
import { layouts } from "../drafting.ts";
import { serverOf, toolOf } from "./adding.ts";

const TOOLS = [
  toolOf(),
  toolOf({ name: "close_account", params: [{ name: "id", type: "integer", description: "Its ID." }] }),
];

describe.each(layouts)("every server of $name with two more tools", ({ name }) => {
  const replicas: Replica[] = [];
  afterAll(() => {
    for (const replica of replicas) replica.dispose();
  });

  test("compiles, is formatted as its host formats, and offers them", async () => {
    const host = hostOf(fixtureFiles(name));
    const draft = new Draft(host.repo);
    const extended: string[] = [];
    for (const server of readServers(host).map((each) => each.name)) {
      try {
        for (const tool of TOOLS) addTool(draft, host, serverOf(host, server), tool);
        extended.push(server);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
      }
    }
    expect(await formatDraft(draft, ownPrettier("/nonexistent"))).toEqual([]);
    const replica = copyReplica(name);
    replicas.push(replica);
    for (const { path, after } of draft.changes()) replica.write(path, after);
    expect(typeCheck(replica)).toEqual({ exitCode: 0, output: "" });
    expect(
      biomeCheck(
        replica,
        draft.changes().map(({ path }) => path),
      ),
    ).toMatchObject({ exitCode: 0 });
    const booted = await bootAll(replica);
    for (const server of extended) {
      expect(booted[server]?.tools.map((tool) => tool.name)).toEqual(
        expect.arrayContaining(TOOLS.map((tool) => tool.name)),
      );
    }
    expect(extended.length).toBeGreaterThan(20);
  });
});
