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
  if (!path || !(ts.isParameter(path) || ts.isBindingElement(path)) || isId(path)) return null;
  const before = parts.slice(0, -1);
  const texts = before.map((part) => (typeof part === "string" ? part : constantText(part, sources)));
  const known = texts.every((text) => text !== null) ? texts.join("") : null;
  if (known !== null && !URL.canParse(known)) return null;
  const end = known ?? texts.at(-1) ?? "";
  return { path, slashed: end.endsWith("/"), base: known === null ? null : known.replace(/\/+$/, "") };
}

/** Whether what ends a URL is the ID of one thing, and no path. */
function isId(declared: ts.ParameterDeclaration | ts.BindingElement): boolean {
  const type = ts.isParameter(declared) ? declared.type : undefined;
  return type?.kind === ts.SyntaxKind.NumberKeyword || /(^id|I[dD])$/.test(declared.name.getText());
}

type Part = string | ts.Expression;

/** How a URL begins, as far as that does not vary. */
export interface FixedUrl {
  /** The text of it, `https://api.example/v1/items`. */
  text: string;
  /** The constant that it begins with, and the text of that; null when it begins with a text that is written there. */
  base: { name: ts.Identifier; text: string } | null;
  /** Whether more follows behind that constant. */
  continued: boolean;
}

/** Reads how a URL begins; null when its host is only known while the server runs. */
export function fixedUrl(url: ts.Expression, sources: Sources): FixedUrl | null {
  const node = withoutUrl(url, sources);
  const parts = urlParts(node, sources) ?? [node];
  const texts = parts.map((part) => (typeof part === "string" ? part : constantText(part, sources)));
  const varying = texts.indexOf(null);
  const text = texts.slice(0, varying < 0 ? texts.length : varying).join("");
  // `https://api.${region}.example` has no host yet.
  const isCut = varying > 0 && typeof parts[varying - 1] === "string" && !HOST_AND_PATH.test(text);
  if (isCut || !URL.canParse(text) || !/^https?:/i.test(text)) return null;
  const [first] = parts;
  const isNamed = first !== undefined && typeof first !== "string" && ts.isIdentifier(first);
  return { text, base: isNamed ? { name: first, text: texts[0] ?? "" } : null, continued: parts.length > 1 };
}

const HOST_AND_PATH = /^https?:\/\/[^/]+\//i;

/** The text or the base that a `URL` is made of, through names of a function's own. */
function withoutUrl(url: ts.Expression, sources: Sources, depth = 0): ts.Expression {
  const node = localValue(url, sources);
  const [argument, base] = isUrl(node) ? (node.arguments ?? []) : [];
  return argument && depth < MAX_DEPTH ? withoutUrl(base ?? argument, sources, depth + 1) : node;
}

function isUrl(node: ts.Node): node is ts.NewExpression {
  return ts.isNewExpression(node) && node.expression.getText() === "URL";
}

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
  if (ts.isNewExpression(node)) {
    const [argument, base] = isUrl(node) ? (node.arguments ?? []) : [];
    return argument && !base ? urlParts(argument, sources) : null;
  }
  const value = ts.isIdentifier(node) ? localValue(node, sources) : node;
  return value === node ? null : urlParts(value, sources);
}

/** What a name of a function's own stands for; any other expression itself. */
function localValue(expression: ts.Expression, sources: Sources): ts.Expression {
  const node = unwrap(expression);
  const declared = ts.isIdentifier(node) ? sources.resolve(node)?.node : null;
  const isLocal = declared && ts.isVariableDeclaration(declared) && !ts.isSourceFile(declared.parent.parent.parent);
  return isLocal && declared.initializer ? declared.initializer : node;
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
  // What a request function of ours sends to where its neighbours send to one address.
  if (isOrigin(node)) {
    const whole = node.expression.arguments?.[0];
    const url = whole ? next(whole) : null;
    return url !== null && URL.canParse(url) ? new URL(url).origin : null;
  }
  const declared = ts.isIdentifier(node) ? sources.resolve(node)?.node : ownProperty(node);
  const isConstant = declared && (ts.isVariableDeclaration(declared) || ts.isPropertyDeclaration(declared));
  return isConstant && declared.initializer ? next(declared.initializer) : null;
}

/** `new URL(…).origin` */
function isOrigin(node: ts.Expression): node is ts.PropertyAccessExpression & { expression: ts.NewExpression } {
  return ts.isPropertyAccessExpression(node) && node.name.text === "origin" && isUrl(node.expression);
}

const FALLBACK = new Set([ts.SyntaxKind.QuestionQuestionToken, ts.SyntaxKind.BarBarToken]);

/** The property of the class that `this.name` reads. */
function ownProperty(node: ts.Expression): ts.PropertyDeclaration | null {
  if (!ts.isPropertyAccessExpression(node) || node.expression.kind !== ts.SyntaxKind.ThisKeyword) return null;
  const owner = ts.findAncestor(node, ts.isClassDeclaration);
  const found = owner?.members.filter(ts.isPropertyDeclaration).find(({ name }) => staticName(name) === node.name.text);
  return found ?? null;
}
