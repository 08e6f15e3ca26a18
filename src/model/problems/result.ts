import { INHERITED_MEMBERS } from "../reserved.ts";
import type { ParamSpec, ResultField, ResultSpec } from "../tool-spec.ts";
import { showValue } from "../value-text.ts";
import { checkBelongings, checkValues } from "./param.ts";
import { forEachRepeat, type ProblemList } from "./problem.ts";
import type { Parts } from "./valid-parts.ts";

type Path = PropertyKey[];

/** Problems of a result: its kind, fields and paging. */
export function checkResult(
  result: Parts<ResultSpec>,
  params: (Parts<ParamSpec> | undefined)[],
  path: Path,
  problems: ProblemList,
): void {
  checkKind(result, path, problems);
  if (result.fields !== undefined) checkFields(result.fields, [...path, "fields"], problems);
  if (result.page === undefined) return;
  if (result.kind !== undefined && result.kind !== "list") {
    problems.add([...path, "page"], `belongs to the kind list, but the kind is ${result.kind}`);
  }
  checkCursor(result.page.next, [...path, "page", "next"], problems);
  checkPageParam(result.page.param, params, [...path, "page", "param"], problems);
}

function checkKind({ kind, fields }: Parts<ResultSpec>, path: Path, problems: ProblemList): void {
  if ((kind === "list" || kind === "one") && (fields === undefined || fields.length === 0)) {
    problems.add(
      [...path, "fields"],
      `is ${fields === undefined ? "missing" : "empty"}; the kind ${kind} shows at least one field`,
    );
  }
  if (kind === "none" && fields !== undefined && fields.length > 0) {
    problems.add(
      [...path, "fields"],
      "nothing is shown of the kind none; make it list or one, or leave the fields out",
    );
  }
}

function checkFields(fields: (Parts<ResultField> | undefined)[], path: Path, problems: ProblemList): void {
  forEachRepeat(
    fields.map((field) => field?.name),
    (index, first) =>
      problems.add([...path, index, "name"], `${showValue(fields[index]?.name)} is already entry ${first}`),
  );
  fields.forEach((field, index) => {
    if (field !== undefined) checkField(field, [...path, index], problems);
  });
}

function checkField(field: Omit<Parts<ResultField>, "name">, path: Path, problems: ProblemList): void {
  checkBelongings(field, path, problems);
  if (field.values !== undefined) checkValues(field.values, [...path, "values"], problems);
  if (field.items !== undefined) checkField(field.items, [...path, "items"], problems);
  if (field.fields !== undefined) checkFields(field.fields, [...path, "fields"], problems);
}

// Any step to the cursor may be absent, and is then read from the prototype.
function checkCursor(next: string | undefined, path: Path, problems: ProblemList): void {
  const step = next?.split(".").find((each) => INHERITED_MEMBERS.has(each));
  if (step === undefined) return;
  problems.add(path, `${showValue(step)} is ${INHERITED_MEMBERS.get(step)} and cannot be a step to the cursor`);
}

function checkPageParam(
  name: string | undefined,
  params: (Parts<ParamSpec> | undefined)[],
  path: Path,
  problems: ProblemList,
): void {
  if (name === undefined || params.some((each) => each?.name === undefined)) return;
  const param = params.find((each) => each?.name === name);
  if (param === undefined) problems.add(path, `no parameter is called ${showValue(name)}`);
  else if (param.required !== false && param.default === undefined) {
    problems.add(path, `the parameter ${showValue(name)} must be optional; the first call has no cursor`);
  } else if (param.type !== undefined && param.type !== "string") {
    problems.add(path, `the parameter ${showValue(name)} must be a string, it is ${param.type}`);
  }
}
