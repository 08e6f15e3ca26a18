import { posix } from "node:path";
import { nearName } from "../near-name.ts";
import { type Config, configSchema } from "../policy/config.ts";
import { isRecord } from "../spec/schema-path.ts";
import { schemaProblems } from "./parse.ts";
import { ProblemList, type SpecProblem } from "./problem.ts";

/** What a configuration may name: ids, and paths from the folder that holds it, relative to the host's root. */
export interface ConfigNames {
  rules: readonly string[];
  targets: readonly string[];
  folder: string;
}

/** The configuration that a value declares, or everything that is wrong with it. */
export function parseConfig(value: unknown, names: ConfigNames): { config: Config } | { problems: SpecProblem[] } {
  const single = schemaProblems(configSchema, value);
  const parsed = configSchema.safeParse(value);
  const problems = new ProblemList(single);
  if (isRecord(value)) checkNames(value, names, problems);
  const all = [...single, ...problems.found];
  return all.length > 0 || !parsed.success ? { problems: all } : { config: parsed.data };
}

/** Checks the names in a configuration, also in one whose other values are wrong: all problems are told at once. */
function checkNames(value: Record<string, unknown>, names: ConfigNames, problems: ProblemList): void {
  checkName(["target"], "target", value["target"], names.targets, problems);
  for (const id of keysOf(value["rules"])) checkName(["rules", id], "rule", id, names.rules, problems);
  const ignore: unknown[] = Array.isArray(value["ignore"]) ? value["ignore"] : [];
  for (const [index, entry] of ignore.entries())
    if (isRecord(entry)) checkName(["ignore", index, "rule"], "rule", entry["rule"], names.rules, problems);
  for (const [key, targets] of entriesOf(value["paths"])) checkAlias(key, targets, names.folder, problems);
}

/** Checks one alias of modules: its pattern, and each path that it stands for. */
function checkAlias(pattern: string, targets: unknown, folder: string, problems: ProblemList): void {
  const path = ["paths", pattern];
  if (stars(pattern) > 1) problems.add(path, "an alias has at most one `*`");
  if (/^(\.\.?(\/|$)|\/|$)/.test(pattern))
    problems.add(path, "is a path and no alias, so nothing would be changed by it");
  const list: unknown[] = Array.isArray(targets) ? targets : [targets];
  for (const [index, target] of list.entries()) {
    if (typeof target !== "string") continue;
    const at = Array.isArray(targets) ? [...path, index] : path;
    if (stars(target) > stars(pattern)) problems.add(at, "has a `*` more than its alias");
    if (isOutside(folder, target)) problems.add(at, `${target} is outside of the host; name a path below its root`);
  }
}

function stars(text: string): number {
  return text.split("*").length - 1;
}

function isOutside(folder: string, target: string): boolean {
  const path = target.replaceAll("\\", "/");
  return /^(\/|[A-Za-z]:)/.test(path) || posix.normalize(posix.join(folder, path)).startsWith("..");
}

function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

function keysOf(value: unknown): string[] {
  return isRecord(value) ? Object.keys(value) : [];
}

function checkName(path: PropertyKey[], kind: string, name: unknown, known: readonly string[], to: ProblemList): void {
  if (typeof name !== "string" || known.includes(name)) return;
  const near = nearName(name, known);
  const hint = near === undefined ? listing(kind, known) : `did you mean ${near}?`;
  to.add(path, `there is no ${kind} ${JSON.stringify(name)}; ${hint}`);
}

function listing(kind: string, known: readonly string[]): string {
  return kind === "rule" ? "`mcp-new rules` lists them" : `legal are ${known.join(", ")}`;
}
