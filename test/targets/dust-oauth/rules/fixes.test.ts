import { expect, test } from "vitest";
import { Draft } from "../../../../src/plan/draft.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { type Mutation, mutatedFiles } from "../../../support/fixture-host.ts";
import { oauthOverlay } from "../../../support/oauth-replica.ts";
import { checkDraft, lineOf } from "./checked.ts";
import { CONNECTION, LIB, REGISTRY, rs, TYPES } from "./mutations/case.ts";

const clean = oauthOverlay("dust-arrays", { byHand: true });
const ARM = "        ConnectionProvider::AcmeCrm => Box::new(AcmeCrmConnectionProvider::new()),\n";
const USE = /acme_crm::AcmeCrmConnectionProvider,\s*/;

const mended: [what: string, edits: Mutation[]][] = [
  ["a module line", [[LIB, "        pub mod acme_crm;\n", ""]]],
  ["a variant", [[CONNECTION, "    AcmeCrm,\n", ""]]],
  ["an arm", [[CONNECTION, ARM, ""]]],
  ["what is used", [[CONNECTION, USE, ""]]],
  [
    "a variant, its use and its arm",
    [
      [CONNECTION, "    AcmeCrm,\n", ""],
      [CONNECTION, ARM, ""],
      [CONNECTION, USE, ""],
    ],
  ],
  ["an item", [[TYPES, '  "acme_crm",\n', ""]]],
  ["a name", [[TYPES, '  acme_crm: "Acme CRM",\n', ""]]],
  ["a case", [[TYPES, '    case "acme_crm":\n', ""]]],
  ["a strategy", [[REGISTRY, "  acme_crm: new AcmeCrmOAuthProvider(),\n", ""]]],
];

test.each(mended)("%s that is missing is put back, and no line is lost", (_, edits) => {
  const files = mutatedFiles(clean, edits);
  const draft = new Draft(memoryRepo(files));
  const { findings, fixes } = checkDraft(draft);
  expect(findings.map(({ fixable }) => fixable)).toEqual([true]);
  for (const fix of fixes.values()) fix(draft);
  expect(checkDraft(draft).findings.map(lineOf)).toEqual([]);
  const [path] = edits[0] ?? [""];
  const before = (files[path] ?? "").split(/[\s,]+/);
  const after = (draft.read(path) ?? "").split(/[\s,]+/);
  expect(before.filter((word) => !after.includes(word))).toEqual([]);
});

test.each<[string, Mutation[]]>([
  ["a misspelt module", [[LIB, "        pub mod acme_crm;\n", "        pub mod acme_cmr;\n"]]],
  ["a misspelt item", [[TYPES, '  "acme_crm",\n', '  "acme_cmr",\n']]],
  ["an arm with another provider", [[CONNECTION, "Box::new(AcmeCrm", "Box::new(Hubspot"]]],
  [
    "a module whose struct has another name",
    [
      [LIB, "        pub mod acme_crm;\n", ""],
      [rs("acme_crm"), /AcmeCrmConnectionProvider/g, "AcmeProvider"],
      [CONNECTION, /AcmeCrmConnectionProvider/g, "AcmeProvider"],
    ],
  ],
])("%s is left to a person", (_, edits) => {
  const { findings } = checkDraft(memoryRepo(mutatedFiles(clean, edits)));
  expect(findings.map(({ fixable }) => fixable)).toEqual([false]);
});
