import { parseJson } from "../../edit/json.ts";
import { type ErrorDetail, EXIT, UserError } from "../../errors.ts";
import { formatLocation } from "../../model/location.ts";
import { assignText } from "../../model/spec/assign.ts";
import type { SchemaNode } from "../../model/spec/schema-path.ts";
import { showValue } from "../../model/value-text.ts";
import type { Origin } from "./fields.ts";

/** The text of `--spec`; `path` is what messages call it. */
export interface SpecText {
  text: string;
  path: string;
}

/** The JSON value of a `--spec`, and where the value of a path stands in it (`spec.json:12:20`). */
export interface SpecDocument {
  value: unknown;
  locate: (path: PropertyKey[]) => string | undefined;
}

/** Reads the JSON of a `--spec`. Throws UserError "spec-invalid" (exit 2) for a text that is no JSON or repeats a key. */
export function readDocument({ text, path }: SpecText): SpecDocument {
  const json = parseJson(path, text);
  if (json.problems.length > 0) {
    throw invalid(json.problems.map(({ message, at }) => ({ message, at: formatLocation(at) })));
  }
  const locate = (at: PropertyKey[]) => {
    const place = json.locate(at);
    return place === undefined ? undefined : formatLocation(place);
  };
  return { value: json.value, locate };
}

/**
 * Puts every `--set <path>=<value>` into `raw`, in place; `schema` is that of the whole, an integration's when left out.
 * Returns where each value came from and what could not be set.
 */
export function applySets(
  raw: object,
  texts: readonly string[],
  schema?: SchemaNode,
): { origins: Origin[]; faults: ErrorDetail[] } {
  const origins: Origin[] = [];
  const faults: ErrorDetail[] = [];
  for (const text of texts) {
    const equals = text.indexOf("=");
    const path = text.slice(0, Math.max(equals, 0));
    const label = `--set ${path === "" ? showValue(text) : path}`;
    const result =
      equals < 1 ? { fault: "write <path>=<value>" } : assignText(raw, path, text.slice(equals + 1), schema);
    if ("fault" in result) faults.push({ message: `${label}: ${result.fault}` });
    else origins.push({ path: result.path, label });
  }
  return { origins, faults };
}

/** The last flag that set the value at a path or something around it. */
export function originOf(origins: readonly Origin[], path: PropertyKey[]): string | undefined {
  return origins.findLast((origin) => origin.path.every((key, index) => path[index] === key))?.label;
}

/** The error for what is wrong with a spec, `what` being what it is called. */
export function invalid(details: ErrorDetail[], what = "spec"): UserError {
  const count = details.length === 1 ? "1 problem" : `${details.length} problems`;
  return new UserError("spec-invalid", `The ${what} has ${count}. Nothing was written.`, {
    exitCode: EXIT.usage,
    details,
  });
}
