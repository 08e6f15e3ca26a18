import { describe, expect, test } from "vitest";
import { runRules } from "../../../../src/rules/run.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { rules as serverRules } from "../../../../src/targets/dust/rules/index.ts";
import { rules } from "../../../../src/targets/dust-oauth/rules/index.ts";
import { hostOf, mutatedFiles } from "../../../support/fixture-host.ts";
import { oauthFiles } from "../../../support/oauth-replica.ts";
import { checkOAuth, lineOf } from "./checked.ts";
import { providerFaults, sample } from "./mutations/all.ts";
import type { OAuthFault } from "./mutations/case.ts";
import { serverFaults } from "./mutations/front.ts";

/** `path:line` of the snippet of a mutated file; `|` in it marks the place. */
function placeIn(files: Readonly<Record<string, string>>, [path, snippet]: OAuthFault["at"]): string {
  const text = files[path] ?? "";
  const start = text.indexOf(snippet.replace("|", ""));
  if (start < 0) throw new Error(`the mutated ${path} has no ${snippet}`);
  return `${path}:${text.slice(0, start + Math.max(snippet.indexOf("|"), 0)).split("\n").length}`;
}

describe("one fault is one finding, in its place", () => {
  test.each(providerFaults)("$rule: $fault", ({ rule, of, at, edits }) => {
    const files = mutatedFiles(sample, edits);
    expect(checkOAuth(files).findings.map(lineOf)).toEqual([`${rule} ${of}: ${placeIn(files, at)}`]);
  });
});

describe("a server that offers more than its provider does is one finding of the server", () => {
  const whole = oauthFiles("dust-arrays");

  test.each(serverFaults)("$rule: $fault", ({ rule, of, at, edits }) => {
    const files = mutatedFiles(whole, edits);
    const host = hostOf(files);
    const all = readServers(host);
    const { findings } = runRules(serverRules, all, all, host);
    expect(findings.map(lineOf)).toEqual([`${rule} ${of}: ${placeIn(files, at)}`]);
  });
});

test("every rule has a fault that it alone finds", () => {
  const judged = [...rules, ...serverRules].map(({ id }) => id).filter((id) => id.startsWith("dust/oauth-"));
  // These two stand in the table of servers.
  const others = ["dust/oauth-provider-known", "dust/oauth-allows-instances"];
  const found = [...providerFaults, ...serverFaults].map(({ rule }) => `dust/oauth-${rule}`);
  expect([...new Set(found)].sort()).toEqual(judged.filter((id) => !others.includes(id)).sort());
});

test("there are at least 40 faults of each program", () => {
  const of = (program: string) =>
    [...providerFaults, ...serverFaults].filter(({ edits }) => edits.some(([path]) => path.startsWith(program)));
  expect(of("core/").length).toBeGreaterThanOrEqual(40);
  expect(of("front/").length).toBeGreaterThanOrEqual(40);
});
