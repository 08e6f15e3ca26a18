import { type ErrorDetail, EXIT, UserError } from "../../errors.ts";
import { readCurl } from "../../model/curl/index.ts";
import { detailOf, parseTools, toolsProblems } from "../../model/problems/parse.ts";
import type { SpecProblem } from "../../model/problems/problem.ts";
import { isRecord } from "../../model/spec/schema-path.ts";
import { toolFlags } from "../../model/spec/spec-flags.ts";
import type { RawTool } from "../../model/spec/tool-text.ts";
import { type ToolSpec, toolSchema, toolsSchema } from "../../model/tool-spec.ts";
import { showValue } from "../../model/value-text.ts";
import { applySets, invalid, originOf, readDocument, type SpecText } from "../spec/document.ts";
import { type FieldValues, type Origin, optionOf } from "../spec/fields.ts";
import { applyToolFields, givenToolFlags } from "./fields.ts";

/** Everything a user can say about tools without being asked; `curl` is the text of an example call. */
export interface ToolsInput {
  name: string | undefined;
  spec: SpecText | undefined;
  curl: string | undefined;
  fields: FieldValues;
  set: readonly string[];
}

/**
 * What is known so far: one tool or a list of tools with gaps, whether a `--spec` was given, where each value came from, what
 * was wrong, and what an example call leaves open, as sentences for people.
 */
export interface KnownTools {
  raw: RawTool | unknown[];
  given: boolean;
  locate: (path: PropertyKey[]) => string | undefined;
  faults: ErrorDetail[];
  notes: string[];
}

/**
 * Puts spec or example, field flags and `--set` together, in this order of precedence. Throws UserError (exit 2) for a text
 * that cannot be read, a name that was given twice, and a spec beside an example.
 */
export function gatherTools(input: ToolsInput): KnownTools {
  if (input.spec !== undefined && input.curl !== undefined) {
    throw usage("--spec and --from-curl exclude each other.", "Give one of them.");
  }
  const start = startOf(input);
  const { raw } = start;
  const list = Array.isArray(raw);
  const named = list ? [] : applyName(raw, input);
  const fields = list ? { origins: [], faults: listFaults(input) } : applyToolFields(raw, input.fields);
  const sets = applySets(raw, input.set, list ? toolsSchema : toolSchema);
  const origins: Origin[] = [...named, ...fields.origins, ...sets.origins];
  return {
    ...start,
    locate: (path) => originOf(origins, path) ?? start.locate(path),
    faults: [...fields.faults, ...sets.faults],
  };
}

/**
 * Refuses what is wrong already, before anybody is asked for the rest. Exit 2, with all problems; a missing answer alone is
 * none, and stands among them only when nobody can be `asked`.
 */
export function refuseWrongTools(known: KnownTools, asked = true): void {
  const all = toolsProblems(known.raw);
  const wrong = all.filter((problem) => !isUnanswered(problem, known));
  const details = [...known.faults, ...(asked ? wrong : all).map((each) => detailOf(each, known))];
  if (known.faults.length + wrong.length > 0) throw invalid(details, known.given ? "spec" : "tool as given");
}

/**
 * The tools with all their defaults. Throws UserError: "spec-invalid" (exit 2) with every problem, or "answer-needed" (exit 3)
 * naming the flags when only answers are missing and no spec was given.
 */
export function completeTools(known: KnownTools): ToolSpec[] {
  refuseWrongTools(known, false);
  const unanswered = toolsProblems(known.raw).filter((problem) => isUnanswered(problem, known));
  if (unanswered.length > 0) throw answerNeeded(unanswered);
  return parseTools(known.raw, { locate: known.locate });
}

type Start = Omit<KnownTools, "faults">;

function startOf({ spec, curl, name }: ToolsInput): Start {
  if (curl !== undefined) {
    const { tool, notes } = readCurl(curl, name);
    return { raw: tool, given: false, locate: () => "--from-curl", notes };
  }
  if (spec === undefined) return { raw: {}, given: false, locate: () => undefined, notes: [] };
  const { value, locate } = readDocument(spec);
  if (isRecord(value) || Array.isArray(value)) return { raw: value, given: true, locate, notes: [] };
  const message = `spec: ${showValue(value)} is neither a tool nor a list of tools`;
  throw invalid([{ message, at: `${spec.path}:1:1` }]);
}

function applyName(raw: RawTool, { name, spec }: ToolsInput): Origin[] {
  if (name === undefined) return [];
  if (raw.name !== undefined && raw.name !== name) {
    throw usage(
      `The command line names the tool ${showValue(name)}, ${spec?.path ?? "the spec"} names it ${showValue(raw.name)}.`,
      "Leave one of the names out, or override it with --set name=<name>.",
    );
  }
  const origin = { path: ["name"], label: "the second argument" };
  const isNew = raw.name === undefined || spec === undefined;
  raw.name = name;
  return isNew ? [origin] : [];
}

function listFaults({ name, fields }: ToolsInput): ErrorDetail[] {
  const said = givenToolFlags(fields).map((flag) => ({
    message: `${optionOf(flag)} does not say which tool of the list it means; write --set 0.${flag.path}=<value>`,
  }));
  if (name === undefined) return said;
  return [{ message: `${showValue(name)} names one tool, but the spec is a list of tools; leave it out` }, ...said];
}

function isUnanswered(problem: SpecProblem, { given }: KnownTools): boolean {
  return !given && problem.missing === true && problem.path.length === 1;
}

function answerNeeded(problems: SpecProblem[]): UserError {
  const flags = toolFlags();
  const details = problems.map(({ path, message }) => {
    const flag = flags.find((each) => each.path === path.join("."))?.flags;
    return { message: `${flag ?? "[tool]"}: ${message}`, hint: flag ?? "the second argument of the command" };
  });
  const names = problems.map(({ path }) => path.join(".")).join(" and ");
  return new UserError("answer-needed", `The ${names} of the tool ${problems.length === 1 ? "is" : "are"} missing.`, {
    exitCode: EXIT.answerNeeded,
    hint: "Give what is missing on the command line, or tools with --spec <file|->, or an example with --from-curl.",
    details,
  });
}

function usage(message: string, hint: string): UserError {
  return new UserError("usage", message, { exitCode: EXIT.usage, hint });
}
