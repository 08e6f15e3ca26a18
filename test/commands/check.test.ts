import { describe, expect, test } from "vitest";
import { type CheckOptions, check } from "../../src/commands/check.ts";
import { rules } from "../../src/commands/rules.ts";
import { UserError } from "../../src/errors.ts";
import { checkDocumentSchema, checkJsonSchema } from "../../src/model/document-schema/check.ts";
import { checklist } from "../../src/targets/dust/checklist.ts";
import { rules as oauthRules } from "../../src/targets/dust-oauth/rules/index.ts";
import { pretty } from "../../src/ui/report/check/pretty.ts";
import type { RenderOptions } from "../../src/ui/report/check/render.ts";
import { chosen } from "../../src/workflow/check.ts";
import type { CheckDocument } from "../../src/workflow/check-document.ts";
import { edgeOn } from "../support/edge.ts";
import { fixtureFiles, type Mutation, mutated } from "../support/fixture-host.ts";

const MIA = "front/lib/actions/mcp_internal_actions";
const CONSTANTS = `${MIA}/constants.ts`;

// The rules of the other targets are not run on a checkout that has nothing for them.
const COUNT = rules().document.rules.filter(({ id }) => !oauthRules.some((rule) => rule.id === id)).length;

const OPTIONS: CheckOptions = {
  names: [],
  target: undefined,
  failOn: "error",
  baseline: undefined,
  updateBaseline: false,
  fix: false,
  dryRun: false,
  diff: false,
  yes: false,
};
const PLAIN: RenderOptions = { color: false, failOn: "error", prefix: "", flags: "" };

async function run(names: string[], ...mutations: Mutation[]) {
  const outcome = await check({ ...OPTIONS, names }, edgeOn(mutated("dust-arrays", mutations)));
  const document: CheckDocument = JSON.parse(JSON.stringify(outcome.document));
  return { exitCode: outcome.exitCode, document, text: pretty(outcome.document, PLAIN) };
}

const RETIRED: Mutation = [CONSTANTS, "    id: 1,", "    id: 28,"];
const NO_FLAG: Mutation = [
  CONSTANTS,
  /isRestricted: \(\{ featureFlags \}\) => \{[^}]*servicenow_tool[^}]*\},/,
  "isRestricted: undefined,",
];
const OPEN: Mutation = ["front/lib/api/actions/servers/github/metadata.ts", 'icon: "GithubLogo"', "icon: pickIcon()"];

const NO_LABEL: Mutation = [
  "front/lib/actions/mcp_internal_actions/server_token_labels.ts",
  / {2}val_town: \{[^}]*\},\n/,
  "",
];

const lastLine = (text: string) => text.trimEnd().split("\n").at(-1);

