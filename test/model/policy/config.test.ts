import { expect, test } from "vitest";
import { configJsonSchema } from "../../../src/model/policy/config.ts";
import { parseConfig } from "../../../src/model/problems/config.ts";
import { formatPath } from "../../../src/model/problems/problem.ts";

const NAMES = { rules: ["dust/id-unique", "mcp-new/unused-ignore"], targets: ["dust"] };

function problems(value: unknown): string[] {
  const read = parseConfig(value, NAMES);
  return "problems" in read ? read.problems.map(({ path, message }) => `${formatPath(path)}: ${message}`) : [];
}

test("schema/config.schema.json is current", async () => {
  const text = `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot("../../../schema/config.schema.json");
});

test("a configuration with every key is legal, and so is an empty one", () => {
  const ignore = [{ rule: "dust/id-unique", server: "a", reason: "r" }];
  const rules = { "dust/id-unique": "off", "mcp-new/unused-ignore": "info" };
  const whole = { $schema: "s", target: "dust", rules, ignore, templates: "t", baseline: "b.json", paths: {} };
  expect(parseConfig(whole, NAMES)).toEqual({ config: whole });
  expect(parseConfig({}, NAMES)).toEqual({ config: {} });
});

test.each([
  [[], ["spec: a list is not an object"]],
  [{ rule: {} }, ["rule: unknown key; did you mean rules?"]],
  [{ rules: { "dust/id-uniqe": "off" } }, [expect.stringMatching(/did you mean dust\/id-unique\?$/)]],
  [{ rules: { "dust/id-unique": "never" } }, [expect.stringMatching(/is not one of off, error, warning, info$/)]],
  [
    { ignore: [{ rule: "dust/id-unique" }] },
    [
      expect.stringMatching(/^ignore\[0\]\.server: is missing/),
      expect.stringMatching(/^ignore\[0\]\.reason: is missing/),
    ],
  ],
  [{ ignore: [{ rule: "dust/id-unique", server: "a", reason: "" }] }, [expect.stringMatching(/^ignore\[0\]\.reason/)]],
  [
    { ignore: [{ rule: "dust/id-unique", server: "a", reason: "  " }] },
    [expect.stringMatching(/^ignore\[0\]\.reason/)],
  ],
  [{ paths: { constants: "x.ts" } }, [expect.stringMatching(/^paths\.constants: no path can be overridden yet/)]],
  [{ target: "rust" }, [expect.stringMatching(/^target: there is no target "rust"/)]],
  [{ templates: 5, baseline: "" }, [expect.stringMatching(/^templates/), expect.stringMatching(/^baseline/)]],
])("%j is refused", (value, expected) => {
  expect(problems(value)).toEqual(expected);
});
