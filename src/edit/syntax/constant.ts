import { ts } from "../ts.ts";

/** A value that a constant expression can have. */
export type Constant = string | number | boolean | null | undefined;

/** What could not be worked out from the text alone: the reason as a clause, and the node where it ended. */
export interface Unknown {
  known: false;
  why: string;
  node: ts.Node;
}

/** A constant value, or why there is none. */
export type Folded = { known: true; value: Constant } | Unknown;

/** The answer that `why` (a clause) kept a value from being worked out at `node`. */
export function unknown(node: ts.Node, why: string): Unknown {
  return { known: false, why, node };
}

/** `left operator right` as JavaScript computes it for `+ - * /` on strings and numbers; null for anything else. */
export function combine(operator: ts.SyntaxKind, left: Constant, right: Constant): Constant {
  if (operator === ts.SyntaxKind.PlusToken && (typeof left === "string" || typeof right === "string")) {
    return `${left}${right}`;
  }
  if (typeof left !== "number" || typeof right !== "number") return null;
  if (operator === ts.SyntaxKind.PlusToken) return left + right;
  if (operator === ts.SyntaxKind.MinusToken) return left - right;
  if (operator === ts.SyntaxKind.AsteriskToken) return left * right;
  return operator === ts.SyntaxKind.SlashToken ? left / right : null;
}

/** The value that was computed for `node`, or for null that it is not a constant. */
export function computed(node: ts.Node, value: Constant): Folded {
  return value === null ? unknown(node, `${describe(node)} is not a constant`) : { known: true, value };
}

/** The text of `owner.trim()` or `list.join(separator)` from the values of the owner and of the arguments; else null. */
export function called(method: string, owners: readonly Constant[], given: readonly Constant[]): Constant {
  const [owner] = owners;
  if (method === "trim" && given.length === 0 && typeof owner === "string") return owner.trim();
  return method === "join" && given.length < 2 && owner !== undefined ? owners.join(String(given[0] ?? ",")) : null;
}

/** The values of all, or null when one of them is unknown. */
export function valuesOf(folded: readonly Folded[]): Constant[] | null {
  const values = folded.flatMap((each) => (each.known ? [each.value] : []));
  return values.length === folded.length ? values : null;
}

/** `operator value` as JavaScript computes it for `! - +`; null for anything else. */
export function signed(operator: ts.SyntaxKind, value: Constant): Constant {
  if (operator === ts.SyntaxKind.ExclamationToken) return !value;
  if (operator === ts.SyntaxKind.MinusToken) return -Number(value);
  return operator === ts.SyntaxKind.PlusToken ? Number(value) : null;
}

/** A node in a few words for a reason: "a call of `f`", "an object", or its text on one line, cut at 60 characters. */
export function describe(node: ts.Node): string {
  if (ts.isCallExpression(node)) return `a call of \`${node.expression.getText()}\``;
  if (ts.isObjectLiteralExpression(node)) return "an object";
  if (ts.isArrayLiteralExpression(node)) return "an array";
  if (ts.isFunctionLike(node)) return "a function";
  const text = node.getText().replace(/\s+/g, " ");
  return `\`${text.length > 60 ? `${text.slice(0, 59)}…` : text}\``;
}
