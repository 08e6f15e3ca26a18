import type { Sources } from "../../../../../edit/sources.ts";
import { staticName, ts, unwrap } from "../../../../../edit/ts.ts";

/** The URL that a function sends to: a base that does not vary, and behind it the path that it is given. */
export interface Address {
  /** The declaration of the path: a parameter, or a part of one. */
  path: ts.Node;
  /** Whether the base ends with a slash, so that paths are given without theirs. */
  slashed: boolean;
  /** The base without slashes at its end; null when it cannot be worked out. */
  base: string | null;
}

/** Reads the address from the first argument of a `fetch`; null when it does not end with a path that was given. */
export function addressOf(url: ts.Expression, sources: Sources): Address | null {
  const parts = urlParts(url, sources);
  const last = parts?.at(-1);
  if (!parts || last === undefined || typeof last === "string" || !ts.isIdentifier(last)) return null;
  const path = sources.resolve(last)?.node;
  if (!path || !(ts.isParameter(path) || ts.isBindingElement(path))) return null;
  const before = parts.slice(0, -1);
  const texts = before.map((part) => (typeof part === "string" ? part : constantText(part, sources)));
  const known = texts.every((text) => text !== null) ? texts.join("") : null;
  const end = known ?? texts.at(-1) ?? "";
  return { path, slashed: end.endsWith("/"), base: known === null ? null : known.replace(/\/+$/, "") };
}

type Part = string | ts.Expression;

/** The pieces that a URL is put together from; null for a form that is not known. */
function urlParts(url: ts.Expression, sources: Sources): Part[] | null {
  const node = unwrap(url);
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.flatMap((span): Part[] => [span.expression, span.literal.text]);
    return [node.head.text, ...spans].filter((part) => part !== "");
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    return [node.left, unwrap(node.right)];
  }
  const [argument, base] = ts.isNewExpression(node) ? (node.arguments ?? []) : [];
  if (ts.isNewExpression(node)) {
    return node.expression.getText() === "URL" && argument && !base ? urlParts(argument, sources) : null;
  }
  if (!ts.isIdentifier(node)) return null;
  const declared = sources.resolve(node)?.node;
  const isLocal = declared && ts.isVariableDeclaration(declared) && !ts.isSourceFile(declared.parent.parent.parent);
  return isLocal && declared.initializer ? urlParts(declared.initializer, sources) : null;
}

const MAX_DEPTH = 5;

/** A base URL that is written out, be it only what replaces a variable of the environment. */
function constantText(expression: ts.Expression, sources: Sources, depth = 0): string | null {
  const node = unwrap(expression);
  const next = (each: ts.Expression) => (depth < MAX_DEPTH ? constantText(each, sources, depth + 1) : null);
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.flatMap((span) => [next(span.expression), span.literal.text]);
    return spans.includes(null) ? null : node.head.text + spans.join("");
  }
  if (ts.isBinaryExpression(node)) return FALLBACK.has(node.operatorToken.kind) ? next(node.right) : null;
  const declared = ts.isIdentifier(node) ? sources.resolve(node)?.node : ownProperty(node);
  const isConstant = declared && (ts.isVariableDeclaration(declared) || ts.isPropertyDeclaration(declared));
  return isConstant && declared.initializer ? next(declared.initializer) : null;
}

const FALLBACK = new Set([ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken]);

/** The property of the class that `this.name` reads. */
function ownProperty(node: ts.Expression): ts.PropertyDeclaration | null {
  if (!ts.isPropertyAccessExpression(node) || node.expression.kind !== ts.SyntaxKind.ThisKeyword) return null;
  const owner = ts.findAncestor(node, ts.isClassDeclaration);
  const found = owner?.members.filter(ts.isPropertyDeclaration).find(({ name }) => staticName(name) === node.name.text);
  return found ?? null;
}
