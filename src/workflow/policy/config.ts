import { isAbsolute, posix } from "node:path";
import { parseJson } from "../../edit/json.ts";
import type { ModulePaths } from "../../edit/syntax/aliases.ts";
import { type ErrorDetail, EXIT, UserError } from "../../errors.ts";
import { formatLocation, type Location } from "../../model/location.ts";
import type { Config } from "../../model/policy/config.ts";
import { parseConfig } from "../../model/problems/config.ts";
import { formatPath } from "../../model/problems/problem.ts";
import { isRecord } from "../../model/spec/schema-path.ts";
import type { ConfigFile } from "../../repo/config-file.ts";
import { policyRules } from "../../rules/policy-rules.ts";
import type { Target } from "../../targets/target.ts";
import type { Edge } from "../edge.ts";
import { readBaseline } from "./baseline-file.ts";
import { type Policy, policyOf } from "./policy.ts";

/** A configuration with its places; `path` is null when the checkout has none. */
export interface LoadedConfig extends Omit<Config, "paths"> {
  /** Aliases of modules, relative to the host's root. */
  paths: ModulePaths;
  path: string | null;
  /** The folder that holds it, relative to the host's root. */
  folder: string;
  /** Where the value of a path stands. */
  locate(path: readonly PropertyKey[]): Location;
}

/** Reads the configuration. Throws UserError "config-invalid" (exit 2) with every problem and its place. */
export function loadConfig(file: ConfigFile | null, targets: readonly Target[]): LoadedConfig {
  if (!file) return { path: null, paths: {}, folder: "", locate: () => startOf("mcp-new.config.json") };
  const document = parseJson(file.path, file.text);
  const details = document.problems.map(({ message, at }) => ({ message, at: formatLocation(at) }));
  if (document.value === undefined || details.length > 0) throw invalid(file.path, details);
  const inside: PropertyKey[] = /(^|\/)package\.json$/.test(file.path) ? ["mcp-new"] : [];
  const locate = (path: readonly PropertyKey[]) => document.locate([...inside, ...path]) ?? startOf(file.path);
  const value = inside.length > 0 && isRecord(document.value) ? document.value["mcp-new"] : document.value;
  const folder = folderOf(file.path);
  const read = parseConfig(value, { rules: ruleIds(targets), targets: targets.map((target) => target.id), folder });
  if ("config" in read) {
    return { ...read.config, paths: modulePaths(read.config.paths, folder), path: file.path, folder, locate };
  }
  throw invalid(
    file.path,
    read.problems.map(({ path, message }) => ({
      message: path.length === 0 ? message : `${formatPath(path)}: ${message}`,
      at: formatLocation(locate(path)),
    })),
  );
}

function modulePaths(paths: Config["paths"] = {}, folder: string): ModulePaths {
  return Object.fromEntries(
    Object.entries(paths).map(([pattern, targets]) => [pattern, [targets].flat().map((path) => below(folder, path))]),
  );
}

/** The ids of every rule that a configuration or a comment may name. */
export function ruleIds(targets: readonly Target[]): string[] {
  return [...targets.flatMap((target) => target.rules), ...policyRules].map((rule) => rule.id);
}

function startOf(path: string): Location {
  return { path, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

function invalid(path: string, details: ErrorDetail[]): UserError {
  const count = details.length === 1 ? "1 problem" : `${details.length} problems`;
  return new UserError("config-invalid", `The configuration in ${path} has ${count}.`, {
    exitCode: EXIT.usage,
    hint: "Legal keys: target, rules, ignore, templates, baseline, paths.",
    details,
  });
}

/** What the flags of a check say about its policy. */
export interface PolicyFlags {
  baseline: string | undefined;
  updateBaseline: boolean;
}

/** The policy of a check. Throws UserError (exit 2) for a baseline that cannot be used or is not named. */
export function loadPolicy(
  config: LoadedConfig,
  flags: PolicyFlags,
  edge: Pick<Edge, "repo" | "fromRoot">,
  targets: readonly Target[],
): Policy {
  const own = config.baseline === undefined ? undefined : below(config.folder, config.baseline);
  const path = flags.baseline === undefined ? own : edge.fromRoot(flags.baseline);
  if (path === undefined && flags.updateBaseline) throw noBaseline();
  const baseline = path === undefined ? null : readBaseline(edge.repo, path, flags.updateBaseline);
  return policyOf(config, ruleIds(targets), baseline);
}

/** A path that a file in `folder` names, relative to the host's root. */
export function below(folder: string, path: string): string {
  return isAbsolute(path) ? path : posix.normalize(posix.join(folder, path.replaceAll("\\", "/")));
}

function noBaseline(): UserError {
  return new UserError("baseline-unnamed", "--update-baseline needs to know which file to write.", {
    exitCode: EXIT.usage,
    hint: "Name it with --baseline <file>, or as `baseline` in the configuration.",
  });
}
