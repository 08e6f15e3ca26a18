import { nameProblem } from "../../identifier.ts";
import type { ParamSpec } from "../../tool-spec.ts";
import { isSecretQuery } from "../secret.ts";
import { describeKey, type Fields, typeOfTexts } from "../value-type.ts";
import { isOpaque } from "../word/opaque.ts";
import { readPairs } from "./address.ts";

/** The pieces of a query string as optional parameters; a name that is there twice is a list. */
export function readQuery(texts: readonly string[]): Fields {
  const fields: Fields = { params: [], secret: [], unfit: [] };
  const pairs = readPairs(texts);
  for (const name of new Set(pairs.map((pair) => pair.name))) {
    const values = pairs.filter((pair) => pair.name === name).map(({ value }) => value);
    if (isOpaque(name) || values.some((value) => isSecretQuery(name, value ?? ""))) fields.secret.push(name);
    else if (values.includes(undefined)) fields.unfit.push("a name without a value");
    else if (nameProblem("param", name) !== undefined) fields.unfit.push(name);
    else fields.params.push(queryParam(name, values));
  }
  return fields;
}

function queryParam(name: string, values: (string | undefined)[]): ParamSpec {
  const type = typeOfTexts(values);
  const shape = values.length > 1 ? { type: "array" as const, items: { type } } : { type };
  return { name, ...shape, description: describeKey(name), required: false };
}
