import { ts, unwrap } from "../../../edit/ts.ts";
import { readsBody } from "./answers.ts";
import { assignedTo } from "./assigned.ts";
import { functionOf, parameterOf, returnedBy } from "./functions.ts";
import { handsOn } from "./passing.ts";
import { calledIn, type Reach } from "./reach.ts";

/** What is done with a value on its way: a property that is read (`data`), or a call that it goes through (`parse()`). */
export interface Step {
  name: string;
  node: ts.Node;
}

/** Where a value comes from, and the steps from there in the order they run. A parameter or `catch` name is a declaration. */
export interface Origin {
  node: ts.Node;
  steps: readonly Step[];
}

/** What is known of the parameters of the functions on the way. */
export interface Scope {
  reach: Reach;
  bound: ReadonlyMap<ts.Node, Given>;
  /** Declarations and functions on the way here; none is entered twice. */
  trail: readonly ts.Node[];
}

/** An argument, and the scope that it is written in. */
export interface Given {
  value: ts.Expression;
  scope: Scope;
}

// Values merge where branches do; a chain this long is read no further.
const LONGEST = 16;

/** The scope of code that nothing is known of but where it stands. */
export function openScope(reach: Reach): Scope {
  return { reach, bound: new Map(), trail: [] };
}

/**
 * Where the value of an expression, or a part of its text, comes from: names, `await`, casts, branches, templates,
 * properties of objects written out, values of `Ok`, and calls of functions of the folder are followed. A method such
 * as `map` makes a value of its own and ends the way, as packages and objects written out do.
 */
export function originsOf(expression: ts.Expression, scope: Scope, steps: readonly Step[] = []): Origin[] {
  const node = unwrap(expression);
  if (scope.trail.length > LONGEST) return [{ node, steps }];
  if (ts.isIdentifier(node)) return ofName(node, scope, steps);
  if (ts.isPropertyAccessExpression(node)) {
    return originsOf(node.expression, scope, [{ name: node.name.text, node }, ...steps]);
  }
  if (ts.isElementAccessExpression(node)) return originsOf(node.expression, scope, [{ name: "[]", node }, ...steps]);
  if (ts.isObjectLiteralExpression(node)) return ofObject(node, scope, steps);
  if (ts.isNewExpression(node)) return ofResult(node, scope, steps);
  if (ts.isCallExpression(node)) return ofCall(node, scope, steps);
  const parts = partsOf(node);
  return parts ? parts.flatMap((part) => originsOf(part, scope, steps)) : [{ node, steps }];
}

function partsOf(node: ts.Expression): ts.Expression[] | null {
  if (ts.isAwaitExpression(node)) return [node.expression];
  if (ts.isTemplateExpression(node)) return node.templateSpans.map((span) => span.expression);
  if (ts.isConditionalExpression(node)) return tellsKinds(node) ? [node.whenTrue] : [node.whenTrue, node.whenFalse];
  if (!ts.isBinaryExpression(node)) return null;
  const operator = node.operatorToken.kind;
  if (operator === ts.SyntaxKind.AmpersandAmpersandToken) return [node.right];
  return JOINS.has(operator) ? [node.left, node.right] : null;
}

// `e instanceof Error ? e.message : String(e)` is meant for its first branch.
function tellsKinds({ condition }: ts.ConditionalExpression): boolean {
  return ts.isBinaryExpression(condition) && condition.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword;
}

const JOINS = new Set([ts.SyntaxKind.PlusToken, ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken]);

function ofName(name: ts.Identifier, scope: Scope, steps: readonly Step[]): Origin[] {
  const declared = scope.reach.sources.resolve(name)?.node;
  if (!declared || scope.trail.includes(declared)) return [{ node: declared ?? name, steps }];
  const inside = { ...scope, trail: [...scope.trail, declared] };
  if (ts.isVariableDeclaration(declared)) return ofVariable(declared, inside, steps);
  if (ts.isBindingElement(declared)) return ofBinding(declared, inside, steps);
  return ts.isParameter(declared) ? ofParameter(declared, scope, steps) : [{ node: declared, steps }];
}