describe("exit code and summary line", () => {
  test("0 for a server without findings", async () => {
    const { exitCode, text, document } = await run(["github"]);
    expect([exitCode, text]).toEqual([0, `1 server, ${COUNT} rules: no problems.\n`]);
    expect(document.findings).toEqual([]);
  });

  test("0 for a whole workspace without findings", async () => {
    const { exitCode, text } = await run([]);
    expect([exitCode, text]).toEqual([0, `24 servers, ${COUNT} rules: no problems.\n`]);
  });

  test("0 for an info", async () => {
    const { exitCode, text } = await run([], NO_LABEL);
    expect([exitCode, lastLine(text)]).toEqual([0, `24 servers, ${COUNT} rules: 1 info.`]);
    expect(text.match(/^info\[/gm)).toHaveLength(1);
  });

  test("0 for a warning", async () => {
    const { exitCode, text } = await run(["servicenow"], NO_FLAG);
    expect([exitCode, lastLine(text)]).toEqual([0, `1 server, ${COUNT} rules: 1 warning.`]);
  });

  test("1 for an error", async () => {
    const { exitCode, text } = await run(["github"], RETIRED);
    expect([exitCode, lastLine(text)]).toEqual([1, `1 server, ${COUNT} rules: 1 error.`]);
  });

  test("0 for what could not be checked, with the reason and the place", async () => {
    const { exitCode, text, document } = await run(["github"], OPEN);
    expect(exitCode).toBe(0);
    expect(document.summary).toMatchObject({ errors: 0 });
    expect(text).toMatch(
      /^Could not be checked:\n {2}dust\/icon-known(?:, dust\/[a-z-]+)* on github: .*`pickIcon`.* \(front\/.*metadata\.ts:\d+:\d+\)\n\n.* \d could not be checked\.\n$/,
    );
  });

  test("only the named servers are judged, and they are compared with all", async () => {
    const taken: Mutation = [CONSTANTS, "    id: 1,", "    id: 18,"];
    expect((await run(["slack"], taken)).exitCode).toBe(0);
    const { exitCode, document } = await run(["github"], taken);
    expect([exitCode, document.findings.map((each) => each.rule)]).toEqual([1, ["dust/id-unique"]]);
    expect(document.servers.map((each) => each.name)).toEqual(["github"]);
  });
});

test("a block says what, shows where and what is related, why and how to mend it", async () => {
  const { text } = await run(["github"], RETIRED);
  const lines = text.split("\n").map((line) => line.replace(/\d+(?=:\d+$|:9$)/, "N").replace(/^ *\d+ \|/, "  N |"));
  expect(lines.slice(0, 9).map((line) => line.trimStart())).toEqual([
    "error[dust/id-not-retired] `github` has the id 28, which `LEGACY_INTERNAL_MCP_SERVER_IDS` reserves for a removed server.",
    `--> ${CONSTANTS}:N:9`,
    "|",
    "N |     id: 28,",
    "|         ^^",
    expect.stringMatching(/^::: front.*constants\.ts:N:\d+$/),
    "|",
    expect.stringMatching(/^N \|.*28/),
    expect.stringMatching(/^\| +-- reserved here$/),
  ]);
  expect(lines.slice(9, 13).map((line) => line.trim().slice(0, 7))).toEqual(["= why: ", "= fix: ", "= docs:", ""]);
});

describe("the JSON document", () => {
  test("has exactly the fields of the contract", async () => {
    const { document } = await run(["github", "slack"], RETIRED);
    expect(Object.keys(document)).toEqual([
      "schemaVersion",
      "tool",
      "host",
      "servers",
      "findings",
      "checklist",
      "summary",
    ]);
    expect(document).toMatchObject({
      schemaVersion: 1,
      tool: { name: "mcp-new", version: expect.stringMatching(/^\d+\.\d+\.\d+/) },
      host: { targets: ["dust"], layouts: ["arrays"] },
      summary: {
        servers: 2,
        rules: COUNT,
        errors: 1,
        warnings: 0,
        infos: 0,
        couldNotCheck: 0,
        durationMs: expect.any(Number),
      },
    });
    const [finding] = document.findings;
    expect(finding).toEqual({
      rule: "dust/id-not-retired",
      severity: "error",
      server: "github",
      provider: null,
      message: expect.any(String),
      location: { path: CONSTANTS, line: expect.any(Number), column: 9, endLine: expect.any(Number), endColumn: 11 },
      related: [{ path: CONSTANTS, line: expect.any(Number), column: expect.any(Number), message: "reserved here" }],
      fixable: false,
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      baselined: false,
    });
  });

  test("the checklist has a line for each item, with the gravest status of its rules and the servers that have it", async () => {
    const { document } = await run(["github", "slack", "servicenow"], RETIRED, NO_FLAG, OPEN);
    const line = (id: string) => document.checklist.find((each) => each.id === id);
    expect(document.checklist).toHaveLength(checklist.length);
    expect(line("records-entry")).toMatchObject({ status: "fail", servers: ["github"] });
    expect(line("feature-flag")).toMatchObject({ status: "warn", servers: ["servicenow"] });
    expect(line("records-icon")).toMatchObject({ status: "could-not-check", servers: ["github"] });
    expect(line("records-names")).toEqual({
      id: "records-names",
      item: "the server is in `AVAILABLE_INTERNAL_MCP_SERVER_NAMES`",
      status: "pass",
      rules: ["dust/name-listed"],
      servers: ["github", "slack", "servicenow"],
    });
    expect(line("token-label")).toMatchObject({ status: "not-applicable", servers: ["github", "slack", "servicenow"] });
    expect(line("views")).toMatchObject({ status: "not-applicable", servers: [] });
  });

  test("what no rule can tell is left to a person, with the exact thing to do", async () => {
    const snapshot = `${MIA}/__snapshots__/mcp_servers_metadata.test.ts.snap`;
    const { document, exitCode } = await run(["github", "search"], [snapshot, '  "github": {', '  "githubb": {']);
    const line = (id: string) => document.checklist.find((each) => each.id === id);
    expect([exitCode, document.findings]).toEqual([0, []]);
    expect(line("testing")).toMatchObject({
      item: expect.stringMatching(/^Manual testing completed: connect/),
      status: "manual",
      servers: ["github", "search"],
    });
    expect(line("metadata-snapshot")).toMatchObject({
      item: expect.stringContaining("npm test -- --update"),
      status: "manual",
      servers: ["github"],
    });
    expect(line("views")).toMatchObject({ status: "manual", servers: ["search"] });
    expect(line("records-types")).toMatchObject({ status: "manual", item: expect.stringContaining("--run") });
  });
});

test("schema/check.schema.json is current, and the documents are what it says", async () => {
  await expect(`${JSON.stringify(checkJsonSchema(), null, 2)}\n`).toMatchFileSnapshot("../../schema/check.schema.json");
  for (const { document } of [await run([]), await run(["github"], RETIRED), await run(["github"], OPEN)]) {
    expect(checkDocumentSchema.parse(document)).toEqual(document);
    expect(checkDocumentSchema.safeParse({ ...document, more: 1 }).success).toBe(false);
  }
});

describe("unknown servers are a mistake of the user", () => {
  const failure = async (names: string[]) => {
    const error: unknown = await run(names).catch((caught: unknown) => caught);
    if (!(error instanceof UserError)) throw new Error("no UserError");
    return error;
  };

  test("one, with the near name", async () => {
    const error = await failure(["githb"]);
    expect([error.exitCode, error.code, error.message]).toEqual([2, "server-unknown", 'There is no server "githb".']);
    expect(error.hint).toMatch(/^Did you mean "github"\? Known servers: agent_delegation, .*workspace_analytics\.$/);
  });

  test("the name of a folder, with the servers that live there", async () => {
    const error = await failure(["slack_personal"]);
    expect(error.hint).toMatch(/^"slack_personal" is the folder of the server "slack"\. Known servers: /);
    expect((await failure(["exa", "slack_personal", "slac"])).details.map(({ hint }) => hint)).toEqual([
      '"exa" is the folder of the server "exa_people_and_company".',
      '"slack_personal" is the folder of the server "slack".',
      'did you mean "slack"?',
    ]);
  });

  test("the name of a folder that several share, with all of them", () => {
    const at = { path: "mail.ts", line: 1, column: 1, endLine: 1, endColumn: 1 };
    const all = ["mail_out", "mail_in"].map((name) => ({ target: "t", name, layout: null, directory: "lib/mail", at }));
    expect(() => chosen(["mail"], all)).toThrow(
      expect.objectContaining({
        hint: '"mail" is the folder of the servers "mail_out", "mail_in". Known servers: mail_in, mail_out.',
      }),
    );
  });

  test("several, all at once", async () => {
    const error = await failure(["githb", "github", "zzzzzz"]);
    expect(error.details).toEqual([
      { message: 'no server "githb"', hint: 'did you mean "github"?' },
      { message: 'no server "zzzzzz"' },
    ]);
  });
});

test("each file is read once, and nothing else of the outside world is touched", async () => {
  const edge = edgeOn(fixtureFiles("dust-arrays"));
  const read: string[] = [];
  const repo = {
    ...edge.repo,
    read: (path: string) => {
      read.push(path);
      return edge.repo.read(path);
    },
  };
  await check(OPTIONS, { ...edge, repo });
  expect(read.length).toBeGreaterThan(50);
  expect(new Set(read).size).toBe(read.length);
});

test("an interrupted run is undone only by a check that writes", async () => {
  const recovered: boolean[] = [];
  const edge = edgeOn(fixtureFiles("dust-arrays"), recovered);
  const fixing = { ...OPTIONS, names: ["github"], fix: true };
  for (const how of [{}, { dryRun: true }, { diff: true }, { diff: true, yes: true }])
    await check({ ...fixing, ...how }, edge);
  expect(recovered).toEqual([true, false, false, true]);
});

test("an interrupted run is told of and not undone", async () => {
  const recovered: boolean[] = [];
  await check({ ...OPTIONS, names: ["github"], target: "dust" }, edgeOn(fixtureFiles("dust-arrays"), recovered));
  expect(recovered).toEqual([false]);
});

test("a checkout that is no host ends with 5", async () => {
  const error: unknown = await check(OPTIONS, edgeOn({})).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ exitCode: 5 });
});
