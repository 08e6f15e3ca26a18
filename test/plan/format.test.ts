import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { arch, platform, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../src/exec.ts";
import { Draft } from "../../src/plan/draft.ts";
import { type Formatter, formatDraft, ownPrettier } from "../../src/plan/format.ts";
import { hostFormatter } from "../../src/plan/host-formatter.ts";
import { memoryRepo } from "../../src/repo/memory.ts";
import { put } from "./tree.ts";

const MODULES = fileURLToPath(new URL("../../node_modules", import.meta.url));
const NATIVE = `cli-${platform()}-${arch()}`;
const DUST_BIOME = JSON.stringify({
  formatter: { indentStyle: "space", lineWidth: 80 },
  javascript: { formatter: { trailingCommas: "es5" } },
  assist: { actions: { source: { organizeImports: "on" } } },
});
const UGLY = 'import { b } from "b";\nimport {a} from "a";\nexport const c = [a, b,\n 1]\n';
const CLEAN = 'import { a } from "a";\nimport { b } from "b";\nexport const c = [a, b, 1];\n';
const PRETTY = 'import { b } from "b";\nimport { a } from "a";\nexport const c = [a, b, 1];\n';

let root: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "format-")));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function link(path: string, target: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  symlinkSync(target, join(root, path));
}

async function formatted(path: string, text: string): Promise<[string, string]> {
  const formatter = await hostFormatter(root, run);
  return [formatter.name.replace(/ \d.*/, ""), await formatter.format(path, text)];
}

describe("the formatter of a checkout", () => {
  it("is its Biome, which orders imports too", async () => {
    put(root, { "biome.json": DUST_BIOME });
    link("node_modules", MODULES);
    expect(await formatted("front/new/a.ts", UGLY)).toEqual(["Biome", CLEAN]);
    expect(await formatted("front/new/a.json", '{"a":[1,\n2]}')).toEqual(["Biome", '{ "a": [1, 2] }\n']);
    expect((await hostFormatter(root, run)).name).toMatch(/^Biome 2\.\d+\.\d+$/);
  });

  it("is the Biome in front, which is told paths from there", async () => {
    put(root, { "front/biome.jsonc": DUST_BIOME });
    link("front/node_modules/@biomejs/biome", join(MODULES, "@biomejs/biome"));
    expect(await formatted("front/a.ts", UGLY)).toEqual(["Biome", CLEAN]);
    expect(await formatted("core/a.ts", UGLY)).toEqual(["Biome", UGLY]);
  });

  it("is a Biome nested below its wrapper, or started through Node", async () => {
    put(root, { "biome.json": DUST_BIOME, "node_modules/@biomejs/biome/package.json": "{}" });
    link(`node_modules/@biomejs/biome/node_modules/@biomejs/${NATIVE}`, join(MODULES, "@biomejs", NATIVE));
    expect(await formatted("a.ts", UGLY)).toEqual(["Biome", CLEAN]);
    rmSync(join(root, "node_modules"), { recursive: true });
    put(root, { "node_modules/@biomejs/biome/bin/biome": scriptThatAnswers("CLEAN FROM SCRIPT\n") });
    expect(await formatted("a.ts", UGLY)).toEqual(["Biome", "CLEAN FROM SCRIPT\n"]);
  });

  it("is not a Biome that does not run on this machine", async () => {
    put(root, { "biome.json": DUST_BIOME, [`node_modules/@biomejs/${NATIVE}/biome`]: "\x7fELF broken" });
    chmodSync(join(root, `node_modules/@biomejs/${NATIVE}/biome`), 0o755);
    link(`node_modules/@biomejs/${NATIVE}-musl`, join(MODULES, "@biomejs", NATIVE));
    expect((await formatted("a.ts", UGLY))[0]).toBe("Biome");
    rmSync(join(root, `node_modules/@biomejs/${NATIVE}-musl`));
    expect(await formatted("a.ts", UGLY)).toEqual(["Prettier (built in)", PRETTY]);
  });

  it("works where Biome is to ask git, and there is no repository", async () => {
    const vcs = { enabled: true, clientKind: "git", useIgnoreFile: true };
    put(root, { "biome.json": JSON.stringify({ ...JSON.parse(DUST_BIOME), vcs }) });
    link("node_modules", MODULES);
    expect(await formatted("a.ts", UGLY)).toEqual(["Biome", CLEAN]);
  });

  it("is its own Prettier with its own configuration, without a Biome configuration", async () => {
    put(root, { ".prettierrc": '{ "singleQuote": true, "semi": false }' });
    link("node_modules", MODULES);
    expect(await formatted("front/a.ts", 'const a = "x";\n')).toEqual(["Prettier", "const a = 'x'\n"]);
  });

  it("is ours with Dust's options", async () => {
    const long = `export const f = (a: string) => call(${"a, ".repeat(30)}a);\n`;
    expect(await formatted("a.ts", `${long}const s = 'x'`)).toEqual([
      "Prettier (built in)",
      `export const f = (a: string) =>\n  call(\n${"    a,\n".repeat(30)}    a\n  );\nconst s = "x";\n`,
    ]);
  });

  it("is ours with the checkout's configuration", async () => {
    put(root, { ".prettierrc": '{ "semi": false }' });
    expect(await formatted("a.ts", "const s = 1;\n")).toEqual(["Prettier (built in)", "const s = 1\n"]);
  });

  it.each(["Biome", "Prettier", "Prettier (built in)"])(
    "%s leaves a kind of file alone that it does not know",
    async (name) => {
      if (name === "Biome") put(root, { "biome.json": DUST_BIOME });
      if (name !== "Prettier (built in)") link("node_modules", MODULES);
      for (const path of ["a.snap", "a.rs", "Makefile"])
        expect(await formatted(path, "x  =  1\n")).toEqual([name, "x  =  1\n"]);
    },
  );
});