function ofVariable(declared: ts.VariableDeclaration, scope: Scope, steps: readonly Step[]): Origin[] {
  const values = assignedTo(declared);
  if (values.length === 0) return [{ node: declared, steps }];
  return values.flatMap((value) => originsOf(value, scope, steps));
}

function ofBinding(element: ts.BindingElement, scope: Scope, steps: readonly Step[]): Origin[] {
  const pattern = element.parent;
  const key = element.propertyName ?? element.name;
  if (element.dotDotDotToken || !ts.isIdentifier(key)) return [{ node: element, steps }];
  const read = [{ name: ts.isObjectBindingPattern(pattern) ? key.text : "[]", node: element }, ...steps];
  const owner = pattern.parent;
  if (ts.isBindingElement(owner)) return ofBinding(owner, scope, read);
  return ts.isParameter(owner) ? ofParameter(owner, scope, read) : ofVariable(owner, scope, read);
}

function ofParameter(declared: ts.ParameterDeclaration, scope: Scope, steps: readonly Step[]): Origin[] {
  const given = scope.bound.get(declared);
  if (!given) return [{ node: declared, steps }];
  return originsOf(given.value, { ...given.scope, trail: [...scope.trail, declared] }, steps);
}

function ofObject(object: ts.ObjectLiteralExpression, scope: Scope, steps: readonly Step[]): Origin[] {
  const [first, ...rest] = steps;
  const whole: Origin[] = [{ node: object, steps }];
  if (!first || ts.isCallExpression(first.node)) return whole;
  for (const each of object.properties.toReversed()) {
    if (ts.isSpreadAssignment(each)) return originsOf(each.expression, scope, steps);
    if (!each.name || each.name.getText() !== first.name) continue;
    if (ts.isShorthandPropertyAssignment(each)) return ofName(each.name, scope, rest);
    return ts.isPropertyAssignment(each) ? originsOf(each.initializer, scope, rest) : whole;
  }
  return whole;
}

// The value of `new Ok(x)` is `x`; that of `new Err(x)` is none, and its error is judged where it is made.
function ofResult(made: ts.NewExpression, scope: Scope, steps: readonly Step[]): Origin[] {
  const [first, ...rest] = steps;
  const name = made.expression.getText();
  if (first?.name !== "value" || !/^(Ok|Err)$/.test(name)) return [{ node: made, steps }];
  const [value] = made.arguments ?? [];
  return value && name === "Ok" ? originsOf(value, scope, rest) : [];
}

function ofCall(call: ts.CallExpression, scope: Scope, steps: readonly Step[]): Origin[] {
  const passed = readsBody(call) ? null : handsOn(call);
  if (passed)
    return originsOf(passed.value, scope, passed.name ? [{ name: passed.name, node: call }, ...steps] : steps);
  const made = readsBody(call) ? null : madeBy(call, scope);
  const returned = made && !scope.trail.includes(made.node) ? returnedBy(made.node) : [];
  if (!made || returned.length === 0) return [{ node: call, steps }];
  const bound = new Map(made.scope.bound);
  made.node.parameters.forEach((parameter, index) => {
    const value = call.arguments[index];
    if (value) bound.set(parameter, { value, scope });
  });
  const inside = { ...scope, bound, trail: [...scope.trail, made.node] };
  return returned.flatMap((value) => originsOf(value, inside, steps));
}

/** The function that a call runs: one of the folder, or the argument that a parameter stands for. */
function madeBy(call: ts.CallExpression, scope: Scope): { node: ts.FunctionLikeDeclaration; scope: Scope } | null {
  const given = scope.bound.get(parameterOf(call.expression, scope.reach) ?? call);
  if (!given) {
    const node = calledIn(call, scope.reach);
    return node && { node, scope };
  }
  const node = functionOf(given.value, scope.reach);
  return node && { node, scope: given.scope };
}
