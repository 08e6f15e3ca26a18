import type { z } from "zod";
import { nearName } from "../near-name.ts";
import {
  descriptionOf,
  legalKeys,
  objectOptions,
  optionFor,
  type SchemaNode,
  schemaAt,
  valueAt,
} from "../spec/schema-path.ts";
import { curtail, isCredentialName, showValue, visible } from "../value-text.ts";
import { formatPath, type SpecProblem } from "./problem.ts";

type Issue = z.core.$ZodIssue;

interface Checked {
  schema: SchemaNode;
  root: unknown;
}

/** What zod found wrong with `root`, in our words: unknown keys one by one, unions as the option that was meant. */
export function problemsOfIssues(schema: SchemaNode, root: unknown, issues: readonly Issue[]): SpecProblem[] {
  return issues.flatMap((issue) => problemsOf(issue, [], { schema, root }));
}

function problemsOf(issue: Issue, below: PropertyKey[], checked: Checked): SpecProblem[] {
  const path = [...below, ...issue.path];
  if (issue.code === "unrecognized_keys") {
    return issue.keys.filter((key) => key !== "__proto__").map((key) => unknownKey(path, key, checked));
  }
  if (isMissing(path, checked.root)) return [missing(path, checked)];
  if (issue.code === "invalid_union") return problemsOfUnion(issue, path, checked);
  return [{ path, message: messageOf(issue, path, checked) }];
}

function isMissing(path: PropertyKey[], root: unknown): boolean {
  return path.length > 0 && valueAt(root, path) === undefined;
}

function missing(path: PropertyKey[], { schema, root }: Checked): SpecProblem {
  const node = schemaAt(schema, path, root);
  const legal = node === undefined ? undefined : legalValues(node);
  const description = node === undefined ? undefined : descriptionOf(node);
  const what = [description, legal && `One of ${legal.join(", ")}.`].filter((each) => each !== undefined).join(" ");
  return { path, message: what === "" ? "is missing" : `is missing. ${what}`, missing: true };
}

function legalValues(node: SchemaNode): string[] | undefined {
  const values = node._zod.values;
  return values === undefined ? undefined : [...values].map(String);
}

function unknownKey(path: PropertyKey[], key: string, { schema, root }: Checked): SpecProblem {
  const owner = schemaAt(schema, path, root);
  const keys = owner === undefined ? [] : legalKeys(owner, valueAt(root, path)).filter((each) => each !== "$schema");
  return { path: [...path, curtail(visible(key))], message: unknownKeyMessage(key, keys) };
}

/** Why a key is not legal, with the near name or all legal ones. */
export function unknownKeyMessage(key: string, legal: string[]): string {
  if (key === "preset") return "unknown key; preset parameters exist only for the standalone target";
  const near = nearName(key, legal);
  if (near !== undefined) return `unknown key; did you mean ${near}?`;
  return legal.length === 0 ? "unknown key" : `unknown key; legal are ${legal.join(", ")}`;
}

function problemsOfUnion(issue: z.core.$ZodIssueInvalidUnion, path: PropertyKey[], checked: Checked): SpecProblem[] {
  const node = schemaAt(checked.schema, path, checked.root);
  const value = valueAt(checked.root, path);
  const options = node === undefined ? [] : objectOptions(node);
  const meant = node === undefined ? undefined : optionFor(node, value);
  const inside = meant === undefined ? undefined : issue.errors[options.indexOf(meant)];
  if (inside === undefined || typeof value !== "object" || value === null) {
    return [{ path, message: unionMessage(issue, path, value) }];
  }
  return inside.flatMap((each) => problemsOf(each, path, checked));
}

function unionMessage(issue: z.core.$ZodIssueInvalidUnion, path: PropertyKey[], value: unknown): string {
  if (issue.discriminator !== undefined && "options" in issue && Array.isArray(issue.options)) {
    return notOneOf(shown(path, value), issue.options.map(String), value);
  }
  const expected = new Set(
    issue.errors.flat().flatMap((each) => (each.code === "invalid_type" ? [kindName(each.expected)] : [])),
  );
  return `${shown(path, value)} is not ${[...expected].join(" or ") || "a legal value"}`;
}

function messageOf(issue: Issue, path: PropertyKey[], { root }: Checked): string {
  const value = valueAt(root, path);
  switch (issue.code) {
    case "custom":
      return issue.message;
    case "invalid_type":
      return `${shown(path, value)} is not ${kindName(issue.expected)}`;
    case "invalid_value":
      return notOneOf(shown(path, value), issue.values.map(String), value);
    case "too_small":
      return sizeMessage(issue.origin, "at least", issue.minimum, path, value, issue.inclusive === false);
    case "too_big":
      return sizeMessage(issue.origin, "at most", issue.maximum, path, value, issue.inclusive === false);
    case "invalid_key":
      return "is not a legal key";
    default:
      return `${shown(path, value)} is not legal`;
  }
}

function notOneOf(value: string, legal: string[], raw: unknown): string {
  if (raw === "preset") return "preset parameters exist only for the standalone target";
  return `${value} is not one of ${legal.join(", ")}`;
}

function sizeMessage(
  origin: string,
  bound: string,
  limit: number | bigint,
  path: PropertyKey[],
  value: unknown,
  exclusive: boolean,
): string {
  if (origin === "array") return `must have ${bound} ${limit} ${limit === 1 || limit === 1n ? "entry" : "entries"}`;
  if (origin === "string") return `must have ${bound} ${limit} character${limit === 1 ? "" : "s"}`;
  return exclusive
    ? `${shown(path, value)} must be beyond ${limit}`
    : `${shown(path, value)} must be ${bound} ${limit}`;
}

const KIND_NAMES: Record<string, string> = {
  string: "a string",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

function kindName(expected: string): string {
  return KIND_NAMES[expected] ?? expected;
}

/** A value for a message, unless its place says that it may be a secret. */
function shown(path: PropertyKey[], value: unknown): string {
  const hidden = path.some((key) => typeof key === "string" && (isCredentialName(key) || HOLDERS.has(key)));
  return hidden ? `the value of ${formatPath(path.slice(-1))}` : showValue(value);
}

const HOLDERS = new Set(["headers", "authHeader", "authorizationParams", "constants"]);
