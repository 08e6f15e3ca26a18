import { type ErrorDetail, EXIT, UserError } from "../../errors.ts";
import type { IntegrationSpec } from "../../model/integration-spec.ts";
import { detailOf, integrationProblems, parseIntegration } from "../../model/problems/parse.ts";
import type { SpecProblem } from "../../model/problems/problem.ts";
import type { RawSpec } from "../../model/spec/assign.ts";
import { isRecord } from "../../model/spec/schema-path.ts";
import { specFlags } from "../../model/spec/spec-flags.ts";
import { showValue } from "../../model/value-text.ts";
import { applySets, invalid, originOf, readDocument, type SpecDocument } from "./document.ts";
import { applyFields, type FieldValues, type Origin } from "./fields.ts";

/** Everything a user can say about an integration without being asked. `path` of the spec is what messages call it. */
export interface SpecInput {
  name?: string | undefined;
  spec?: { text: string; path: string } | undefined;
  fields: FieldValues;
  set: readonly string[];
}

/** What is known so far: a spec with gaps, whether a `--spec` was given, where each value came from, and what was wrong. */
export interface KnownSpec {
  raw: RawSpec;
  given: boolean;
  locate: (path: PropertyKey[]) => string | undefined;
  faults: ErrorDetail[];
}

/**
 * Puts spec, field flags and `--set` together, in this order of precedence, over the fields of `start`. Throws UserError (exit 2) "spec-invalid" for a
 * text that is no JSON object or repeats a key, "name-conflict" for two names.
 */
export function gatherSpec(input: SpecInput, start: RawSpec = {}): KnownSpec {
  const document = input.spec === undefined ? undefined : readDocument(input.spec);
  const raw: RawSpec = { ...start, ...(document === undefined ? {} : objectOf(document, input.spec?.path ?? "")) };
  const origins = applyName(raw, input);
  const fields = applyFields(raw, input.fields);
  const sets = applySets(raw, input.set);
  origins.push(...fields.origins, ...sets.origins);
  return {
    raw,
    given: document !== undefined,
    locate: (path) => originOf(origins, path) ?? document?.locate(path),
    faults: [...fields.faults, ...sets.faults],
  };
}

/**
 * Refuses what is wrong already, before anybody is asked for the rest. Exit 2, with all problems; a missing answer alone is
 * none, and stands among them only when nobody can be `asked`.
 */
export function refuseWrong(known: KnownSpec, asked = true): void {
  const all = integrationProblems(known.raw);
  const wrong = all.filter((problem) => known.given || !isUnanswered(problem));
  const details = [...known.faults, ...(asked ? wrong : all).map((each) => detailOf(each, known))];
  if (known.faults.length + wrong.length > 0) throw invalid(details, known.given ? "spec" : "integration as given");
}

/**
 * The integration, with all defaults that do not depend on the host. Throws UserError: "spec-invalid" (exit 2) with every
 * problem, or "answer-needed" (exit 3) naming the flags when only answers are missing and no spec was given.
 */
export function completeInput(known: KnownSpec): IntegrationSpec {
  refuseWrong(known, false);
  const unanswered = known.given ? [] : integrationProblems(known.raw).filter(isUnanswered);
  if (unanswered.length > 0) throw answerNeeded(unanswered);
  return parseIntegration(known.raw, { locate: known.locate });
}

/** `gatherSpec` and `completeInput` in one. */
export function readSpec(input: SpecInput): IntegrationSpec {
  return completeInput(gatherSpec(input));
}

function isUnanswered(problem: SpecProblem): boolean {
  return problem.missing === true && problem.path.length === 1;
}

function answerNeeded(problems: SpecProblem[]): UserError {
  const flags = specFlags();
  const details = problems.map(({ path, message }) => {
    const flag = flags.find((each) => each.path === path.join("."))?.flags;
    return {
      message: `${flag ?? `<${path.join(".")}>`}: ${message}`,
      hint: flag ?? "the first argument of the command",
    };
  });
  const names = problems.map(({ path }) => path.join(".")).join(" and ");
  return new UserError(
    "answer-needed",
    `The ${names} of the integration ${problems.length === 1 ? "is" : "are"} missing.`,
    {
      exitCode: EXIT.answerNeeded,
      hint: "Give what is missing on the command line, or a whole spec with --spec <file|->.",
      details,
    },
  );
}

function objectOf({ value }: SpecDocument, path: string): RawSpec {
  if (isRecord(value)) return value;
  throw invalid([{ message: `spec: ${showValue(value)} is not an object`, at: `${path}:1:1` }]);
}

function applyName(raw: RawSpec, { name, spec }: SpecInput): Origin[] {
  if (name === undefined) return [];
  const present = raw.name;
  if (present !== undefined && present !== name) {
    throw new UserError(
      "name-conflict",
      `The command line names the integration ${showValue(name)}, ${spec?.path ?? "the spec"} names it ${showValue(present)}.`,
      { exitCode: EXIT.usage, hint: "Leave one of the names out, or override it with --set name=<name>." },
    );
  }
  raw.name = name;
  return present === undefined ? [{ path: ["name"], label: "the first argument" }] : [];
}
