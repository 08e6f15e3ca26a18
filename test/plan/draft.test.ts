import { expect, test } from "vitest";
import { Draft } from "../../src/plan/draft.ts";
import { memoryRepo } from "../../src/repo/memory.ts";

const names = (draft: Draft, folder: string) => draft.list(folder).map(({ name }) => name);

test("a removed file is not read, not listed, and no change of a file that is written", () => {
  const draft = new Draft(memoryRepo({ "a/b/one.ts": "1", "a/b/two.ts": "2", "c.ts": "3" }));
  draft.remove("a/b/one.ts");
  expect([draft.read("a/b/one.ts"), names(draft, "a/b"), names(draft, "")]).toEqual([null, ["two.ts"], ["a", "c.ts"]]);
  draft.remove("a/b/two.ts");
  expect([names(draft, "a/b"), names(draft, "a"), names(draft, "")]).toEqual([[], [], ["c.ts"]]);
  expect([draft.changes(), draft.recorded()]).toEqual([[], []]);
  expect(draft.removed()).toEqual([
    { path: "a/b/one.ts", before: "1", after: null },
    { path: "a/b/two.ts", before: "2", after: null },
  ]);
});

test("what was never there is not removed, and a removed file can be written again", () => {
  const draft = new Draft(memoryRepo({ "a.ts": "1" }));
  draft.remove("b.ts");
  draft.remove("a.ts");
  draft.rewrite("a.ts", "2");
  expect([draft.removed(), draft.rewrites("a.ts"), draft.read("a.ts")]).toEqual([[], true, "2"]);
  expect(draft.changes()).toEqual([{ path: "a.ts", before: "1", after: "2" }]);
});
