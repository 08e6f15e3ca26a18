import fc from "fast-check";
import { expect, test } from "vitest";
import { lineEnding } from "../../../../src/edit/splice.ts";
import { factValue } from "../../../../src/model/found.ts";
import { formatDraft, ownPrettier } from "../../../../src/plan/format.ts";
import type { ReadTool } from "../../../../src/targets/dust/read/server.ts";
import { hostOf } from "../../../support/fixture-host.ts";
import type { Files } from "../drafting.ts";
import { added, damages, drafted, serverOf, toolOf } from "./adding.ts";
import { type Written, workspace, written } from "./metadata-arbitrary.ts";

const TOOL = toolOf({
  name: "find_things",
  description: 'Find "things" at once: `a`, ${b} \\ and }],',
  stake: "medium",
  params: [
    { name: "query", type: "string", description: "What to find.", required: false },
    { name: "kind", type: "enum", values: ["a", "b"], description: "Which kind.", default: "a" },
  ],
});

function read(files: Files, server: string): { tools: ReadTool[]; handlers: string[] } {
  const found = serverOf(hostOf(files), server);
  const [metadata, handlers] = [found.metadata(), found.implementation()?.handlers];
  return {
    tools: metadata?.known ? (factValue(metadata.value.tools) ?? []) : [],
    handlers: handlers?.known ? handlers.value.map((each) => each.name) : [],
  };
}

/** What is read of a tool, without places. */
function facts({ name, description, stake, running, done, toolCostCategory, freeUsage, params, schema }: ReadTool) {
  const values = [name, description, stake, running, done, toolCostCategory, freeUsage].map((fact) =>
    factValue<string | boolean>(fact),
  );
  return [...values, factValue(params)?.map(({ at: _at, ...param }) => param), schema?.getText()];
}

function holds({ server, tools, layout }: Written, files: Files, after: Files): void {
  const { tools: before, handlers } = read(files, server);
  const { tools: now, handlers: handled } = read(after, server);
  expect(before.map(({ name }) => factValue(name))).toEqual(tools);
  expect(now.slice(0, -1).map(facts)).toEqual(before.map(facts));
  const cost = layout === "dust-arrays" ? ["advanced", false] : [undefined, undefined];
  const texts = [TOOL.name, TOOL.description, TOOL.stake, TOOL.labels.running, TOOL.labels.done];
  expect(now.slice(-1).map((each) => facts(each).slice(0, 7))).toEqual([[...texts, ...cost]]);
  expect(now.slice(-1).map((each) => factValue(each.params))).toEqual([
    [
      expect.objectContaining({ name: "query", described: true, required: false }),
      expect.objectContaining({ name: "kind", described: true, required: false }),
    ],
  ]);
  expect(handled).toEqual([...handlers, TOOL.name]);
  expect(handlers).toEqual(tools);
}

test("a tool goes into a list of any style, and nothing there is touched", { timeout: 300_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(written, async (style) => {
      const files = workspace(style);
      const draft = drafted(files, style.server, TOOL);
      const changes = draft.changes();
      expect(damages(changes)).toEqual([]);
      for (const { before, after } of changes) expect(lineEnding(after)).toBe(lineEnding(before ?? after));
      const after = { ...files, ...Object.fromEntries(changes.map((change) => [change.path, change.after])) };
      holds(style, files, after);
      expect(drafted(after, style.server, TOOL).changes()).toEqual([]);
      expect(await formatDraft(draft, ownPrettier("/nonexistent"))).toEqual([]);
      expect(damages(draft.changes())).toEqual([]);
    }),
    { numRuns: 120 },
  );
});

test("one after another and at once are the same text", { timeout: 120_000 }, async () => {
  const more = [TOOL, toolOf({ name: "count_things", params: [] }), toolOf({ name: "drop_things" })];
  await fc.assert(
    fc.asyncProperty(written, async (style) => {
      const [files, { server }] = [workspace(style), style];
      let single = files;
      for (const tool of more) single = (await added(single, server, tool)).files;
      expect((await added(files, server, ...more)).files).toEqual(single);
    }),
    { numRuns: 25 },
  );
});
