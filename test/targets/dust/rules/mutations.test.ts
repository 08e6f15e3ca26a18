import { describe, expect, test } from "vitest";
import type { Finding } from "../../../../src/model/finding.ts";
import { runRules } from "../../../../src/rules/run.ts";
import { goneServers } from "../../../../src/targets/dust/contract/gone.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { rules } from "../../../../src/targets/dust/rules/index.ts";
import { fixtureFiles, hostOf, mutated } from "../../../support/fixture-host.ts";
import type { ReplicaName } from "../../../support/replica.ts";
import { againstCases } from "../contract/against-cases.ts";
import { cases, type MutationCase } from "./mutation-cases.ts";

function findingsIn(files: Record<string, string>): Finding[] {
  const host = hostOf(files);
  const all = readServers(host);
  return runRules(rules, all, all, host, {}, { gone: goneServers(host, all) }).findings;
}

const before = new Map<ReplicaName, Set<string>>();

/** The fingerprints of what a sample workspace has before it is changed. */
function known(host: ReplicaName): Set<string> {
  const found = before.get(host) ?? new Set(findingsIn(fixtureFiles(host)).map((each) => each.fingerprint));
  before.set(host, found);
  return found;
}

function lineOf(files: Record<string, string>, [path, snippet]: MutationCase["at"]): number {
  const text = files[path] ?? "";
  const mark = Math.max(snippet.indexOf("|"), 0);
  const start = text.indexOf(snippet.replace("|", ""));
  if (start < 0) throw new Error(`the mutated ${path} has no ${snippet}`);
  return text.slice(0, start + mark).split("\n").length;
}

describe.each(cases)("$rule: $fault", ({ rule, hosts, server, at, edits }) => {
  test.each(hosts)("%s", (host) => {
    const files = mutated(host, edits);
    const found = findingsIn(files).filter((each) => !known(host).has(each.fingerprint));
    const seen = found.map((each) => [each.rule, each.server, `${each.location.path}:${each.location.line}`]);
    expect(seen).toEqual([[`dust/${rule}`, server, `${at[0]}:${lineOf(files, at)}`]]);
  });
});

test("every rule has a mutation that it alone finds", () => {
  const rows = [...cases, ...againstCases];
  // What --like and --run ask is tested with real checkouts, what strategies say with the OAuth sample.
  const judged = rules.filter((rule) => !/\/(parity|type-check|format-check|oauth-front-.*)$/.test(rule.id));
  expect(new Set(rows.map((each) => `dust/${each.rule}`))).toEqual(new Set(judged.map((rule) => rule.id)));
});

test("there are at least 100 faults, of at least 60 pairs of rule and code shape", () => {
  const rows = [...cases, ...againstCases];
  expect(rows.length).toBeGreaterThanOrEqual(100);
  expect(new Set(rows.map((each) => `${each.rule} ${each.fault}`)).size).toBeGreaterThanOrEqual(60);
});
