import type { Sources } from "./sources.ts";
import {
  called,
  combine,
  computed,
  describe,
  type Folded,
  signed,
  type Unknown,
  unknown,
  valuesOf,
} from "./syntax/constant.ts";
import type { Element, Entry, KnownElement, KnownEntry } from "./syntax/parts.ts";
import { boundProperty, lastOfKeys } from "./syntax/parts.ts";
import { declarationOf } from "./syntax/scope.ts";
import { objectMethod, staticName, ts, unwrap } from "./ts.ts";

export type { Constant, Folded, Unknown } from "./syntax/constant.ts";
export type { Element, Entry, KnownElement, KnownEntry } from "./syntax/parts.ts";

/**
 * The value of a constant expression: literals, templates, `+ - * /`, `const` names and enum members across files,
 * properties of object literals, elements of array literals, `text.trim()` and `list.join(", ")`.
 */
export function fold(expression: ts.Expression, sources: Sources): Folded {
  return foldIn(expression, { sources, trail: [] });
}

/**
 * The entries of an object literal (or what leads to one) in source order, keys folded, spreads flattened. Of two with
 * one key the later stays. An expression that leads to no object literal yields one unknown.
 */
export function foldObjectEntries(expression: ts.Expression, sources: Sources): Entry[] {
  return entriesIn(expression, { sources, trail: [] });
}

/**
 * The elements of an array literal (or what leads to one) in order, spreads flattened, and of `Object.keys(x)` and
 * `Object.values(x)`. An expression that leads to no array literal yields one unknown.
 */
export function foldElements(expression: ts.Expression, sources: Sources): Element[] {
  return elementsIn(expression, { sources, trail: [] });
}

/**
 * The expression or declaration that an expression stands for: names, re-exports, properties and wrappers followed to
 * a literal, call, function, class or enum. Null when that cannot be worked out.
 */
export function originOf(expression: ts.Expression, sources: Sources): ts.Node | null {
  const traced = trace(expression, { sources, trail: [] });
  return traced.known ? traced.node : null;
}

// The declarations being evaluated are kept in `trail`, so a constant defined by itself ends as unknown.
interface Walk {
  sources: Sources;
  trail: readonly ts.Node[];
}

type Traced = { known: true; node: ts.Node; walk: Walk } | Unknown;

function trace(expression: ts.Expression, walk: Walk): Traced {
  const node = unwrap(expression);
  if (ts.isIdentifier(node) && node.text !== "undefined") return traceName(node, walk);
  if (ts.isPropertyAccessExpression(node)) return traceMember(node, node.name.text, walk);
  if (!ts.isElementAccessExpression(node)) return { known: true, node, walk };
  const key = foldIn(node.argumentExpression, walk);
  return key.known ? traceMember(node, String(key.value), walk) : key;
}

function traceName(name: ts.Identifier, walk: Walk): Traced {
  const declared = walk.sources.resolve(name);
  if (declared) return traceDeclared(declared.node, name, walk);
  const written = declarationOf(name);
  if (!written) return unknown(name, `\`${name.text}\` is not declared in this file`);
  return unknown(name, `\`${name.text}\` is imported from outside the checkout or not exported there`);
}

function traceDeclared(node: ts.Node, name: ts.Node, walk: Walk): Traced {
  const label = `\`${name.getText()}\``;
  if (walk.trail.includes(node)) return unknown(name, `${label} is defined by itself`);
  const inside = { ...walk, trail: [...walk.trail, node] };
  if (ts.isVariableDeclaration(node)) {
    if (!(ts.getCombinedNodeFlags(node) & ts.NodeFlags.Const)) return unknown(name, `${label} is not a \`const\``);
    return node.initializer ? trace(node.initializer, inside) : unknown(name, `${label} has no value in the source`);
  }
  if (ts.isParameter(node)) return unknown(name, `${label} is a parameter`);
  if (ts.isBindingElement(node))
    return traceBinding(node, inside) ?? unknown(name, `${label} is taken out of another value`);
  return ts.isExpression(node) ? trace(node, inside) : { known: true, node, walk: inside };
}

