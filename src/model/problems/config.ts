import { nearName } from "../near-name.ts";
import { type Config, configSchema } from "../policy/config.ts";
import { isRecord } from "../spec/schema-path.ts";
import { schemaProblems } from "./parse.ts";
import { ProblemList, type SpecProblem } from "./problem.ts";

/** The ids that a configuration may name. */
export interface ConfigNames {
  rules: readonly string[];
  targets: readonly string[];
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
  for (const key of keysOf(value["paths"]))
    problems.add(["paths", key], "no path can be overridden yet; leave `paths` empty or out");
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
