import { existsSync, readFileSync, realpathSync } from "node:fs";
import { arch, platform } from "node:os";
import { dirname, join } from "node:path";
import type { Run } from "../exec.ts";
import { BIOME_CONFIGS, formatTogether } from "./biome-batch.ts";
import { ownPrettier } from "./format.ts";
import type { Formatter } from "./formatter.ts";

interface Program {
  file: string;
  args: string[];
}

// Where a host keeps its tools: its root, or the one package of Dust that we write to.
const FOLDERS = ["", "front"];
const FORMATTED = /\.(?:[cm]?[jt]sx?|jsonc?|css|graphql|gql)$/;
const TIMEOUT_MS = 60_000;

/**
 * The formatter that decides in the checkout at `root`: its Biome (configured and installed, at the root or in `front`),
 * else its installed Prettier, else our own Prettier. Starts Biome once to see whether it runs here.
 */
export async function hostFormatter(root: string, run: Run): Promise<Formatter> {
  return (await hostBiome(root, run)) ?? hostPrettier(root, run) ?? ownPrettier(root);
}

async function hostBiome(root: string, run: Run): Promise<Formatter | null> {
  const base = FOLDERS.find((folder) => BIOME_CONFIGS.some((name) => existsSync(join(root, folder, name))));
  if (base === undefined) return null;
  const cwd = join(root, base);
  for (const { file, args } of FOLDERS.flatMap((folder) => biomePrograms(join(root, folder, "node_modules")))) {
    const { failed, stdout } = await run(file, [...args, "--version"], { cwd, timeout: TIMEOUT_MS });
    const version = /\d+\.\d+\S*/.exec(stdout)?.[0];
    if (failed || !version) continue;
    // Git is not asked what it ignores: a checkout without a repository would make Biome refuse to work.
    const flags = ["check", "--write", "--vcs-enabled=false"];
    const format = overStandardInput(run, cwd, (path) => ({
      file,
      args: [...args, ...flags, `--stdin-file-path=${path}`],
    }));
    const biome = { cwd, file, args: [...args, ...flags], run, timeout: TIMEOUT_MS };
    return {
      name: `Biome ${version}`,
      format: below(base, format),
      formatAll: allBelow(base, (texts) => formatTogether(texts, biome)),
    };
  }
  return null;
}

/** The ways to start Biome from a `node_modules`, native first: it starts ten times as fast as through Node. */
function biomePrograms(modules: string): Program[] {
  const wrapper = join(modules, "@biomejs", "biome");
  const installed = existsSync(wrapper) ? realpathSync(wrapper) : wrapper;
  const scopes = [join(modules, "@biomejs"), dirname(installed), join(installed, "node_modules", "@biomejs")];
  const name = `cli-${platform()}-${arch()}`;
  const binary = platform() === "win32" ? "biome.exe" : "biome";
  const native = scopes.flatMap((scope) => [name, `${name}-musl`].map((cli) => join(scope, cli, binary)));
  const found = [...new Set(native)].filter((file) => existsSync(file)).map((file) => ({ file, args: [] }));
  const script = join(installed, "bin", "biome");
  return existsSync(script) ? [...found, { file: "node", args: [script] }] : found;
}

function hostPrettier(root: string, run: Run): Formatter | null {
  for (const folder of FOLDERS) {
    const home = join(root, folder, "node_modules", "prettier");
    const { version, script } = prettierPackage(home);
    if (!script || !existsSync(script)) continue;
    const format = overStandardInput(run, join(root, folder), (path) => ({
      file: "node",
      args: [script, `--stdin-filepath=${path}`],
    }));
    return { name: `Prettier ${version}`, format: below(folder, format) };
  }
  return null;
}

function prettierPackage(home: string): { version?: string; script?: string } {
  const manifest = join(home, "package.json");
  if (!existsSync(manifest)) return {};
  const { version, bin } = JSON.parse(readFileSync(manifest, "utf8")) as {
    version: string;
    bin: string | { prettier: string };
  };
  return { version, script: join(home, typeof bin === "string" ? bin : bin.prettier) };
}

function overStandardInput(run: Run, cwd: string, program: (path: string) => Program): Formatter["format"] {
  return async (path, text) => {
    const { file, args } = program(path);
    const result = await run(file, args, { cwd, input: text, timeout: TIMEOUT_MS });
    if (result.timedOut) throw new Error("it did not answer in a minute");
    if (result.failed) throw new Error(firstLine(result.stderr) ?? `it ended with exit code ${result.exitCode}`);
    // Biome ends well and says nothing about a kind of file that its configuration leaves out.
    if (result.stdout === "" && text.trim() !== "") throw new Error("it answered with nothing");
    return result.stdout;
  };
}

function below(base: string, format: Formatter["format"]): Formatter["format"] {
  const prefix = base === "" ? "" : `${base}/`;
  return async (path, text) => {
    if (!FORMATTED.test(path) || !path.startsWith(prefix)) return text;
    return format(path.slice(prefix.length), text);
  };
}

// What is not below the base, or of another kind, is left to `format`, which leaves it alone.
function allBelow(base: string, formatAll: NonNullable<Formatter["formatAll"]>): typeof formatAll {
  const prefix = base === "" ? "" : `${base}/`;
  return async (texts) => {
    const known = [...texts].filter(([path]) => FORMATTED.test(path) && path.startsWith(prefix));
    const formatted = await formatAll(new Map(known.map(([path, text]) => [path.slice(prefix.length), text])));
    return formatted && new Map([...formatted].map(([path, text]) => [prefix + path, text]));
  };
}

function firstLine(report: string): string | undefined {
  const line = report.split("\n").find((candidate) => /^\s*(?:×|\[error\])/.test(candidate));
  return (line ?? report).replace(/^\s*(?:×|\[error\])\s*/, "").trim() || undefined;
}
