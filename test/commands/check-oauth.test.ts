import { describe, expect, test } from "vitest";
import { checkDocumentSchema } from "../../src/model/document-schema/check.ts";
import { memoryRepo } from "../../src/repo/memory.ts";
import { targets } from "../../src/targets/index.ts";
import { RENDER } from "../../src/ui/report/check/index.ts";
import { type CheckReport, checkHosts } from "../../src/workflow/check.ts";
import { loadConfig, ruleIds } from "../../src/workflow/policy/config.ts";
import { policyOf } from "../../src/workflow/policy/policy.ts";
import { readOnce } from "../../src/workflow/read-once.ts";
import { recogniseAll } from "../../src/workflow/recognise.ts";
import { type Mutation, mutatedFiles } from "../support/fixture-host.ts";
import { oauthFiles } from "../support/oauth-replica.ts";

const RUST = "core/src/oauth/providers/github.rs";
const STRATEGY = "front/lib/api/oauth/providers/github.ts";
const LEAK: Mutation = [RUST, '            map.remove("refresh_token");\n', ""];
const SCRUB = "dust/oauth-core-scrub";
const PLAIN = { color: false, failOn: "error", prefix: "", flags: "" } as const;

interface Given {
  names?: string[];
  config?: object;
  baseline?: CheckReport["accepted"];
}

/** A check of both targets, in which the server `github` has a provider of its name. */
function run(edits: Mutation[], { names = ["github"], config = {}, baseline }: Given = {}): CheckReport {
  const tree = readOnce(memoryRepo(mutatedFiles(oauthFiles("dust-arrays"), edits)));
  const at = { path: "baseline.json", line: 1, column: 1, endLine: 1, endColumn: 1 };
  const rows = baseline?.map((row) => ({ ...row, at }));
  const loaded = loadConfig({ path: "mcp-new.config.json", text: JSON.stringify(config) }, targets);
  const policy = policyOf(loaded, ruleIds(targets), rows ? { path: at.path, text: null, rows } : null);
  return checkHosts(recogniseAll(targets, tree), { names, policy, tree });
}

const found = ({ document }: CheckReport) =>
  document.findings.map(({ rule, server, provider }) => [rule, server, provider]);

describe("a finding about a provider", () => {
  const report = run([LEAK]);

  test("names the provider and no server, and stands in the document that its schema describes", () => {
    const { document } = report;
    expect(document.findings).toMatchObject([
      { rule: SCRUB, server: null, provider: "github", location: { path: RUST } },
    ]);
    expect(document.servers.map(({ name }) => name)).toEqual(["github"]);
    expect(document.host.targets).toEqual(["dust", "dust-oauth"]);
    expect(checkDocumentSchema.parse(JSON.parse(JSON.stringify(document)))).toEqual(
      JSON.parse(JSON.stringify(document)),
    );
    expect(document.checklist.find(({ id }) => id === "oauth-core-tokens")).toMatchObject({
      status: "fail",
      servers: ["github"],
    });
  });

  test("is counted with the providers that were checked, in the last line", () => {
    const lines = RENDER.pretty(report, PLAIN).trimEnd().split("\n");
    expect(lines.at(-1)).toMatch(/^1 server, 1 OAuth provider, \d+ rules: 1 error/);
  });

  test.each(["pretty", "agent", "github", "gitlab", "sarif", "junit", "markdown"] as const)(
    "is shown as %s",
    (format) => {
      const text = RENDER[format](report, PLAIN);
      expect(text).toContain(SCRUB);
      expect(text).toContain(RUST);
      expect(text).toContain("github");
    },
  );

  test("is not that of a server with the same name, and the other way round", () => {
    const icon: Mutation = [
      "front/lib/api/actions/servers/github/metadata.ts",
      'icon: "GithubLogo"',
      'icon: "Nothing"',
    ];
    expect(found(run([LEAK, icon])).sort()).toEqual([
      ["dust/icon-known", "github", null],
      [SCRUB, null, "github"],
    ]);
  });

  test("a provider that is no server can be asked for by its name", () => {
    const more: Mutation = [RUST.replace("github", "jira"), '                map.remove("refresh_token");\n', ""];
    expect(found(run([LEAK, more], { names: ["jira"] }))).toEqual([[SCRUB, null, "jira"]]);
  });
});

describe("what a team accepts of a provider", () => {
  test("an entry of the configuration, and one that finds nothing", () => {
    const config = { ignore: [{ rule: SCRUB, server: "github", reason: "the vendor sends no tokens" }] };
    expect(found(run([LEAK], { config }))).toEqual([]);
    expect(found(run([], { config }))).toEqual([["mcp-new/unused-ignore", "github", null]]);
  });

  test("a comment above the place, in Rust and in TypeScript", () => {
    const comment = `// mcp-new-ignore-next-line ${SCRUB} -- the vendor sends none\n    fn scrubbed_raw_json`;
    expect(found(run([LEAK, [RUST, "fn scrubbed_raw_json", comment]]))).toEqual([]);
    const state: Mutation = [STRATEGY, "`&state=${connection.connection_id}` +", "`&state=${connection.provider}` +"];
    const above = "// mcp-new-ignore-next-line dust/oauth-front-state -- the vendor has its own\n      `&state=";
    expect(found(run([state]))).toEqual([["dust/oauth-front-state", null, "github"]]);
    expect(found(run([state, [STRATEGY, "`&state=", above]]))).toEqual([]);
  });

  test("a comment that accepts nothing is told of when all is checked, though names stand for two things", () => {
    const comment = `// mcp-new-ignore-next-line ${SCRUB} -- no reason any more\n    fn scrubbed_raw_json`;
    expect(found(run([[RUST, "fn scrubbed_raw_json", comment]], { names: [] }))).toEqual([
      ["mcp-new/unused-ignore", null, null],
    ]);
  });

  test("a baseline", () => {
    const { accepted } = run([LEAK]);
    expect(accepted).toMatchObject([{ rule: SCRUB, server: "github" }]);
    expect(run([LEAK], { baseline: accepted }).document.findings).toMatchObject([{ rule: SCRUB, baselined: true }]);
    expect(found(run([], { baseline: accepted }))).toEqual([["mcp-new/stale-baseline", "github", null]]);
  });
});
