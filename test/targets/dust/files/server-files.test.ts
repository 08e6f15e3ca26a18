import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "prettier";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { GeneratedFile } from "../../../../src/targets/_shared/generated-file.ts";
import type { DustLayout } from "../../../../src/targets/dust/checkout/conventions.ts";
import { serverFiles } from "../../../../src/targets/dust/files/index.ts";
import { conventions } from "./conventions.ts";
import { SAMPLES, type SampleName, sample, serverFolder } from "./sample-specs.ts";
import { RESERVED_WORDS, smallSpecs } from "./variants.ts";

const BIOME = fileURLToPath(new URL("../../../../node_modules/.bin/biome", import.meta.url));
const FIXTURES = fileURLToPath(new URL("../../../fixtures/", import.meta.url));
const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

const LAYOUTS = ["arrays", "records", "legacy"] as const;

function generate(name: SampleName, variant: keyof typeof conventions): GeneratedFile[] {
  const host = conventions[variant];
  return serverFiles(sample(name), host, serverFolder(name, host.layout));
}

/** Writes the files beside Dust's formatter settings and lets Biome correct them; everything left over is an error. */
function formatted(files: readonly GeneratedFile[], layout: DustLayout): GeneratedFile[] {
  const folder = mkdtempSync(join(tmpdir(), "server-files-"));
  folders.push(folder);
  copyFileSync(join(FIXTURES, `dust-${layout}`, "biome.json"), join(folder, "biome.json"));
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const first = spawnSync(BIOME, ["check", "--write", "."], { cwd: folder, encoding: "utf8" });
  expect(first.status, first.stdout + first.stderr).toBe(0);
  const second = spawnSync(BIOME, ["check", "."], { cwd: folder, encoding: "utf8" });
  expect(second.status, second.stdout + second.stderr).toBe(0);
  return files.map(({ path }) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}

describe.each(LAYOUTS)("layout %s", (layout) => {
  describe.each(SAMPLES)("%s", (name) => {
    const generated = generate(name, layout);
    let after: GeneratedFile[];

    beforeAll(() => {
      after = formatted(generated, layout);
    });

    it("is what the reviewed files say", async () => {
      for (const { path, text } of after) {
        // Under its own name the generated test would be taken for one of this project.
        const file = path.slice(serverFolder(name, layout).length + 1).replace(/\.test\.ts$/, ".test.ts.txt");
        await expect(text).toMatchFileSnapshot(`./__expected__/${layout}/${name}/${file}`);
      }
    });

    it("looks the same under Prettier", async () => {
      for (const { path, text } of after) {
        const raw = generated.find((file) => file.path === path)?.text ?? "";
        expect(await format(raw, { parser: "typescript", printWidth: 80, trailingComma: "es5" }), path).toBe(text);
      }
    });

    it("imports in the order of the host before anything is formatted", () => {
      const statements = (text: string) => text.replace(/\s+/g, " ").match(/import .*? from "[^"]*"/g);
      for (const [index, { text }] of generated.entries()) {
        const tidy = (after[index]?.text ?? "").replace(/,\s*\}/g, " }");
        expect(statements(text)).toEqual(statements(tidy));
      }
    });
  });
});

describe("a checkout without the optional modules", () => {
  const variants = SAMPLES.flatMap((name) => [
    { name, variant: "bare", layout: "arrays" } as const,
    { name, variant: "bareLegacy", layout: "legacy" } as const,
  ]);

  it.each(variants)("gets clean files without them: $name, $layout", ({ name, variant, layout }) => {
    const text = formatted(generate(name, variant), layout)
      .map((file) => file.text)
      .join("\n");
    expect(text).not.toMatch(/untrustedFetch|logger|normalizeError|tracked|AbortSignal\.any/);
    expect(text).toContain("await fetch(url");
  });
});

