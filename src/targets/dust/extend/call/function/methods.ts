import type { Sources } from "../../../../../edit/sources.ts";
import { ts } from "../../../../../edit/ts.ts";
import { optionOf, type Sending, spreadOptions } from "./sending.ts";
import type { Slot } from "./slots.ts";

/** The HTTP methods that a function can send; `any` is whatever it is told. */
export type Methods = readonly string[] | "any";

/** The HTTP methods of a function, for a request with a body and for one without. */
export interface SentMethods {
  withBody: Methods;
  withoutBody: Methods;
  /** The one that it sends when it is told none, as far as it can be told one. */
  fallback?: string;
}

/** Reads the HTTP methods that a function sends; null when that cannot be worked out. */
export function sentMethods(sending: Sending, slots: readonly Slot[], sources: Sources): SentMethods | null {
  const told = slots.find(({ role }) => role === "method");
  const method = optionOf(sending, "method");
  if (told) {
    const fallback = told.optional && method ? fallbackOf(method, told.node) : null;
    return { ...same(literalsOf(told.type, sources)), ...(fallback === null ? {} : { fallback }) };
  }
  if (!method) return spreadOptions(sending).length > 0 ? null : same(["GET"]);
  const fixed = textOf(method);
  if (fixed !== null) return same([fixed]);
  return ts.isConditionalExpression(method) ? chosenMethods(method, slots) : null;
}

/** `method ?? "GET"`, or `{ method = "GET" }` where it is declared. */
function fallbackOf(method: ts.Expression, declared: ts.Node): string | null {
  if (ts.isBinaryExpression(method)) return textOf(method.right);
  const isBound = ts.isBindingElement(declared) || ts.isParameter(declared);
  return isBound && declared.initializer && ts.isIdentifier(method) ? textOf(declared.initializer) : null;
}

function same(methods: Methods): SentMethods {
  return { withBody: methods, withoutBody: methods };
}

/** The members of a union of string literals; any other type takes any text. */
function literalsOf(type: ts.TypeNode | null, sources: Sources): Methods {
  if (type && ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName)) {
    const alias = sources.resolve(type.typeName)?.node;
    // One step, because a broken type may stand for itself.
    return alias && ts.isTypeAliasDeclaration(alias) && ts.isUnionTypeNode(alias.type)
      ? literalsOf(alias.type, sources)
      : "any";
  }
  const types = type && ts.isUnionTypeNode(type) ? type.types : type ? [type] : [];
  const texts = types.map((each) =>
    ts.isLiteralTypeNode(each) && ts.isStringLiteral(each.literal) ? each.literal.text.toUpperCase() : null,
  );
  const known = texts.flatMap((text) => text ?? []);
  return known.length > 0 && known.length === texts.length ? known : "any";
}

function textOf(expression: ts.Expression): string | null {
  return ts.isStringLiteralLike(expression) ? expression.text.toUpperCase() : null;
}

/** `body ? "POST" : "GET"`, `body === undefined ? "GET" : "POST"` and their like. */
function chosenMethods(choice: ts.ConditionalExpression, slots: readonly Slot[]): SentMethods | null {
  const [whenTrue, whenFalse] = [textOf(choice.whenTrue), textOf(choice.whenFalse)];
  const hasBody = asksForBody(choice.condition, slots);
  if (whenTrue === null || whenFalse === null || hasBody === null) return null;
  return { withBody: [hasBody ? whenTrue : whenFalse], withoutBody: [hasBody ? whenFalse : whenTrue] };
}

const EQUAL = new Set([ts.SyntaxKind.EqualsEqualsToken, ts.SyntaxKind.EqualsEqualsEqualsToken]);
const UNEQUAL = new Set([ts.SyntaxKind.ExclamationEqualsToken, ts.SyntaxKind.ExclamationEqualsEqualsToken]);

/** Whether a condition holds with a body (true) or without one (false); null when it asks for something else. */
function asksForBody(condition: ts.Expression, slots: readonly Slot[]): boolean | null {
  const isBody = (node: ts.Expression) => {
    const roles = slots.filter(({ name }) => ts.isIdentifier(node) && name === node.text).map(({ role }) => role);
    return roles.includes("body") || roles.includes("bodyText");
  };
  if (isBody(condition)) return true;
  if (ts.isPrefixUnaryExpression(condition)) {
    return condition.operator === ts.SyntaxKind.ExclamationToken && isBody(condition.operand) ? false : null;
  }
  if (!ts.isBinaryExpression(condition) || !isBody(condition.left) || !isNothing(condition.right)) return null;
  const operator = condition.operatorToken.kind;
  return EQUAL.has(operator) ? false : UNEQUAL.has(operator) ? true : null;
}

function isNothing(node: ts.Expression): boolean {
  return node.kind === ts.SyntaxKind.NullKeyword || (ts.isIdentifier(node) && node.text === "undefined");
}
