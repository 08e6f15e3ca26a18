import { integrationProblems, toolsProblems } from "../../model/problems/parse.ts";
import type { SpecProblem } from "../../model/problems/problem.ts";

type Json = Record<string, unknown>;

/** Stands in for what is not known yet, so that only the field in question can be wrong. */
const EXAMPLE = { name: "example", description: "Example.", api: { baseUrl: "https://example.com" } };

/**
 * What the spec's rules have against one value: `fieldProblem("tools.0.name", "1x")`; undefined when nothing. The value is
 * judged within `around`, the part of the spec that it must agree with.
 */
export function fieldProblem(path: string, value: unknown, around: Json = {}): string | undefined {
  const keys = path.split(".");
  const spec: Json = structuredClone({ ...EXAMPLE, ...around });
  put(spec, keys, value);
  return problemAt(integrationProblems(spec), keys);
}

/** The same for a value of a tool that is added to a server, where a path may be a whole URL: `toolProblem("request.path", …)`. */
export function toolProblem(path: string, value: unknown, around: Json = {}): string | undefined {
  const keys = path.split(".");
  const tool: Json = structuredClone({ name: "example", description: "Example.", ...around });
  put(tool, keys, value);
  return problemAt(toolsProblems(tool), keys);
}

function problemAt(problems: readonly SpecProblem[], keys: readonly string[]): string | undefined {
  return problems.find((problem) => keys.every((key, index) => String(problem.path[index]) === key))?.message;
}

function put(parent: Json, [key = "", ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    parent[key] = value;
    return;
  }
  parent[key] ??= /^\d+$/.test(rest[0] ?? "") ? [] : {};
  put(parent[key] as Json, rest, value);
}
