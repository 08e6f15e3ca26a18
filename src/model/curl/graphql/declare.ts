import type { ParamSpec } from "../../tool-spec.ts";
import type { GraphqlToken } from "./tokens.ts";

/** A variable that stands for a value: its parameter, and its type as GraphQL writes it. */
export interface LiteralVariable {
  param: ParamSpec;
  type: string;
}

/** Declares variables in the one operation of a document; undefined when it holds none or several. */
export function declareVariables(
  tokens: readonly GraphqlToken[],
  variables: readonly LiteralVariable[],
): GraphqlToken[] | undefined {
  const [start, ...others] = operationsOf(tokens);
  if (start === undefined || others.length > 0) return undefined;
  const list = variables.map(({ param, type }) => `$${param.name}: ${type}`).join(", ");
  const insert = (at: number, text: string) => [
    ...tokens.slice(0, at),
    { kind: "sign" as const, text },
    ...tokens.slice(at),
  ];
  if (tokens[start]?.text === "{") return insert(start, `query(${list}) `);
  const open = tokens.findIndex(({ text }, at) => at > start && /^[({@]$/.test(text));
  if (tokens[open]?.text === "(") {
    const close = closing(tokens, open);
    return insert(close, close === open + 1 ? list : `, ${list}`);
  }
  const name = tokens.findIndex(({ kind }, at) => at > start && kind === "name");
  return insert(name > 0 && name < open ? name + 1 : start + 1, `(${list})`);
}

/** Where the operations of a document begin: at their keyword, or at the bracket of one that has none. */
export function operationsOf(tokens: readonly GraphqlToken[]): number[] {
  const starts: number[] = [];
  let depth = 0;
  let isInside = false;
  tokens.forEach(({ text, kind }, at) => {
    if (depth === 0 && !isInside && (kind === "name" || text === "{")) {
      isInside = true;
      if (text !== "fragment") starts.push(at);
    }
    if (/^[({[]$/.test(text)) depth++;
    else if (/^[)}\]]$/.test(text)) depth--;
    if (text === "}" && depth === 0) isInside = false;
  });
  return starts;
}

function closing(tokens: readonly GraphqlToken[], open: number): number {
  return tokens.findIndex(({ text }, at) => at > open && text === ")");
}
