import { copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { EXIT } from "../src/errors.ts";
import { parseIntegration } from "../src/model/problems/parse.ts";
import { mcpNew } from "./support/cli.ts";
import { flagsIn, helpPages } from "./support/help.ts";
import { copyOAuthReplica } from "./support/oauth-replica.ts";
import { terminalPicture } from "./support/picture.ts";
import { copyReplica } from "./support/replica.ts";
import { PACKAGE } from "./support/source-graph.ts";

const DOCUMENTS = ["README.md", "CONTRIBUTING.md"];
const readText = (path: string) => readFileSync(join(PACKAGE, path), "utf8");
const readme = readText("README.md");
const scripts: Record<string, string> = JSON.parse(readText("package.json")).scripts;
const blocks = (language: string) =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms"))].map(([, text]) => text ?? "");

/** Every call of the program in a shell block or in backticks, comments cut off and continued lines joined. */
const calls = [...blocks("sh").join("").replaceAll("\\\n", " ").split("\n"), ...inline(readme)]
  .map((line) => line.replace(/\s#.*$/, "").trim())
  .filter((line) => /^(npx )?mcp-new\b/.test(line))
  .map((line) => line.replace(/^npx /, ""));

function inline(text: string): string[] {
  const prose = text.replaceAll(/^```.*?^```/gms, "");
  return [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? "");
}

describe("README", () => {
  let pages: Map<string, string>;

  beforeAll(async () => {
    pages = await helpPages();
  });

  test("names commands and flags that exist", () => {
    expect(calls.length).toBeGreaterThan(5);
    const wrong = calls.flatMap((call) => {
      const [, word = ""] = call.split(/\s+/);
      const page = pages.get(word.startsWith("-") ? "" : word);
      if (page === undefined) return [`${call}: no such command`];
      const known = new Set([...flagsIn(page), "--help"]);
      return flagsIn(call).flatMap((flag) => (known.has(flag) ? [] : [`${call}: no ${flag}`]));
    });
    expect(wrong).toEqual([]);
    const all = new Set([...pages.values()].flatMap(flagsIn));
    expect(
      inline(readme)
        .flatMap(flagsIn)
        .filter((flag) => !all.has(flag)),
    ).toEqual([]);
  });

  test("sets up and runs with two commands", () => {
    expect(blocks("sh").filter((block) => block.startsWith("npm"))).toEqual([
      "npm ci && npm run demo\n",
      "npm ci && npm test\n",
    ]);
  });

  test("shows a spec that is complete", () => {
    const [spec = "", ...others] = blocks("json");
    expect(others).toEqual([]);
    expect(parseIntegration(JSON.parse(spec)).tools.map(({ name }) => name)).toEqual(["list_items"]);
  });

  test("lists every exit code", () => {
    const listed = [...readme.matchAll(/^\| (\d+) +\| /gm)].map(([, code]) => Number(code));
    expect(listed).toEqual(Object.values(EXIT));
  });

  const previews = [...new Set(calls)].filter((call) => /^mcp-new provider\b.*(--dry-run|--diff)/.test(call));
  const ofProviders = previews.filter((call) => call.includes("--target dust-oauth"));
  const ofServers = previews.filter((call) => !ofProviders.includes(call));

  test.each([
    ["the sample workspace", ofServers, 3, () => copyReplica("dust-arrays")],
    ["that with an OAuth part", ofProviders, 1, () => copyOAuthReplica("dust-arrays")],
  ] as const)("shows calls of provider that work in %s", async (_title, shown, count, copy) => {
    const replica = copy();
    try {
      const [spec = ""] = blocks("json");
      replica.write("acme_crm.json", spec);
      const before = replica.files();
      const runs = shown.map(wordsOf);
      expect(runs).toHaveLength(count);
      for (const args of runs) {
        const { exitCode, stderr } = await mcpNew(replica.root, args);
        expect([args.join(" "), exitCode, exitCode === 0 ? "" : stderr]).toEqual([args.join(" "), 0, ""]);
      }
      expect(replica.files()).toEqual(before);
    } finally {
      replica.dispose();
    }
  });

  test("shows the picture of a real run", async () => {
    const replica = copyReplica("dust-arrays");
    try {
      copyFileSync(join(PACKAGE, "test/specs/acme_crm.json"), replica.path("acme_crm.json"));
      const args = ["provider", "--spec", "acme_crm.json", "--dry-run"];
      const { exitCode, stdout } = await mcpNew(replica.root, args);
      expect(exitCode).toBe(0);
      await expect(terminalPicture(`mcp-new ${args.join(" ")}`, stdout)).toMatchFileSnapshot("../docs/provider.svg");
    } finally {
      replica.dispose();
    }
  });
});

/** The words of a command line without the program; double quotes keep words together. */
function wordsOf(call: string): string[] {
  return [...call.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "").slice(1);
}

describe.each(DOCUMENTS)("%s", (document) => {
  const text = readText(document);

  test("names scripts that exist", () => {
    const named = [...text.matchAll(/npm run ([a-z:]+)/g)].map(([, name]) => name ?? "");
    expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test("names files and folders that exist", () => {
    const links = [...text.matchAll(/\]\(([^)]+)\)/g)]
      .map(([, link]) => link ?? "")
      .filter((link) => !link.includes("://"));
    const paths = inline(text).filter((code) =>
      /^(src|test|templates|schema|docs|bin|scripts|\.ci)\/[\w./-]*$/.test(code),
    );
    expect([...links, ...paths].filter((path) => !existsSync(join(PACKAGE, path)))).toEqual([]);
  });
});
