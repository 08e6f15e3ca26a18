import { originOf } from "../../../edit/fold.ts";
import type { Sources } from "../../../edit/sources.ts";
import { ts, walk } from "../../../edit/ts.ts";
import type { Fact } from "../../../model/found.ts";
import { stringFact } from "../../_shared/facts.ts";

/** The flags that a restriction asks for with `featureFlags.includes(…)`, also in functions of the checkout that it calls. */
export function flagsIn(gate: ts.Expression, sources: Sources): Fact<string>[] {
  const seen = new Set<ts.Node>();
  return flagsBelow(originOf(gate, sources), sources, seen);
}

function flagsBelow(node: ts.Node | null, sources: Sources, seen: Set<ts.Node>): Fact<string>[] {
  if (!node || seen.has(node)) return [];
  seen.add(node);
  const calls = walk(node).filter(ts.isCallExpression);
  return calls.flatMap((call) => {
    const [argument] = call.arguments;
    if (argument && asksForFlag(call.expression)) return [stringFact(argument, sources)];
    const called = ts.isIdentifier(call.expression) ? originOf(call.expression, sources) : null;
    return called && ts.isFunctionLike(called) ? flagsBelow(called, sources, seen) : [];
  });
}

function asksForFlag(callee: ts.Expression): boolean {
  if (!ts.isPropertyAccessExpression(callee) || callee.name.text !== "includes") return false;
  return /featureFlags$/i.test(callee.expression.getText());
}