describe("the set of files", () => {
  const named = (files: readonly GeneratedFile[], name: string) =>
    files.map(({ path }) => path.slice(serverFolder(name).length + 1)).sort();
  const base = ["index.ts", "metadata.ts", "tools/index.ts"];

  it.each(["none", "bearer"] as const)("has no client without a request: %s", (kind) => {
    const spec = { ...sample("everything_api"), auth: { kind } };
    const tools = spec.tools.filter(({ request }) => !request);
    const files = serverFiles({ ...spec, tools }, conventions.arrays, serverFolder("everything_api"));
    expect(named(files, "everything_api")).toEqual([...base, "tools/index.test.ts"].sort());
    formatted(files, "arrays");
  });

  it("has no types when no response is read", () => {
    const spec = sample("acme_crm");
    const tools = spec.tools.filter(({ result }) => result?.kind === "none");
    const files = serverFiles({ ...spec, tools }, conventions.records, serverFolder("acme_crm"));
    expect(named(files, "acme_crm")).not.toContain("types.ts");
    formatted(files, "records");
  });

  it.each(["arrays", "records"] as const)("is the bare minimum without tools: %s", (layout) => {
    const files = serverFiles({ ...sample("acme_crm"), tools: [] }, conventions[layout], serverFolder("acme_crm"));
    expect(named(files, "acme_crm")).toEqual(base);
    formatted(files, layout);
  });

  it("is that of the first runbook in layout legacy", () => {
    const names = (files: readonly GeneratedFile[]) => files.map(({ path }) => path.slice("d/acme_crm/".length)).sort();
    const of = (more: Partial<ReturnType<typeof sample>>) =>
      serverFiles({ ...sample("acme_crm"), ...more }, conventions.legacy, "d/acme_crm");
    const all = ["acme_crm_api_helper.ts", "acme_crm_utils.ts", "index.test.ts", "index.ts", "metadata.ts"];
    expect(names(of({}))).toEqual([...all, "rendering.ts", "types.ts"]);
    expect(names(of({ tools: [] }))).toEqual(["index.ts", "metadata.ts"]);
    formatted(of({ tools: [] }), "legacy");
    const withoutRequest = sample("acme_crm").tools.map(({ request: _request, result: _result, ...tool }) => tool);
    const stubs = of({ tools: withoutRequest, auth: { kind: "none" } });
    expect(names(stubs)).toEqual(["index.test.ts", "index.ts", "metadata.ts"]);
    formatted(stubs, "legacy");
  });
});

describe("serverFiles", () => {
  it.each(["arrays", "records"] as const)("calls the methods of reserved words by other names: %s", (layout) => {
    const spec = smallSpecs().find(({ name }) => name === "reserved_words");
    if (!spec) throw new Error("There is no such spec.");
    const files = serverFiles(spec, conventions[layout], "d");
    const text = (path: string) => files.find((file) => file.path === path)?.text ?? "";
    const methods = [...text("d/client.ts").matchAll(/^ {2}async (\w+)\(/gm)].map(([, method]) => method);
    const others = RESERVED_WORDS.map((word) => (word === "delete" ? "deleteTool3" : `${word}Tool`));
    expect(methods).toEqual(["deleteTool", ...others, "importToolTool"]);
    for (const word of RESERVED_WORDS) expect(text("d/tools/index.ts")).toMatch(new RegExp(`^ {2}${word}: async`, "m"));
    expect(text("d/types.ts")).toContain("export type DeleteToolResponse =");
  });

  it("keeps clear of the names that the modules of layout legacy have", () => {
    const spec = smallSpecs().find(({ name }) => name === "odd_names");
    if (!spec) throw new Error("There is no such spec.");
    const files = serverFiles(spec, conventions.legacy, "d/odd_names");
    const index = files.find(({ path }) => path === "d/odd_names/index.ts")?.text ?? "";
    for (const name of ["fetchTool", "createServerTool", "serverTool", "withAuthTool", "renderGetItemTool"]) {
      expect(index).toMatch(new RegExp(`=> ${name}\\(`));
    }
  });

  it.each(["data.rows", "data.rows.next"])("refuses a cursor inside the list: %s", (next) => {
    const spec = sample("everything_api");
    const tools = spec.tools.map((tool) =>
      tool.result?.page && !("graphql" in (tool.request ?? {}))
        ? { ...tool, result: { ...tool.result, page: { ...tool.result.page, next } } }
        : tool,
    );
    expect(() => serverFiles({ ...spec, tools }, conventions.arrays, "d")).toThrow(
      `The tool search_open_categories reads its next page from "${next}", which lies inside the list at "data.rows".`,
    );
  });

  it("takes templates of the host where it has them", () => {
    const template = (name: string) => (name === "dust/arrays/index.ts" ? "export default {{json name}};" : null);
    const own = serverFiles(sample("acme_crm"), conventions.arrays, "d", { template });
    const built = serverFiles(sample("acme_crm"), conventions.arrays, "d");
    expect(own.map(({ text }, index) => text === built[index]?.text)).toEqual(
      built.map(({ path }) => path !== "d/index.ts"),
    );
    expect(own.find(({ path }) => path === "d/index.ts")?.text).toBe('export default "acme_crm";\n');
  });

  it("asks for what the checkout's types ask for", () => {
    const metadata = (change: Partial<typeof conventions.arrays>, layout: "arrays" | "records" = "arrays") =>
      serverFiles({ ...sample("acme_crm"), instructions: "Be brief." }, { ...conventions[layout], ...change }, "d")[0]
        ?.text;
    expect(metadata({})).toContain("freeUsage: false");
    expect(metadata({ costFields: false })).not.toContain("freeUsage");
    expect(metadata({})).not.toContain("instructions");
    expect(metadata({ instructions: "optional" })).toContain('instructions: "Be brief."');
    expect(metadata({ toolsStakes: false }, "records")).not.toContain("tools_stakes");
    expect(metadata({ toolFields: ["name", "stake"], costFields: true }, "records")).toMatch(
      /map\(\(t\) => \(\{\s*name: t\.name,\s*stake: t\.stake,\s*\}\)\)/,
    );
  });
});
