import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Run } from "../exec.ts";
import type { Texts } from "./formatter.ts";

/** The names that Biome looks for its configuration under. */
export const BIOME_CONFIGS = ["biome.json", "biome.jsonc", ".biome.json", ".biome.jsonc"];

/** A Biome that runs here: the folder of its configuration, and how it is started. */
export interface Biome {
  cwd: string;
  file: string;
  args: readonly string[];
  run: Run;
  timeout: number;
}

// What these bring lies elsewhere in the checkout, so that a copy of the files could be formatted otherwise.
const ELSEWHERE = new Set(["extends", "plugins", "domains", "useEditorconfig", "useImportExtensions"]);

/**
 * Formats files by one start of Biome instead of one for each: in a folder of the system's for temporary files they stand
 * under the same paths, with the configuration and the manifests around them. `texts` is by path from Biome's folder.
 * Null when the outcome might differ from that of each file alone, or when Biome complained about any.
 */
export async function formatTogether(texts: Texts, biome: Biome): Promise<Texts | null> {
  const around = surroundings([...texts.keys()], biome.cwd);
  if (!around || texts.size < 2) return null;
  const folder = mkdtempSync(join(tmpdir(), "mcp-new-format-"));
  try {
    for (const [path, text] of [...around, ...texts]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const args = [...biome.args, "--colors=off", "--", ...texts.keys()];
    const { failed, stdout, stderr } = await biome.run(biome.file, args, { cwd: folder, timeout: biome.timeout });
    // Files that the configuration leaves out are not among those that it says it checked.
    const checked = /^Checked (\d+) files? in/m.exec(stdout + stderr)?.[1];
    if (failed || Number(checked) !== texts.size) return null;
    return new Map([...texts.keys()].map((path) => [path, readFileSync(join(folder, path), "utf8")]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The files that Biome heeds beside those to format; null when there are more than can be copied. */
function surroundings(paths: readonly string[], cwd: string): Map<string, string> | null {
  const folders = new Set(paths.flatMap(foldersAbove));
  const present = (names: readonly string[]) =>
    [...folders].flatMap((folder) => names.map((name) => folder + name)).filter((path) => existsSync(join(cwd, path)));
  const [config, ...others] = present(BIOME_CONFIGS);
  const manifests = present(["package.json"]);
  if (config === undefined || config.includes("/") || others.length > 0 || !manifests.includes("package.json")) {
    return null;
  }
  const files = new Map([config, ...manifests].map((path) => [path, readFileSync(join(cwd, path), "utf8")]));
  return standsAlone(files.get(config) ?? "") ? files : null;
}

/** The folders that a path is in, from the root (an empty text) down, each with its slash. */
function foldersAbove(path: string): string[] {
  const parts = path.split("/").slice(0, -1);
  return ["", ...parts.map((_, index) => `${parts.slice(0, index + 1).join("/")}/`)];
}

// A configuration with comments is not read here.
function standsAlone(config: string): boolean {
  let alone = true;
  try {
    JSON.parse(config, (key, value: unknown) => {
      if (ELSEWHERE.has(key) || (key === "root" && value !== true)) alone = false;
      return value;
    });
  } catch {
    return false;
  }
  return alone;
}