function traceBinding(element: ts.BindingElement, walk: Walk): Traced | null {
  const bound = boundProperty(element);
  if (!bound) return null;
  const owner = trace(bound.owner, walk);
  return owner.known ? memberOf(owner.node, bound.key, element, owner.walk) : null;
}

function traceMember(
  access: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  key: string,
  walk: Walk,
): Traced {
  const owner = trace(access.expression, walk);
  if (!owner.known) return owner;
  const found = memberOf(owner.node, key, access, owner.walk);
  return found ?? unknown(access, `\`${access.expression.getText()}\` has no \`${key}\` that is written out`);
}

function memberOf(owner: ts.Node, key: string, access: ts.Node, walk: Walk): Traced | null {
  if (ts.isSourceFile(owner)) {
    const declared = walk.sources.exported(owner.fileName, key);
    return declared && traceDeclared(declared.node, access, walk);
  }
  if (ts.isEnumDeclaration(owner)) {
    const member = owner.members.find((each) => staticName(each.name) === key);
    return member ? { known: true, node: member, walk } : null;
  }
  if (ts.isObjectLiteralExpression(owner)) return entryOf(entriesIn(owner, walk), key, walk);
  return ts.isArrayLiteralExpression(owner) ? elementOf(elementsIn(owner, walk), Number(key), walk) : null;
}

function entryOf(entries: Entry[], key: string, walk: Walk): Traced | null {
  const last = entries.findLast((entry) => !entry.known || entry.key === key);
  if (!last?.known) return last ?? null;
  return last.value ? trace(last.value, walk) : { known: true, node: last.node, walk };
}

function elementOf(elements: Element[], index: number, walk: Walk): Traced | null {
  const found = elements.slice(0, index + 1).find((each) => !each.known) ?? elements[index];
  if (!found?.known) return found ?? null;
  return found.expression ? trace(found.expression, walk) : null;
}

function foldIn(expression: ts.Expression, walk: Walk): Folded {
  const traced = trace(expression, walk);
  return traced.known ? foldNode(traced.node, traced.walk) : traced;
}

function foldNode(node: ts.Node, walk: Walk): Folded {
  if (ts.isStringLiteralLike(node)) return { known: true, value: node.text };
  if (ts.isNumericLiteral(node)) return { known: true, value: Number(node.text) };
  if (node.kind === ts.SyntaxKind.TrueKeyword) return { known: true, value: true };
  if (node.kind === ts.SyntaxKind.FalseKeyword) return { known: true, value: false };
  if (node.kind === ts.SyntaxKind.NullKeyword) return { known: true, value: null };
  if (ts.isIdentifier(node) || ts.isVoidExpression(node)) return { known: true, value: undefined };
  if (ts.isTemplateExpression(node)) return foldTemplate(node, walk);
  if (ts.isPrefixUnaryExpression(node)) return foldUnary(node, walk);
  if (ts.isBinaryExpression(node)) return foldBinary(node, walk);
  if (ts.isEnumMember(node)) return foldEnumMember(node, walk);
  if (ts.isCallExpression(node)) return foldCall(node, walk);
  return computed(node, null);
}

function foldTemplate(template: ts.TemplateExpression, walk: Walk): Folded {
  let value = template.head.text;
  for (const span of template.templateSpans) {
    const part = foldIn(span.expression, walk);
    if (!part.known) return part;
    value += `${part.value}${span.literal.text}`;
  }
  return { known: true, value };
}

function foldUnary(node: ts.PrefixUnaryExpression, walk: Walk): Folded {
  const operand = foldIn(node.operand, walk);
  return operand.known ? computed(node, signed(node.operator, operand.value)) : operand;
}

