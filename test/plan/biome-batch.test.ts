import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { type Run, run } from "../../src/exec.ts";
import { Draft } from "../../src/plan/draft.ts";
import { formatDraft } from "../../src/plan/format.ts";
import type { Formatter } from "../../src/plan/formatter.ts";
import { hostFormatter } from "../../src/plan/host-formatter.ts";
import { diskRepo } from "../../src/repo/disk.ts";
import { copyReplica, type Replica } from "../support/replica.ts";

const FOLDER = "front/lib/api/actions/servers/ashby";
const UGLY = 'import { b } from "b";\nimport {a} from "a";\nexport const c = [a, b,\n 1]\n';

let replica: Replica | undefined;
afterEach(() => replica?.dispose());

/** The formatter of a copy of a sample workspace, and how often a program was started for it so far. */
async function opened(name: "dust-records" | "dust-arrays") {
  replica = copyReplica(name);
  const own = replica;
  const starts: string[][] = [];
  const counted = ((file: string, args: readonly string[], options: Parameters<Run>[2]) => {
    starts.push([...args]);
    return run(file, args, options);
  }) as Run;
  const formatter = await hostFormatter(own.root, counted);
  starts.length = 0;
  return { replica: own, formatter, starts };
}

/** Sources of a workspace without their indentation, with double blank lines and imports turned round. */
function spoilt({ root, read }: Replica): Map<string, string> {
  const below = readdirSync(`${root}/front`, { recursive: true, encoding: "utf8" }).map((path) =>
    `front/${path}`.replaceAll("\\", "/"),
  );
  const paths = below.filter((path) => /\.(ts|json)$/.test(path) && !path.includes("node_modules")).sort();
  const chosen = paths.filter((_, index) => index % 5 === 0).slice(0, 24);
  return new Map(chosen.map((path) => [path, read(path).replace(/^ +/gm, "").replaceAll("\n\n", "\n\n\n")]));
}

function put({ path }: Replica, file: string, text: string): void {
  mkdirSync(dirname(path(file)), { recursive: true });
  writeFileSync(path(file), text);
}

async function each(formatter: Formatter, texts: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const formatted = new Map<string, string>();
  for (const [path, text] of texts) formatted.set(path, await formatter.format(path, text));
  return formatted;
}

describe("files that Biome formats at once", () => {
  it.each(["dust-records", "dust-arrays"] as const)("come out as each alone, in one start: %s", async (name) => {
    const { replica, formatter, starts } = await opened(name);
    const texts = spoilt(replica);
    const together = await formatter.formatAll?.(texts);
    expect(starts).toHaveLength(1);
    expect(texts.size).toBeGreaterThan(10);
    expect(Object.fromEntries(together ?? [])).toEqual(Object.fromEntries(await each(formatter, texts)));
    expect([...(together ?? [])].filter(([path, text]) => text !== texts.get(path)).length).toBeGreaterThan(10);
  });

  it("heed what the configuration says about their paths", async () => {
    const { replica, formatter } = await opened("dust-arrays");
    const config = JSON.parse(replica.read("biome.json"));
    const overrides = [{ includes: [`${FOLDER}/**`], formatter: { indentStyle: "tab" } }];
    put(replica, "biome.json", JSON.stringify({ ...config, overrides }));
    const text = "export const a = { b() {\nreturn 1 } };\n";
    const texts = new Map([`${FOLDER}/a.ts`, "front/lib/a.ts"].map((path) => [path, text]));
    const together = await formatter.formatAll?.(texts);
    expect(together).toEqual(await each(formatter, texts));
    expect(together?.get(`${FOLDER}/a.ts`)).toContain("\tb()");
    expect(together?.get("front/lib/a.ts")).toContain("  b()");
  });

  it.each<[string, (replica: Replica) => void]>([
    ["the configuration extends another", (own) => put(own, "biome.json", '{ "extends": ["./front/other.json"] }')],
    ["the configuration has comments", (own) => put(own, "biome.json", `// ours\n${own.read("biome.json")}`)],
    ["a folder on the way has its own", (own) => put(own, `${FOLDER}/biome.json`, '{ "root": false }')],
    ["one of them is left out", (own) => put(own, "biome.json", '{ "files": { "includes": ["**", "!**/b.ts"] } }')],
  ])("are left to one start each where %s", async (_, change) => {
    const { replica, formatter } = await opened("dust-arrays");
    change(replica);
    const texts = new Map([`${FOLDER}/a.ts`, `${FOLDER}/b.ts`].map((path) => [path, UGLY]));
    expect(await formatter.formatAll?.(texts)).toBeNull();
  });

  it("are left to one start each where one does not parse, and only that one stays as it is", async () => {
    const { replica, formatter } = await opened("dust-arrays");
    const draft = new Draft(diskRepo(replica.root));
    draft.create(`${FOLDER}/good.ts`, UGLY);
    draft.create(`${FOLDER}/bad.ts`, "export const = ;\n");
    expect(await formatter.formatAll?.(new Map(draft.changes().map(({ path, after }) => [path, after])))).toBeNull();
    await formatDraft(draft, formatter);
    expect(draft.read(`${FOLDER}/good.ts`)).toMatch(/^import \{ a \} from "a";\nimport \{ b \}/);
    expect(draft.read(`${FOLDER}/bad.ts`)).toBe("export const = ;\n");
  });

  it("leave nothing behind, and take one start for a draft of new files", async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith("mcp-new-format-"));
    const { replica, formatter, starts } = await opened("dust-arrays");
    const draft = new Draft(diskRepo(replica.root));
    for (const name of ["one", "two", "three"]) draft.create(`${FOLDER}/${name}.ts`, UGLY);
    expect(await formatDraft(draft, formatter)).toEqual([]);
    expect(starts).toHaveLength(1);
    expect(draft.read(`${FOLDER}/three.ts`)).toMatch(/^import \{ a \} from "a";\nimport \{ b \}/);
    const after = readdirSync(tmpdir()).filter((name) => name.startsWith("mcp-new-format-"));
    expect(after.filter((name) => !before.includes(name))).toEqual([]);
  });
});
