import { expect, test } from "vitest";
import { explain, rules } from "../../src/commands/rules.ts";
import { rulesMarkdown } from "../../src/ui/report/rules-text.ts";
import { mcpNew } from "../support/cli.ts";

test("docs/rules.md is current", async () => {
  await expect(rulesMarkdown(rules().document.rules)).toMatchFileSnapshot("../../docs/rules.md");
});

test("explain takes a name with or without its target", () => {
  expect(explain("icon-known").document).toEqual(explain("dust/icon-known").document);
});

test("rules lists every rule, as text and as JSON", async () => {
  const text = await mcpNew(".", ["rules"]);
  const json = await mcpNew(".", ["rules", "--json"]);
  expect([text.exitCode, json.exitCode]).toEqual([0, 0]);
  const listed = JSON.parse(json.stdout);
  expect(listed).toEqual(JSON.parse(JSON.stringify(rules().document)));
  for (const { id } of listed.rules) expect(text.stdout).toContain(`${id} `);
  expect(text.stdout.trimEnd().split("\n").at(-1)).toBe(
    `${listed.rules.length} rules, 3 of them about ignores and the baseline; a check runs all that are not off. mcp-new explain <rule> says more.`,
  );
});

test("explain says what, why, an example, the fix and how to silence it", async () => {
  const { exitCode, stdout } = await mcpNew(".", ["explain", "dust/icon-known"]);
  expect(exitCode).toBe(0);
  const { rule } = explain("dust/icon-known").document;
  const parts = [rule.id, rule.title, rule.why, rule.fix, rule.example?.good, rule.example?.bad, rule.silence.comment];
  for (const part of parts) expect(stdout).toContain(part);
});

test("an unknown rule ends with 2 and near names", async () => {
  const { exitCode, stdout } = await mcpNew(".", ["explain", "icon-knwon", "--json"]);
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout).error).toMatchObject({
    code: "rule-unknown",
    hint: 'Did you mean "icon-known"? mcp-new rules lists them.',
  });
});
