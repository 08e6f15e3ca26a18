import { combine } from "../syntax/constant.ts";
import { objectMethod, staticName, ts, unwrap } from "../ts.ts";
import { entryOf } from "./bind.ts";
import { methodOf, objectFunction } from "./built-in.ts";
import type { Machine } from "./machine-type.ts";
import { boolean, constant, merged, type Names, same, truth, UNKNOWN, type Value } from "./value.ts";

const K = ts.SyntaxKind;

/** The value of an expression where names stand for `names`. Throws Thrown when working it out always throws. */
export function evaluate(expression: ts.Expression, names: Names, machine: Machine): Value {
  const node = unwrap(expression);
  const value = (each: ts.Expression) => evaluate(each, names, machine);
  if (ts.isAwaitExpression(node)) return value(node.expression);
  if (ts.isIdentifier(node)) return machine.named(node, names);
  if (ts.isStringLiteralLike(node)) return constant(node.text);
  if (ts.isNumericLiteral(node)) return constant(Number(node.text));
  if (node.kind === K.TrueKeyword || node.kind === K.FalseKeyword) return constant(node.kind === K.TrueKeyword);
  if (node.kind === K.NullKeyword) return constant(null);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return { kind: "function", node, names };
  if (ts.isObjectLiteralExpression(node)) return objectOf(node, value, names, machine);
  if (ts.isArrayLiteralExpression(node)) return arrayOf(node, value);
  if (ts.isPropertyAccessExpression(node)) return propertyOf(node, value, machine);
  if (ts.isElementAccessExpression(node)) return elementOf(value(node.expression), value(node.argumentExpression));
  if (ts.isConditionalExpression(node)) return chosen(node, value);
  if (ts.isPrefixUnaryExpression(node)) return negated(node, value);
  if (ts.isTypeOfExpression(node)) return typeName(value(node.expression));
  if (ts.isTemplateExpression(node)) return templateOf(node, value);
  if (ts.isDeleteExpression(node)) return machine.removed(node, names);
  if (ts.isBinaryExpression(node)) return binary(node, value, names, machine);
  return ts.isCallExpression(node) ? called(node, value, machine) : UNKNOWN;
}

type ValueOf = (expression: ts.Expression) => Value;

function objectOf(node: ts.ObjectLiteralExpression, value: ValueOf, names: Names, machine: Machine): Value {
  const entries = new Map<string, Value>();
  let open = false;
  for (const each of node.properties) {
    if (ts.isSpreadAssignment(each)) {
      const spread = value(each.expression);
      if (spread.kind !== "object" || spread.open) open = true;
      for (const [key, part] of spread.kind === "object" ? spread.entries : []) entries.set(key, part);
      continue;
    }
    const key = staticName(each.name);
    if (key === null) open = true;
    else if (ts.isPropertyAssignment(each)) entries.set(key, value(each.initializer));
    else entries.set(key, ts.isShorthandPropertyAssignment(each) ? machine.named(each.name, names) : UNKNOWN);
  }
  return { kind: "object", entries, open };
}

function arrayOf(node: ts.ArrayLiteralExpression, value: ValueOf): Value {
  const elements: Value[] = [];
  for (const each of node.elements) {
    const part = value(ts.isSpreadElement(each) ? each.expression : each);
    if (!ts.isSpreadElement(each)) elements.push(part);
    else if (part.kind === "array") elements.push(...part.elements);
    else return UNKNOWN;
  }
  return { kind: "array", elements };
}

function propertyOf(node: ts.PropertyAccessExpression, value: ValueOf, machine: Machine): Value {
  if (node.expression.kind === K.ThisKeyword) return machine.member(node.name.text);
  return entryOf(value(node.expression), node.name.text);
}

function elementOf(owner: Value, key: Value): Value {
  return key.kind === "constant" ? entryOf(owner, String(key.value)) : UNKNOWN;
}

function chosen(node: ts.ConditionalExpression, value: ValueOf): Value {
  const holds = truth(value(node.condition));
  if (holds !== null) return value(holds ? node.whenTrue : node.whenFalse);
  return merged([value(node.whenTrue), value(node.whenFalse)]);
}

