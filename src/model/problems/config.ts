import { nearName } from "../near-name.ts";
import { type Config, configSchema } from "../policy/config.ts";
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
  checkNames(parsed.success ? parsed.data : partsOf(value), names, problems);
  const all = [...single, ...problems.found];
  return all.length > 0 || !parsed.success ? { problems: all } : { config: parsed.data };
}

type Named = Pick<Config, "target" | "rules" | "ignore" | "paths">;

/** The parts that are right by themselves, so that the names in them are checked at once too. */
function partsOf(value: unknown): Named {
  const { target, rules, paths } = configSchema.shape;
  const given = typeof value === "object" && value !== null ? value : {};
  const part = <T>(key: string, schema: { safeParse(part: unknown): { data?: T | undefined } }): T | undefined =>
    key in given ? schema.safeParse(Object.entries(given).find(([name]) => name === key)?.[1]).data : undefined;
  return { target: part("target", target), rules: part("rules", rules), paths: part("paths", paths) };
}

function checkNames({ target, rules, ignore, paths }: Named, names: ConfigNames, problems: ProblemList): void {
  if (target !== undefined) checkName(["target"], "target", target, names.targets, problems);
  for (const id of Object.keys(rules ?? {})) checkName(["rules", id], "rule", id, names.rules, problems);
  for (const [index, { rule }] of (ignore ?? []).entries())
    checkName(["ignore", index, "rule"], "rule", rule, names.rules, problems);
  for (const key of Object.keys(paths ?? {}))
    problems.add(["paths", key], "no path can be overridden yet; leave `paths` empty or out");
}

function checkName(path: PropertyKey[], kind: string, name: string, known: readonly string[], to: ProblemList): void {
  if (known.includes(name)) return;
  const near = nearName(name, known);
  const hint = near === undefined ? listing(kind, known) : `did you mean ${near}?`;
  to.add(path, `there is no ${kind} ${JSON.stringify(name)}; ${hint}`);
}

function listing(kind: string, known: readonly string[]): string {
  return kind === "rule" ? "`mcp-new rules` lists them" : `legal are ${known.join(", ")}`;
}
