import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { configSchema } from "../src/model/policy/config.ts";
import { parseConfig } from "../src/model/problems/config.ts";
import { ignoreComments } from "../src/rules/ignore-comment.ts";
import { targets } from "../src/targets/index.ts";
import { ruleIds } from "../src/workflow/policy/config.ts";
import { flagsIn, helpPages } from "./support/help.ts";
import { PACKAGE } from "./support/source-graph.ts";

const text = readFileSync(join(PACKAGE, "docs/ci.md"), "utf8");
const blocks = (language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, block]) => block ?? "");

describe("docs/ci.md", () => {
  let flags: string[];

  beforeAll(async () => {
    flags = flagsIn((await helpPages()).get("check") ?? "");
  });

  test("names flags of check that exist", () => {
    const named = flagsIn(text.replaceAll(/^\| `target`.*$/gm, ""));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((flag) => !flags.includes(flag))).toEqual([]);
  });

  test("has a workflow whose call asks for history, and hooks", () => {
    const [workflow = "", hook = ""] = blocks("yaml");
    expect(workflow).toMatch(/fetch-depth: 0[\s\S]*run: npx mcp-new check --against/);
    expect(workflow).not.toContain("\t");
    expect(hook).toContain("entry: npx mcp-new check");
  });

  test("shows a configuration that is legal, and names every key of one", () => {
    const [config = "{}"] = blocks("json");
    const read = parseConfig(JSON.parse(config), { rules: ruleIds(targets), targets: ["dust"], folder: "" });
    expect(read).toEqual({ config: JSON.parse(config) });
    const keys = [...text.matchAll(/^\| `(\w+)` +\|/gm)].map(([, key]) => key);
    expect(keys).toEqual(Object.keys(configSchema.shape).filter((key) => key !== "$schema"));
  });

  test("shows an ignore comment that is one, and names rules that exist", () => {
    const [comment = ""] = blocks("ts");
    expect(ignoreComments("x.ts", comment)).toEqual([
      expect.objectContaining({ rules: ["dust/field-described"], reason: expect.stringMatching(/^The schema/) }),
    ]);
    const known = ruleIds(targets);
    const named = [...text.matchAll(/\b(?:dust|mcp-new)\/[a-z0-9-]+\b(?![./])/g)].map(([id]) => id);
    expect(named.filter((id) => !known.includes(id))).toEqual([]);
  });
});
