import { describe, expect, test } from "vitest";
import { runRules } from "../../../../src/rules/run.ts";
import { goneServers } from "../../../../src/targets/dust/contract/gone.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { rules } from "../../../../src/targets/dust/rules/index.ts";
import { fixtureFiles, hostOf, type Mutation, mutatedFiles } from "../../../support/fixture-host.ts";
import { oauthFiles } from "../../../support/oauth-replica.ts";

const HOSTS: Record<string, string>[] = [
  fixtureFiles("dust-arrays"),
  fixtureFiles("dust-records"),
  fixtureFiles("dust-legacy"),
  oauthFiles("dust-arrays"),
];

function reported(files: Record<string, string>, edit: Mutation): string[] {
  const checkout = hostOf(mutatedFiles(files, [edit]));
  const all = readServers(checkout);
  const gone = goneServers(checkout, all);
  return runRules(rules, all, all, checkout, {}, { gone }).findings.map((finding) => finding.rule);
}

// A tool that is renamed in one file only, or an availability, is more than one fault; the table of mutations has each alone.
const ALSO: Record<string, string[]> = {
  "dust/availability-visible": ["dust/token-label", "dust/token-wiring"],
  "dust/tool-name-style": ["dust/tool-sets-match"],
  "dust/tool-name-budget": ["dust/tool-sets-match"],
};

// Those that need arguments are tried out by the program itself.
const alone = rules.filter(({ example }) => example.args === undefined).map(({ id, example }) => ({ id, ...example }));

describe.each(alone)("$id", ({ id, path, good, bad }) => {
  const host = HOSTS.find((files) => files[path]?.includes(good));

  test("its good example stands in a workspace without findings, its bad one is reported, and nothing else", () => {
    if (!host) throw new Error(`no sample workspace has the good example in ${path}`);
    expect(new Set(reported(host, [path, good, bad]))).toEqual(new Set([id, ...(ALSO[id] ?? [])]));
  });
});
