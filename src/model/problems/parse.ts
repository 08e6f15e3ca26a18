import type { z } from "zod";
import { type ErrorDetail, EXIT, UserError } from "../../errors.ts";
import { completeSpec, completeTool } from "../defaults/complete.ts";
import { type IntegrationSpec, integrationSchema } from "../integration-spec.ts";
import { isRecord, valueAt } from "../spec/schema-path.ts";
import { type ToolSpec, toolsSchema } from "../tool-spec.ts";
import { checkIntegration } from "./integration.ts";
import { problemsOfIssues } from "./issue.ts";
import { formatPath, ProblemList, type SpecProblem } from "./problem.ts";
import { checkTools } from "./tool.ts";
import { validParts } from "./valid-parts.ts";

/**
 * `locate` tells where the value of a path stands (`spec.json:12:20`); `source` is what the whole spec is called in messages,
 * `schema` the file of the package that describes it.
 */
export interface ParseOptions {
  locate?: (path: PropertyKey[]) => string | undefined;
  source?: string;
  schema?: string;
}

/** Every problem of a value that should be an integration's spec: of single values and between them, in that order. */
export function integrationProblems(value: unknown): SpecProblem[] {
  const single = schemaProblems(integrationSchema, value);
  const between = new ProblemList(single);
  const parts = validParts(integrationSchema, value);
  const hasBaseUrl = valueAt(value, ["api", "baseUrl"]) !== undefined;
  if (parts !== undefined) checkIntegration(parts, hasBaseUrl, between);
  return [...single, ...between.found];
}

/**
 * The integration that a value declares, with every default that does not depend on the host.
 * Throws UserError "spec-invalid" (exit 2) with one detail for each problem.
 */
export function parseIntegration(value: unknown, options: ParseOptions = {}): IntegrationSpec {
  const problems = integrationProblems(value);
  const parsed = integrationSchema.safeParse(value);
  if (problems.length > 0 || !parsed.success) throw specInvalid(problems, options);
  return completeSpec(parsed.data);
}

/** Every problem of a value that should be one tool or a list of them, as for `integrationProblems`; paths begin at the value. */
export function toolsProblems(value: unknown): SpecProblem[] {
  const list = Array.isArray(value) ? value : [value];
  const single = schemaProblems(toolsSchema, list);
  const between = new ProblemList(single);
  checkTools(validParts(toolsSchema, list) ?? [], { baseUrl: null, absolute: true }, [], between);
  const found = [...single, ...between.found];
  return Array.isArray(value) ? found : found.map((problem) => ({ ...problem, path: problem.path.slice(1) }));
}

/**
 * The tools that a value declares: one tool or a list of them. Whether relative paths have a base URL is the server's matter.
 * Throws UserError "spec-invalid" (exit 2) with one detail for each problem.
 */
export function parseTools(value: unknown, options: ParseOptions = {}): ToolSpec[] {
  const problems = toolsProblems(value);
  const parsed = toolsSchema.safeParse(Array.isArray(value) ? value : [value]);
  if (problems.length > 0 || !parsed.success) {
    throw specInvalid(problems, { schema: "schema/tools.schema.json", ...options });
  }
  return parsed.data.map(completeTool);
}

/** What is wrong with a value by a schema, in our words; keys `__proto__` included. */
export function schemaProblems(schema: z.ZodType, value: unknown): SpecProblem[] {
  const parsed = schema.safeParse(value);
  return [...(parsed.success ? [] : problemsOfIssues(schema, value, parsed.error.issues)), ...prototypeKeys(value, [])];
}

/** Keys `__proto__` anywhere: inside free-form objects the schema library drops them without a word. */
function prototypeKeys(value: unknown, path: PropertyKey[]): SpecProblem[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => prototypeKeys(each, [...path, index]));
  if (!isRecord(value)) return [];
  const own = Object.hasOwn(value, "__proto__")
    ? [{ path: [...path, "__proto__"], message: "is not a legal key" }]
    : [];
  return [...own, ...Object.entries(value).flatMap(([key, child]) => prototypeKeys(child, [...path, key]))];
}

/** The error for a spec with problems. Throws nothing itself; the message counts them and names the source. */
export function specInvalid(problems: readonly SpecProblem[], options: ParseOptions = {}): UserError {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  return new UserError("spec-invalid", `The ${options.source ?? "spec"} has ${count}.`, {
    exitCode: EXIT.usage,
    hint: `Its JSON Schema is ${options.schema ?? "schema/integration.schema.json"} in the package.`,
    details: problems.map((problem) => detailOf(problem, options)),
  });
}

/** One problem as a detail of an error: path, message and place. */
export function detailOf(problem: SpecProblem, { locate }: ParseOptions): ErrorDetail {
  const at = locate?.(problem.path);
  const message = `${formatPath(problem.path)}: ${problem.message}`;
  return at === undefined ? { message } : { message, at };
}
