import { type Ask, choicesOf } from "../question.ts";
import { fieldProblem } from "./field.ts";

const SCALAR_TYPES = ["string", "integer", "number", "boolean"] as const;
const TYPES = [...SCALAR_TYPES, "enum", "array"] as const;

/** A parameter as the spec declares it. Objects, bounds and defaults are left to a JSON spec. */
export interface Param {
  name: string;
  type: (typeof TYPES)[number];
  description: string;
  required: boolean;
  values?: string[];
  items?: { type: (typeof SCALAR_TYPES)[number] };
}

/** Asks for the parameters of the tool called `tool`, one after the other; it may have none. */
export async function askParams(ask: Ask, tool: string): Promise<Param[]> {
  const params: Param[] = [];
  while (await askForMore(ask, tool, params.length)) {
    params.push(await askParam(ask, new Set(params.map((param) => param.name))));
  }
  return params;
}

/** Asks for a parameter whose name a request path already gives: it is required, and no list. */
export async function askPathParam(ask: Ask, name: string): Promise<Param> {
  const type = await askType(ask, name, SCALAR_TYPES);
  return { name, type, description: await askDescription(ask, name), required: true };
}

function askForMore(ask: Ask, tool: string, count: number): Promise<boolean> {
  const message = count === 0 ? `Does ${tool} take a parameter?` : "Add another parameter?";
  return ask({ kind: "confirm", message, flag: "--spec", initial: count === 0 });
}

async function askParam(ask: Ask, taken: ReadonlySet<string>): Promise<Param> {
  const name = await ask({
    kind: "text",
    message: "Name of the parameter",
    flag: "--spec",
    placeholder: "query",
    validate: (answer) =>
      taken.has(answer) ? `There is a parameter ${answer} already.` : fieldProblem("tools.0.params.0.name", answer),
  });
  const type = await askType(ask, name, TYPES);
  const shape = await askShape(ask, name, type);
  const description = await askDescription(ask, name);
  const required = await ask({ kind: "confirm", message: `Is ${name} required?`, flag: "--spec" });
  return { name, type, ...shape, description, required };
}

async function askShape(ask: Ask, name: string, type: Param["type"]): Promise<Pick<Param, "values" | "items">> {
  if (type === "array") return { items: { type: await askType(ask, `an item of ${name}`, SCALAR_TYPES) } };
  if (type !== "enum") return {};
  const values = await ask({
    kind: "text",
    message: `Values of ${name}, separated by commas`,
    flag: "--spec",
    placeholder: "low, normal, urgent",
    validate: (answer) => valuesProblem(valuesOf(answer)),
  });
  return { values: valuesOf(values) };
}

function askType<T extends string>(ask: Ask, subject: string, types: readonly T[]): Promise<T> {
  return ask({ kind: "select", message: `Type of ${subject}`, flag: "--spec", choices: choicesOf(types) });
}

function askDescription(ask: Ask, name: string): Promise<string> {
  return ask({
    kind: "text",
    message: `What is ${name}? The model reads this`,
    flag: "--spec",
    validate: (answer) => fieldProblem("tools.0.params.0.description", answer),
  });
}

function valuesOf(answer: string): string[] {
  return answer.split(",").map((value) => value.trim());
}

function valuesProblem(values: readonly string[]): string | undefined {
  if (values.includes("")) return "A value is empty: write the values with one comma between two.";
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined) return `The value ${twice} is there twice.`;
  return fieldProblem("tools.0.params.0.values", values, { tools: [{ params: [{ type: "enum" }] }] });
}
