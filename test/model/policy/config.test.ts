import { expect, test } from "vitest";
import { configJsonSchema } from "../../../src/model/policy/config.ts";
import { parseConfig } from "../../../src/model/problems/config.ts";
import { formatPath } from "../../../src/model/problems/problem.ts";

const NAMES = { rules: ["dust/id-unique", "mcp-new/unused-ignore"], targets: ["dust"], folder: "front" };

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
  const whole = {
    $schema: "s",
    target: "dust",
    rules,
    ignore,
    templates: "t",
    baseline: "b.json",
    paths: { "@a": "../a/index.ts", "@b/*": ["b/*", "../c/*"] },
  };
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
  [{ paths: { "@a/*/*": "x/*" } }, ["paths.@a/*/*: an alias has at most one `*`"]],
  [{ paths: { "@a": ["x", "y/*"] } }, ["paths.@a[1]: has a `*` more than its alias"]],
  [{ paths: { "./a": "x" } }, ["paths../a: is a path and no alias, so nothing would be changed by it"]],
  [
    { paths: { "@a/*": ["../../a/*", "/a/*"], "@b/*": "C:\\b/*" } },
    [
      "paths.@a/*[0]: ../../a/* is outside of the host; name a path below its root",
      "paths.@a/*[1]: /a/* is outside of the host; name a path below its root",
      "paths.@b/*: C:\\b/* is outside of the host; name a path below its root",
    ],
  ],
  [
    { paths: { "@a": 5, "@b": [], "@c": [""] } },
    [/^paths\.@a/, /^paths\.@b/, /^paths\.@c/].map((each) => expect.stringMatching(each)),
  ],
  [{ target: "rust" }, [expect.stringMatching(/^target: there is no target "rust"/)]],
  [{ templates: 5, baseline: "" }, [expect.stringMatching(/^templates/), expect.stringMatching(/^baseline/)]],
])("%j is refused", (value, expected) => {
  expect(problems(value)).toEqual(expected);
});
