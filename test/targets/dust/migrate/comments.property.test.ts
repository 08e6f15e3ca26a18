import fc from "fast-check";
import { expect, test } from "vitest";
import { tokensOf } from "../../../../src/edit/syntax/trivia.ts";
import { parse, syntaxErrors } from "../../../../src/edit/ts.ts";
import { fixtureFiles } from "../../../support/fixture-host.ts";
import { moved, obstaclesOf } from "./moving.ts";
import { transitional } from "./transitional.ts";

const OLD = "front/lib/actions/mcp_internal_actions/servers";
const WORKSPACES = {
  jira: fixtureFiles("dust-mixed"),
  ashby: fixtureFiles("dust-mixed"),
  agent_memory: transitional("records"),
};

/** A comment in front of any token of one of a server's two modules. */
const commented = fc
  .record({
    server: fc.constantFrom("jira" as const, "ashby" as const, "agent_memory" as const),
    file: fc.constantFrom("index.ts", "metadata.ts"),
    comment: fc.constantFrom("// Here 7.\n", "/* Here 7. */ "),
    place: fc.integer({ min: 0, max: 9999 }),
  })
  .map(({ server, file, comment, place }) => {
    const files = WORKSPACES[server];
    const path = `${OLD}/${server}/${file}`;
    const text = files[path] ?? "";
    const tokens = tokensOf(parse(path, text), parse(path, text));
    const at = tokens[Math.floor((place * tokens.length) / 10_000)]?.start ?? 0;
    return { server, path, files: { ...files, [path]: text.slice(0, at) + comment + text.slice(at) } };
  })
  .filter(({ path, files }) => syntaxErrors(parse(path, files[path] ?? "")).length === 0);

test("a comment anywhere is there after the move, or keeps the server where it is: it is told then", async () => {
  const outcomes = { moved: 0, stayed: 0 };
  await fc.assert(
    fc.asyncProperty(commented, async ({ server, files }) => {
      const after = await moved(files, server, "records").catch(() => null);
      if (after) {
        const found = Object.entries(after.files).filter(([, text]) => text.includes("Here 7."));
        expect(found).toHaveLength(1);
        expect(found.flatMap(([path, text]) => syntaxErrors(parse(path, text)))).toEqual([]);
        outcomes.moved++;
      } else {
        expect(obstaclesOf(files, server, "records").join()).toMatch(
          /Here 7|not known here|does not return the server/,
        );
        outcomes.stayed++;
      }
    }),
    { numRuns: 25, seed: 5 },
  );
  expect(outcomes.moved).toBeGreaterThan(15);
  expect(outcomes.stayed).toBeGreaterThan(0);
});
