import { nameProblem } from "../../identifier.ts";
import type { ParamSpec } from "../../tool-spec.ts";
import { describeKey } from "../value-type.ts";
import { isOpaque } from "../word/opaque.ts";
import { declareVariables, type LiteralVariable } from "./declare.ts";
import { type GraphqlToken, graphqlTokens } from "./tokens.ts";

/** A GraphQL operation whose values are variables; `params` are those that were values before. */
export interface GraphqlOperation {
  text: string;
  params: ParamSpec[];
}

/**
 * Makes every text and every long number in a GraphQL operation a variable, and drops comments and default values that are
 * such; `taken` are names that a variable cannot have. Undefined for a text that is no operation, or is one of several.
 */
export function withoutLiterals(text: string, taken: readonly string[]): GraphqlOperation | undefined {
  const tokens = graphqlTokens(text)?.filter(({ kind }) => kind !== "comment");
  if (tokens === undefined) return undefined;
  const written = new LiteralWriter(tokens, taken);
  const operation = written.write();
  const declared = written.variables.length === 0 ? operation : declareVariables(operation, written.variables);
  if (declared === undefined) return undefined;
  return { text: declared.map((token) => token.text).join(""), params: written.variables.map(({ param }) => param) };
}

class LiteralWriter {
  readonly variables: LiteralVariable[] = [];
  readonly #tokens: readonly GraphqlToken[];
  readonly #taken: Set<string>;

  constructor(tokens: readonly GraphqlToken[], taken: readonly string[]) {
    this.#tokens = tokens;
    const own = tokens.filter((_, index) => tokens[index - 1]?.text === "$").map((token) => token.text);
    this.#taken = new Set([...taken, ...own]);
  }

  write(): GraphqlToken[] {
    const written: GraphqlToken[] = [];
    let key = "";
    for (let at = 0; at < this.#tokens.length; ) {
      const token = this.#tokens[at];
      if (token === undefined) break;
      if (token.text === ":") key = written.findLast(({ kind }) => kind === "name")?.text ?? "";
      const length = this.#lengthOf(at);
      const values = this.#tokens.slice(at, at + length);
      at += length;
      if (token.text === "=" && values.some(isValue)) continue;
      const variable = isLiteral(values) ? this.#variableFor(key, values) : undefined;
      if (variable === undefined) written.push(...values);
      else written.push({ kind: "sign", text: "$" }, { kind: "name", text: variable });
    }
    return written;
  }

  /** How many tokens belong together: a list of plain values, a default value with its sign, else one. */
  #lengthOf(at: number): number {
    const token = this.#tokens[at];
    if (token?.text === "=") {
      const next = this.#tokens.findIndex(({ kind }, index) => index > at && kind !== "blank");
      return next + this.#bracketed(next) - at;
    }
    const length = token?.text === "[" ? this.#bracketed(at) : 1;
    return isLiteral(this.#tokens.slice(at, at + length)) ? length : 1;
  }

  #bracketed(start: number): number {
    let depth = 0;
    for (let at = start; at < this.#tokens.length; at++) {
      const text = this.#tokens[at]?.text ?? "";
      if (/^[[{(]$/.test(text)) depth++;
      else if (/^[\]})]$/.test(text)) depth--;
      if (depth === 0) return at + 1 - start;
    }
    return this.#tokens.length - start;
  }

  #variableFor(key: string, values: readonly GraphqlToken[]): string {
    const base = nameProblem("param", key) === undefined && !isOpaque(key) ? key : "value";
    let name = base;
    for (let count = 2; this.#taken.has(name); count++) name = `${base}${count}`;
    this.#taken.add(name);
    const kind = typeOf(
      base,
      values.filter(({ kind: each }) => each !== "blank" && each !== "sign"),
    );
    const list = values.length > 1;
    const shape = list ? { type: "array" as const, items: { type: PLAIN[kind] } } : { type: PLAIN[kind] };
    this.variables.push({
      param: { name, ...shape, description: describeKey(name), required: true },
      type: list ? `[${kind}!]!` : `${kind}!`,
    });
    return name;
  }
}

const PLAIN = { ID: "string", String: "string", Int: "integer", Float: "number" } as const;

function typeOf(key: string, values: readonly GraphqlToken[]): keyof typeof PLAIN {
  if (/(?:^|_)ids?$|I[dD]s?$/.test(key)) return "ID";
  if (values.some(({ kind }) => kind === "string")) return "String";
  return values.every(({ text }) => /^-?\d{1,9}$/.test(text)) ? "Int" : "Float";
}

/** Whether a token is a value that may tell something: a text, or a number of five digits and more. */
function isValue({ kind, text }: GraphqlToken): boolean {
  return kind === "string" || (kind === "number" && text.replace(/\D/g, "").length > 4);
}

/** One value, or a list that holds values alone. */
function isLiteral(tokens: readonly GraphqlToken[]): boolean {
  const inner = tokens[0]?.text === "[" ? tokens.slice(1, -1) : tokens;
  return inner.some(isValue) && inner.every(({ kind }) => kind === "string" || kind === "number" || kind === "blank");
}
