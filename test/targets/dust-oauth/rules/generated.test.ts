import { expect, test } from "vitest";
import { Draft } from "../../../../src/plan/draft.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { coreFiles } from "../../../../src/targets/dust-oauth/core/files.ts";
import { registerCore } from "../../../../src/targets/dust-oauth/core/register.ts";
import { coreForms } from "../../../../src/targets/dust-oauth/core/signatures.ts";
import { frontFiles } from "../../../../src/targets/dust-oauth/front/files.ts";
import { registerFront } from "../../../../src/targets/dust-oauth/front/register.ts";
import { detectOAuth } from "../../../../src/targets/dust-oauth/host.ts";
import { oauthOverlay } from "../../../support/oauth-replica.ts";
import { CORE_VARIETY } from "../core/declarations.ts";
import { VARIETY } from "../front/declarations.ts";
import { checkDraft, lineOf } from "./checked.ts";

const NAMED = new Set(VARIETY.map(({ provider }) => provider));
const declarations = [...VARIETY, ...CORE_VARIETY.filter(({ provider }) => !NAMED.has(provider))];

test.each([
  ["dust-arrays", "newest"],
  ["dust-arrays", "older"],
  ["dust-records", "newest"],
  ["dust-records", "older"],
] as const)("what is generated has no findings: %s, %s form", (base, form) => {
  const draft = new Draft(memoryRepo(oauthOverlay(base, { form })));
  const host = detectOAuth(draft);
  if (!host) throw new Error("no OAuth part");
  for (const declaration of declarations) {
    for (const { path, text } of coreFiles(declaration, coreForms(host.rust))) draft.create(path, text);
    registerCore(draft, declaration);
    for (const { path, text } of frontFiles(declaration, host)) draft.create(path, text);
    registerFront(draft, host, declaration);
  }
  const { findings, outcomes } = checkDraft(draft);
  expect(findings.map((each) => `${lineOf(each)} ${each.message}`)).toEqual([]);
  expect(outcomes.filter(({ status }) => status === "could-not-check")).toEqual([]);
  expect(new Set(outcomes.map(({ server }) => server)).size).toBeGreaterThan(declarations.length);
});
