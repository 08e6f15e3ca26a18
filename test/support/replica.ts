import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cleanEnv } from "./boot.ts";

export {
  type Booted,
  type BootedListing,
  type BootedServers,
  type BootOptions,
  bootAll,
  bootServer,
  bootServers,
  type CallToolResult,
  type ContentBlock,
  type ListedTool,
  ProtocolError,
} from "./boot.ts";

/** The sample Dust workspaces: one for each supported layout, and one that has several at once. */
export type ReplicaName = "dust-records" | "dust-arrays" | "dust-legacy" | "dust-mixed";

/** A private copy of a sample workspace in a temporary folder; all paths are relative to its root, with forward slashes. */
export type Replica = {
  name: ReplicaName;
  /** Absolute path of the copy, symbolic links resolved. */
  root: string;
  /** The absolute path of `rel`. */
  path(rel: string): string;
  /** The text of one file. Throws when it does not exist. */
  read(rel: string): string;
  /** Writes one file, creating its folders. */
  write(rel: string, text: string): void;
  /** Every file's text by path, without `node_modules` and `.git`: two equal results mean identical trees. */
  files(): Record<string, string>;
  /** Every file's permission bits by path, for example 0o644. */
  modes(): Record<string, number>;
  /** Removes the copy. */
  dispose(): void;
};

/** How a command ended; `output` is standard output followed by standard error. */
export type CommandResult = { exitCode: number; output: string };

const FIXTURES = fileURLToPath(new URL("../fixtures/", import.meta.url));
const HOST_MODULES = fileURLToPath(new URL("../host/node_modules", import.meta.url));
const NOT_SOURCE = new Set(["node_modules", ".git"]);

function listFiles(root: string, folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => !NOT_SOURCE.has(name))
    .flatMap((entry) => {
      const rel = folder === "" ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? listFiles(root, rel) : [rel];
    })
    .sort();
}

/**
 * The sample workspaces of the layouts `arrays` and `records`.
 *
 * @returns their names, sorted
 */
export function replicaNames(): ReplicaName[] {
  return everyReplicaName().filter((name) => name === "dust-records" || name === "dust-arrays");
}

/**
 * The sample workspaces that exist on disk, of every layout.
 *
 * @returns their names, sorted
 */
export function everyReplicaName(): ReplicaName[] {
  return readdirSync(FIXTURES)
    .filter((name): name is ReplicaName => /^dust-(arrays|legacy|mixed|records)$/.test(name))
    .sort();
}

/**
 * Copies a sample workspace to a fresh temporary folder and links the installed packages at its root.
 *
 * @param name - the workspace to copy
 * @returns the copy; it is no git repository until {@link initGit}
 */
export function copyReplica(name: ReplicaName): Replica {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `${name}-`)));
  const root = join(folder, "dust");
  cpSync(join(FIXTURES, name), root, {
    recursive: true,
    filter: (source) => !source.endsWith("node_modules"),
  });
  symlinkSync(HOST_MODULES, join(root, "node_modules"), "junction");
  return openReplica(name, folder);
}

/**
 * A workspace that stands in the folder `dust` of `folder` already, with the packages at its root.
 *
 * @param folder - the absolute path of a folder that nothing else uses, symbolic links resolved
 * @returns the workspace; disposing of it removes `folder`
 */
