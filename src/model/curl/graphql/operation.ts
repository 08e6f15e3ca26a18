import { operationsOf } from "./declare.ts";
import { type GraphqlToken, graphqlTokens } from "./tokens.ts";

/**
 * What the first operation of a GraphQL document is called: its own name, else that of its first field, without an alias;
 * undefined for a document without an operation, and where a fragment stands first in it.
 */
export function operationName(text: string): string | undefined {
  const tokens = (graphqlTokens(text) ?? []).filter(({ kind }) => kind !== "blank" && kind !== "comment");
  const [start] = operationsOf(tokens);
  if (start === undefined) return undefined;
  const own = tokens[start]?.text === "{" ? undefined : tokens[start + 1];
  return own?.kind === "name" ? own.text : firstField(tokens.slice(start));
}

function firstField(operation: readonly GraphqlToken[]): string | undefined {
  let depth = 0;
  const open = operation.findIndex(({ text }) => {
    if (text === "(") depth++;
    if (text === ")") depth--;
    return text === "{" && depth === 0;
  });
  const field = operation[operation[open + 2]?.text === ":" ? open + 3 : open + 1];
  return field?.kind === "name" ? field.text : undefined;
}