function negated(node: ts.PrefixUnaryExpression, value: ValueOf): Value {
  const holds = node.operator === K.ExclamationToken ? truth(value(node.operand)) : null;
  return boolean(holds === null ? null : !holds);
}

function typeName(value: Value): Value {
  if (value.kind === "unknown") return UNKNOWN;
  if (value.kind === "text") return constant("string");
  if (value.kind === "constant") return constant(typeof value.value);
  return constant(value.kind === "function" ? "function" : "object");
}

function templateOf(node: ts.TemplateExpression, value: ValueOf): Value {
  let text = node.head.text;
  for (const span of node.templateSpans) {
    const part = value(span.expression);
    if (part.kind !== "constant") return UNKNOWN;
    text += `${part.value}${span.literal.text}`;
  }
  return constant(text);
}

function binary(node: ts.BinaryExpression, value: ValueOf, names: Names, machine: Machine): Value {
  const operator = node.operatorToken.kind;
  if (operator === K.EqualsToken) return machine.assigned(node, names);
  const left = value(node.left);
  if (operator === K.AmpersandAmpersandToken) return joinedBy(truth(left), left, () => value(node.right), true);
  if (operator === K.BarBarToken) return joinedBy(truth(left), left, () => value(node.right), false);
  if (operator === K.QuestionQuestionToken) {
    const there = isThere(left);
    return there === null ? UNKNOWN : there ? left : value(node.right);
  }
  const right = value(node.right);
  if (operator === K.InKeyword) return left.kind === "constant" ? within(String(left.value), right) : UNKNOWN;
  if (operator === K.EqualsEqualsEqualsToken || operator === K.EqualsEqualsToken) return boolean(same(left, right));
  if (operator === K.ExclamationEqualsEqualsToken || operator === K.ExclamationEqualsToken) {
    const equal = same(left, right);
    return boolean(equal === null ? null : !equal);
  }
  return left.kind === "constant" && right.kind === "constant"
    ? (compared(operator, left.value, right.value) ?? constant(combine(operator, left.value, right.value)))
    : UNKNOWN;
}

/** The left value stands unless it is `goesOn`; where that is not known, the right one may decide how both count. */
function joinedBy(holds: boolean | null, left: Value, right: () => Value, goesOn: boolean): Value {
  if (holds !== null) return holds === goesOn ? right() : left;
  const other = truth(right());
  return other === !goesOn ? constant(other) : UNKNOWN;
}

function isThere(value: Value): boolean | null {
  if (value.kind === "unknown") return null;
  return value.kind !== "constant" || (value.value !== null && value.value !== undefined);
}

function within(key: string, owner: Value): Value {
  if (owner.kind !== "object") return UNKNOWN;
  return owner.entries.has(key) || !owner.open ? constant(owner.entries.has(key)) : UNKNOWN;
}

function compared(operator: ts.SyntaxKind, left: unknown, right: unknown): Value | null {
  if (typeof left !== "number" || typeof right !== "number") return null;
  if (operator === K.GreaterThanToken) return constant(left > right);
  if (operator === K.LessThanToken) return constant(left < right);
  if (operator === K.GreaterThanEqualsToken) return constant(left >= right);
  return operator === K.LessThanEqualsToken ? constant(left <= right) : null;
}

function called(node: ts.CallExpression, value: ValueOf, machine: Machine): Value {
  const given = node.arguments.map((each) => value(ts.isSpreadElement(each) ? each.expression : each));
  const spread = node.arguments.some(ts.isSpreadElement);
  const callee = unwrap(node.expression);
  const ofObject = objectMethod(node);
  if (ofObject !== null) return objectFunction(ofObject, given);
  if (ts.isPropertyAccessExpression(callee) && callee.expression.kind !== K.ThisKeyword) {
    const owner = value(callee.expression);
    return methodOf(callee.name.text)(owner, given, (made, values) => machine.call(made, values));
  }
  if (ts.isIdentifier(callee) && callee.text === "Boolean") return boolean(truth(given[0] ?? constant(undefined)));
  return spread ? UNKNOWN : machine.call(value(callee), given);
}
