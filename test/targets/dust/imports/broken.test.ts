import { describe, expect, test } from "vitest";
import { runRules } from "../../../../src/rules/run.ts";
import { readServers } from "../../../../src/targets/dust/read/servers.ts";
import { rules } from "../../../../src/targets/dust/rules/index.ts";
import { hostOf, type Mutation, mutated } from "../../../support/fixture-host.ts";

const API = "front/lib/api/actions/servers";
const CLIENT = `${API}/github/client.ts`;
const TOOLS = `${API}/github/tools/index.ts`;
const SCHEMAS = `${API}/outlook/schemas.ts`;

function findings(edits: Mutation[], only: string[] = ["github", "outlook", "outlook_calendar"]) {
  const host = hostOf(mutated("dust-arrays", edits));
  const all = readServers(host);
  const subjects = all.filter((each) => only.includes(each.name));
  return runRules(rules, subjects, all, host).findings;
}

const first = (text: string, path = CLIENT): Mutation => [path, /^/, `${text}\n`];
const file = (path: string, text = ""): Mutation => [path, null, text || "export {};"];

describe("an import is left alone", () => {
  test.each<[string, ...Mutation[]]>([
    ["of a package", first('import x from "some-package/deep";')],
    ["of a module outside of the servers that a partial checkout lacks", ["front/lib/egress/server.ts", null, ""]],
    ["of a folder that a partial checkout lacks", first('import { x } from "@app/lib/documents/store";')],
    ["of a source by the name of its output", first('import {} from "./types.js";')],
    ["of a folder", first('import {} from "../github/tools";')],
    ["of data", first('import x from "./states.json";'), file(`${API}/github/states.json`, "{}")],
    ["of a picture", first('import x from "./logo.svg";'), file(`${API}/github/logo.svg`, "<svg/>")],
    ["that a loader answers", first('import x from "./prompt.md?raw";')],
    ["out of the checkout", first('import x from "../../../../../../../../elsewhere";')],
    ["that is computed", first("const x = (name: string) => import(`./${name}`);")],
    ["of a type that has the name of a value", first('import type { Row } from "./row";'), ROW()],
    ["of a name from behind an `export *` of a package", first('import { X } from "./row";'), STAR()],
    ["of a namespace", first('import * as types from "./types";')],
  ])("%s", (_what, ...edits) => {
    expect(findings(edits).map((each) => [each.rule, each.message])).toEqual([]);
  });

  function ROW(): Mutation {
    return file(`${API}/github/row.ts`, "export type Row = typeof Row.type;\nconst Row = { type: 1 };\n");
  }

  function STAR(): Mutation {
    return file(`${API}/github/row.ts`, 'export * from "row-package";\n');
  }
});

describe("a finding", () => {
  test("names a neighbour that may be meant, and every other import of the same", () => {
    const [found, ...others] = findings([
      [TOOLS, "servers/github/metadata", "servers/github/metdata"],
      [CLIENT, /^/, 'import "./metdata";\n'],
    ]);
    expect(others).toEqual([]);
    expect(found?.message).toBe(
      "The module `@app/lib/api/actions/servers/github/metdata` is imported and does not exist: there is no front/lib/api/actions/servers/github/metdata. Did you mean `metadata`?",
    );
    expect(found?.related.map((each) => `${each.at.path}:${each.at.line}`)).toEqual([`${CLIENT}:1`]);
  });

  test("of a name says where the one that may be meant is declared", () => {
    const [found] = findings([[TOOLS, "{ GITHUB_TOOLS_METADATA }", "{ GITHUB_TOOL_METADATA }"]]);
    expect(found?.message).toBe(
      "`@app/lib/api/actions/servers/github/metadata` does not export `GITHUB_TOOL_METADATA`. Did you mean `GITHUB_TOOLS_METADATA`?",
    );
    expect(found?.related[0]?.at.path).toBe(`${API}/github/metadata.ts`);
  });

  test("of a module that servers share is at one place, whichever of them is checked", () => {
    const gone: Mutation = [SCHEMAS, null, ""];
    const places = [["outlook"], ["outlook_calendar"], ["outlook", "outlook_calendar"]].map((only) =>
      findings([gone], only).map((each) => [each.rule, each.location.path]),
    );
    const one = [["dust/import-resolves", `${API}/outlook/tools/mail/index.ts`]];
    expect(places).toEqual([one, one, one]);
  });

  test("of modules that are missing for two reasons are two", () => {
    const edits: Mutation[] = [first('import "./one";'), first('import "./other";', TOOLS)];
    expect(findings(edits).map((each) => each.location.path)).toEqual([CLIENT, TOOLS]);
  });
});
