import type { DefaultValue, ItemType, ParamSpec } from "../tool-spec.ts";
import { showValue } from "../value-text.ts";
import { forEachRepeat, type ProblemList } from "./problem.ts";
import type { Parts } from "./valid-parts.ts";

type Path = PropertyKey[];
type TypeParts = Parts<ItemType>;

/** Problems among the fields of the parameters of a tool, or of an object parameter. */
export function checkParams(params: (Parts<ParamSpec> | undefined)[], path: Path, problems: ProblemList): void {
  forEachRepeat(
    params.map((param) => param?.name),
    (index, first) =>
      problems.add([...path, index, "name"], `${showValue(params[index]?.name)} is already entry ${first}`),
  );
  params.forEach((param, index) => {
    if (param === undefined) return;
    checkType(param, [...path, index], problems);
    if (param.default !== undefined) checkDefault(param, [...path, index, "default"], problems);
  });
}

function checkType(type: TypeParts, path: Path, problems: ProblemList): void {
  checkBelongings(type, path, problems);
  const isNumeric = type.type === undefined || type.type === "number" || type.type === "integer";
  if (isNumeric && type.min !== undefined && type.max !== undefined && type.min > type.max) {
    problems.add([...path, "min"], `${type.min} is greater than max, ${type.max}`);
  }
  if (type.type === "integer") {
    for (const bound of ["min", "max"] as const) {
      if (type[bound] !== undefined && !Number.isInteger(type[bound])) {
        problems.add([...path, bound], `${type[bound]} is not a whole number, but the type is integer`);
      }
    }
  }
  if (type.values !== undefined) checkValues(type.values, [...path, "values"], problems);
  if (type.items !== undefined) checkType(type.items, [...path, "items"], problems);
  if (type.fields !== undefined) checkParams(type.fields, [...path, "fields"], problems);
}

/** Problems of a list of enum values. */
export function checkValues(values: (string | undefined)[], path: Path, problems: ProblemList): void {
  forEachRepeat(values, (index, first) =>
    problems.add([...path, index], `${showValue(values[index])} is already entry ${first}`),
  );
}

const BELONGS = {
  values: ["enum"],
  items: ["array"],
  fields: ["object"],
  min: ["number", "integer"],
  max: ["number", "integer"],
} as const;

/** What a type must have and must not have: values for enum, items for array, fields for object, bounds for numbers. */
export function checkBelongings(
  type: { [Key in keyof typeof BELONGS | "type"]?: unknown },
  path: Path,
  problems: ProblemList,
): void {
  if (typeof type.type !== "string") return;
  for (const key of ["values", "items", "fields", "min", "max"] as const) {
    const owners: readonly string[] = BELONGS[key];
    const belongs = owners.includes(type.type);
    if (type[key] !== undefined && !belongs) {
      problems.add([...path, key], `belongs to the type ${owners.join(" or ")}, but the type is ${type.type}`);
    }
    if (type[key] === undefined && belongs && owners.length === 1) {
      problems.add([...path, key], `is missing; the type ${type.type} needs ${NEEDED[key]}`);
    }
  }
}

const NEEDED = { values: "its legal values", items: "the type of its items", fields: "its fields", min: "", max: "" };

function checkDefault(param: Parts<ParamSpec>, path: Path, problems: ProblemList): void {
  const wrong = defaultFault(param, param.default);
  if (wrong !== undefined) problems.add(path, wrong);
}

function defaultFault(type: TypeParts, value: Parts<DefaultValue> | undefined): string | undefined {
  if (type.type === undefined || value === undefined) return undefined;
  if (type.type === "array") return Array.isArray(value) ? listFault(type, value) : `${showValue(value)} is not a list`;
  if (type.type === "object") return "an object cannot have a default";
  if (type.type === "enum") {
    if (type.values === undefined || type.values.some((each) => each === value)) return undefined;
    return `${showValue(value)} is not one of ${type.values.join(", ")}`;
  }
  return scalarFault(type, value);
}

function listFault(type: TypeParts, values: readonly unknown[]): string | undefined {
  const { items } = type;
  if (items === undefined) return undefined;
  const faults = values.map((value) => (isScalar(value) ? defaultFault(items, value) : undefined));
  return faults.find((fault) => fault !== undefined);
}

function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

function scalarFault(type: TypeParts, value: unknown): string | undefined {
  const expected = type.type === "integer" ? "number" : type.type;
  const article = type.type === "integer" ? "an integer" : `a ${type.type}`;
  if (typeof value !== expected) return `${showValue(value)} is not ${article}`;
  if (typeof value !== "number") return undefined;
  if (type.type === "integer" && !Number.isInteger(value)) return `${value} is not an integer`;
  if (type.min !== undefined && value < type.min) return `${value} is less than min, ${type.min}`;
  return type.max !== undefined && value > type.max ? `${value} is greater than max, ${type.max}` : undefined;
}
