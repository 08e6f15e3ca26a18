import { declarationOf } from "../../../edit/syntax/scope.ts";
import { ts, walk } from "../../../edit/ts.ts";
import { moduleFacts } from "../read/module-facts.ts";
import { castOf, isOpen, readsBody, readsJson } from "./answers.ts";
import { arrivalsOf } from "./contexts.ts";
import { type Origin, openScope, originsOf } from "./flow.ts";
import { enclosingFunction } from "./modules.ts";
import { PARSED, parses, READ_AS_JSON } from "./passing.ts";
import type { Reach } from "./reach.ts";

/** The places in a folder where an answer is used as a value that no schema has checked: its reading, or a later cast. */
export function uncheckedAnswers(reach: Reach): ts.Node[] {
  const calls = reach.modules.flatMap((module) => moduleFacts(module).calls);
  const checked = new Set(calls.filter(parses).flatMap((call) => checkedBy(call, reach)));
  const bodies = calls.filter((call) => readsJson(call) || readsText(call, reach)).filter((each) => !checked.has(each));
  const promised = bodies.filter((body) => !isLeftOpen(body));
  const left = new Set<ts.Node>(bodies.filter((body) => !promised.includes(body)));
  return [...promised, ...firstCasts(left, reach)];
}

function checkedBy(call: ts.CallExpression, reach: Reach): ts.Node[] {
  const [value] = call.arguments;
  return value ? arrivalsOf(value, reach).flatMap(({ origin }) => bodiesOf(origin)) : [];
}

/** The calls that read an answer on the way of a value. */
function bodiesOf({ node, steps }: Origin): ts.Node[] {
  return [node, ...steps.filter((step) => step.name === READ_AS_JSON).map((step) => step.node)];
}

// `JSON.parse(await response.text())`, through variables too.
function readsText(call: ts.CallExpression, reach: Reach): boolean {
  if (call.expression.getText() !== "JSON.parse") return false;
  return originsOf(call, openScope(reach)).some(({ node }) => readsBody(node));
}

/** Whether the type of an answer promises nothing, so that whoever uses it has to check it. */
function isLeftOpen(body: ts.CallExpression): boolean {
  const cast = castOf(body);
  if (cast) return isOpen(cast.type);
  // The text of a refusal may be JSON, and is often looked into to find out why.
  if (!readsJson(body)) return true;
  const owner = enclosingFunction(body);
  if (!owner || isStringified(body) || hasOpenVariable(body)) return true;
  const nodes = owner.type ? walk(owner.type) : [];
  if (nodes.some((node) => node.kind === ts.SyntaxKind.UnknownKeyword)) return true;
  return walk(owner).some((node) => ts.isCallExpression(node) && parses(node));
}

// `JSON.stringify(await response.json())` reads no field.
function isStringified(body: ts.Node): boolean {
  const { parent } = body;
  if (ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent)) return isStringified(parent);
  return ts.isCallExpression(parent) && parent.expression.getText() === "JSON.stringify";
}

// `const body: unknown = …`, and `body = …` of a variable of that type.
function hasOpenVariable(body: ts.Node): boolean {
  const { parent } = body;
  if (ts.isAwaitExpression(parent) || ts.isParenthesizedExpression(parent)) return hasOpenVariable(parent);
  const isSet = ts.isBinaryExpression(parent) && parent.right === body && ts.isIdentifier(parent.left);
  const declared = isSet && ts.isIdentifier(parent.left) ? declarationOf(parent.left) : parent;
  return (
    declared !== null && ts.isVariableDeclaration(declared) && declared.type !== undefined && isOpen(declared.type)
  );
}

/** The first cast of each of some answers to a type that makes a promise. */
function firstCasts(bodies: ReadonlySet<ts.Node>, reach: Reach): ts.Node[] {
  if (bodies.size === 0) return [];
  const seen = new Set<ts.Node>();
  return reach.modules
    .flatMap((module) => walk(module).filter(isPromise))
    .filter((cast) => {
      const unchecked = arrivalsOf(cast.expression, reach).map(({ origin }) => origin);
      const found = unchecked.filter(({ steps }) => !steps.some((step) => step.name === PARSED));
      const fresh = found.flatMap(bodiesOf).filter((body) => bodies.has(body) && !seen.has(body));
      for (const body of fresh) seen.add(body);
      return fresh.length > 0;
    });
}

function isPromise(node: ts.Node): node is ts.AsExpression | ts.TypeAssertion {
  return (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) && !isOpen(node.type) && castOf(node) === null;
}