function foldBinary(node: ts.BinaryExpression, walk: Walk): Folded {
  const left = foldIn(node.left, walk);
  const right = left.known ? foldIn(node.right, walk) : left;
  if (!left.known || !right.known) return right;
  return computed(node, combine(node.operatorToken.kind, left.value, right.value));
}

function foldCall(call: ts.CallExpression, walk: Walk): Folded {
  const callee = call.expression;
  if (!ts.isPropertyAccessExpression(callee)) return computed(call, null);
  const owner = foldIn(callee.expression, walk);
  const parts = owner.known ? [owner] : elementsIn(callee.expression, walk);
  const values = valuesOf(parts.map((each) => ("node" in each && each.known ? each.value : each)));
  const given = valuesOf(call.arguments.map((each) => foldIn(each, walk)));
  return computed(call, values && given && called(callee.name.text, values, given));
}

function foldEnumMember(member: ts.EnumMember, walk: Walk): Folded {
  if (member.initializer) return foldIn(member.initializer, walk);
  const index = member.parent.members.indexOf(member);
  const before = member.parent.members[index - 1];
  if (!before) return { known: true, value: 0 };
  const last = foldEnumMember(before, walk);
  if (!last.known) return last;
  return typeof last.value === "number" ? { known: true, value: last.value + 1 } : unknown(member, "it has no value");
}

function entriesIn(expression: ts.Expression, walk: Walk): Entry[] {
  const traced = trace(expression, walk);
  if (!traced.known) return [traced];
  if (!ts.isObjectLiteralExpression(traced.node))
    return [unknown(traced.node, `${describe(traced.node)} is not an object literal`)];
  return lastOfKeys(traced.node.properties.flatMap((each) => entriesOf(each, traced.walk)));
}

function entriesOf(node: ts.ObjectLiteralElementLike, walk: Walk): Entry[] {
  if (ts.isSpreadAssignment(node)) return entriesIn(node.expression, walk);
  const key = foldKey(node.name, walk);
  if (!key.known) return [unknown(node, key.why)];
  const value = ts.isPropertyAssignment(node)
    ? node.initializer
    : ts.isShorthandPropertyAssignment(node)
      ? node.name
      : null;
  return [{ known: true, key: String(key.value), value, node }];
}

function foldKey(name: ts.PropertyName, walk: Walk): Folded {
  const written = staticName(name);
  if (written !== null) return { known: true, value: written };
  return ts.isComputedPropertyName(name) ? foldIn(name.expression, walk) : unknown(name, "its name is not a string");
}

function elementsIn(expression: ts.Expression, walk: Walk): Element[] {
  const traced = trace(expression, walk);
  if (!traced.known) return [traced];
  const { node, walk: inside } = traced;
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap((each) => elementsOf(each, inside));
  const method = ts.isCallExpression(node) ? objectMethod(node) : null;
  const argument = ts.isCallExpression(node) ? node.arguments[0] : undefined;
  if (argument && (method === "keys" || method === "values")) {
    return entriesIn(argument, inside).map((entry) => (entry.known ? listed(entry, method, inside) : entry));
  }
  return [unknown(node, `${describe(node)} is not an array literal`)];
}

function elementsOf(node: ts.Expression, walk: Walk): Element[] {
  if (ts.isSpreadElement(node)) return elementsIn(node.expression, walk);
  if (ts.isOmittedExpression(node))
    return [{ known: true, node, expression: null, value: { known: true, value: undefined } }];
  return [{ known: true, node, expression: node, value: foldIn(node, walk) }];
}

function listed(entry: KnownEntry, method: "keys" | "values", walk: Walk): KnownElement {
  if (method === "keys")
    return { known: true, node: entry.node, expression: null, value: { known: true, value: entry.key } };
  const value = entry.value ? foldIn(entry.value, walk) : unknown(entry.node, "a method is not a constant");
  return { known: true, node: entry.node, expression: entry.value, value };
}
