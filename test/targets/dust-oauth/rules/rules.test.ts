import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { rules } from "../../../../src/targets/dust-oauth/rules/index.ts";
import { mutatedFiles } from "../../../support/fixture-host.ts";
import { oauthOverlay } from "../../../support/oauth-replica.ts";
import { checkOAuth, lineOf } from "./checked.ts";

const FOLDER = fileURLToPath(new URL("../../../../src/targets/dust-oauth/rules/", import.meta.url));

test("the list of rules is the folder, and an id is its file's name", () => {
  const files = readdirSync(FOLDER).filter((name) => name !== "index.ts");
  expect(rules.map((rule) => `${rule.id.replace("dust/", "")}.ts`).sort()).toEqual(files.sort());
});

test("every rule needs only rules that stand before it, so that nothing waits for itself", () => {
  const ids = rules.map((rule) => rule.id);
  const late = rules.flatMap((rule, index) => (rule.needs ?? []).filter((id) => !ids.slice(0, index).includes(id)));
  expect(late).toEqual([]);
});

test.each(rules)("$id says what, why and how to mend it", ({ title, why, fixHint }) => {
  expect(title).toMatch(/^[A-Z`].*[^.]$/);
  expect(why).toMatch(/^[A-Z`].*\.$/);
  expect(fixHint).toMatch(/^[A-Z`].*\.$/);
});

describe.each(["dust-arrays", "dust-records"] as const)("the sample over %s", (base) => {
  test.each([
    ["newest", {}],
    ["with a provider added by hand", { byHand: true }],
    ["of an earlier form", { form: "older" }],
  ] as const)("%s has no findings and is read completely", (_, options) => {
    const { findings, outcomes } = checkOAuth(oauthOverlay(base, options));
    expect(findings.map((each) => `${lineOf(each)} ${each.message}`)).toEqual([]);
    expect(outcomes.filter(({ status }) => status === "could-not-check")).toEqual([]);
    expect(outcomes.filter(({ cause }) => cause !== undefined)).toEqual([]);
  });
});

const clean = oauthOverlay("dust-arrays");

test.each(rules)("$id: its bad example is reported in place of its good one, and nothing else", ({ id, example }) => {
  const { path, good, bad } = example;
  const found = checkOAuth(mutatedFiles(clean, [[path, good, bad]])).findings.map(({ rule }) => rule);
  expect(new Set(found)).toEqual(new Set([id]));
});
