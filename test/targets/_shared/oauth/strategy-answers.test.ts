import { describe, expect, test } from "vitest";
import { Sources } from "../../../../src/edit/sources.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import { ALIASES } from "../../../../src/targets/_shared/front-modules.ts";
import { type StrategyRow, strategyRows } from "../../../../src/targets/_shared/oauth/strategies.ts";
import {
  acceptsServerId,
  keptInputs,
  refusedUseCases,
} from "../../../../src/targets/_shared/oauth/strategy-answers.ts";
import { oauthFiles } from "../../../support/oauth-replica.ts";

const USE_CASES = ["connection", "labs_transcripts", "platform_actions", "personal_actions", "bot", "webhooks"];
const PROVIDERS = "front/lib/api/oauth/providers/";

function rowsOf(files: Record<string, string>): { sources: Sources; rows: Map<string, StrategyRow> } {
  const sources = new Sources(memoryRepo(files), ALIASES);
  return { sources, rows: strategyRows(sources) };
}

describe.each(["newest", "older"] as const)("the %s form", (form) => {
  const { sources, rows } = rowsOf(oauthFiles("dust-arrays", { form }));
  const answers = <T>(answer: (strategy: NonNullable<StrategyRow["strategy"]>) => T) =>
    Object.fromEntries([...rows].map(([name, { strategy }]) => [name, strategy && answer(strategy)]));

  test("every row leads to its class", () => {
    expect([...rows.values()].map(({ strategy, className }) => strategy?.name?.text === className)).toEqual(
      Array(13).fill(true),
    );
    expect(rows.get("mcp_static")).toMatchObject({ className: "MCPOAuthStaticOAuthProvider", at: { column: 3 } });
  });

  test("who lets a person connect to a server of the workspace: all but one", () => {
    const accepted = answers((strategy) => acceptsServerId(strategy, sources));
    const refusing = Object.entries(accepted).filter(([, fact]) => !(fact?.known && fact.value));
    expect(refusing).toMatchObject([["slack", { known: true, value: false }]]);
  });

  test("which use cases have no address", () => {
    const refused = answers((strategy) => [...refusedUseCases(strategy, USE_CASES, sources).keys()].join(" "));
    expect(Object.fromEntries(Object.entries(refused).filter(([, cases]) => cases !== ""))).toEqual({
      mcp: "connection labs_transcripts bot webhooks",
      mcp_static: "connection labs_transcripts bot webhooks",
      slack_tools: "connection labs_transcripts bot webhooks",
    });
  });

  test("which inputs become metadata: no secret", () => {
    const inputs = ["client_id", "client_secret", "instance_url"];
    const kept = answers((strategy) => keptInputs(strategy, inputs, ["platform_actions"], sources));
    expect(kept["salesforce"]).toMatchObject({ known: true, value: ["client_id", "instance_url"] });
    expect(kept["mcp_static"]).toMatchObject({ known: true, value: ["client_id", "instance_url"] });
    expect(kept["jira"]).toMatchObject({ known: true, value: inputs });
  });
});

/** The answers of jira's strategy with one method written as `method`. */
function jira(method: string) {
  const files = oauthFiles("dust-arrays");
  const path = `${PROVIDERS}jira.ts`;
  const text = files[path] ?? "";
  const name = /^\w+|(?<=async )\w+/.exec(method)?.[0];
  const start = text.search(new RegExp(`^  ${name}\\(`, "m"));
  const end = start < 0 ? text.lastIndexOf("}") : text.indexOf("\n  }\n", start) + 5;
  const changed = `${text.slice(0, start < 0 ? end : start)}  ${method}\n${text.slice(end)}`;
  const { sources, rows } = rowsOf({ ...files, [path]: changed });
  const strategy = rows.get("jira")?.strategy;
  if (!strategy) throw new Error("no strategy");
  return { strategy, sources };
}

test.each<[string, boolean | "unknown"]>([
  ["return Object.keys(extraConfig).length === 0;", false],
  ["return Object.keys(extraConfig).length <= 1;", true],
  ["return !('mcp_server_id' in extraConfig);", false],
  ["if (useCase === 'personal_actions') { return !!extraConfig.mcp_server_id; } return false;", true],
  ["if (useCase !== 'bot') { throw new Error(); } return true;", false],
  ["return valid(extraConfig);", "unknown"],
  ["return Boolean(process.env.STRICT) || Object.keys(extraConfig).length === 0;", "unknown"],
  ["const { scope, ...rest } = extraConfig; return !Object.keys(rest).length;", false],
  ["const { mcp_server_id, ...rest } = extraConfig; return Object.keys(rest).length === 0;", true],
])("acceptsServerId: %s", (body, expected) => {
  const { strategy, sources } = jira(`isExtraConfigValid(extraConfig, useCase) { ${body} }`);
  const fact = acceptsServerId(strategy, sources);
  expect(fact?.known ? fact.value : "unknown").toBe(expected);
});

test.each([
  ["throw new Error();", USE_CASES],
  ["if (!connection.metadata.code_challenge) { throw new Error(); } return '';", []],
  [
    "if (!connection.x) { throw new Error(); } if (!['bot'].includes(useCase)) { throw new Error(); }",
    USE_CASES.filter((each) => each !== "bot"),
  ],
  ["switch (useCase) { case 'bot': case 'webhooks': throw new Error(); } return '';", ["bot", "webhooks"]],
  [
    "return this.scopes(useCase); } scopes(useCase) { if (useCase === 'bot') { throw new Error(); } return '';",
    ["bot"],
  ],
  ["return unknown(useCase);", []],
])("refusedUseCases: %s", (body, expected) => {
  const { strategy, sources } = jira(`setupUri({ connection, useCase }) { ${body} }`);
  expect([...refusedUseCases(strategy, USE_CASES, sources).keys()]).toEqual(expected);
});

test.each([
  ["return extraConfig;", ["a", "b"]],
  ["const { b: _b, ...rest } = extraConfig; return { ...rest, ...(await pkce()) };", ["a"]],
  ["const copy = { ...extraConfig }; delete copy.b; return copy;", ["a"]],
  ["return { ...extraConfig, b: '' };", ["a"]],
  ["if (useCase === 'personal_actions') { return extraConfig; } return { a: extraConfig.a };", ["a", "b"]],
  ["if (auth.x) { return { b: extraConfig.b }; } return {};", ["b"]],
  ["return omit(extraConfig, 'b');", null],
])("keptInputs: %s", (body, expected) => {
  const { strategy, sources } = jira(`async getUpdatedExtraConfig(auth, { extraConfig, useCase }) { ${body} }`);
  const fact = keptInputs(strategy, ["a", "b"], ["platform_actions", "personal_actions"], sources);
  expect(fact.known ? fact.value : null).toEqual(expected);
});
