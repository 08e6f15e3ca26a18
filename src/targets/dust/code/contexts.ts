import { ts } from "../../../edit/ts.ts";
import { type Given, type Origin, openScope, originsOf } from "./flow.ts";
import { callersOf, parameterOf } from "./functions.ts";
import type { Reach } from "./reach.ts";

/** Where a value comes from, and the call that hands it to the function that the expression is in. */
export interface Arrival {
  origin: Origin;
  /** Null when the value comes from that function itself. */
  call: ts.CallExpression | null;
}

/**
 * Where the value of an expression comes from, with the arguments of each call in the folder of the function that the
 * expression is in. What the function finds by itself stands first.
 */
export function arrivalsOf(expression: ts.Expression, reach: Reach): Arrival[] {
  const own = originsOf(expression, openScope(reach)).map((origin) => ({ origin, call: null }));
  return own.some(({ origin }) => isGiven(origin.node, reach)) ? [...own, ...givenTo(expression, reach)] : own;
}

// Whatever comes from nowhere but the function itself comes from there with every call.
function isGiven(node: ts.Node, reach: Reach): boolean {
  return ts.isParameter(node) || (ts.isCallExpression(node) && parameterOf(node.expression, reach) !== null);
}

function givenTo(expression: ts.Expression, reach: Reach): Arrival[] {
  for (let each: ts.Node = expression.parent; each && !ts.isSourceFile(each); each = each.parent) {
    const calls = ts.isFunctionLike(each) ? callersOf(each, reach) : [];
    const { parameters = [] } = ts.isFunctionLike(each) ? each : {};
    if (calls.length > 0 && parameters.length > 0) {
      return calls.flatMap((call) => {
        const scope = { ...openScope(reach), bound: argumentsOf(call, parameters, reach) };
        return originsOf(expression, scope).map((origin) => ({ origin, call }));
      });
    }
  }
  return [];
}

function argumentsOf(call: ts.CallExpression, parameters: readonly ts.ParameterDeclaration[], reach: Reach) {
  const bound = new Map<ts.Node, Given>();
  parameters.forEach((parameter, index) => {
    const value = call.arguments[index];
    if (value) bound.set(parameter, { value, scope: openScope(reach) });
  });
  return bound;
}
