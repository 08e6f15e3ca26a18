import { expect, test } from "vitest";
import { memoryRepo } from "../../../src/repo/memory.ts";
import dust from "../../../src/targets/dust/index.ts";
import { parityWith } from "../../../src/workflow/asked/parity.ts";
import { hostOf, type Mutation, mutated } from "../../support/fixture-host.ts";

const API = "front/lib/api/actions/servers/";

/** The files below the servers' folder that `--like` lists for one server of a sample workspace. */
async function listed(name: string, like: string, ...added: Mutation[]): Promise<string[]> {
  const files = mutated("dust-arrays", added);
  const edge = { repo: memoryRepo(files), files: async () => Object.keys(files) };
  const { files: found } = await parityWith(dust, hostOf(files), like, [name], edge);
  return found.flatMap(({ at }) => (at.path.startsWith(API) ? at.path.slice(API.length) : []));
}

const added = (path: string): Mutation => [`${API}${path}`, null, "export {};\n"];

test("a file of the exemplar's folder is listed only where the server's folder has no counterpart", async () => {
  const own = ["github/helpers.ts", "github/rendering.ts", "github/types.ts"];
  const found = await listed("slack", "github");
  expect(found.filter((path) => path.startsWith("github/"))).toEqual(own);
  const more = await listed("slack", "github", added("slack_personal/types.ts"));
  expect(more.filter((path) => path.startsWith("github/"))).toEqual(own.slice(0, 2));
});

test("a counterpart has the server's name in its own, or keeps that of the exemplar", async () => {
  const helper = "salesforce/salesforce_api_helper.ts";
  expect(await listed("ashby", "salesforce")).toEqual([helper]);
  expect(await listed("ashby", "salesforce", added("ashby/ashby_api_helper.ts"))).toEqual([]);
  expect(await listed("ashby", "salesforce", added("ashby/salesforce_api_helper.ts"))).toEqual([]);
});

test("a file of another server's folder needs no counterpart: it is listed only where it names the exemplar", async () => {
  expect(await listed("github", "slack")).toEqual(["slack_bot/metadata.ts", "slack_bot/tools/index.ts"]);
  expect(await listed("slack_bot", "slack")).toEqual(["slack_personal/client.ts"]);
});
