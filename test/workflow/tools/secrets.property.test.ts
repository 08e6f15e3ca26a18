import fc from "fast-check";
import { expect, test } from "vitest";
import { memoryRepo } from "../../../src/repo/memory.ts";
import type { Repo } from "../../../src/repo/repo.ts";
import type { Host, Target } from "../../../src/targets/target.ts";
import { describeFailure } from "../../../src/ui/report/failure.ts";
import { proposeWork } from "../../../src/workflow/propose.ts";
import { addTools } from "../../../src/workflow/tools/add.ts";
import { gatherToolsOf } from "../../../src/workflow/tools/gather.ts";
import { replayTools } from "../../../src/workflow/tools/replay.ts";

const at = { path: "acme.json", line: 1, column: 1, endLine: 1, endColumn: 1 };
const hostOf = (repo: Repo): Host => {
  return { target: "t", repo, layouts: [], evidence: [], numbered: [], elsewhere: [] };
};

/** A target that writes everything it is told about a tool into a file. */
const target: Target = {
  id: "t",
  title: "T",
  rules: [],
  detect: hostOf,
  read: () => [{ target: "t", name: "acme", layout: null, directory: null, at }],
  addTool: (draft, _host, _to, tool) => draft.create("acme.json", JSON.stringify(tool)),
};

/** All that a run would show or write: the plan's texts, what is said on the way, the command that repeats it; or its failure. */
async function everythingOf(curl: string): Promise<string> {
  const input = { name: undefined, spec: undefined, curl, fields: {}, set: [] };
  try {
    const { tools, raw, notes } = await gatherToolsOf(input, null);
    const host = hostOf(memoryRepo({}));
    const { changes } = await proposeWork(target, host, addTools(target, host, "acme", tools), null, () => {});
    expect(changes).toHaveLength(1);
    return JSON.stringify([changes, notes, replayTools("acme", raw)]);
  } catch (error) {
    return JSON.stringify(describeFailure(error, true));
  }
}

const CARRIERS: ((secret: string) => string)[] = [
  (secret) => `-H 'Authorization: Bearer ${secret}'`,
  (secret) => `-H 'authorization:Basic ${secret}'`,
  (secret) => `-H "X-Auth-Token: ${secret}"`,
  (secret) => `-u 'me:${secret}'`,
  (secret) => `-b 'sid=${secret}'`,
  (secret) => `-H 'Cookie: sid=${secret}'`,
  (secret) => `--oauth2-bearer=${secret}`,
  (secret) => `--url-query 'apiKey=${secret}'`,
];
const URLS: ((secret: string) => string)[] = [
  (secret) => `https://me:${secret}@api.acme.example/items/{id}`,
  (secret) => `https://api.acme.example/items?api_key=${secret}&key=${secret}`,
  (secret) => `https://api.acme.example/items?access_token=${secret}&token=${secret}&q=a`,
  () => "https://api.acme.example/items/12",
];

test("property: no credential of an example is in the plan, in what is said, or in the replay", async () => {
  const secret = fc.oneof(
    fc.stringMatching(/^[A-Za-z0-9]{12,40}$/),
    fc.stringMatching(/^[a-z0-9]{16,30}$/).map((text) => `sk-${text}`),
    fc.stringMatching(/^[A-Za-z0-9]{20,36}$/).map((text) => `ghp_${text}`),
    fc.stringMatching(/^[A-Za-z0-9]{20,40}$/).map((text) => `eyJ${text}.eyJ${text}`),
  );
  const run = fc.record({ secret, url: fc.constantFrom(...URLS), carriers: fc.subarray(CARRIERS), body: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(run, async ({ secret: each, url, carriers, body }) => {
      const data = body ? `--json '{"name":"x","password":"${each}"}'` : "";
      const curl = `curl '${url(each)}' ${carriers.map((carrier) => carrier(each)).join(" ")} ${data}`;
      const everything = await everythingOf(curl);
      expect(everything).not.toContain(each);
      expect(everything).toContain("acme.example");
    }),
    { numRuns: 400 },
  );
});
