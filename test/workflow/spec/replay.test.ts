import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseIntegration } from "../../../src/model/problems/parse.ts";
import type { RawSpec } from "../../../src/model/spec/assign.ts";
import { specFlags } from "../../../src/model/spec/spec-flags.ts";
import { readSpec } from "../../../src/workflow/spec/input.ts";
import { quote, replayCommand } from "../../../src/workflow/spec/replay.ts";

// Stands in for npx: prints its arguments and its standard input, each ended by a NUL.
const ECHO = `npx() { printf '%s\\0' "$@"; for a in "$@"; do if [ "$a" = --spec ]; then cat; fi; done; }\n`;

/** What a real shell makes of a command: the arguments, and the here-document if there is one. */
function throughShell(command: string): { args: string[]; document: string } {
  const output = execFileSync("sh", ["-c", ECHO + command], { encoding: "utf8" });
  const parts = output.split("\0");
  return { args: parts.slice(0, -1), document: parts.at(-1) ?? "" };
}

/** The spec that the command line would be read as. */
function reread(command: string) {
  const { args, document } = throughShell(command);
  const [program, verb, ...rest] = args;
  expect([program, verb, rest.at(-1)]).toEqual(["mcp-new", "provider", "--yes"]);
  if (rest[0] === "--spec") return readSpec({ spec: { text: document, path: "-" }, fields: {}, set: [] });
  const [name, ...words] = rest.slice(0, -1);
  return readSpec({ name, fields: fieldsOf(words), set: [] });
}

function fieldsOf(words: string[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  while (words.length > 0) {
    const [option = "", inline] = split(words.shift() ?? "");
    const flag = specFlags().find((each) => each.flags.split(" ")[0] === option);
    if (flag === undefined) throw new Error(`${option} is no flag`);
    const value = flag.value === undefined ? (inline ?? words.shift()) : !option.startsWith("--no-");
    fields[flag.key] = flag.repeatable ? [...((fields[flag.key] as unknown[] | undefined) ?? []), value] : value;
  }
  return fields;
}

function split(word: string): [string, string | undefined] {
  const equals = word.indexOf("=");
  return equals < 0 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)];
}

const base = { name: "acme_crm", description: "Acme." };

describe("flags, where they can say everything", () => {
  test.each<[RawSpec, string]>([
    [base, "npx mcp-new provider acme_crm --description Acme. --yes"],
    [
      { ...base, auth: { kind: "oauth", provider: "acme_crm" }, tools: [{ name: "a", description: "It's $HOME" }] },
      "npx mcp-new provider acme_crm --description Acme. --oauth acme_crm --tool 'a: It'\\''s $HOME' --yes",
    ],
    [
      { ...base, auth: { kind: "none" }, title: "-x" },
      "npx mcp-new provider acme_crm --title=-x --description Acme. --no-auth --yes",
    ],
    [
      { ...base, gate: { featureFlag: "acme_tool", preview: true } },
      "npx mcp-new provider acme_crm --description Acme. --feature-flag acme_tool --preview --yes",
    ],
    [{ ...base, documentationUrl: null, tools: [] }, "npx mcp-new provider acme_crm --description Acme. --yes"],
  ])("%j", (raw, command) => {
    expect(replayCommand(raw)).toBe(command);
    expect(reread(command)).toEqual(parseIntegration(raw));
  });

  test("further options are quoted", () => {
    expect(replayCommand(base, ["--target", "dust", "-C", "my dir"])).toBe(
      "npx mcp-new provider acme_crm --description Acme. --target dust -C 'my dir' --yes",
    );
  });
});

describe("a here-document, where flags cannot", () => {
  test.each<[string, RawSpec]>([
    ["instructions", { ...base, instructions: "Be nice." }],
    ["a stake", { ...base, tools: [{ name: "a", description: "d", stake: "high" }] }],
    ["a plan", { ...base, gate: { plan: "isAcme" } }],
    ["a tab", { ...base, description: "a\tb" }],
    ["a description that would be trimmed", { ...base, tools: [{ name: "a", description: " d" }] }],
    ["the delimiter", { ...base, instructions: "SPEC\nSPEC_2\n`id` $(id) \\ $HOME" }],
  ])("%s", (_, raw) => {
    const command = replayCommand(raw);
    expect(command).toMatch(/^npx mcp-new provider --spec - --yes <<'SPEC/);
    expect(reread(command)).toEqual(parseIntegration(raw));
  });

  test.each(["acme_crm", "statuspage"])("the spec %s", (name) => {
    const raw = JSON.parse(readFileSync(new URL(`../../specs/${name}.json`, import.meta.url), "utf8"));
    expect(reread(replayCommand(raw))).toEqual(parseIntegration(raw));
  });

  test("the delimiter never occurs in the document", () => {
    const command = replayCommand({ ...base, instructions: "SPEC SPEC_2 SPEC_3" });
    expect(command).toContain("<<'SPEC_4'\n");
    expect(command.endsWith("\nSPEC_4")).toBe(true);
  });
});

test("property: hostile texts come back unchanged through a shell", () => {
  const hostile = fc.string({ unit: fc.constantFrom(..."a'\"`$(){}!\\*/#~&|;<>= -:\n\t🙂SPEC"), minLength: 1 });
  const text = hostile.filter((each) => each.trim() !== "");
  fc.assert(
    fc.property(text, text, fc.boolean(), (description, tool, more) => {
      const tools = [{ name: "a", description: tool, ...(more ? { stake: "low" } : {}) }];
      const raw = { name: "acme_crm", description, tools };
      expect(reread(replayCommand(raw))).toEqual(parseIntegration(raw));
    }),
    { numRuns: 150 },
  );
});

test("quote leaves harmless words alone", () => {
  expect(["a-b/c.d:e=f", "", "a b", "it's", "~", "*"].map(quote)).toEqual([
    "a-b/c.d:e=f",
    "''",
    "'a b'",
    "'it'\\''s'",
    "'~'",
    "'*'",
  ]);
});