export function openReplica(name: ReplicaName, folder: string): Replica {
  const root = join(folder, "dust");
  const path = (rel: string) => join(root, rel);
  const byPath = <T>(look: (absolute: string) => T) =>
    Object.fromEntries(listFiles(root).map((rel) => [rel, look(path(rel))]));
  return {
    name,
    root,
    path,
    read: (rel) => readFileSync(path(rel), "utf8"),
    write(rel, text) {
      mkdirSync(dirname(path(rel)), { recursive: true });
      writeFileSync(path(rel), text);
    },
    files: () => byPath((absolute) => readFileSync(absolute, "utf8")),
    modes: () => byPath((absolute) => statSync(absolute).mode & 0o777),
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function run(cwd: string, command: string, args: readonly string[]): CommandResult {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: cleanEnv(),
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  return { exitCode: status ?? 1, output: `${stdout}${stderr}` };
}

function hostBin(replica: Replica, cwd: string, name: string, args: readonly string[]): CommandResult {
  return run(replica.path(cwd), replica.path(`node_modules/.bin/${name}`), args);
}

/**
 * Makes the copy a git repository with one commit of everything that `.gitignore` does not exclude.
 *
 * @throws Error with git's output when one of the steps fails
 */
export function initGit(replica: Replica): void {
  const steps = [
    ["init", "--quiet", "--initial-branch=main"],
    ["config", "user.name", "Sample"],
    ["config", "user.email", "sample@example.com"],
    ["config", "commit.gpgsign", "false"],
    ["config", "core.autocrlf", "false"],
    ["add", "--all"],
    ["commit", "--quiet", "--message", "Sample workspace"],
  ];
  for (const args of steps) {
    const { exitCode, output } = run(replica.root, "git", args);
    if (exitCode !== 0) throw new Error(`git ${args.join(" ")}: ${output}`);
  }
}

/**
 * Type-checks the copy's `front` with the packages' own types.
 *
 * @returns exit code 0 when there is no error; the compiler's output
 */
export function typeCheck(replica: Replica): CommandResult {
  // One checker: four of them end sooner and need twice the work, and the other tests have the other core.
  return hostBin(replica, "front", "tsc", ["--noEmit", "--singleThreaded"]);
}

/**
 * Runs the copy's formatter and linter without writing.
 *
 * @param paths - files or folders relative to the root; everything when left out
 * @returns exit code 0 when nothing would change
 */
export function biomeCheck(replica: Replica, paths: readonly string[] = ["."]): CommandResult {
  return hostBin(replica, ".", "biome", ["check", "--max-diagnostics=200", ...paths]);
}

/**
 * Runs the copy's linter alone, without writing.
 *
 * @param paths - files or folders relative to the root
 * @returns exit code 0 when no rule complains
 */
export function lintCheck(replica: Replica, paths: readonly string[]): CommandResult {
  return hostBin(replica, ".", "biome", ["lint", "--max-diagnostics=200", ...paths]);
}

/**
 * Runs the copy's own vitest suite in `front`.
 *
 * @param paths - file filters relative to `front`; the whole suite when left out
 * @returns exit code 0 when every test passes; the reporter's output
 */
export function runHostTests(replica: Replica, ...paths: string[]): CommandResult {
  return hostBin(replica, "front", "vitest", ["run", ...paths]);
}

const FRESH_MODULES = `import { vi } from "vitest";
vi.resetModules();
`;

/**
 * Runs tests of the copy as {@link runHostTests} does, but all in one process: each file still gets modules and mocks of its
 * own, but shares what it sets on `globalThis`. A process for each file takes most of the time of many small files.
 *
 * @param paths - file filters relative to `front`
 * @returns exit code 0 when every test passes; the reporter's output
 */
export function runHostTestsTogether(replica: Replica, ...paths: string[]): CommandResult {
  const folder = mkdtempSync(join(dirname(replica.root), "host-tests-"));
  symlinkSync(replica.path("node_modules"), join(folder, "node_modules"), "junction");
  const setup = join(folder, "setup.mts");
  writeFileSync(setup, FRESH_MODULES);
  const config = join(folder, "vitest.config.mts");
  const more = JSON.stringify({ isolate: false, maxWorkers: 1, setupFiles: [setup] });
  writeFileSync(
    config,
    `import own from ${JSON.stringify(replica.path("front/vitest.config.ts"))};
export default { ...own, test: { ...own.test, ...${more} } };
`,
  );
  return hostBin(replica, "front", "vitest", ["run", "--config", config, ...paths]);
}
