import { expect, test } from "vitest";
import { specFlags, toolFlags } from "../../src/model/spec/spec-flags.ts";

test("the field flags of the contract, with their places", () => {
  expect(specFlags().map(({ flags, key, path }) => `${flags} ${key} ${path}`)).toEqual([
    "--title <text> title title",
    "--description <text> description description",
    "--icon <name> icon icon",
    "--docs-url <url> docsUrl documentationUrl",
    "--oauth <provider> oauth auth.provider",
    "--use-case <case> useCase auth.useCases",
    "--scope <scopes> scope auth.scope",
    "--bearer bearer auth.kind",
    "--no-auth auth auth.kind",
    "--availability <when> availability availability",
    "--feature-flag <name> featureFlag gate.featureFlag",
    "--preview preview gate.preview",
    "--base-url <url> baseUrl api.baseUrl",
    "--tool <name: description> tool tools",
  ]);
});

test("help text, choices and repetition come from the schema", () => {
  const flags = new Map(specFlags().map((flag) => [flag.key, flag]));
  expect(specFlags().filter((flag) => flag.description === "")).toEqual([]);
  expect(flags.get("availability")?.choices).toEqual(["manual", "auto", "auto_hidden_builder"]);
  expect(flags.get("useCase")).toMatchObject({
    repeatable: true,
    choices: ["platform_actions", "personal_actions", "workspace_connection"],
  });
  expect(
    specFlags()
      .filter((flag) => flag.repeatable)
      .map((flag) => flag.key),
  ).toEqual(["useCase", "tool"]);
  expect(flags.get("preview")?.value).toBe(true);
  expect(flags.get("auth")?.value).toBe("none");
});

test("the field flags of a tool", () => {
  expect(toolFlags().map(({ flags, key, path }) => `${flags} ${key} ${path}`)).toEqual([
    "--description <text> description description",
    "--stake <stake> stake stake",
    "--param <name:type=description> param params",
    "--request <method path> request request",
  ]);
  const flags = new Map(toolFlags().map((flag) => [flag.key, flag]));
  expect(flags.get("stake")?.choices).toEqual(["never_ask", "low", "medium", "high"]);
  expect(flags.get("param")?.repeatable).toBe(true);
  expect(toolFlags().filter((flag) => flag.description === "")).toEqual([]);
});
