import { afterAll, describe, expect, test } from "vitest";
import { UserError } from "../../../../src/errors.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import { biomeCheck, copyReplica, type Replica, runHostTests, typeCheck } from "../../../support/replica.ts";
import { layouts, textOf } from "../drafting.ts";
import { added, toolOf } from "./adding.ts";

/** A tool that reads one thing from an API of its own. */
const TOOL = (() => {
  const result = { kind: "one", at: "", fields: [{ name: "id", type: "string" }] };
  const params = [{ name: "thingId", type: "string", description: "ID of the thing." }];
  const tool = toolOf({ name: "get_thing", params, request: { method: "GET", path: "/things/{thingId}" }, result });
  if (!tool.request) throw new Error("no request");
  return { ...tool, request: { ...tool.request, path: `https://api.vendor.example/v1${tool.request.path}` } };
})();

describe.each(layouts)("a tool that calls an API, in every server of $name that takes it", ({ name }) => {
  const replicas: Replica[] = [];
  afterAll(() => {
    for (const replica of replicas) replica.dispose();
  });

  test("compiles, is formatted as its host formats, and passes its test", { timeout: 300_000 }, async () => {
    let files = fixtureFiles(name);
    const paths = new Set<string>();
    for (const server of readServers(hostOf(files)).map((each) => each.name)) {
      try {
        const result = await added(files, server, TOOL);
        files = result.files;
        for (const { path } of result.changes) paths.add(path);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
      }
    }
    const replica = copyReplica(name);
    replicas.push(replica);
    for (const path of paths) replica.write(path, textOf(files, path));
    expect(typeCheck(replica)).toEqual({ exitCode: 0, output: "" });
    expect(biomeCheck(replica, [...paths])).toMatchObject({ exitCode: 0 });
    const tests = [...paths].filter((path) => path.endsWith(".test.ts"));
    expect(tests.length).toBeGreaterThan(5);
    expect(runHostTests(replica, ...tests.map((path) => path.replace(/^front\//, "")))).toMatchObject({ exitCode: 0 });
  });
});
