import { wordsOf } from "../../model/name.ts";
import type { Effect, ResultField } from "../../model/tool-spec.ts";
import type { Ask } from "../question.ts";
import { fieldProblem } from "./field.ts";

/** A field of a response as the spec declares it: flat, or an array of scalars. Other shapes are left to a JSON spec. */
export type Field = Pick<ResultField, "name" | "type" | "items"> & Partial<Pick<ResultField, "nullable" | "optional">>;

/** What a response holds as the spec declares it. */
export interface Result {
  kind: "list" | "one" | "none";
  at?: string;
  fields?: Field[];
}

const FIELD_TYPES = ["string", "number", "integer", "boolean"] as const;
const LIST_VERBS = ["list", "search", "find", "query"];

/** Asks what the response to a tool's request holds and which of its fields are shown. */
export async function askResult(ask: Ask, tool: { name: string; effect: Effect }): Promise<Result> {
  const kind = await ask({
    kind: "select",
    message: `What does ${tool.name} answer?`,
    flag: "--spec",
    choices: [
      { value: "list", label: "A list" },
      { value: "one", label: "One thing" },
      { value: "none", label: "Nothing worth showing" },
    ],
    initial: kindOf(tool),
  });
  if (kind === "none") return { kind };
  const at = await ask({
    kind: "text",
    message: `Where in the response is ${kind === "list" ? "the list" : "it"}? Empty: it is the response itself`,
    flag: "--spec",
    placeholder: "data.items",
    optional: true,
    validate: (answer) => fieldProblem("tools.0.result.at", answer),
  });
  return { kind, ...(at === "" ? {} : { at }), fields: await askFields(ask, tool.name) };
}

/**
 * The fields that a text like `id:string, name:string?, tags:string[]` declares. The type defaults to string; `?` marks a field
 * that may be null or missing. Returns a sentence instead when the text cannot be understood.
 */
export function parseFields(text: string): Field[] | string {
  const fields: Field[] = [];
  for (const part of text.split(",").map((entry) => entry.trim())) {
    const field = parseField(part);
    if (typeof field === "string") return field;
    if (fields.some((other) => other.name === field.name)) return `The field ${field.name} is there twice.`;
    fields.push(field);
  }
  return fields;
}

function parseField(part: string): Field | string {
  const match = /^([^\s:?[\]]+)(?:\s*:\s*([^\s:?[\]]+))?\s*(\[\])?\s*(\?)?$/.exec(part);
  if (!match?.[1]) return `"${part}" is no field: write name:type, like id:string, with a comma between two.`;
  const [, name, written = "string", array, absent] = match;
  const type = FIELD_TYPES.find((known) => known === written);
  if (!type) return `${written} is no type of a field: ${FIELD_TYPES.join(", ")}, each also with [].`;
  const shape = array ? { type: "array" as const, items: { type } } : { type };
  return { name, ...shape, ...(absent ? { nullable: true, optional: true } : {}) };
}

async function askFields(ask: Ask, tool: string): Promise<Field[]> {
  const answer = await ask({
    kind: "text",
    message: `Fields that ${tool} shows, with a ? where one may be missing`,
    flag: "--spec",
    placeholder: "id:string, name:string?",
    validate: (text) => {
      const fields = parseFields(text);
      return typeof fields === "string" ? fields : fieldProblem("tools.0.result.fields", fields);
    },
  });
  const fields = parseFields(answer);
  return typeof fields === "string" ? [] : fields;
}

function kindOf(tool: { name: string; effect: Effect }): Result["kind"] {
  if (tool.effect === "destructive") return "none";
  return LIST_VERBS.includes(wordsOf(tool.name)[0] ?? "") ? "list" : "one";
}