/** A stand-in for a formatter's script: says a version, else answers with a text. */
function scriptThatAnswers(text: string): string {
  return `if (process.argv.includes("--version")) console.log("Version: 2.0.0"); else process.stdin.resume().on("end", () => process.stdout.write(${JSON.stringify(text)}));`;
}

/** Drafts `after` for each path over the files before it, and formats. */
async function draftOf(
  files: Record<string, [string | null, string]>,
  formatter: Formatter,
): Promise<[Draft, string[]]> {
  const before = Object.entries(files).flatMap(([path, [text]]) => (text === null ? [] : [[path, text]]));
  const draft = new Draft(memoryRepo(Object.fromEntries(before)));
  for (const [path, [old, after]] of Object.entries(files))
    old === null ? draft.create(path, after) : draft.edit(path, after);
  return [draft, await formatDraft(draft, formatter)];
}

describe("formatDraft", () => {
  const ours = () => ownPrettier(root);

  it("formats a new file whole", async () => {
    const [draft, warnings] = await draftOf({ "a.ts": [null, "const a=1"] }, ours());
    expect(draft.read("a.ts")).toBe("const a = 1;\n");
    expect(draft.owns("a.ts")).toBe(true);
    expect(warnings).toEqual([]);
  });

  it("formats an existing file only if it was clean before the edit", async () => {
    const [draft] = await draftOf(
      {
        "clean.ts": ["const a = 1;\n", "const a = 1;\nconst b=2\n"],
        "unclean.ts": ["const a=1;\n", "const a=1;\nconst b=2\n"],
        "clean.json": ['[{ "a": 1 }]\n', '[{ "a": 1 },\n{"a":2}]\n'],
        "unclean.json": ['[{"a":1}]\n', '[{"a":1},\n{"a":2}]\n'],
      },
      ours(),
    );
    expect(draft.read("clean.ts")).toBe("const a = 1;\nconst b = 2;\n");
    expect(draft.read("unclean.ts")).toBe("const a=1;\nconst b=2\n");
    expect(draft.read("clean.json")).toBe('[{ "a": 1 }, { "a": 2 }]\n');
    expect(draft.read("unclean.json")).toBe('[{"a":1},\n{"a":2}]\n');
    expect(draft.owns("clean.ts")).toBe(false);
  });

  it("keeps line ends and the byte-order mark, and counts a file with them as clean", async () => {
    const [draft] = await draftOf(
      {
        "crlf.ts": ["\uFEFFconst a = 1;\r\n", "\uFEFFconst a = 1;\r\nconst b=`x\r\ny`\r\n"],
        "mixed.ts": ["const a = 1;\r\nconst b = 2;\n", "const a = 1;\r\nconst b = 2;\nconst c=3\n"],
        "new.ts": [null, "\uFEFFconst a=1\r\nconst b=2"],
      },
      ours(),
    );
    expect(draft.read("crlf.ts")).toBe("\uFEFFconst a = 1;\r\nconst b = `x\r\ny`;\r\n");
    expect(draft.read("mixed.ts")).toBe("const a = 1;\r\nconst b = 2;\nconst c=3\n");
    expect(draft.read("new.ts")).toBe("\uFEFFconst a = 1;\r\nconst b = 2;\r\n");
  });

  it("hands the formatter LF and no byte-order mark, a few files at a time", async () => {
    const seen: string[] = [];
    let [running, most] = [0, 0];
    const watching: Formatter = {
      name: "watching",
      format: async (_, text) => {
        seen.push(text);
        most = Math.max(most, ++running);
        await new Promise((done) => setTimeout(done, 5));
        running -= 1;
        return `\uFEFF${text.toUpperCase()}\r\n`;
      },
    };
    const files = Array.from({ length: 12 }, (_, n) => [`${n}.ts`, [null, `\uFEFFa${n}\r\nb\r\n`]] as const);
    const [draft] = await draftOf(Object.fromEntries(files) as Record<string, [null, string]>, watching);
    expect(seen.sort()[0]).toBe("a0\nb\n");
    expect(draft.read("11.ts")).toBe("\uFEFFA11\r\nB\r\n\r\n");
    expect(most).toBeGreaterThanOrEqual(2);
    expect(most).toBeLessThanOrEqual(4);
  });

  it("keeps our text and says so when the formatter fails", async () => {
    const [draft, warnings] = await draftOf({ "bad.ts": [null, "const = 1"], "good.ts": [null, "const a=1"] }, ours());
    expect(draft.read("bad.ts")).toBe("const = 1");
    expect(draft.read("good.ts")).toBe("const a = 1;\n");
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^bad\.ts: not formatted, because Prettier \(built in\) failed: .*expected/);
  });

  it("says what Biome complains about", async () => {
    put(root, { "biome.json": '{ "formatter": { "lineWidth": "wide" } }' });
    link("node_modules", MODULES);
    const [draft, warnings] = await draftOf({ "a.ts": [null, "const a=1"] }, await hostFormatter(root, run));
    expect(draft.read("a.ts")).toBe("const a=1");
    expect(warnings[0]).toMatch(/^a\.ts: not formatted, because Biome .* failed: .*lineWidth|number/);
  });

  it("does not take an empty answer for a text", async () => {
    put(root, { "biome.json": "{}", "node_modules/@biomejs/biome/bin/biome": scriptThatAnswers("") });
    const [draft, warnings] = await draftOf({ "a.ts": [null, "const a=1"] }, await hostFormatter(root, run));
    expect(draft.read("a.ts")).toBe("const a=1");
    expect(warnings[0]).toContain("answered with nothing");
  });
});
