import { describe, expect, test } from "vitest";
import type { RuleOutcome } from "../../../../src/rules/run.ts";
import { mutatedFiles } from "../../../support/fixture-host.ts";
import { oauthOverlay } from "../../../support/oauth-replica.ts";
import { checkOAuth, lineOf } from "./checked.ts";
import { CONNECTION, CREDENTIAL, LIB, REGISTRY, rs, TYPES, ts } from "./mutations/case.ts";

const clean = oauthOverlay("dust-arrays");
const SCRUB: [string, string, string] = [rs("hubspot"), '            map.remove("refresh_token");\n', ""];
const LEAK = `core-scrub hubspot: ${rs("hubspot")}:106`;

function openIn(outcomes: readonly RuleOutcome[]): string[] {
  return [...new Set(outcomes.filter(({ status }) => status === "could-not-check").map(({ at }) => at?.path ?? ""))];
}

describe("a file that cannot be read is named, and the rest is checked", () => {
  test.each([
    [CONNECTION, "pub enum ConnectionProvider {", "pub enum ConnectionProvider {{"],
    [CREDENTIAL, "pub enum CredentialProvider {", "pub enum CredentialProvider {("],
    [LIB, "pub mod oauth {", "pub mod oauth {{"],
    [TYPES, "export const OAUTH_PROVIDERS = [", "export const OAUTH_PROVIDERS = [["],
    [REGISTRY, "const _PROVIDER_STRATEGIES:", "const _PROVIDER_STRATEGIES =:"],
  ])("%s", (path, from, to) => {
    const { findings } = checkOAuth(mutatedFiles(clean, [[path, from, to], SCRUB]));
    const [first, ...others] = findings.map(({ rule, provider, location }) => [rule, provider, location.path]);
    const leak = ["dust/oauth-core-scrub", "hubspot", rs("hubspot")];
    const broken = ["dust/oauth-registry-readable", null, path];
    expect([first, ...others].sort()).toEqual([broken, leak].sort());
  });

  test("a missing credential.rs leaves open only what it would say", () => {
    const { findings, outcomes } = checkOAuth(mutatedFiles(clean, [[CREDENTIAL, null, ""], SCRUB]));
    expect(findings.map(lineOf)).toEqual([LEAK]);
    expect(openIn(outcomes)).toEqual([CREDENTIAL]);
    const open = outcomes.filter(({ status }) => status === "could-not-check");
    expect(new Set(open.map(({ rule }) => rule))).toEqual(
      new Set(["dust/oauth-core-credential", "dust/oauth-core-from-panics"]),
    );
  });
});

test("line ends of Windows change nothing", () => {
  const windows = (files: Record<string, string>) =>
    Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll("\n", "\r\n")]));
  expect(checkOAuth(windows(clean)).findings).toEqual([]);
  expect(checkOAuth(windows(mutatedFiles(clean, [SCRUB]))).findings.map(lineOf)).toEqual([LEAK]);
});

test("a file of 2 MB is read in a few seconds", () => {
  const line = 'fn filler() -> Option<String> { serde_json::json!({ "a": [1, 2, 3] }).as_str().map(String::from) }\n';
  const filler = line.replace("filler", "a").repeat(Math.ceil((2 * 1024 * 1024) / line.length));
  const [path, from, to] = SCRUB;
  const text = (clean[path] ?? "").replace(from, to);
  const started = performance.now();
  expect(checkOAuth({ ...clean, [path]: text + filler }).findings.map(lineOf)).toEqual([LEAK]);
  expect(performance.now() - started).toBeLessThan(20_000);
});

describe("what cannot be worked out is could-not-check, never a finding", () => {
  test.each([
    ["front-lists", TYPES, '  "jira",\n', "  ...more(),\n"],
    ["front-finalize-name", ts("jira"), 'provider: "jira"', "provider: nameOf(connection)"],
    ["front-state", ts("hubspot"), '"state", connection.connection_id', '"state", stateOf(connection)'],
    ["front-secret-leak", ts("servicenow"), "      return rest;", "      return cleaned(extraConfig);"],
    ["core-keep-refresh", rs("google_drive"), /Ok\(RefreshResult \{[^}]*\}\)/, "Ok(refreshed(raw_json))"],
    ["front-file", REGISTRY, "jira: new JiraOAuthProvider()", "jira: strategyOf()"],
  ] as const)("%s in %s", (rule, path, from, to) => {
    const { findings, outcomes } = checkOAuth(mutatedFiles(clean, [[path, from, to]]));
    const open = outcomes.filter(({ status }) => status === "could-not-check").map((each) => each.rule);
    expect(findings.map(lineOf)).toEqual([]);
    expect(open).toContain(`dust/oauth-${rule}`);
  });
});
