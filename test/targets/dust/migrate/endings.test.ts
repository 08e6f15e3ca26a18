import { expect, test } from "vitest";
import type { Draft } from "../../../../src/plan/draft.ts";
import { ownPrettier } from "../../../../src/plan/format.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { targets } from "../../../../src/targets/index.ts";
import { proposeWork } from "../../../../src/workflow/propose.ts";
import { recognise } from "../../../../src/workflow/recognise.ts";
import { fixtureFiles } from "../../../support/fixture-host.ts";
import type { Files } from "./moving.ts";

/** What moving ashby of a workspace proposes, by path. */
async function proposed(files: Files): Promise<Map<string, string | null>> {
  const { target, host } = recognise(targets, memoryRepo(files));
  const found = target.read?.(host).find(({ name }) => name === "ashby");
  if (!found) throw new Error("no ashby");
  const asked = { to: "records", files: Object.keys(files) };
  const record = (draft: Draft) => void target.migrate?.(draft, host, found, asked);
  const work = { server: "ashby", extends: true, record };
  const { changes } = await proposeWork(target, host, work, ownPrettier("/nonexistent"), () => {});
  return new Map(changes.map(({ path, after }) => [path, after]));
}

const withEndings = (text: string) => text.replaceAll("\n", "\r\n");

test("a checkout whose lines end in CR LF is moved to the same texts with those endings, byte-order marks kept", async () => {
  const files = fixtureFiles("dust-mixed");
  const windows = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, withEndings(text)]));
  const constants = "front/lib/actions/mcp_internal_actions/constants.ts";
  const marked = { ...windows, [constants]: `\uFEFF${windows[constants]}` };
  const expected = [...(await proposed(files))].map(([path, after]) => [
    path,
    after === null ? null : `${path === constants ? "\uFEFF" : ""}${withEndings(after)}`,
  ]);
  expect([...(await proposed(marked))]).toEqual(expected);
});
