import { afterAll, describe, expect, test } from "vitest";
import { UserError } from "../../../../src/errors.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { fixtureFiles, hostOf } from "../../../support/fixture-host.ts";
import { biomeCheck, bootAll, copyReplica, type Replica, runHostTests, typeCheck } from "../../../support/replica.ts";
import { textOf } from "../drafting.ts";
import { added, damages, findingsOf, toolOf } from "./adding.ts";

const STUB = toolOf();
const GET = requesting("get_thing", "https://api.vendor.example/v1");
/** The same for a server whose own code has a base URL. */
const RELATIVE = requesting("get_thing", "");

/** A tool that reads one thing from below a base URL. */
function requesting(name: string, base: string) {
  const result = { kind: "one", at: "", fields: [{ name: "id", type: "string" }] };
  const params = [{ name: "thingId", type: "string", description: "ID of the thing." }];
  const tool = toolOf({ name, params, request: { method: "GET", path: "/things/{thingId}" }, result });
  if (!tool.request) throw new Error("no request");
  return { ...tool, request: { ...tool.request, path: `${base}${tool.request.path}` } };
}

const SAMPLES = [
  { name: "dust-legacy", takes: 18, sends: 16, inline: ["missing_action_catcher"] },
  { name: "dust-mixed", takes: 9, sends: 7, inline: ["common_utilities", "missing_action_catcher"] },
] as const;

describe.each(SAMPLES)("every server of $name with two more tools", ({ name, takes, sends, inline }) => {
  const replicas: Replica[] = [];
  afterAll(() => {
    for (const replica of replicas) replica.dispose();
  });

  test("is only added to, compiles, is formatted as its host formats, offers them, and passes their tests", {
    timeout: 300_000,
  }, async () => {
    let files = fixtureFiles(name);
    const paths = new Set<string>();
    const taken = new Map<string, string[]>();
    for (const server of readServers(hostOf(files)).map((each) => each.name)) {
      for (const tool of [STUB, GET, RELATIVE]) {
        if (taken.get(server)?.includes(tool.name)) continue;
        try {
          const result = await added(files, server, tool);
          expect(damages(result.changes)).toEqual([]);
          files = result.files;
          for (const { path } of result.changes) paths.add(path);
          taken.set(server, [...(taken.get(server) ?? []), tool.name]);
        } catch (error) {
          if (!(error instanceof UserError)) throw error;
          if (error.code === "spec-invalid") continue;
          expect(error).toMatchObject({ code: "server-not-extendable", exitCode: 5 });
          expect(JSON.stringify(error.details)).toContain(tool.name);
        }
      }
      const errors = findingsOf(files, server).filter(({ severity }) => severity === "error");
      expect(errors.filter(({ rule }) => rule !== "dust/handler-stub")).toEqual([]);
    }
    const refused = readServers(hostOf(files)).filter((each) => !taken.has(each.name));
    expect(refused.map((each) => each.name).sort()).toEqual(inline);
    expect(taken.size).toBe(takes);
    expect([...taken.values()].filter((tools) => tools.includes(GET.name))).toHaveLength(sends);
    const replica = copyReplica(name);
    replicas.push(replica);
    for (const path of paths) replica.write(path, textOf(files, path));
    expect(typeCheck(replica)).toEqual({ exitCode: 0, output: "" });
    const formatted = biomeCheck(replica, [...paths]);
    expect(formatted, formatted.output).toMatchObject({ exitCode: 0 });
    const booted = await bootAll(replica);
    for (const [server, tools] of taken) {
      expect(booted[server]?.tools.map((tool) => tool.name)).toEqual(expect.arrayContaining(tools));
    }
    const tests = [...paths].filter((path) => path.endsWith(".test.ts"));
    expect(tests.length).toBeGreaterThan(4);
    expect(runHostTests(replica, ...tests.map((path) => path.replace(/^front\//, "")))).toMatchObject({ exitCode: 0 });
  });
});
