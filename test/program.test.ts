import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { BUNDLE } from "../scripts/bundle.js";
import { ts, walk } from "../src/edit/ts.ts";
import { mcpNew } from "./support/cli.ts";
import { flagsIn, helpPages } from "./support/help.ts";
import { PACKAGE, placeOf, readSources, type SourceText } from "./support/source-graph.ts";

test("--help loads commander and nothing heavier", async () => {
  const { metafile } = await build({ ...BUNDLE, metafile: true, write: false });
  const loaded = await filesLoaded(["--help"]);
  expect(loaded).toContain("dist/main.js");
  expect(loaded.filter((path) => path.startsWith("node_modules/"))).toEqual([]);
  const inputs = loaded.flatMap((path) => Object.keys(metafile.outputs[path]?.inputs ?? {}));
  const packages = inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  expect([...new Set(packages)]).toEqual(["commander"]);
});

test("every flag that a text of ours names exists", async () => {
  const known = new Set([...(await helpPages()).values()].flatMap(flagsIn));
  expect(known).toContain("--dry-run");
  const unknown = readSources("src").flatMap((source) => {
    return flagsNamed(source).filter(({ flag }) => !known.has(flag) && !known.has(flag.replace(/^--no-/, "--")));
  });
  expect(unknown.map(({ place, flag }) => `${place} ${flag}`)).toEqual([]);
});

/** The scripts that a run evaluates, ours and those of packages, relative to the package. */
async function filesLoaded(args: string[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "mcp-new-loaded-"));
  try {
    const { exitCode } = await mcpNew(PACKAGE, args, { env: { NODE_V8_COVERAGE: folder } });
    expect(exitCode).toBe(0);
    return readdirSync(folder).flatMap((name) => {
      const { result }: { result: { url: string }[] } = JSON.parse(readFileSync(join(folder, name), "utf8"));
      const files = result.filter(({ url }) => url.startsWith("file:")).map(({ url }) => fileURLToPath(url));
      return files.map((file) => relative(PACKAGE, file).replaceAll("\\", "/"));
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const FOREIGN_COMMAND = /\b(?:git|npm|npx(?! mcp-new)|scripts\/\S+) /;

function flagsNamed(source: SourceText): { place: string; flag: string }[] {
  return [...walk(source.tree)].flatMap((node) => {
    const isText =
      ts.isStringLiteralLike(node) ||
      node.kind === ts.SyntaxKind.TemplateHead ||
      ts.isTemplateMiddleOrTemplateTail(node);
    if (!isText || isArgument(node)) return [];
    const [ours = ""] = node.getText(source.tree).split(FOREIGN_COMMAND, 1);
    return flagsIn(ours).map((flag) => ({ place: placeOf(source, node), flag }));
  });
}

// Arguments of other programs are elements of a list and begin with the flag.
function isArgument(node: ts.Node): boolean {
  const whole = node.kind === ts.SyntaxKind.TemplateHead ? node.parent : node;
  return ts.isArrayLiteralExpression(whole.parent) && /^.-/.test(node.getText());
}
