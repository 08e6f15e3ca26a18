import { ts, unwrap, walk } from "../../../edit/ts.ts";
import { calledIn, type Reach } from "./reach.ts";

/** Something that can leave a handler as an exception: a `throw`, or a call that is in no `try`. */
export interface Thrower {
  node: ts.ThrowStatement | ts.CallExpression;
  what: string;
}

const EACH = new Set(["map", "flatMap", "forEach", "filter", "find", "some", "every", "reduce", "sort"]);
const REQUESTS = new Set(["untrustedFetch", "fetch"]);

/** What can throw out of a handler, through the functions of its own folder: the first place in each function. */
export function throwers(handler: ts.Node, reach: Reach, seen: Set<ts.Node> = new Set()): Thrower[] {
  if (seen.has(handler)) return [];
  seen.add(handler);
  const own: Thrower[] = [];
  const further: Thrower[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTryStatement(node) && node.catchClause) {
      visit(node.catchClause);
      return;
    }
    if (node !== handler && ts.isFunctionLike(node) && !runsHere(node, reach)) return;
    const what = throwing(node);
    if (what !== null && (ts.isThrowStatement(node) || ts.isCallExpression(node))) own.push({ node, what });
    const called = ts.isCallExpression(node) && !isCaught(node) ? calledIn(node, reach) : null;
    if (called) further.push(...throwers(called, reach, seen));
    ts.forEachChild(node, visit);
  };
  visit(handler);
  return [...own.slice(0, 1), ...further];
}

function throwing(node: ts.Node): string | null {
  if (ts.isThrowStatement(node)) return "it throws";
  if (!ts.isCallExpression(node) || isCaught(node)) return null;
  const callee = node.expression;
  if (ts.isIdentifier(callee)) return REQUESTS.has(callee.text) ? `\`${callee.text}\` throws` : null;
  if (!ts.isPropertyAccessExpression(callee)) return null;
  const [owner, method] = [nameOf(callee.expression), callee.name.text];
  if (method === "json" && node.arguments.length === 0 && ts.isAwaitExpression(node.parent)) {
    return "reading the answer throws";
  }
  const parses = method === "parse" && (owner === "JSON" || owner?.endsWith("Schema"));
  return parses ? `\`${owner}.parse\` throws` : null;
}

/** The name itself, or the last of `a.b.name`; null for any other expression. */
function nameOf(expression: ts.Expression): string | null {
  const node = unwrap(expression);
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  return ts.isIdentifier(node) ? node.text : null;
}

function isCaught(call: ts.CallExpression): boolean {
  const { parent } = call;
  return ts.isPropertyAccessExpression(parent) && parent.name.text === "catch";
}

// A function that is given to an array's method, or to a helper of the folder that catches nothing, throws where it is.
function runsHere(made: ts.Node, reach: Reach): boolean {
  const call = made.parent;
  if (!ts.isCallExpression(call) || call.expression === made) return ts.isCallExpression(call);
  const callee = call.expression;
  if (ts.isPropertyAccessExpression(callee) && EACH.has(callee.name.text)) return !isCaught(call);
  const helper = calledIn(call, reach);
  return helper !== null && !walk(helper).some((node) => ts.isTryStatement(node) && node.catchClause);
}
