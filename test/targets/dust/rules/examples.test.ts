import { describe, expect, test } from "vitest";
import { runRules } from "../../../../src/rules/run.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { rules } from "../../../../src/targets/dust/rules/index.ts";
import { fixtureFiles, hostOf, mutated } from "../../../support/fixture-host.ts";
import type { ReplicaName } from "../../../support/replica.ts";

const HOSTS: ReplicaName[] = ["dust-arrays", "dust-records"];

function reported(host: ReplicaName, edits: Parameters<typeof mutated>[1]): string[] {
  const checkout = hostOf(mutated(host, edits));
  const all = readServers(checkout);
  return runRules(rules, all, all, checkout).findings.map((finding) => finding.rule);
}

// A tool that is renamed in one file only, or an availability, is more than one fault; the table of mutations has each alone.
const ALSO: Record<string, string[]> = {
  "dust/availability-visible": ["dust/token-label", "dust/token-wiring"],
  "dust/tool-name-style": ["dust/tool-sets-match"],
  "dust/tool-name-unique": ["dust/tool-sets-match"],
  "dust/tool-name-budget": ["dust/tool-sets-match"],
};

const withExample = rules.flatMap((rule) => (rule.example ? [{ id: rule.id, ...rule.example }] : []));

// Rules that compare with a git base have no example in one checkout.
const COMPARING = /^dust\/(contract-|id-(gap|stable|retired)$|parity$|type-check$|format-check$)/;

test("every rule that judges a checkout by itself has an example", () => {
  const bare = rules.filter((rule) => !rule.example && !COMPARING.test(rule.id)).map((rule) => rule.id);
  expect(bare).toEqual([]);
});

describe.each(withExample)("$id", ({ id, path, good, bad }) => {
  const host = HOSTS.find((name) => fixtureFiles(name)[path]?.includes(good));

  test("its good example stands in a workspace without findings, its bad one is reported, and nothing else", () => {
    if (!host) throw new Error(`no sample workspace has the good example in ${path}`);
    expect(new Set(reported(host, [[path, good, bad]]))).toEqual(new Set([id, ...(ALSO[id] ?? [])]));
  });
});
