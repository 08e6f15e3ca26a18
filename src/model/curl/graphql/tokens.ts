/** A piece of a GraphQL document. `blank` are spaces, commas and comments. */
export interface GraphqlToken {
  kind: "blank" | "comment" | "string" | "number" | "name" | "sign";
  text: string;
}

const PATTERNS: [GraphqlToken["kind"], RegExp][] = [
  ["blank", /[\s,\uFEFF]+/y],
  ["comment", /#[^\r\n]*/y],
  ["string", /"""(?:[^"\\]|\\[\s\S]|"(?!""))*"""|"(?:[^"\\\r\n]|\\.)*"/y],
  ["number", /-?\d[\d.eE+-]*(?![\w.])/y],
  ["name", /[A-Za-z_]\w*/y],
  ["sign", /\.\.\.|[!$&()=:@[\]{|}]/y],
];
const PAIRS = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);

/** The pieces of a GraphQL operation in order; undefined for a text that is none: foreign signs, or brackets that do not match. */
export function graphqlTokens(text: string): GraphqlToken[] | undefined {
  const tokens: GraphqlToken[] = [];
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    if (token === undefined) return undefined;
    tokens.push(token);
    at += token.text.length;
  }
  return isBalanced(tokens) ? tokens : undefined;
}

function tokenAt(text: string, at: number): GraphqlToken | undefined {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { kind, text: found };
  }
  return undefined;
}

function isBalanced(tokens: readonly GraphqlToken[]): boolean {
  const open: string[] = [];
  for (const { kind, text } of tokens) {
    if (kind !== "sign") continue;
    if ("([{".includes(text)) open.push(text);
    else if (PAIRS.has(text) && open.pop() !== PAIRS.get(text)) return false;
  }
  return open.length === 0 && tokens.some(({ text }) => text === "{");
}
