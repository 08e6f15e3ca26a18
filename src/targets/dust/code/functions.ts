import { ts, unwrap } from "../../../edit/ts.ts";
import { moduleFacts } from "../read/module-facts.ts";
import { calledIn, functionAt, type Reach } from "./reach.ts";

/** The expressions that a function gives back, those of the functions inside it left out; none for one without a body. */
export function returnedBy(made: ts.FunctionLikeDeclaration): ts.Expression[] {
  const { body } = made;
  if (!body) return [];
  if (!ts.isBlock(body)) return [body];
  const found: ts.Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isReturnStatement(node) && node.expression) found.push(node.expression);
    if (!ts.isFunctionLike(node)) ts.forEachChild(node, visit);
  };
  ts.forEachChild(body, visit);
  return found;
}

/** The function that an expression is or names, in the modules of the folder; null for any other. */
export function functionOf(expression: ts.Expression, reach: Reach): ts.FunctionLikeDeclaration | null {
  const node = unwrap(expression);
  return functionAt(ts.isIdentifier(node) ? reach.sources.resolve(node)?.node : node, reach.modules);
}

/** The parameter that an expression names; null when it names none. */
export function parameterOf(expression: ts.Expression, reach: Reach): ts.ParameterDeclaration | null {
  const declared = ts.isIdentifier(expression) ? reach.sources.resolve(expression)?.node : undefined;
  return declared && ts.isParameter(declared) ? declared : null;
}

/** The calls in the folder that run a function, in source order. */
export function callersOf(made: ts.Node, reach: Reach): readonly ts.CallExpression[] {
  const known = calls.get(reach.modules) ?? byFunction(reach);
  calls.set(reach.modules, known);
  return known.get(made) ?? [];
}

const calls = new WeakMap<readonly ts.SourceFile[], Map<ts.Node, ts.CallExpression[]>>();

function byFunction(reach: Reach): Map<ts.Node, ts.CallExpression[]> {
  const found = new Map<ts.Node, ts.CallExpression[]>();
  for (const call of reach.modules.flatMap((module) => moduleFacts(module).calls)) {
    const made = calledIn(call, reach);
    if (!made) continue;
    const known = found.get(made);
    if (known) known.push(call);
    else found.set(made, [call]);
  }
  return found;
}
