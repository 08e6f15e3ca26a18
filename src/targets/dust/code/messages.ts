import { property, ts, unwrap, walk } from "../../../edit/ts.ts";

/** A value that a person or the model reads: in an error, in the text of an answer, or in a log line. */
export interface Message {
  kind: "error" | "answer" | "log";
  /** The whole value as it is written there. */
  value: ts.Expression;
  /** True for `Error`, `MCPError` and failed answers, which show what they are given as it is. */
  verbatim: boolean;
}

/** The messages that a module makes, in source order. */
export function messagesIn(module: ts.SourceFile): Message[] {
  return tellingIn(module).flatMap(messagesOf);
}

/** The texts of the blocks `{ type: "text", text }` of answers that a module makes, in source order. */
export function textsIn(module: ts.SourceFile): ts.Expression[] {
  return tellingIn(module).flatMap((node) => textOf(node) ?? []);
}

const telling = new WeakMap<ts.SourceFile, ts.Node[]>();

function tellingIn(module: ts.SourceFile): ts.Node[] {
  const known = telling.get(module) ?? walk(module).filter(({ kind }) => TELLING.has(kind));
  telling.set(module, known);
  return known;
}

const TELLING: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.NewExpression,
  ts.SyntaxKind.CallExpression,
  ts.SyntaxKind.PropertyAssignment,
  ts.SyntaxKind.ShorthandPropertyAssignment,
]);

function messagesOf(node: ts.Node): Message[] {
  if (ts.isNewExpression(node)) return errorsOf(node);
  if (ts.isCallExpression(node)) return isLog(node) ? node.arguments.flatMap(logged) : [];
  const text = textOf(node);
  return text ? [{ kind: isFailure(node) ? "error" : "answer", value: text, verbatim: true }] : [];
}

function errorsOf(made: ts.NewExpression): Message[] {
  const name = ts.isIdentifier(made.expression) ? made.expression.text : "";
  const given = made.arguments ?? [];
  if (/^(MCP)?Error$/.test(name)) return given.slice(0, 1).map((value) => ({ kind: "error", value, verbatim: true }));
  if (name !== "Err" && !name.endsWith("Error")) return [];
  return given.filter(isPlain).map((value) => ({ kind: "error", value, verbatim: false }));
}

// Options, callbacks and errors inside an error are no text of its own.
function isPlain(value: ts.Expression): boolean {
  return !ts.isObjectLiteralExpression(value) && !ts.isNewExpression(value) && !ts.isFunctionLike(value);
}

function textOf(node: ts.Node): ts.Expression | null {
  const isText = ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node);
  if (!isText || !ts.isIdentifier(node.name) || node.name.text !== "text") return null;
  if (!ts.isObjectLiteralExpression(node.parent)) return null;
  const type = property(node.parent, "type");
  const kind = type && ts.isPropertyAssignment(type) ? unwrap(type.initializer) : null;
  if (!kind || (ts.isStringLiteral(kind) && kind.text !== "text")) return null;
  return ts.isPropertyAssignment(node) ? node.initializer : node.name;
}

// `{ isError: true, content: [{ type: "text", text }] }` is how the SDK reports a failure.
function isFailure(text: ts.Node): boolean {
  const list = text.parent.parent;
  const content = ts.isArrayLiteralExpression(list) ? list.parent : null;
  if (!content || !ts.isObjectLiteralExpression(content.parent)) return false;
  const flag = property(content.parent, "isError");
  return flag !== null && ts.isPropertyAssignment(flag) && flag.initializer.kind === ts.SyntaxKind.TrueKeyword;
}

function isLog({ expression }: ts.CallExpression): boolean {
  const owner = ts.isPropertyAccessExpression(expression) ? expression.expression : null;
  return owner !== null && ts.isIdentifier(owner) && /^(console|\w*logger)$/i.test(owner.text);
}

function logged(value: ts.Expression): Message[] {
  if (!ts.isObjectLiteralExpression(value)) return [{ kind: "log", value, verbatim: false }];
  return value.properties.flatMap((each) => {
    if (ts.isShorthandPropertyAssignment(each)) return logged(each.name);
    return ts.isPropertyAssignment(each) ? logged(each.initializer) : [];
  });
}

/** The parts of a message: those of a template or of texts joined by `+`, literals left out. */
export function messageParts(message: ts.Expression): ts.Expression[] {
  if (ts.isTemplateExpression(message)) return message.templateSpans.map((span) => span.expression);
  const isJoined = ts.isBinaryExpression(message) && message.operatorToken.kind === ts.SyntaxKind.PlusToken;
  if (isJoined) return [...messageParts(message.left), ...messageParts(message.right)];
  return ts.isStringLiteralLike(message) ? [] : [message];
}
