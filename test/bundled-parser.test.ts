import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { typescriptParser } from "../scripts/typescript-parser.js";
import { ts } from "../src/edit/ts.ts";
import { fixtureFiles } from "./support/fixture-host.ts";

/** What the program asks of TypeScript, whole or as the bundle has it. */
type Parser = Pick<typeof ts, "createSourceFile" | "forEachChild" | "ScriptTarget">;

/** Every node with its kind, range and text start, and every syntax error: all that a tree can tell. */
function describeTree(parser: Parser, path: string, text: string): string[] {
  const source = parser.createSourceFile(path, text, parser.ScriptTarget.Latest, true);
  const lines: string[] = [];
  const visit = (node: ts.Node): void => {
    lines.push(`${node.kind} ${node.pos} ${node.getStart(source)} ${node.end} ${node.getText(source).length}`);
    parser.forEachChild(node, visit);
  };
  visit(source);
  const errors = "parseDiagnostics" in source && Array.isArray(source.parseDiagnostics) ? source.parseDiagnostics : [];
  return [...lines, ...errors.map((error) => `${error.start} ${JSON.stringify(error.messageText)}`)];
}

// Half a file ends in the middle of something: the ways in which the parser recovers are many.
const halves = (text: string) => [text, text.slice(0, text.length / 2), text.slice(text.length / 3)];

test("the bundled part of TypeScript reads every file as the whole does, broken ones too", async () => {
  const folder = mkdtempSync(join(tmpdir(), "parser-"));
  const file = join(folder, "parser.mjs");
  writeFileSync(file, typescriptParser(fileURLToPath(new URL("../src", import.meta.url))));
  const bundled: { ts: Parser } = await import(pathToFileURL(file).href);
  const own = ["../src/edit/fold.ts", "../src/plan/apply.ts", "./edit/splice.test.ts"];
  const texts = own.map((path) => readFileSync(new URL(path, import.meta.url), "utf8"));
  const files = [...Object.entries(fixtureFiles("dust-arrays")), ...Object.entries(fixtureFiles("dust-records"))];
  for (const [path, text] of files) if (path.endsWith(".ts")) texts.push(text);
  expect(texts.length).toBeGreaterThan(200);
  const same = (path: string, text: string) =>
    expect(describeTree(bundled.ts, path, text)).toEqual(describeTree(ts, path, text));
  for (const text of texts.flatMap(halves)) same("a.ts", text);
  for (const text of texts) same("a.tsx", text);
  rmSync(folder, { recursive: true });
}, 120_000);
