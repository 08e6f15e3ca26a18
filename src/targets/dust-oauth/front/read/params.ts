import { originOf } from "../../../../edit/fold.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { locationOf, staticName, ts, unwrap, walk } from "../../../../edit/ts.ts";
import type { Location } from "../../../../model/location.ts";

/** A parameter of the address that people are sent to. */
export interface AuthorizationParam {
  name: string;
  /** Whether its value is encoded, by `URLSearchParams`, a `URL` or `encodeURIComponent`. */
  encoded: boolean;
  /** Whether its value is the id of the connection; null where that cannot be told. */
  isConnectionId: boolean | null;
  at: Location;
}

/** The parameters that a function sets, in source order, as far as their names are written out. */
export function authorizationParams(setup: ts.Node, sources: Sources): AuthorizationParam[] {
  return walk(setup).flatMap((node) => {
    if (ts.isTemplateSpan(node)) return inText(node, sources);
    if (ts.isCallExpression(node)) return inCall(node, sources);
    if (ts.isNewExpression(node)) return inQuery(node, sources);
    return ts.isBinaryExpression(node) ? inSum(node, sources) : [];
  });
}

function param(name: string, value: ts.Expression, encoded: boolean, sources: Sources): AuthorizationParam[] {
  return [{ name, encoded, isConnectionId: isConnectionId(value, sources), at: locationOf(value) }];
}

// `searchParams.set("name", value)`, and `append`.
function inCall(call: ts.CallExpression, sources: Sources): AuthorizationParam[] {
  const callee = call.expression;
  if (ts.isPropertyAccessExpression(callee) && callee.name.text === "stringify") {
    return inObject(call.arguments[0], sources);
  }
  if (!ts.isPropertyAccessExpression(callee) || !/^(set|append)$/.test(callee.name.text)) return [];
  const [name, value] = call.arguments;
  return name && value && ts.isStringLiteralLike(name) ? param(name.text, value, true, sources) : [];
}

// `new URLSearchParams({ name: value })`.
function inQuery(made: ts.NewExpression, sources: Sources): AuthorizationParam[] {
  return made.expression.getText() === "URLSearchParams" ? inObject(made.arguments?.[0], sources) : [];
}

// The object may have a name of its own.
function inObject(given: ts.Expression | undefined, sources: Sources): AuthorizationParam[] {
  const origin = given && originOf(given, sources);
  const object = origin && ts.isExpression(origin) ? unwrap(origin) : null;
  if (!object || !ts.isObjectLiteralExpression(object)) return [];
  return object.properties.flatMap((each) => {
    if (ts.isShorthandPropertyAssignment(each)) return param(each.name.text, each.name, true, sources);
    const name = ts.isPropertyAssignment(each) ? staticName(each.name) : null;
    return ts.isPropertyAssignment(each) && name !== null ? param(name, each.initializer, true, sources) : [];
  });
}

// `…&name=${value}…`.
function inText(span: ts.TemplateSpan, sources: Sources): AuthorizationParam[] {
  const template = span.parent;
  const index = template.templateSpans.indexOf(span);
  const before = index === 0 ? template.head.text : (template.templateSpans[index - 1]?.literal.text ?? "");
  return written(before, span.expression, sources);
}

// `"…&name=" + value`.
function inSum(sum: ts.BinaryExpression, sources: Sources): AuthorizationParam[] {
  if (sum.operatorToken.kind !== ts.SyntaxKind.PlusToken) return [];
  const left = unwrap(sum.left);
  const last = ts.isBinaryExpression(left) ? unwrap(left.right) : left;
  const text = ts.isTemplateExpression(last) ? (last.templateSpans.at(-1)?.literal.text ?? "") : "";
  return written(ts.isStringLiteralLike(last) ? last.text : text, sum.right, sources);
}

function written(before: string, value: ts.Expression, sources: Sources): AuthorizationParam[] {
  const name = /(?:^|[?&])([\w-]+)=$/.exec(before)?.[1];
  if (name === undefined) return [];
  const isEncoded = ts.isCallExpression(value) && value.expression.getText() === "encodeURIComponent";
  const [inner = value] = isEncoded ? value.arguments : [value];
  return param(name, inner, isEncoded, sources);
}

function isConnectionId(value: ts.Expression, sources: Sources): boolean | null {
  const node = unwrap(value);
  if (ts.isPropertyAccessExpression(node)) return node.name.text === "connection_id";
  if (!ts.isIdentifier(node)) return ts.isStringLiteralLike(node) ? false : null;
  const declared = sources.resolve(node)?.node;
  if (declared && ts.isBindingElement(declared)) {
    return (declared.propertyName ?? declared.name).getText() === "connection_id";
  }
  const initializer = declared && ts.isVariableDeclaration(declared) ? declared.initializer : undefined;
  return initializer ? isConnectionId(initializer, sources) : null;
}
